import HwgenSupport
import HwgenTypes

/// A field of a record: its name in the core and the property that holds it.
public struct ParameterField<Record> {
  let name: String
  let text: (Record) -> CoreText
  let value: (Record, Context) throws(Failure) -> ExprID
  /// Takes a value into a record; false if it is of another kind.
  let take: (inout Record, ExprID, Context) -> Bool

  /// The field's name in the core, and the property that holds it.
  public init<Value: ParameterValue>(_ name: String, _ path: WritableKeyPath<Record, Value>) {
    self.name = name
    text = { $0[keyPath: path].expressionText }
    value = { (record, context) throws(Failure) in try record[keyPath: path].value(in: context) }
    take = { record, value, context in
      guard let value = Value(value, in: context) else { return false }
      record[keyPath: path] = value
      return true
    }
  }
}
