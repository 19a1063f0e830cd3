extension Integer: Hashable {
  @inlinable
  public static func == (left: Integer, right: Integer) -> Bool {
    switch (left.storage, right.storage) {
    case (.small(let x), .small(let y)): x == y
    case (.positive(let x), .positive(let y)), (.negative(let x), .negative(let y)): x == y
    default: false
    }
  }

  @inlinable
  public func hash(into hasher: inout Hasher) {
    switch storage {
    case .small(let value): hasher.combine(value)
    case .positive(let limbs): hasher.combine(limbs)
    case .negative(let limbs):
      hasher.combine(true)
      hasher.combine(limbs)
    }
  }

  /// A hash that is the same in every process and on every machine, for tables whose order or identity reaches output.
  ///
  /// Equal values have equal hashes. Not resistant to chosen collisions.
  public func stableHash() -> UInt64 {
    switch storage {
    case .small(let value): Self.mixed(UInt64(bitPattern: Int64(value)))
    case .positive(let limbs): Self.stableHash(of: limbs, seed: 0x9e37_79b9_7f4a_7c15)
    case .negative(let limbs): Self.stableHash(of: limbs, seed: 0xc2b2_ae3d_27d4_eb4f)
    }
  }

  private static func stableHash(of limbs: [UInt64], seed: UInt64) -> UInt64 {
    limbs.reduce(mixed(seed ^ UInt64(limbs.count))) { mixed($0 &* 0x9e37_79b9_7f4a_7c15 ^ $1) }
  }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): a bijection whose every output bit depends on every
  /// input bit.
  private static func mixed(_ word: UInt64) -> UInt64 {
    var mixed = word &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension Integer: Comparable {
  @inlinable
  public static func < (left: Integer, right: Integer) -> Bool {
    if case .small(let x) = left.storage, case .small(let y) = right.storage { return x < y }
    return isLessLarge(left, right)
  }

  /// The order when at least one side does not fit `Int`.
  @usableFromInline
  static func isLessLarge(_ left: Integer, _ right: Integer) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let order = left.withLimbs { x in right.withLimbs { y in Limbs.compare(x, y) } }
    return left.isNegative ? order > 0 : order < 0
  }
}
