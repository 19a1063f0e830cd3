/// Linear inequalities over integers, and whether any integers satisfy them: Fourier–Motzkin elimination, with the constants
/// of all rows rounded to what integers can reach. Sound: a system that is called infeasible has no solution. One that grows
/// past a limit, or whose numbers pass a machine word, is called feasible.
///
/// Made by `ProofCell` for one question.
struct LinearSystem {
  /// Beyond this an elimination gives up.
  static let maximumRows = 128
  static let maximumVariables = 16

  /// The coefficients of the variables and last the constant: `c·x + k >= 0`.
  private var rows: [[Int]] = []
  private let count: Int
  private var isContradictory = false

  init(variables: Int) { count = variables }

  /// Adds `row >= 0`; the row has a place for each variable and one for the constant.
  mutating func add(_ row: [Int]) {
    var row = row
    var divisor = 0
    for variable in 0..<count { divisor = LinearSystem.gcd(divisor, row[variable]) }
    if divisor == 0 {
      if row[count] < 0 { isContradictory = true }
      return
    }
    if divisor > 1 {
      for variable in 0..<count { row[variable] /= divisor }
      row[count] = LinearSystem.floor(row[count], divisor)
    }
    // Of two rows that differ in the constant alone the tighter one stays.
    for index in rows.indices where rows[index].prefix(count) == row.prefix(count) {
      rows[index][count] = min(rows[index][count], row[count])
      return
    }
    rows.append(row)
  }

  /// Whether no integers satisfy the rows. False if that is not found out.
  mutating func isInfeasible() -> Bool {
    var open = Array(0..<count)
    while !isContradictory, !open.isEmpty, !rows.isEmpty {
      guard eliminate(cheapest(&open)) else { return isContradictory }
    }
    return isContradictory
  }

  /// What is known of a variable from all rows.
  mutating func bounds(of variable: Int) -> Interval {
    var open = (0..<count).filter { $0 != variable }
    while !open.isEmpty, !rows.isEmpty, !isContradictory {
      guard eliminate(cheapest(&open)) else { break }
    }
    var result = Interval.all
    for row in rows {
      let factor = row[variable]
      guard factor != 0, (0..<count).allSatisfy({ $0 == variable || row[$0] == 0 }) else { continue }
      if factor > 0 {
        let low = -LinearSystem.floor(row[count], factor)
        result.low = max(result.low ?? low, low)
      } else {
        let high = LinearSystem.floor(row[count], -factor)
        result.high = min(result.high ?? high, high)
      }
    }
    return result
  }

  /// Takes out of `open` the variable whose elimination makes the fewest rows.
  private func cheapest(_ open: inout [Int]) -> Int {
    var best = (place: 0, cost: Int.max)
    for (place, variable) in open.enumerated() {
      var (above, below) = (0, 0)
      for row in rows {
        if row[variable] > 0 { above += 1 } else if row[variable] < 0 { below += 1 }
      }
      let cost = above * below - above - below
      if cost < best.cost { best = (place, cost) }
    }
    return open.remove(at: best.place)
  }

  /// False past the limit.
  private mutating func eliminate(_ variable: Int) -> Bool {
    let above = rows.filter { $0[variable] > 0 }
    let below = rows.filter { $0[variable] < 0 }
    rows.removeAll { $0[variable] != 0 }
    guard rows.count + above.count * below.count <= LinearSystem.maximumRows else { return false }
    for low in above {
      for high in below {
        guard let row = combined(low, high, variable) else { continue }
        add(row)
        if isContradictory { return false }
      }
    }
    return true
  }

  /// What follows of two rows without the variable; nil if a number is too large.
  private func combined(_ low: [Int], _ high: [Int], _ variable: Int) -> [Int]? {
    let divisor = LinearSystem.gcd(low[variable], high[variable])
    let (a, b) = (-high[variable] / divisor, low[variable] / divisor)
    var result = low
    for index in 0...count {
      let (x, first) = low[index].multipliedReportingOverflow(by: a)
      let (y, second) = high[index].multipliedReportingOverflow(by: b)
      let (sum, third) = x.addingReportingOverflow(y)
      if first || second || third || sum == Int.min { return nil }
      result[index] = sum
    }
    return result
  }

  private static func gcd(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (Swift.abs(a), Swift.abs(b))
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  private static func floor(_ a: Int, _ b: Int) -> Int { a >= 0 || a % b == 0 ? a / b : a / b - 1 }
}
