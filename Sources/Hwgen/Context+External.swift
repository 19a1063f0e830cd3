import HwgenGenerator
import HwgenSupport

/// Circuits that are written in Verilog and have no generator type.
extension Context {
  /// A circuit whose module is written in Verilog, or stands there inline: `context.external("Xor", interface, .inline("assign
  /// {y} = {a} ^ {b};"))`. With `External.json` the interface may be left out, or tell the types of some ports.
  ///
  /// Throws HW1040 to HW1046 for what does not fit.
  public func external(
    _ name: String, _ interface: Interface? = nil, _ external: External = External(),
    file: StaticString = #fileID, line: UInt = #line
  ) throws -> Circuit {
    try outermost { () throws(Failure) in
      let location = place(file, line)
      let id = try core.declare(
        name: name, interface: try interface?.core.text(in: self) ?? "", identity: identity("external \(name)"),
        at: location,
        body: nil, external: external)
      return Circuit(self, try core.circuit(id, .init(), at: location))
    }
  }
}
