/// Operands have one width, which is the result's.
extension BitVector {
  public static prefix func ~ (value: BitVector) -> BitVector {
    BitVector(width: value.width) { ~value.word($0) }
  }

  public static func & (left: BitVector, right: BitVector) -> BitVector {
    requireOneWidth(left, right)
    return BitVector(width: left.width) { left.word($0) & right.word($0) }
  }

  public static func | (left: BitVector, right: BitVector) -> BitVector {
    requireOneWidth(left, right)
    return BitVector(width: left.width) { left.word($0) | right.word($0) }
  }

  public static func ^ (left: BitVector, right: BitVector) -> BitVector {
    requireOneWidth(left, right)
    return BitVector(width: left.width) { left.word($0) ^ right.word($0) }
  }

  /// Whether all bits are 1.
  public var andReduced: Bool { (~self).isZero }

  /// Whether any bit is 1.
  public var orReduced: Bool { !isZero }

  /// Whether the number of bits that are 1 is odd.
  public var xorReduced: Bool { rest.reduce(low, ^).nonzeroBitCount & 1 == 1 }

  @inline(__always)
  static func requireOneWidth(_ left: BitVector, _ right: BitVector) {
    precondition(left.width == right.width, "the operands have different widths")
  }
}
