import HwgenSupport
import HwgenTypes

/// An attribute of a module, or of something in it: `(* ram_style = "block" *)`. Tools read them; the design means the same
/// without. Made by a `ModuleBuilder`, read by the text form and the printer.
public struct Attribute: Hashable, Sendable {
  /// What has it; `NetID.none` for the module itself.
  public let target: NetID
  public let name: NameID
  /// Nil: the name stands alone.
  public let value: VerilogValue?
}

extension ModuleBuilder {
  /// Gives an attribute to a port, a wire, a register, a memory, an instance or a value that has a name; without a target
  /// to the module. Throws `badAttribute` for a name or value that Verilog does not have, and for a name that the target
  /// has an attribute of; `badAttributeTarget`.
  public func setAttribute(_ name: NameID, _ value: VerilogValue?, of target: NetID = .none) throws(Failure) {
    let text = netlist.names[name]
    if let objection = Identifier.objection(to: text) {
      throw Failure(.badAttribute, "attribute \(Identifier.quoted(text)) \(objection)", at: place)
    }
    if case .text(let string)? = value, let objection = netlist.names.objection(toVerilogString: string) {
      throw Failure(.badAttribute, "the value of attribute \(Identifier.quoted(text)) \(objection)", at: place)
    }
    guard target == .none || target.index < draft.cells.count else { throw unusable(target) }
    if target != .none {
      switch draft.cells[target.index].operation {
      case .literal, .memoryWrite, .check: throw cannotHave(target, text)
      case .instance:
        let definition = ModuleID(raw: draft.cells[target.index].auxiliary)
        if netlist.external(definition)?.inline != nil { throw cannotHave(target, text) }
      default: break
      }
    }
    guard scaffold.attributed.insert(UInt64(target.raw) << 32 | UInt64(name.raw)).inserted else {
      throw Failure(
        .badAttribute, "\(owner(target)) has an attribute \(Identifier.quoted(text)) already", at: place,
        notes: target == .none ? [] : madeNotes(target))
    }
    draft.parts.attributes.append(Attribute(target: target, name: name, value: value))
  }

  /// The same with the value as text: a string in quotes, or a number.
  public func setAttribute(_ name: String, text: String?, of target: NetID = .none) throws(Failure) {
    var value: VerilogValue?
    if let text {
      var scanner = TextScanner(text, location: place, code: .badAttribute)
      value = try VerilogValue(&scanner, in: netlist.names)
      try scanner.expectEnd()
    }
    try setAttribute(netlist.names.intern(name), value, of: target)
  }

  private func owner(_ target: NetID) -> String {
    target == .none ? "module \(netlist.text(of: id))" : described(target)
  }

  private func cannotHave(_ target: NetID, _ attribute: String) -> Failure {
    let what =
      switch draft.cells[target.index].operation {
      case .literal: "a constant"
      case .memoryWrite: "a write of a memory"
      case .check: "an assertion, a cover or a print"
      case .instance: "inline Verilog"
      default: "a value without a name"
      }
    return Failure(
      .badAttributeTarget, "attribute \(Identifier.quoted(attribute)) is given to \(what), which has no declaration",
      at: netlist.locations[draft.cells[target.index].location] ?? place,
      fix: what == "a value without a name" ? "name the value" : nil)
  }

  /// Brings the attributes into their order. What has one must stand in the text: a value needs a name for that.
  func sortAttributes() throws(Failure) {
    if draft.parts.attributes.isEmpty { return }
    for attribute in draft.parts.attributes where attribute.target != .none {
      let cell = draft.cells[attribute.target.index]
      switch cell.operation {
      case .input, .output, .inout, .register, .memory, .instance: continue
      default:
        if cell.name.isNone { throw cannotHave(attribute.target, netlist.names[attribute.name]) }
      }
    }
    let all = draft.parts.attributes
    let order = all.indices.map { UInt32($0) }.sorted {
      (all[Int($0)].target.raw &+ 1, $0) < (all[Int($1)].target.raw &+ 1, $1)
    }
    draft.parts.attributes = ContiguousArray(order.map { all[Int($0)] })
  }
}
