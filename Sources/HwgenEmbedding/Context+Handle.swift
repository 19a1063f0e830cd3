import Hwgen
import HwgenC

/// One context for Swift, C and Python: for a program that exports the entry points of hwgen.h itself. Generators of all hosts
/// are then in one context, and reach each other by their identities.
extension Context {
  /// The `hwgen_context *` of this context, for C and, as a number, for `hw.Context.from_handle`.
  ///
  /// It is lent: it lasts as long as the context, which is to be kept while another host is in a call on it.
  public var handle: OpaquePointer {
    if let box = box as? ContextBox { return box.pointer }
    let made = ContextBox(core)
    made.inSwift = self
    box = made
    return made.pointer
  }

  /// The context that a `hwgen_context *` leads to, as a Swift one: both are one. It lasts until the context's owner ends it;
  /// calls throw HW9006 from then on.
  ///
  /// Throws HW9003 for a pointer that another copy of the library has made, HW9009 and HW9010 as calls on a context do.
  public static func adopt(_ handle: OpaquePointer?) throws -> Context {
    try ContextBox.with(handle) { box in
      if let known = box.inSwift as? Context { return known }
      let made = Context(box.context)
      made.box = box
      box.inSwift = made
      box.context.keep(made)
      return made
    }
  }
}
