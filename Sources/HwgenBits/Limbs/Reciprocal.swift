/// A normalised divisor of one limb with its reciprocal, so that dividing two limbs by it costs two multiplications.
///
/// Möller and Granlund, Improved Division by Invariant Integers, IEEE Transactions on Computers 60, 2011, algorithm 4.
/// `Limbs` makes one per division.
struct Reciprocal {
  let divisor: UInt64
  /// floor((2^128 - 1) / divisor) - 2^64.
  let inverse: UInt64

  /// - Precondition: the top bit of `divisor` is set.
  init(_ divisor: UInt64) {
    precondition(divisor.leadingZeroBitCount == 0, "a reciprocal needs a normalised divisor")
    self.divisor = divisor
    inverse = divisor.dividingFullWidth((high: ~divisor, low: .max)).quotient
  }

  /// Quotient and remainder of `high * 2^64 + low`; `high` is less than the divisor, so that the quotient is one limb.
  @inline(__always)
  func divide(high: UInt64, low: UInt64) -> (quotient: UInt64, remainder: UInt64) {
    let product = inverse.multipliedFullWidth(by: high)
    let (fraction, carry) = product.low.addingReportingOverflow(low)
    var quotient = product.high &+ high &+ (carry ? 1 : 0) &+ 1
    var remainder = low &- quotient &* divisor
    if remainder > fraction {
      quotient &-= 1
      remainder &+= divisor
    }
    if remainder >= divisor {
      quotient &+= 1
      remainder &-= divisor
    }
    return (quotient, remainder)
  }
}
