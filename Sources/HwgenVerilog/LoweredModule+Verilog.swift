import HwgenNetlist
import HwgenSupport

/// Attributes, and what is written in Verilog by the user: which net has what.
extension LoweredModule {
  /// Takes over the attributes of a module.
  func beginAttributes(_ module: Module) {
    attributes = module.attributes
    if !attributeRanges.isEmpty { attributeRanges = [:] }
    var first = 0
    for index in attributes.indices {
      let target = attributes[index].target
      if attributes[first].target != target { first = index }
      attributeRanges[target.raw] = first..<index + 1
    }
  }

  @inline(__always)
  func hasAttributes(_ net: Int) -> Bool {
    !attributes.isEmpty && attributeRanges[UInt32(truncatingIfNeeded: net)] != nil
  }

  /// The attributes of a net; of the module for none.
  func attributes(of net: UInt32) -> ArraySlice<Attribute> {
    if attributes.isEmpty { return [] }
    return attributeRanges[net].map { ArraySlice(attributes[$0]) } ?? []
  }

  /// Each net of a vector that is split has its attributes.
  func splitAttributes(_ segments: [UInt32: Range<Int>]) {
    if attributes.isEmpty { return }
    for (vector, range) in segments {
      guard let all = attributeRanges[vector] else { continue }
      for segment in range { attributeRanges[UInt32(segment)] = all }
    }
  }

  /// Whether an input or output of an instance is signed in Verilog: a module of the user's has signed ports, those of the
  /// design have none.
  func isSignedPin(_ instance: Int, _ port: Port) -> Bool {
    port.direction != .inout && netlist.types.isSigned(port.type)
      && netlist[ModuleID(raw: cells[instance].auxiliary)].isExternal && inline(of: instance) == nil
  }

  /// The text that stands in place of an instance, if it is inline Verilog.
  func inline(of instance: Int) -> InlineVerilog? {
    netlist.external(ModuleID(raw: cells[instance].auxiliary))?.inline
  }

  /// Whether a net is an output of inline Verilog that an `always` block assigns.
  func isInlineVariable(_ net: Int) -> Bool {
    guard cells[net].operation == .instanceOutput, let inline = inline(of: operand(net, 0)) else { return false }
    return inline.variables.contains(Int(cells[net].auxiliary))
  }

  /// Takes the words of inline Verilog, so that nothing else in the module is called as what it declares.
  func reserveInlineWords() {
    for instance in instances {
      for word in inline(of: Int(instance))?.words ?? [] {
        let start = names.pool.count
        names.pool.append(string: word)
        _ = names.reserve(from: start)
      }
    }
  }
}
