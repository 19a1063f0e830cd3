import HwgenSupport

/// What is known of expressions over late parameters from the ranges of these.
extension ExpressionStore {
  /// An interval that holds every value of an integer expression, for parameters within `ranges`. Sound, and exact for what
  /// is linear in one parameter. Linear in the distinct sub-expressions.
  public func interval(of root: ExprID, _ ranges: (NameID) -> Interval) -> Interval {
    var found: [ExprID: Interval] = [:]
    // Operands have smaller ids than what is made of them.
    var pending: Set<ExprID> = [root]
    var all: [ExprID] = []
    var stack = [root]
    while let top = stack.popLast() {
      all.append(top)
      for operand in operands(top) where kind(of: operand) == .integer && pending.insert(operand).inserted {
        stack.append(operand)
      }
    }
    for e in all.sorted(by: { $0.raw < $1.raw }) { found[e] = interval(of: e, found, ranges) }
    return found[root] ?? .all
  }

  /// The same for ranges by parameter; those that are not named have none.
  @inline(never) func interval(of root: ExprID, in ranges: [NameID: Interval]) -> Interval {
    interval(of: root) { ranges[$0] ?? .all }
  }

  /// The same from those of the operands.
  private func interval(of e: ExprID, _ found: [ExprID: Interval], _ ranges: (NameID) -> Interval) -> Interval {
    // Of an interval without numbers anything is true.
    func given(_ index: Int) -> Interval {
      let known = found[operand(e, index)] ?? .all
      return known.isEmpty ? .all : known
    }
    let count = operands(e).count
    switch operation(e) {
    case .integer: return Interval(smallInteger(of: e)!)
    case .parameter: return ranges(parameterName(of: e)!)
    case .polynomial:
      var result = Interval(0)
      for index in stride(from: 0, to: count, by: 2) { result = result + given(index) * given(index + 1) }
      return result
    case .monomial:
      var result = Interval(1)
      for index in stride(from: 0, to: count, by: 2) {
        guard let exponent = given(index + 1).low, exponent <= 64 else { return .all }
        for _ in 0..<exponent { result = result * given(index) }
      }
      return result
    case .sum: return given(0) + given(1)
    case .product: return given(0) * given(1)
    case .minimum, .maximum:
      let isLeast = operation(e) == .minimum
      let all = (0..<count).map(given)
      let (lows, highs) = (all.compactMap(\.low), all.compactMap(\.high))
      // One that has a bound is enough on the side to which the operation leads.
      return Interval(
        low: isLeast ? (lows.count == count ? lows.min() : nil) : lows.max(),
        high: isLeast ? highs.min() : (highs.count == count ? highs.max() : nil))
    case .ceilingLog2:
      guard let low = given(0).low, low >= 1 else { return .all }
      return Interval(low: (low - 1).bitLength, high: given(0).high.map { max($0 - 1, 0).bitLength })
    case .divide:
      guard let low = given(0).low, low >= 0, let least = given(1).low, least >= 1 else { return .all }
      return Interval(low: given(1).high.map { low / $0 } ?? 0, high: given(0).high.map { $0 / least })
    case .modulo:
      guard let low = given(0).low, low >= 0, let least = given(1).low, least >= 1 else { return .all }
      let limits = [given(1).high.map { $0 - 1 }, given(0).high].compactMap { $0 }
      return Interval(low: 0, high: limits.min())
    case .power:
      guard let base = given(0).low, base >= 1, let exponent = given(1).low, exponent >= 0 else { return .all }
      func power(_ base: Int?, _ exponent: Int?) -> Int? {
        guard let base, let exponent, exponent <= 64 else { return nil }
        return (0..<exponent).reduce(1) { (total: Int?, _) in
          guard let (result, overflow) = total?.multipliedReportingOverflow(by: base), !overflow else { return nil }
          return result
        }
      }
      return Interval(low: power(base, exponent) ?? 1, high: power(given(0).high, given(1).high))
    case .conditional: return given(1).union(given(2))
    default: return .all
    }
  }

  /// The first sub-expression that Verilog has no form of, or nil. Late parameters within their ranges: a quotient or
  /// remainder must not be of negative numbers or by 0, where Verilog's are others.
  public func unwritableInVerilog(_ root: ExprID, _ ranges: (NameID) -> Interval) -> ExprID? {
    var seen: Set<ExprID> = [root]
    var stack = [root]
    while let top = stack.popLast() {
      let operands = operands(top)
      let at = operands.startIndex
      switch operation(top) {
      case .parameter, .integer, .boolean, .polynomial, .monomial, .sum, .product, .conditional, .atLeastZero, .isZero,
        .and, .or, .not:
        break
      case .minimum, .maximum: if operands.count > 2 { return top }
      case .ceilingLog2: if interval(of: operands[at], ranges).low ?? 0 < 1 { return top }
      case .divide, .modulo:
        if interval(of: operands[at], ranges).low ?? -1 < 0 || interval(of: operands[at + 1], ranges).low ?? 0 < 1 {
          return top
        }
      case .power:
        if interval(of: operands[at], ranges).low ?? 0 < 1 || interval(of: operands[at + 1], ranges).low ?? -1 < 0 {
          return top
        }
      default: return top
      }
      for operand in operands where seen.insert(operand).inserted { stack.append(operand) }
    }
    return nil
  }
}

extension Int {
  /// The bits of a number that is not negative: 0 for 0.
  fileprivate var bitLength: Int { Int.bitWidth - leadingZeroBitCount }
}
