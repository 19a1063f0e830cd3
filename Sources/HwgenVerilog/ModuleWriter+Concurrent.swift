import HwgenNetlist

/// Checks as concurrent assertions, by the option `concurrent`: each is a statement of the module, with its label, and the
/// branches that it stands in are the left side of an implication.
///
///     in_range: assert property (@(posedge clk) disable iff (rst) valid |-> count <= 4'd9)
///       else $error("count is %0d", $sampled(count));
extension ModuleWriter {
  func writeConcurrent(_ check: Check, at edge: CheckEdge, to writer: inout VerilogText) {
    writer.indent = 4
    writer.write("  ")
    if lowered.name[check.net.index] != LoweredModule.none {
      write(name: check.net.index, to: &writer)
      writer.write(": ")
    }
    writer.write(check.kind.keyword)
    writer.write(" property (@(")
    write(edge: edge.clock, to: &writer)
    writer.write(")")
    if edge.reset.net != LoweredModule.none {
      writer.write(" disable iff (")
      if edge.reset.isLow { writer.write(byte: UInt8(ascii: "~")) }
      write(read: Int(edge.reset.net), edge.reset.isLow ? .primary : .root, to: &writer)
      writer.write(")")
    }
    let hasPath = writePath(to: check.branch, to: &writer)
    // What is covered happens in the branch; an implication would also be covered outside.
    if hasPath {
      writer.wrap(24)
      writer.write(check.kind == .cover ? "& " : "|-> ")
    } else {
      writer.wrap(24)
    }
    write(read: condition(of: check), hasPath ? .operand : .root, to: &writer)
    writer.write(")")
    if !check.message.isNone {
      writer.write(check.kind == .cover ? "\n    $display(\"covered in %m: " : "\n    else $error(\"")
      writeMessage(of: check, isSampled: true, to: &writer)
    }
    end(lowered.cells[check.net.index].location, to: &writer)
    writer.indent = 2
  }

  /// The conditions of all branches that a branch stands in, joined; whether there are any.
  private func writePath(to branch: UInt32, to writer: inout VerilogText) -> Bool {
    let path = lowered.path(to: branch)
    var isFirst = true
    for branch in path {
      let choice = lowered.choices[Int(lowered.branches[Int(branch)].choice)]
      if choice.isSwitch {
        writeCase(branch, choice, &isFirst, to: &writer)
      } else {
        writeCondition(branch, choice, &isFirst, to: &writer)
      }
    }
    return !path.isEmpty
  }

  private func join(_ isFirst: inout Bool, to writer: inout VerilogText) {
    writer.wrap(24)
    if !isFirst { writer.write("& ") }
    isFirst = false
  }

  /// That those before it do not hold, and that it does.
  private func writeCondition(
    _ branch: UInt32, _ choice: Choice, _ isFirst: inout Bool, to writer: inout VerilogText
  ) {
    var passed = choice.first
    while passed != branch {
      join(&isFirst, to: &writer)
      writer.write(byte: UInt8(ascii: "~"))
      write(read: lowered.branches[Int(passed)].condition.index, .primary, to: &writer)
      passed = lowered.branches[Int(passed)].next
    }
    if lowered.branches[Int(branch)].isRest { return }
    join(&isFirst, to: &writer)
    write(read: lowered.branches[Int(branch)].condition.index, .operand, to: &writer)
  }

  /// `((kind == 2'd1) | (kind == 2'd2))`; of a `default`, that the value is none of the others.
  private func writeCase(_ branch: UInt32, _ choice: Choice, _ isFirst: inout Bool, to writer: inout VerilogText) {
    func compare(_ key: NetID, _ sign: StaticString, to writer: inout VerilogText) {
      writer.write(byte: UInt8(ascii: "("))
      write(read: choice.selector.index, .operand, to: &writer)
      writer.write(sign)
      // A member of an enumeration has a name only where the text reads it anyway.
      if lowered.isNamedConstant(key.index) {
        write(read: key.index, .operand, to: &writer)
      } else {
        write(expression: key.index, .operand, to: &writer)
      }
      writer.write(byte: UInt8(ascii: ")"))
    }
    let inner = lowered.branches[Int(branch)]
    if lowered.isWrittenAsDefault(branch, isClocked: true) {
      var other = choice.first
      while other != Branch.none {
        let keys = lowered.branches[Int(other)]
        for key in keys.firstKey..<keys.firstKey + keys.keyCount where other != branch {
          join(&isFirst, to: &writer)
          compare(lowered.keys[Int(key)], " != ", to: &writer)
        }
        other = keys.next
      }
      return
    }
    join(&isFirst, to: &writer)
    if inner.keyCount > 1 { writer.write(byte: UInt8(ascii: "(")) }
    for key in inner.firstKey..<inner.firstKey + inner.keyCount {
      if key > inner.firstKey {
        writer.wrap(24)
        writer.write("| ")
      }
      compare(lowered.keys[Int(key)], " == ", to: &writer)
    }
    if inner.keyCount > 1 { writer.write(byte: UInt8(ascii: ")")) }
  }
}
