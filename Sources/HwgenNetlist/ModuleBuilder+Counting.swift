import HwgenBits
import HwgenSupport
import HwgenTypes

/// Counts of bits, and what one-hot values and priorities select. Trees of logarithmic depth.
extension ModuleBuilder {
  /// How many bits are 1: a UInt of just as many bits as the width needs. A tree of sums. Throws `badOperand`.
  public func popcount(_ a: NetID) throws(Failure) -> NetID {
    let a = try plain(a, "popcount")
    var level: [(net: NetID, most: Int)] = []
    for bit in 0..<width(of: a) { level.append((try slice(a, low: bit, width: 1), 1)) }
    while level.count > 1 {
      var next: [(net: NetID, most: Int)] = []
      for first in stride(from: 0, to: level.count - 1, by: 2) {
        let most = level[first].most + level[first + 1].most
        let left = try extend(.zeroExtend, level[first].net, width: most.bitCount)
        next.append((try binary(.add, left, try extend(.zeroExtend, level[first + 1].net, width: most.bitCount)), most))
      }
      if level.count % 2 == 1 { next.append(level[level.count - 1]) }
      level = next
    }
    return level[0].net
  }

  /// How many bits above the highest 1 are 0, the width if all are: a UInt of as many bits as the width needs.
  public func leadingZeros(_ a: NetID) throws(Failure) -> NetID {
    try zeros(try plain(a, "leading_zeros"), isLeading: true)
  }

  /// How many bits below the lowest 1 are 0, the width if all are.
  public func trailingZeros(_ a: NetID) throws(Failure) -> NetID {
    try zeros(try plain(a, "trailing_zeros"), isLeading: false)
  }

  /// The number of the lowest bit that is 1, 0 if there is none: a UInt of as many bits as the highest number needs, at
  /// least one.
  public func priorityIndex(_ a: NetID) throws(Failure) -> NetID {
    let a = try plain(a, "priority_encode")
    let whole = width(of: a)
    if whole == 1 { return try zero(try vector(.uint, width: 1)) }
    // Each node: the number within its bits. It takes the lower half's unless that is all 0.
    var level: [NetID?] = Array(repeating: nil, count: whole)
    var half = 1
    while half < whole {
      var next: [NetID?] = []
      for node in stride(from: 0, to: level.count, by: 2) {
        let middle = (node + 1) * half
        let type = try vector(.uint, width: half.bitCount)
        guard middle < whole else {
          next.append(
            try level[node].map { (low) throws(Failure) in try extend(.zeroExtend, low, width: half.bitCount) })
          continue
        }
        let below = try any(a, middle - half, half)
        let top = try binary(.and, try unary(.not, below), try any(a, middle, min(half, whole - middle)))
        if half == 1 {
          next.append(try cast(top, to: type))
          continue
        }
        let none = try zero(try vector(.uint, width: half.bitCount - 1))
        next.append(try concat([top, try mux(below, level[node] ?? none, level[node + 1] ?? none)], as: type))
      }
      level = next
      half *= 2
    }
    return level[0]!
  }

  /// The value whose bit of the selector is 1, 0 if none is; of several the or. As many values as bits, of one type.
  ///
  /// Throws `badOperand`, `typeMismatch`, `widthMismatch`.
  public func selectOneHot(_ selector: NetID, _ values: [NetID]) throws(Failure) -> NetID {
    let selector = try plain(selector, "select1hot")
    guard values.count == width(of: selector) else {
      throw Failure(
        .badOperand, "select1hot by \(described(selector)) has \(values.count) values", at: place,
        notes: madeNotes(selector))
    }
    for value in values { try check(value) }
    return try relaxing("select1hot", values) { (values) throws(Failure) in try selectOneHot(plain: selector, values) }
  }

  private func selectOneHot(plain selector: NetID, _ values: [NetID]) throws(Failure) -> NetID {
    var level: [NetID] = []
    for (bit, value) in values.enumerated() {
      guard type(of: value) == type(of: values[0]) else { throw mismatch("select1hot", values[0], value) }
      var mask = try element(selector, bit)
      if type(of: value) != .bit {
        mask = try cast(try extend(.signExtend, mask, width: width(of: value)), to: type(of: value))
      }
      level.append(try binary(.and, mask, value))
    }
    while level.count > 1 {
      var next: [NetID] = []
      for first in stride(from: 0, to: level.count - 1, by: 2) {
        next.append(try binary(.or, level[first], level[first + 1]))
      }
      if level.count % 2 == 1 { next.append(level[level.count - 1]) }
      level = next
    }
    return level[0]
  }

  /// Counts from one end. Beyond the other one ones are thought, up to a power of two.
  private func zeros(_ a: NetID, isLeading: Bool) throws(Failure) -> NetID {
    let whole = width(of: a)
    let size = 1 << (whole - 1).bitCount
    let isEmpty = try unary(.not, try any(a, 0, whole))
    if size == 1 { return try extend(.zeroExtend, isEmpty, width: 1) }
    // By position from the end that is counted from; nil counts none.
    var level: [NetID?] = Array(repeating: nil, count: size)
    var half = 1
    while half < size {
      var next: [NetID?] = []
      for node in stride(from: 0, to: level.count, by: 2) {
        let (first, middle) = (node * half, (node + 1) * half)
        let type = try vector(.uint, width: half.bitCount)
        guard middle <= whole else {
          next.append(
            try level[node].map { (near) throws(Failure) in try extend(.zeroExtend, near, width: half.bitCount) })
          continue
        }
        let isZero = try unary(.not, try any(a, isLeading ? whole - middle : first, half))
        if half == 1 {
          next.append(try cast(isZero, to: type))
          continue
        }
        let none = try zero(try vector(.uint, width: half.bitCount - 1))
        next.append(try concat([isZero, try mux(isZero, level[node + 1] ?? none, level[node] ?? none)], as: type))
      }
      level = next
      half *= 2
    }
    let result = try vector(.uint, width: whole.bitCount)
    guard let count = level[0] else { return try zero(result) }
    if size > whole { return count }
    let all = try literal(Integer(whole), type: result)
    return try mux(isEmpty, all, try extend(.zeroExtend, count, width: whole.bitCount))
  }

  /// Whether some of these bits is 1.
  private func any(_ a: NetID, _ low: Int, _ width: Int) throws(Failure) -> NetID {
    width == 1 ? try element(a, low) : try unary(.reduceOr, try slice(a, low: low, width: width))
  }

  /// A vector or a Bit as a UInt.
  func plain(_ a: NetID, _ what: String) throws(Failure) -> NetID {
    try checkAny(a)
    if isLate(a) { throw dependsOnLate(a, what) }
    let kind = types.kind(of: type(of: a))
    guard kind == .bit || kind == .bits || kind == .uint || kind == .sint else {
      throw Failure(.badOperand, "\(what) is not defined on \(described(a))", at: place, notes: madeNotes(a))
    }
    return try cast(a, to: try vector(.uint, width: width(of: a)))
  }
}
