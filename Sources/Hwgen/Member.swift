import HwgenTypes

/// A query that a generator answers for its parameters before any body runs: `Member("latency", 2 * $stages)`.
public struct Member: Sendable {
  let text: String

  public init<Value: ParameterValue>(_ name: String, _ value: ParameterExpression<Value>) {
    text = "\(TextScanner.name(name)): \(Value.kindText) = \(value.text)"
  }
}
