import HwgenNetlist
import HwgenSupport

/// What is driven under conditions, as `if` and `case` in always blocks.
extension ModuleWriter {
  /// A branch whose text is open.
  struct OpenBranch {
    var branch: UInt32
    var choice: UInt32
    /// The cases of its choice that have been passed over.
    var skipped: [UInt32] = []
    /// How many `if`s stand around it for branches of a `when` that have been passed over.
    var nesting = 0
  }

  /// Writes the combinational blocks: the defaults first, then what goes before them.
  func writeBlocks(to writer: inout VerilogText) {
    for index in lowered.blocks.indices {
      let end = index + 1 < lowered.blocks.count ? Int(lowered.blocks[index + 1]) : lowered.blockMembers.count
      let members = lowered.blockMembers[Int(lowered.blocks[index])..<end]
      let program = assignments(of: members)
      // Iverilog runs for ever in a chain of always_comb that set a variable twice, and has something to say of constant
      // selects in one; always @* it takes.
      let isPlain =
        options.profile == .verilog || members.contains { lowered.maySetTwice(Int($0)) }
        || readsSelect(members, program)
      writer.write(isPlain ? "  always @* begin\n" : "  always_comb begin\n")
      writer.indent = 4
      for net in members { writeDrives(of: Int(net), " = ", to: &writer) }
      write(program, " = ", isClocked: false, to: &writer)
      writer.indent = 2
      writer.write("  end\n")
    }
  }

  /// The assignments of some targets, in the order of the program.
  func assignments(of targets: some Sequence<UInt32>) -> ContiguousArray<UInt32> {
    var program: ContiguousArray<UInt32> = []
    for net in targets {
      for position in lowered.assignmentRange(Int(net)) { program.append(lowered.assignmentOrder[position]) }
    }
    program.sort()
    return program
  }

  func writeDrives(of net: Int, _ sign: StaticString, to writer: inout VerilogText) {
    for drive in lowered.driveRange(net) {
      let drive = lowered.drives[drive]
      write(
        net, low: drive.low, width: drive.width, sign, drive.value.index, drive.location, to: &writer)
    }
  }

  private func readsSelect(_ members: ArraySlice<UInt32>, _ program: ContiguousArray<UInt32>) -> Bool {
    for net in members {
      for drive in lowered.driveRange(Int(net)) where lowered.readsSelect(lowered.drives[drive].value.index) {
        return true
      }
    }
    var seen: Set<UInt32> = []
    for index in program {
      let assignment = lowered.assignments[Int(index)]
      if lowered.readsSelect(assignment.value.index) { return true }
      var branch = assignment.branch
      while branch != Branch.none, seen.insert(lowered.branches[Int(branch)].choice).inserted {
        let choice = lowered.choices[Int(lowered.branches[Int(branch)].choice)]
        var reads = false
        lowered.forEachOperand(of: choice) { if lowered.readsSelect($0.index) { reads = true } }
        if reads { return true }
        branch = choice.parent
      }
    }
    return false
  }

  // MARK: The program

  /// Writes assignments with the branches that they stand in. `program` is in the order of the program.
  func write(
    _ program: ContiguousArray<UInt32>, _ sign: StaticString, isClocked: Bool, to writer: inout VerilogText
  ) {
    var open: [OpenBranch] = []
    for index in program {
      let assignment = lowered.assignments[Int(index)]
      enter(assignment.branch, &open, isClocked: isClocked, to: &writer)
      write(
        assignment.target.index, low: assignment.low, width: assignment.width, sign, assignment.value.index,
        assignment.location, to: &writer)
    }
    while !open.isEmpty { close(&open, isClocked, to: &writer) }
  }

  /// Goes on to a branch, or to `Branch.none`: closes and opens what is between.
  func enter(
    _ branch: UInt32, _ open: inout [OpenBranch], isClocked: Bool, to writer: inout VerilogText
  ) {
    if let last = open.last, last.branch == branch { return }
    let path = lowered.path(to: branch)
    var common = 0
    while common < open.count, common < path.count, open[common].branch == path[common] { common += 1 }
    let isSibling =
      common < open.count && common < path.count && open[common].choice == lowered.branches[Int(path[common])].choice
    while open.count > common + (isSibling ? 1 : 0) { close(&open, isClocked, to: &writer) }
    if isSibling { goOn(to: path[common], &open, isClocked, to: &writer) }
    while open.count < path.count { begin(path[open.count], &open, isClocked, to: &writer) }
  }

  private func write(
    _ target: Int, low: UInt32, width: UInt32, _ sign: StaticString, _ value: Int, _ location: LocationID,
    to writer: inout VerilogText
  ) {
    indent(to: &writer)
    writeTarget(target, low: low, width: width, to: &writer)
    writer.write(sign)
    write(read: value, .root, to: &writer)
    end(location, to: &writer)
  }

  func indent(to writer: inout VerilogText) {
    writer.writeIndent()
  }

