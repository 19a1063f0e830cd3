import HwgenBits
import HwgenSupport
import HwgenTypes

/// What a conversion does with bits behind the point that its result does not have. The raw values are those of hwgen.h.
public enum Rounding: UInt32, Sendable, CaseIterable {
  /// There must be none.
  case exact = 0
  /// Towards minus infinity: the bits are dropped.
  case floor
  /// Towards plus infinity.
  case ceiling
  /// Towards zero.
  case towardZero
  /// Away from zero.
  case awayFromZero
  /// To the nearest; a tie towards plus infinity.
  case halfUp
  /// A tie towards minus infinity.
  case halfDown
  /// A tie to the number whose last bit is 0.
  case halfEven
  /// A tie away from zero.
  case halfAwayFromZero
  /// A tie towards zero.
  case halfTowardZero
}

/// What a conversion does with a number that its result cannot have. The raw values are those of hwgen.h.
public enum Overflow: UInt32, Sendable, CaseIterable {
  /// There must be none.
  case exact = 0
  /// The number modulo 2 to the bits before the point.
  case wrap
  /// The least or the greatest number that there is.
  case saturate
}

/// Numbers as other types of numbers: UInt, SInt, UFix and SFix of any widths.
extension ModuleBuilder {
  /// The number as another type, rounded first. Throws `inexactConversion` where a mode is `exact` and a number of the
  /// operand's type would not be the same, `badOperand` for what is no number.
  public func convert(
    _ a: NetID, to type: TypeID, rounding: Rounding = .exact, overflow: Overflow = .exact
  ) throws(Failure) -> NetID {
    try check(a)
    if hasLate { try refuseLate(type, "a conversion") }
    let source = self.type(of: a)
    for each in [source, type] where !types.isNumber(each) {
      throw Failure(
        .badOperand, "a conversion from \(described(a)) to \(types.briefText(type))", at: place, notes: madeNotes(a),
        fix: "convert UInt, SInt, UFix and SFix; other types are cast")
    }
    let dropped = types.fraction(of: source) - types.fraction(of: type)
    if dropped > 0, rounding == .exact { throw inexact(a, type, "\(dropped) bits behind the point", "rounding") }
    let (low, high) = types.range(of: source)
    let least = Integer.rounded(low, dropping: dropped, rounding)
    let greatest = Integer.rounded(high, dropping: dropped, rounding)
    let (floor, ceiling) = types.range(of: type)
    if overflow == .exact, least < floor || ceiling < greatest { throw inexact(a, type, "its range", "overflow") }
    return try whole { () throws(Failure) in
      let isSigned = types.isSigned(source)
      var number = try cast(a, to: try vector(isSigned ? .sint : .uint, width: width(of: a)))
      if dropped < 0 {
        let zeros = try literal(0, type: try vector(.bits, width: -dropped))
        number = try concat([number, zeros], as: try vector(isSigned ? .sint : .uint, width: width(of: a) - dropped))
      } else if dropped > 0 {
        let widest = max(least.bits(isSigned), greatest.bits(isSigned))
        number = try rounded(number, dropping: dropped, rounding, width: widest)
      }
      let result = try fitted(number, type)
      if overflow != .saturate { return result }
      return try limited(result, number, type, isBelow: least < floor, isAbove: ceiling < greatest)
    }
  }

  private func inexact(_ a: NetID, _ type: TypeID, _ what: String, _ mode: String) -> Failure {
    Failure(
      .inexactConversion, "a conversion from \(described(a)) to \(types.briefText(type)) loses \(what)", at: place,
      notes: madeNotes(a), fix: "say which \(mode) is meant")
  }

  /// The low bits of a number as a type, or with its own sign above them.
  private func fitted(_ number: NetID, _ type: TypeID) throws(Failure) -> NetID {
    let (given, wanted) = (width(of: number), types.width(of: type))
    if given > wanted { return try extract(number, low: 0, type: type) }
    let isSigned = types.isSigned(self.type(of: number))
    return try cast(try extend(isSigned ? .signExtend : .zeroExtend, number, width: wanted), to: type)
  }

  /// The least number of the type where a number is below it, the greatest where it is above.
  private func limited(
    _ result: NetID, _ number: NetID, _ type: TypeID, isBelow: Bool, isAbove: Bool
  ) throws(Failure) -> NetID {
    var result = result
    let (floor, ceiling) = types.range(of: type)
    if isAbove {
      let limit = try literal(ceiling, type: self.type(of: number))
      result = try mux(try binary(.less, limit, number), try literal(ceiling, type: type), result)
    }
    if isBelow {
      let limit = try literal(floor, type: self.type(of: number))
      result = try mux(try binary(.less, number, limit), try literal(floor, type: type), result)
    }
    return result
  }

