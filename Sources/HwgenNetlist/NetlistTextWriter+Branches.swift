import HwgenSupport

/// Writes what is driven under conditions, nested as it was built.
extension NetlistTextWriter {
  /// A branch that is open, or a `switch` between its cases.
  private typealias Scope = (choice: UInt32, branch: UInt32)

  func writeBranches(of module: Module, to writer: inout ByteWriter) {
    var open: [Scope] = []
    var nextAssignment = 0
    var nextChoice = 0
    var nextCheck = 0
    while true {
      let branch = open.last?.branch ?? Branch.none
      if branch != Branch.none || open.isEmpty {
        let hasAssignment =
          nextAssignment < module.assignments.count && module.assignments[nextAssignment].branch == branch
        let hasCheck = nextCheck < module.checks.count && module.checks[nextCheck].branch == branch
        if nextChoice < module.choices.count, module.choices[nextChoice].parent == branch,
          !hasAssignment || module.choices[nextChoice].firstAssignment <= UInt32(nextAssignment),
          !hasCheck || module.choices[nextChoice].firstCheck <= UInt32(nextCheck)
        {
          begin(choice: UInt32(nextChoice), &open, of: module, to: &writer)
          nextChoice += 1
          continue
        }
        if hasAssignment {
          indent(open, to: &writer)
          write(module.assignments[nextAssignment], of: module, to: &writer)
          nextAssignment += 1
          continue
        }
        if hasCheck {
          indent(open, to: &writer)
          writer.write("check ")
          write(module.checks[nextCheck].net, of: module, to: &writer)
          writer.write("\n")
          nextCheck += 1
          continue
        }
      }
      guard let top = open.popLast() else { return }
      indent(open, to: &writer)
      writer.write("}\n")
      if top.branch != Branch.none {
        begin(branch: module.branches[Int(top.branch)].next, &open, of: module, to: &writer)
      }
    }
  }

  private func indent(_ open: [Scope], to writer: inout ByteWriter) {
    // As far as Verilog's, so that the text is linear in the design.
    for _ in 0...min(open.count, 100) { writer.write("  ") }
  }

  private func begin(choice index: UInt32, _ open: inout [Scope], of module: Module, to writer: inout ByteWriter) {
    let choice = module.choices[Int(index)]
    if choice.isSwitch {
      indent(open, to: &writer)
      writer.write("switch ")
      write(choice.selector, of: module, to: &writer)
      write(choice.location, to: &writer)
      writer.write(" {\n")
      open.append((index, Branch.none))
    }
    begin(branch: choice.first, &open, of: module, to: &writer)
  }

  private func begin(branch index: UInt32, _ open: inout [Scope], of module: Module, to writer: inout ByteWriter) {
    if index == Branch.none { return }
    let branch = module.branches[Int(index)]
    let choice = module.choices[Int(branch.choice)]
    indent(open, to: &writer)
    if branch.isRest {
      writer.write(choice.isSwitch ? "default" : "otherwise")
    } else if choice.isSwitch {
      var separator: StaticString = "case "
      for key in module.keys(of: branch) {
        writer.write(separator)
        write(key, of: module, to: &writer)
        separator = ", "
      }
    } else {
      writer.write(choice.first == index ? "when " : "elsewhen ")
      write(branch.condition, of: module, to: &writer)
    }
    write(branch.location, to: &writer)
    writer.write(" {\n")
    open.append((branch.choice, index))
  }

  private func write(_ assignment: Assignment, of module: Module, to writer: inout ByteWriter) {
    writer.write("drive ")
    write(assignment.target, of: module, to: &writer)
    if Int(assignment.width) < netlist.types.width(of: module.cells[assignment.target.index].type) {
      write(low: Int(assignment.low), width: Int(assignment.width), to: &writer)
    }
    writer.write(" = ")
    write(assignment.value, of: module, to: &writer)
    write(assignment.location, to: &writer)
    writer.write("\n")
  }
}
