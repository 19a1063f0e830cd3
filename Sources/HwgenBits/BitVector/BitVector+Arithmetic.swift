/// Arithmetic and order. Except for the product, operands have one width.
extension BitVector {
  /// The sum modulo 2^width.
  public static func &+ (left: BitVector, right: BitVector) -> BitVector {
    requireOneWidth(left, right)
    var carry = false
    return BitVector(width: left.width) { Limbs.adding(left.word($0), right.word($0), carry: &carry) }
  }

  /// The difference modulo 2^width.
  public static func &- (left: BitVector, right: BitVector) -> BitVector {
    requireOneWidth(left, right)
    var borrow = false
    return BitVector(width: left.width) { Limbs.subtracting(left.word($0), right.word($0), borrow: &borrow) }
  }

  /// The two's complement negation; the least signed value is its own.
  public func negated() -> BitVector {
    var carry = true
    return BitVector(width: width) { Limbs.adding(~word($0), 0, carry: &carry) }
  }

  /// The whole product, both operands taken as signed or both as unsigned; the width is the sum of theirs.
  public func multiplied(by other: BitVector, signed: Bool) -> BitVector {
    let product = signed ? asSigned * other.asSigned : asUnsigned * other.asUnsigned
    return BitVector(truncating: product, width: width + other.width)
  }

  /// -1, 0 or 1 as this vector is less than, equal to or greater than the other, both taken as unsigned.
  public func comparedUnsigned(to other: BitVector) -> Int {
    Self.requireOneWidth(self, other)
    var index = rest.count
    while index > 0, word(index) == other.word(index) { index -= 1 }
    let (left, right) = (word(index), other.word(index))
    return left == right ? 0 : left < right ? -1 : 1
  }

  /// -1, 0 or 1 as this vector is less than, equal to or greater than the other, both taken as two's complement.
  public func comparedSigned(to other: BitVector) -> Int {
    Self.requireOneWidth(self, other)
    let negative = self[width - 1]
    if negative != other[width - 1] { return negative ? -1 : 1 }
    return comparedUnsigned(to: other)
  }
}