  /// A UInt or SInt without its lowest bits, rounded; `width` bits or more, so that nothing is lost.
  private func rounded(
    _ number: NetID, dropping count: Int, _ rounding: Rounding, width: Int
  ) throws(Failure) -> NetID {
    let given = self.width(of: number)
    let isSigned = types.isSigned(type(of: number))
    let kind: TypeKind = isSigned ? .sint : .uint
    let sign = isSigned ? try element(number, given - 1) : nil
    // What is left, rounded down: nil is 0.
    var floor: NetID?
    if count < given {
      floor = try extract(number, low: count, type: try vector(kind, width: given - count))
    } else if let sign {
      floor = try cast(sign, to: try vector(.sint, width: 1))
    }
    let carry = try carry(number, dropping: count, rounding, sign: sign, floor: floor)
    guard let carry else {
      if let floor { return floor }
      return try literal(0, type: try vector(kind, width: 1))
    }
    guard let floor else { return try extend(.zeroExtend, carry, width: 1) }
    let total = max(width, self.width(of: floor))
    let wide = try extend(isSigned ? .signExtend : .zeroExtend, floor, width: total)
    let one = try cast(try extend(.zeroExtend, carry, width: total), to: try vector(kind, width: total))
    return try binary(.add, wide, one)
  }

  /// Whether the number that is rounded down is too little by 1; nil for never.
  private func carry(
    _ number: NetID, dropping count: Int, _ rounding: Rounding, sign: NetID?, floor: NetID?
  ) throws(Failure) -> NetID? {
    /// Whether one of the low bits is 1; above its width a number has its sign, which is one of its bits.
    func any(_ bits: Int) throws(Failure) -> NetID? {
      let bits = min(bits, width(of: number))
      if bits == 0 { return nil }
      return try unary(.reduceOr, try slice(number, low: 0, width: bits))
    }
    func both(_ a: NetID?, _ b: NetID?) throws(Failure) -> NetID? {
      guard let a, let b else { return nil }
      return try binary(.and, a, b)
    }
    func either(_ a: NetID?, _ b: NetID?) throws(Failure) -> NetID? {
      guard let a else { return b }
      guard let b else { return a }
      return try binary(.or, a, b)
    }
    /// The highest of the bits that are dropped.
    func half() throws(Failure) -> NetID? {
      count <= width(of: number) ? try element(number, count - 1) : sign
    }
    switch rounding {
    case .exact, .floor: return nil
    case .ceiling: return try any(count)
    case .towardZero: return try both(sign, try any(count))
    case .awayFromZero:
      guard let sign else { return try any(count) }
      return try both(try unary(.not, sign), try any(count))
    case .halfUp: return try half()
    case .halfDown: return try both(try half(), try any(count - 1))
    case .halfEven:
      var isOdd: NetID?
      if let floor { isOdd = try element(floor, 0) }
      return try both(try half(), try either(try any(count - 1), isOdd))
    case .halfAwayFromZero:
      guard let sign else { return try half() }
      return try both(try half(), try either(try any(count - 1), try unary(.not, sign)))
    case .halfTowardZero: return try both(try half(), try either(try any(count - 1), sign))
    }
  }
}

extension TypeStore {
  /// Whether a type is UInt, SInt, UFix or SFix.
  func isNumber(_ type: TypeID) -> Bool {
    let kind = kind(of: type)
    return kind == .uint || kind == .sint || kind.isFixed
  }

  /// The least and the greatest number of a type, in units of its last bit.
  func range(of type: TypeID) -> (low: Integer, high: Integer) {
    let width = width(of: type)
    if !isSigned(type) { return (0, (Integer(1) << width) - 1) }
    return (-(Integer(1) << (width - 1)), (Integer(1) << (width - 1)) - 1)
  }
}

extension Integer {
  /// The number over 2 to `count`, rounded; a negative count multiplies.
  static func rounded(_ value: Integer, dropping count: Int, _ rounding: Rounding) -> Integer {
    if count <= 0 { return value << -count }
    let unit = Integer(1) << count
    let (floor, rest) = value.dividedFloor(by: unit)
    if rest.isZero { return floor }
    let half = Integer(1) << (count - 1)
    let isUp: Bool
    switch rounding {
    case .exact, .floor: isUp = false
    case .ceiling: isUp = true
    case .towardZero: isUp = value.isNegative
    case .awayFromZero: isUp = !value.isNegative
    case .halfUp: isUp = !(rest < half)
    case .halfDown: isUp = half < rest
    case .halfEven: isUp = half < rest || rest == half && !floor.dividedFloor(by: 2).remainder.isZero
    case .halfAwayFromZero: isUp = half < rest || rest == half && !value.isNegative
    case .halfTowardZero: isUp = half < rest || rest == half && value.isNegative
    }
    return isUp ? floor + 1 : floor
  }

  /// The bits that it takes, with a sign or without.
  func bits(_ isSigned: Bool) -> Int {
    isSigned ? (isNegative ? (self + 1).bitWidth : bitWidth) + 1 : max(1, bitWidth)
  }
}
