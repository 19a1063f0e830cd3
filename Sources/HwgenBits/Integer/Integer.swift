/// An unbounded signed integer: parameter values, expression results, literals and indices.
///
/// Everything that evaluates host numbers makes and reads these; nothing narrows them silently. A value that fits `Int`
/// is always stored inline, without an allocation, and any other as sign and magnitude without leading zero limbs. So
/// each value has one representation, and equality and hashing are structural.
///
/// Results are as large as the arithmetic makes them: whoever evaluates a host's expression bounds it beforehand.
public struct Integer: Sendable {
  /// The one representation of a value. `positive` and `negative` hold a magnitude that does not fit `Int` with that
  /// sign, least significant limb first, the last limb nonzero.
  @usableFromInline
  enum Storage: Sendable {
    case small(Int)
    case positive([UInt64])
    case negative([UInt64])
  }

  @usableFromInline
  let storage: Storage

  /// The integer of a machine word.
  @inlinable
  public init(_ value: Int) {
    storage = .small(value)
  }

  /// The integer of an unsigned machine word.
  @inlinable
  public init(_ value: UInt64) {
    if let small = Int(exactly: value) {
      storage = .small(small)
    } else {
      storage = .positive([value])
    }
  }

  /// The integer with the given magnitude and sign.
  ///
  /// - Parameters:
  ///   - limbs: the magnitude, least significant limb first; leading zero limbs and the empty array are allowed.
  ///   - negative: the sign; ignored for a zero magnitude.
  public init(limbs: [UInt64], negative: Bool) {
    var count = limbs.count
    while count > 0, limbs[count - 1] == 0 { count -= 1 }
    if count <= 1 {
      let limb = count == 0 ? 0 : limbs[0]
      if limb <= UInt64(Int.max) {
        storage = .small(negative ? -Int(limb) : Int(limb))
        return
      }
      if negative, limb == UInt64(Int.min.magnitude) {
        storage = .small(Int.min)
        return
      }
    }
    var magnitude = limbs
    magnitude.removeLast(limbs.count - count)
    storage = negative ? .negative(magnitude) : .positive(magnitude)
  }

  /// The value if it fits `Int`, else nil.
  @inlinable
  public var small: Int? {
    if case .small(let value) = storage { return value }
    return nil
  }

  /// Whether the value is less than zero.
  @inlinable
  public var isNegative: Bool {
    switch storage {
    case .small(let value): value < 0
    case .positive: false
    case .negative: true
    }
  }

  /// Whether the value is zero.
  @inlinable
  public var isZero: Bool { small == 0 }

  /// The sign: -1, 0 or 1.
  @inlinable
  public var signum: Int {
    switch storage {
    case .small(let value): value.signum()
    case .positive: 1
    case .negative: -1
    }
  }

  /// The magnitude, least significant limb first, the last limb nonzero; empty for zero.
  public var limbs: [UInt64] {
    switch storage {
    case .small(let value): value == 0 ? [] : [UInt64(value.magnitude)]
    case .positive(let limbs), .negative(let limbs): limbs
    }
  }

  /// The bits of the magnitude: 0 for 0, 1 for 1 and -1, 64 for `Int.min`, n + 1 for 2^n.
  public var bitWidth: Int {
    switch storage {
    case .small(let value): Int.bitWidth - value.magnitude.leadingZeroBitCount
    case .positive(let limbs), .negative(let limbs):
      limbs.count * UInt64.bitWidth - limbs[limbs.count - 1].leadingZeroBitCount
    }
  }

  /// The absolute value.
  public var magnitude: Integer { isNegative ? -self : self }

  /// The least n with 2^n >= self, which is the width of an index into `self` elements: 0 for 1, 1 for 2, 2 for 3.
  ///
  /// - Precondition: the value is at least 1.
  public func ceilingLog2() -> Int {
    precondition(signum > 0, "the logarithm is defined for values of at least 1")
    return magnitudeIsPowerOfTwo ? bitWidth - 1 : bitWidth
  }

  /// Whether the magnitude has exactly one bit set.
  var magnitudeIsPowerOfTwo: Bool {
    withLimbs { limbs in
      guard let top = limbs.last, top & (top - 1) == 0 else { return false }
      return limbs.dropLast().allSatisfy { $0 == 0 }
    }
  }

  /// Lends the magnitude without allocating, whichever representation holds it.
  func withLimbs<Result>(_ body: (Limbs.Buffer) -> Result) -> Result {
    switch storage {
    case .small(let value):
      withUnsafePointer(to: UInt64(value.magnitude)) {
        body(Limbs.Buffer(start: $0, count: value == 0 ? 0 : 1))
      }
    case .positive(let limbs), .negative(let limbs):
      limbs.withUnsafeBufferPointer(body)
    }
  }
}

extension Integer: ExpressibleByIntegerLiteral {
  @inlinable
  public init(integerLiteral value: Int) {
    self.init(value)
  }
}
