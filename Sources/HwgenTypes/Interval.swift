/// All integers from one to another; no bound is there where none is known.
public struct Interval: Equatable, BitwiseCopyable, Sendable {
  public var low: Int?
  public var high: Int?

  public init(low: Int?, high: Int?) {
    self.low = low
    self.high = high
  }

  public static let all = Interval(low: nil, high: nil)

  /// Whether no number is in it.
  public var isEmpty: Bool {
    guard let low, let high else { return false }
    return low > high
  }

  init(_ value: Int) { self.init(low: value, high: value) }

  static func + (a: Interval, b: Interval) -> Interval {
    Interval(low: sum(a.low, b.low), high: sum(a.high, b.high))
  }

  static func * (a: Interval, b: Interval) -> Interval {
    if let low = a.low, let high = a.high, let other = b.low, let top = b.high {
      let products = [product(low, other), product(low, top), product(high, other), product(high, top)].compactMap {
        $0
      }
      return products.count == 4 ? Interval(low: products.min(), high: products.max()) : .all
    }
    // Without an upper bound: what is never negative times a constant, or times another such.
    for (a, b) in [(a, b), (b, a)] {
      if let factor = a.low, factor == a.high, factor < 0 {
        return Interval(low: b.high.flatMap { product(factor, $0) }, high: b.low.flatMap { product(factor, $0) })
      }
    }
    guard let low = a.low, let other = b.low, low >= 0, other >= 0 else { return .all }
    return Interval(low: product(low, other), high: nil)
  }

  func union(_ other: Interval) -> Interval {
    Interval(
      low: low.flatMap { a in other.low.map { min(a, $0) } }, high: high.flatMap { a in other.high.map { max(a, $0) } })
  }

  private static func sum(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return nil }
    let (result, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : result
  }

  private static func product(_ a: Int, _ b: Int) -> Int? {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? nil : result
  }
}
