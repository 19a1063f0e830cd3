import HwgenGenerator
import HwgenSupport
import HwgenTypes

/// A generator of the standard library: its declaration, in the texts that any host would write, and its body.
struct LibraryGenerator: Sendable {
  /// By which hosts ask for it, and what its circuits are called.
  let name: String
  let parameters: String
  let interface: String
  let members: String
  let doc: String
  /// A function that the interface calls as `lib.NAME`.
  let hook: (@Sendable (Context, [ExprID]) throws(Failure) -> ExprID)?
  let body: @Sendable (LibraryModule) throws(Failure) -> Void

  init(
    _ name: String, parameters: String, interface: String, members: String = "", doc: String,
    hook: (@Sendable (Context, [ExprID]) throws(Failure) -> ExprID)? = nil,
    body: @escaping @Sendable (LibraryModule) throws(Failure) -> Void
  ) {
    self.name = name
    self.parameters = parameters
    self.interface = interface
    self.members = members
    self.doc = doc
    self.hook = hook
    self.body = body
  }
}
