import HwgenNetlist
import HwgenSupport

/// Relaxed scopes.
///
///     io.relaxed { io.total <== io.narrow + io.wide }
///
/// In the closure operands of different widths are extended to the widest of them, and what is driven, connected or stored
/// is extended or cut to where it goes: two `Bits`, two `UInt` or two `SInt`. All else is as strict as outside. Each place is
/// noted once: HW2100 where something is extended, HW2101 where it is cut.
extension IO {
  /// Builds in a relaxed scope.
  public func relaxed<Result>(
    file: StaticString = #fileID, line: UInt = #line, _ build: () throws -> Result
  ) rethrows -> Result {
    let body = body
    body.locate(file, line)
    body.effect { (builder) throws(Failure) in builder.beginRelaxed() }
    defer { body.effect { (builder) throws(Failure) in try builder.endRelaxed() } }
    return try build()
  }
}