  /// Opens the first branch of a choice that is written.
  private func begin(_ branch: UInt32, _ open: inout [OpenBranch], _ isClocked: Bool, to writer: inout VerilogText) {
    let index = lowered.branches[Int(branch)].choice
    let choice = lowered.choices[Int(index)]
    var top = OpenBranch(branch: branch, choice: index)
    indent(to: &writer)
    if choice.isSwitch {
      writer.write("case (")
      write(read: choice.selector.index, .root, to: &writer)
      writer.write(")\n")
      writer.indent += 2
      writeArm(branch, passing: choice.first, &top.skipped, isClocked, to: &writer)
    } else {
      writer.write("if (")
      writeConditions(branch, passing: choice.first, &top, to: &writer)
    }
    writer.indent += 2
    open.append(top)
  }

  /// Ends the open branch, and opens a later one of its choice.
  private func goOn(to branch: UInt32, _ open: inout [OpenBranch], _ isClocked: Bool, to writer: inout VerilogText) {
    var top = open[open.count - 1]
    let next = lowered.branches[Int(top.branch)].next
    writer.indent -= 2
    indent(to: &writer)
    if lowered.choices[Int(top.choice)].isSwitch {
      writer.write("end\n")
      writeArm(branch, passing: next, &top.skipped, isClocked, to: &writer)
    } else if next == branch, lowered.branches[Int(branch)].isRest {
      writer.write("end else begin\n")
    } else {
      writer.write("end else if (")
      writeConditions(branch, passing: next, &top, to: &writer)
    }
    writer.indent += 2
    top.branch = branch
    open[open.count - 1] = top
  }

  private func close(_ open: inout [OpenBranch], _ isClocked: Bool, to writer: inout VerilogText) {
    guard let top = open.popLast() else { return }
    writer.indent -= 2
    indent(to: &writer)
    writer.write("end\n")
    for _ in 0..<top.nesting {
      writer.indent -= 2
      indent(to: &writer)
      writer.write("end\n")
    }
    guard lowered.choices[Int(top.choice)].isSwitch else { return }
    if !lowered.isWrittenAsDefault(top.branch, isClocked: isClocked) {
      indent(to: &writer)
      writer.write("default: ;\n")
    }
    writer.indent -= 2
    indent(to: &writer)
    writer.write("endcase\n")
  }

  /// The condition of a branch, and that of those from `first` to it, which have no text, inverted: in one condition if it
  /// is the last of all, else around all that follow.
  private func writeConditions(
    _ branch: UInt32, passing first: UInt32, _ top: inout OpenBranch, to writer: inout VerilogText
  ) {
    let own = lowered.branches[Int(branch)]
    var passed = first
    while passed != branch {
      if passed != first {
        writer.wrap(24)
        writer.write("& ")
      }
      writer.write(byte: UInt8(ascii: "~"))
      write(read: lowered.branches[Int(passed)].condition.index, .primary, to: &writer)
      passed = lowered.branches[Int(passed)].next
    }
    if first != branch, !own.isRest {
      if own.next == Branch.none {
        writer.wrap(24)
        writer.write("& ")
      } else {
        writer.write(") begin\n")
        writer.indent += 2
        top.nesting += 1
        indent(to: &writer)
        writer.write("if (")
      }
    }
    let isAlone = first == branch || own.next != Branch.none
    if !own.isRest { write(read: own.condition.index, isAlone ? .root : .conjunction, to: &writer) }
    writer.write(") begin\n")
  }

  // MARK: Cases

  /// `2'd1, 2'd2: begin`; before a `default`, the cases without a statement.
  private func writeArm(
    _ branch: UInt32, passing first: UInt32, _ skipped: inout [UInt32], _ isClocked: Bool,
    to writer: inout VerilogText
  ) {
    var passed = first
    while passed != branch {
      skipped.append(passed)
      passed = lowered.branches[Int(passed)].next
    }
    let isDefault = lowered.isWrittenAsDefault(branch, isClocked: isClocked)
    if isDefault, !skipped.isEmpty {
      indent(to: &writer)
      var isFirst = true
      for passed in skipped { writeKeys(of: passed, &isFirst, to: &writer) }
      writer.write(": ;\n")
    }
    indent(to: &writer)
    if isDefault {
      writer.write("default: begin")
      if !lowered.branches[Int(branch)].isRest {
        writer.write(" // ")
        var isFirst = true
        writeKeys(of: branch, &isFirst, isWrapped: false, to: &writer)
      }
      return writer.write("\n")
    }
    var isFirst = true
    writeKeys(of: branch, &isFirst, to: &writer)
    writer.write(": begin\n")
  }

  private func writeKeys(
    of branch: UInt32, _ isFirst: inout Bool, isWrapped: Bool = true, to writer: inout VerilogText
  ) {
    let inner = lowered.branches[Int(branch)]
    for key in inner.firstKey..<inner.firstKey + inner.keyCount {
      let net = lowered.keys[Int(key)].index
      if !isFirst {
        writer.write(byte: UInt8(ascii: ","))
        if isWrapped { writer.wrap(24) } else { writer.write(byte: UInt8(ascii: " ")) }
      }
      isFirst = false
      if !isWrapped, lowered.isMember(net) {
        // The comment of a `default`: nothing else may read the member, and then it has no name in the text.
        writeComment(netlist.names[lowered.cells[net].name], to: &writer)
        continue
      }
      write(read: net, .root, to: &writer)
    }
  }
}
