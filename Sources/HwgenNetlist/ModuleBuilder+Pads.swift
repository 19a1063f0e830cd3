import HwgenSupport
import HwgenTypes

/// Inout ports: they are joined with each other, from the instance of an external module up to the top, and nothing reads
/// or drives them in between.
extension ModuleBuilder {
  func padIsNoValue(_ net: NetID) -> Failure {
    Failure(
      .badPadUse, "inout port \(described(net)) is no value", at: place, notes: madeNotes(net),
      fix: "join it with an inout port of an instance, and read and drive it there")
  }

  /// Checks that what an inout port of an instance is joined with is an inout port of this module.
  func checkJoin(_ value: NetID, _ port: Port, _ definition: ModuleID) throws(Failure) {
    guard value.index < draft.cells.count else { throw unusable(value) }
    guard draft.cells[value.index].operation == .inout else {
      throw Failure(
        .badPadUse,
        "inout port \(Identifier.quoted(netlist.names[port.name])) of \(netlist.text(of: definition)) is joined with \(described(value)), which is no inout port of \(netlist.text(of: id))",
        at: place, notes: [.init("the port", at: netlist.locations[port.location])] + madeNotes(value),
        fix: "declare an inout port in the interface of \(netlist.text(of: id))")
    }
  }
}

extension Netlist {
  /// Finds the inout ports of a module that are joined with nothing.
  func checkPads(of module: Module, _ id: ModuleID, into found: inout [Diagnostic]) {
    let pads = (0..<module.portCount).filter { module.cells[$0].operation == .inout }
    if pads.isEmpty { return }
    var joined: Set<UInt32> = []
    for index in module.cells.indices where module.cells[index].operation == .instance {
      for operand in module.operands(of: NetID(index)) { joined.insert(operand.raw) }
    }
    for pad in pads where !joined.contains(UInt32(pad)) {
      found.append(
        Diagnostic(
          .unjoinedPad,
          "inout port \(Identifier.quoted(names[module.cells[pad].name])) of \(text(of: id)) is joined with nothing",
          at: locations[module.cells[pad].location], fix: "join it with an inout port of an instance"))
    }
  }

  /// A pad has bits and no other meaning.
  func checkPad(_ port: Port) throws(Failure) {
    switch types.kind(of: port.type) {
    case .bit, .bits, .uint, .sint: break
    default:
      throw Failure(
        .badPad,
        "inout port \(Identifier.quoted(names[port.name])) is \(types.briefText(port.type)); it is a Bit, Bits, a UInt or an SInt",
        at: locations[port.location])
    }
  }
}

extension PortDirection {
  /// How messages call a port of this way.
  var noun: String { self == .input ? "input" : self == .output ? "output" : "inout port" }
}
