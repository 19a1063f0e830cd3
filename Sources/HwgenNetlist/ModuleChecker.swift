import HwgenSupport
import HwgenTypes

/// Checks one module by itself: every target driven exactly once in every bit, every input of every instance connected. The
/// rules are those of `docs/guide/semantics.md`, "Wires, outputs, drives" and "Drives under conditions".
///
/// All faults are reported, not only the first. Loops are looked for when a whole design is checked.
extension Netlist {
  /// Checks the inside of a module, and finds what is asked of it later; throws all that is wrong.
  func check(_ module: Module, of id: ModuleID) throws(Failure) -> ModuleFacts {
    var facts = ModuleFacts()
    var hasCrossings = false
    var castsReset = false
    var found: [Diagnostic] = []
    var next = 0
    var paths: CompletePaths? = module.hasAssignments ? CompletePaths(self, module) : nil
    for index in module.cells.indices {
      let cell = module.cells[index]
      if cell.type == .clock, cell.makesClock { facts.makesClock = true }
      if !cell.name.isNone, cell.isSignal { facts.nameBits |= ModuleFacts.nameBit(cell.name) }
      switch cell.operation {
      case .output, .wire, .register:
        let first = next
        while next < module.drives.count, module.drives[next].target.index == index { next += 1 }
        checkDrives(first..<next, of: NetID(index), in: module, id, &paths, into: &found)
      case .instance:
        facts.hasInstances = true
        checkInputs(of: NetID(index), in: module, into: &found)
      case .crossing: hasCrossings = true
      case .cast: if cell.type.isReset { castsReset = true }
      default: break
      }
    }
    if hasCrossings { found += misusedCrossings(in: module, of: id) }
    checkPads(of: module, id, into: &found)
    if castsReset, found.isEmpty { found += mixedResets(in: module, of: id) }
    checkInlineNames(of: module, id, into: &found)
    if !found.isEmpty { throw Failure(found) }
    return facts
  }

  private func checkDrives(
    _ range: Range<Int>, of target: NetID, in module: Module, _ id: ModuleID, _ paths: inout CompletePaths?,
    into found: inout [Diagnostic]
  ) {
    let cell = module.cells[target.index]
    let width = types.extent(of: cell.type)
    var covered = 0
    var open: [Range<Int>] = []
    var previous: Drive?
    for drive in module.drives[range] {
      let low = Int(drive.low)
      if low < covered, let previous {
        found.append(
          Diagnostic(
            .multiplyDriven,
            "\(has(bits(low, min(covered, low + Int(drive.width)) - low, of: target, in: module))) two drivers",
            at: locations[drive.location],
            notes: [.init("the other driver", at: locations[previous.location])]))
      }
      if low > covered { open.append(covered..<low) }
      if low + Int(drive.width) > covered {
        covered = low + Int(drive.width)
        previous = drive
      }
    }
    if covered < width { open.append(covered..<width) }
    if paths != nil, module.isConditional(target) {
      let uncovered = open
      open = []
      var incomplete: Diagnostic?
      for gap in uncovered {
        let result = paths!.check(gap, of: target) { bits($0, $1, of: target, in: module) }
        open += result.gaps
        incomplete = incomplete ?? result.incomplete
      }
      if let incomplete { found.append(incomplete) }
    }
    var gaps = open.map { bits($0.lowerBound, $0.count, of: target, in: module) }
    // A vector that lacks a driver in very many places is told by the first of them.
    if gaps.count > 8 {
      gaps.replaceSubrange(8..., with: ["\(gaps.count - 8) more parts of \(bits(0, width, of: target, in: module))"])
    }
    for gap in gaps {
      found.append(
        Diagnostic(
          .undriven, "\(has(gap)) no driver in \(text(of: id))", at: locations[cell.location],
          fix: "drive it"))
    }
  }

  private func checkInputs(of instance: NetID, in module: Module, into found: inout [Diagnostic]) {
    let cell = module.cells[instance.index]
    let definition = ModuleID(raw: cell.auxiliary)
    var slot = Int(cell.firstOperand)
    for port in ports(of: definition) where port.direction.isOperand {
      if module.operands[slot] == .none {
        let name = cell.name.isNone ? "an instance" : "instance \(Identifier.quoted(names[cell.name]))"
        found.append(
          Diagnostic(
            .unconnectedPort,
            "\(port.direction.noun) \(Identifier.quoted(names[port.name])) of \(name) of \(text(of: definition)) is not connected",
            at: locations[cell.location],
            notes: [.init("the port", at: locations[port.location])]))
      }
      slot += 1
    }
  }

  /// With the verb: `bit 3 of wire `w` has`, `bits 3 down to 0 of wire `w` have`.
  private func has(_ subject: String) -> String {
    subject.hasPrefix("bits ") || subject.first?.isNumber == true ? subject + " have" : subject + " has"
  }

  private func bits(_ low: Int, _ width: Int, of target: NetID, in module: Module) -> String {
    let cell = module.cells[target.index]
    let sort = cell.operation == .output ? "output" : cell.operation == .wire ? "wire" : "register"
    let name =
      cell.name.isNone
      ? "a \(sort) of \(types.briefText(cell.type))" : "\(sort) \(Identifier.quoted(names[cell.name]))"
    if width == types.extent(of: cell.type) { return name }
    let bits = width == 1 ? "bit \(low) of \(name)" : "bits \(low + width - 1) down to \(low) of \(name)"
    let fields = types.fieldNames(of: module.cells[target.index].type, low: low, width: width)
    return fields.isEmpty ? bits : "\(bits), in \(fields)"
  }
}
