import HwgenSupport

extension ExpressionStore {
  /// The hooks that an expression calls, in no order. Linear in the distinct sub-expressions.
  public func calls(in e: ExprID) -> Set<NameID> {
    var found: Set<NameID> = []
    visit(e) { if let name = callName(of: $0) { found.insert(name) } }
    return found
  }
}
