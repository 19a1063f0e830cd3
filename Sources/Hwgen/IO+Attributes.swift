import HwgenNetlist
import HwgenSupport

/// Attributes, which tools read and which change no meaning: `(* ram_style = "block" *)`.
extension IO {
  /// Gives one to the module whose body runs. HW1041 for a name or value that Verilog does not have.
  public func attribute(
    _ name: String, _ value: AttributeValue? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    body.setAttribute(name, value, of: nil, file, line)
  }

  /// Gives one to an instance.
  public func attribute(
    _ name: String, _ value: AttributeValue? = nil, of instance: Instance, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    body.setAttribute(name, value, of: instance.signal, file, line)
  }
}

extension Signal {
  /// Gives an attribute to a port, a wire, a register, or a value that has a name: HW2093 for one that has none. The signal
  /// itself.
  @discardableResult
  public func attribute(
    _ name: String, _ value: AttributeValue? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    body?.setAttribute(name, value, of: self, file, line)
    return self
  }
}

extension Memory {
  /// Gives an attribute to the memory: `.attribute("ram_style", "block")`. The memory itself.
  @discardableResult
  public func attribute(
    _ name: String, _ value: AttributeValue? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Memory {
    body.setAttribute(name, value, of: cell, file, line)
    return self
  }
}

extension Body {
  fileprivate func setAttribute(
    _ name: String, _ value: AttributeValue?, of target: Signal?, _ file: StaticString, _ line: UInt
  ) {
    locate(file, line)
    effect { (builder) throws(Failure) in
      let names = context.core.names
      var net = NetID.none
      if let target { net = try self.net(target) }
      let given: VerilogValue? =
        switch value {
        case .text(let text): .text(names.intern(text))
        case .integer(let number): .integer(number)
        case nil: nil
        }
      try builder.setAttribute(names.intern(name), given, of: net)
    }
  }
}
