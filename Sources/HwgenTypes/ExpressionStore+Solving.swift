import HwgenBits
import HwgenSupport

/// What an expression that has a known value says of the parameters in it.
extension ExpressionStore {
  /// The range of the parameter for which an integer expression may be within `target`; nil if the expression is none of
  /// those that are turned round: sums and products with constants, `clog2`, and quotients by constants, of one parameter.
  ///
  /// Sound: no value outside of the range is a solution. Exact for what is linear. A range whose low end is above the high
  /// one has no number in it. Linear in the depth of the expression.
  public func inverse(_ root: ExprID, _ target: Interval) -> (parameter: NameID, range: Interval)? {
    var (e, range) = (root, target)
    while true {
      if let name = parameterName(of: e) { return (name, range) }
      switch operation(e) {
      case .polynomial:
        var factor: (coefficient: Int, of: ExprID)?
        for term in terms(of: e) {
          guard let coefficient = term.coefficient.small, coefficient.magnitude < 1 << 31 else { return nil }
          if term.monomial == ExpressionStore.one {
            range = range - coefficient
          } else if factor == nil, coefficient != 0 {
            factor = (coefficient, term.monomial)
          } else {
            return nil
          }
        }
        guard let factor else { return nil }
        range = range.divided(by: factor.coefficient)
        e = factor.of
      case .ceilingLog2:
        range = Interval(
          low: range.low.map { $0 <= 0 ? 1 : $0 > 62 ? .max : 1 << ($0 - 1) + 1 },
          high: range.high.flatMap { $0 < 0 ? 0 : $0 > 62 ? nil : 1 << $0 })
        e = operand(e, 0)
      case .divide:
        guard let divisor = smallInteger(of: operand(e, 1)), divisor > 0, divisor < 1 << 31 else { return nil }
        range = Interval(
          low: range.low.flatMap { $0.magnitude < 1 << 31 ? $0 * divisor : nil },
          high: range.high.flatMap { $0.magnitude < 1 << 31 ? $0 * divisor + divisor - 1 : nil })
        e = operand(e, 0)
      default: return nil
      }
    }
  }

  /// What the operands of a boolean expression must be if that is `value`: each of them, or nothing.
  public func premises(of e: ExprID, being value: Bool) -> [(ExprID, Bool)] {
    switch (operation(e), value) {
    case (.not, _): [(operand(e, 0), !value)]
    case (.and, true), (.or, false): operands(e).map { ($0, value) }
    default: []
    }
  }

  /// The integer that a comparison is of, and where it must be if the comparison is `value`; nil for all else, and for what
  /// must not be 0.
  public func compared(_ e: ExprID, being value: Bool) -> (integer: ExprID, range: Interval)? {
    switch (operation(e), value) {
    case (.isZero, true): (operand(e, 0), Interval(low: 0, high: 0))
    case (.atLeastZero, _):
      (operand(e, 0), value ? Interval(low: 0, high: nil) : Interval(low: nil, high: -1))
    default: nil
    }
  }

  /// The condition of an `if` between types and whether it must hold for the type to be of a kind; nil if that is not to
  /// be told.
  public func choice(_ e: ExprID, of kind: TypeKind) -> (condition: ExprID, value: Bool)? {
    guard operation(e) == .conditional, let first = typeTemplate(of: operand(e, 1)),
      let second = typeTemplate(of: operand(e, 2))
    else { return nil }
    let (fits, other) = (types.kind(of: first) == kind, types.kind(of: second) == kind)
    return fits == other ? nil : (operand(e, 0), fits)
  }

  /// A parameter of an integer expression that is linear in each of its parameters, two or more; nil for all else.
  public func linearParameter(of e: ExprID) -> NameID? {
    let all = terms(of: e).filter { $0.monomial != ExpressionStore.one }
    guard all.count > 1, all.allSatisfy({ parameterName(of: $0.monomial) != nil && !$0.coefficient.isZero }) else {
      return nil
    }
    return parameterName(of: all[0].monomial)
  }

  /// `e` and `pivot` with such factors that a parameter of both is in their difference no more. Of linear expressions.
  public func eliminating(_ name: NameID, from e: ExprID, by pivot: ExprID) -> ExprID {
    func coefficient(in e: ExprID) -> ExprID {
      integer(terms(of: e).first { parameterName(of: $0.monomial) == name }?.coefficient ?? 0)
    }
    return difference(product(coefficient(in: pivot), e), product(coefficient(in: e), pivot))
  }
}

extension Interval {
  fileprivate static func - (a: Interval, b: Int) -> Interval {
    a + Interval(0 - b)
  }

  /// The integers whose product with a factor, which is not 0, is within.
  fileprivate func divided(by factor: Int) -> Interval {
    func floor(_ value: Int) -> Int { value / factor - (value % factor != 0 && (value < 0) != (factor < 0) ? 1 : 0) }
    func ceiling(_ value: Int) -> Int { value / factor + (value % factor != 0 && (value < 0) == (factor < 0) ? 1 : 0) }
    return factor > 0
      ? Interval(low: low.map(ceiling), high: high.map(floor))
      : Interval(low: high.map(ceiling), high: low.map(floor))
  }

  public func intersection(_ other: Interval) -> Interval {
    Interval(
      low: [low, other.low].compactMap { $0 }.max(), high: [high, other.high].compactMap { $0 }.min())
  }
}
