import HwgenBits
import HwgenSupport

/// The kinds of a parameter, of a value and of an expression. There is no conversion between them.
public enum ValueKind: UInt8, BitwiseCopyable, Sendable {
  case integer, boolean, string, type, list, record, generator, opaque
}

public final class ExpressionStore {
  let names: NameTable
  public unowned(unsafe) var types: TypeStore!
  private var values: [Int] = []

  init(names: NameTable) { self.names = names }
  public func integer(_ value: Int) -> ExprID {
    if let found = values.firstIndex(of: value) { return ExprID(raw: UInt32(found)) }
    values.append(value)
    return ExprID(raw: UInt32(values.count - 1))
  }
  public func kind(of e: ExprID) -> ValueKind { .integer }
  public func isConstant(_ e: ExprID) -> Bool { true }
  public func smallInteger(of e: ExprID) -> Int? { values[Int(e.raw)] }
  public func typeValue(of e: ExprID) -> TypeID? { nil }
  public func hash(of e: ExprID) -> UInt64 { UInt64(values[Int(e.raw)]) }
  public func text(_ e: ExprID) -> String { "\(values[Int(e.raw)])" }
}
