import HwgenSupport
import HwgenTypes

/// What a module computes or is given and nothing reads: the notes `unusedInput` and `unusedValue`.
///
/// Late parameters among it: one counts as read if a width of what is read, a constraint or an instance has it.
///
/// Asked when a module is finished, and kept by its netlist, so that small modules cost no memory. A net counts as read if an output of the module or an input of one of its instances
/// depends on it, on any way and in any bit. Told are inputs, wires, registers, values that have a name, and the outputs
/// of instances, together for each instance. Linear in the cells.
final class UnreadNets {
  /// By net: something reads it. Outputs and instances are read from outside.
  @exclusivity(unchecked) fileprivate var live = BitRow()
  /// What is live, and above the place where the search is.
  @exclusivity(unchecked) private var pending = Column<NetID>()
  /// Whether each output of each instance is read, and by net, where those of an instance begin.
  @exclusivity(unchecked) private var outputs = Column<Bool>()
  @exclusivity(unchecked) private var firstOutput = Column<UInt32>()

  /// Marks what is live, and tells whether there are instances.
  ///
  /// Goes down once: operands have smaller indices than their cells, so that only what drives and instances lead up to
  /// must wait in a list.
  fileprivate func mark(_ module: Module) -> Bool {
    let cells = module.cells.elements
    let operands = module.operands.elements
    live.begin(count: cells.count)
    var hasInstances = false
    // A case of a `switch` is read with it.
    if module.hasParts { for key in module.keys { live.insert(key.index) } }
    func mark(_ net: NetID, above place: Int) {
      guard net != .none, !live.contains(net.index) else { return }
      live.insert(net.index)
      if net.index > place { pending.append(net) }
    }
    func markAssigned(to target: NetID, above place: Int) {
      if !module.hasAssignments { return }
      module.forEachAssigned(to: target, low: 0, high: .max) { mark($0, above: place) }
    }
    func markWrites(of memory: Int, above place: Int) {
      for write in module.memories[Int(cells[memory].auxiliary)].writes { mark(write, above: place) }
    }
    // The choices whose conditions are live because checks stand in them.
    var seen: Set<UInt32> = []
    func markConditions(of check: Int) {
      var branch = module.checks[Int(cells[check].auxiliary)].branch
      while branch != Branch.none, seen.insert(module.branches[Int(branch)].choice).inserted {
        let choice = module.choices[Int(module.branches[Int(branch)].choice)]
        module.forEachCondition(of: choice) { mark($0, above: check) }
        branch = choice.parent
      }
    }
    var operandEnd = operands.count
    var nextDrive = module.drives.count - 1
    for index in (0..<cells.count).reversed() {
      let (first, operation) = (Int(cells[index].firstOperand), cells[index].operation)
      if operation == .output || operation == .instance || operation == .check { live.insert(index) }
      if operation == .instance { hasInstances = true }
      let isLive = live.contains(index)
      if isLive {
        for position in first..<operandEnd { mark(operands[position], above: index) }
        if operation == .memory { markWrites(of: index, above: index) }
      }
      while nextDrive >= 0, module.drives[nextDrive].target.index == index {
        if isLive { mark(module.drives[nextDrive].value, above: index) }
        nextDrive -= 1
      }
      if isLive { markAssigned(to: NetID(index), above: index) }
      if operation == .check { markConditions(of: index) }
      while let net = pending.popLast() {
        for position in module.operandRange(of: net) { mark(operands[position], above: index) }
        if cells[net.index].operation == .memory { markWrites(of: net.index, above: index) }
        guard cells[net.index].operation == .wire || cells[net.index].operation == .register else { continue }
        for drive in module.drives(of: net) { mark(drive.value, above: index) }
        markAssigned(to: net, above: index)
      }
      operandEnd = first
    }
    return hasInstances
  }

  /// The notes, in the order in which the cells were made.
  func notes(_ netlist: Netlist, _ id: ModuleID, _ module: Module) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var readers: ContiguousArray<Bool>?
    let hasInstances = mark(module)
    if let late = netlist.late(of: id) { found += netlist.unreadParameters(late, of: id, module, live) }
    if hasInstances { readOutputs(netlist, module) }
    let isAsked = hasInstances || module.hasMemories
    let cells = module.cells.elements
    for index in cells.indices where isAsked || !live.contains(index) {
      let operation = cells[index].operation
      if operation == .memory, live.contains(index) {
        if let note = netlist.unsetMemory(cells[index], module, id) { found.append(note) }
        continue
      }
      if operation == .instance {
        let first = Int(firstOutput[index])
        let count = netlist.outputCount(of: cells[index])
        if outputs.elements[first..<first + count].contains(false) {
          found.append(netlist.unreadOutputs(of: cells[index], outputs.elements[first..<first + count], id))
        }
        continue
      }
      guard !live.contains(index), operation != .instanceOutput, operation != .memoryWrite, operation != .check,
        operation != .inout
      else { continue }
      let isTold = operation == .wire || operation == .register || operation == .memory
      guard !cells[index].name.isNone || isTold else { continue }
      if readers == nil { readers = module.haveReaders() }
      let how = readers![index] ? "is read only by what is itself never read" : "is never read"
      found.append(
        Diagnostic(
          operation == .input ? .unusedInput : .unusedValue,
          "\(netlist.described(cells[index])) of \(netlist.text(of: id)) \(how)",
          at: netlist.locations[cells[index].location]))
    }
    return found
  }

  /// Finds out which outputs of instances are read.
  private func readOutputs(_ netlist: Netlist, _ module: Module) {
    let cells = module.cells.elements
    outputs.empty()
    firstOutput.refill(with: 0, count: cells.count)
    for index in cells.indices {
      if cells[index].operation == .instance {
        firstOutput[index] = UInt32(outputs.count)
        for _ in 0..<netlist.outputCount(of: cells[index]) { outputs.append(false) }
      } else if cells[index].operation == .instanceOutput, live.contains(index) {
        let instance = module.operand(0, of: NetID(index))
        let port = Int(cells[index].auxiliary)
        let definition = ModuleID(raw: cells[instance.index].auxiliary)
        outputs[Int(firstOutput[instance.index]) + port - netlist.inputSlot(port, of: definition)] = true
      }
    }
  }
}

extension Module {
  /// By net: an output, an instance or a check depends on it, on any way and in any bit. Linear in the cells.
  public func netsRead() -> ContiguousArray<Bool> {
    let search = UnreadNets()
    _ = search.mark(self)
    return ContiguousArray(cells.indices.map { search.live.contains($0) })
  }

  /// By net: some cell or drive reads it, be that read or not; a register does not read itself.
  fileprivate func haveReaders() -> ContiguousArray<Bool> {
    var result = ContiguousArray(filledWith: false, count: cells.count)
    for operand in operands where operand != .none { result[operand.index] = true }
    for drive in drives where drive.value != drive.target { result[drive.value.index] = true }
    for assignment in assignments where assignment.value != assignment.target {
      result[assignment.value.index] = true
    }
    for choice in choices { forEachCondition(of: choice) { result[$0.index] = true } }
    // Who writes a memory does not read it.
    for memory in cells.indices where cells[memory].operation == .memory { result[memory] = false }
    for cell in cells where cell.operation == .memoryRead || cell.operation == .memoryReadSync {
      result[operands[Int(cell.firstOperand)].index] = true
    }
    return result
  }
}

extension Netlist {
  fileprivate func described(_ cell: Cell) -> String {
    let sort =
      switch cell.operation {
      case .input: "input"
      case .wire: "wire"
      case .register: "register"
      case .memory: "memory"
      default: "value"
      }
    return cell.name.isNone
      ? "a \(sort) of \(types.text(cell.type))" : "\(sort) \(Identifier.quoted(names[cell.name]))"
  }

  /// The notes on late parameters.
  fileprivate func unreadParameters(
    _ late: LateParameters, of id: ModuleID, _ module: Module, _ live: borrowing BitRow
  ) -> [Diagnostic] {
    var open = Set(ports(of: id).map(\.type))
    for index in module.cells.indices where live.contains(index) { open.insert(module.cells[index].type) }
    var expressions = late.constraints + module.lateConstraints
    for type in open where types.isLateVector(type) { expressions.append(types.expression(of: type)) }
    for given in module.lateArguments {
      let definition = ModuleID(raw: module.cells[given.instance.index].auxiliary)
      expressions += lateExpressions(given: given.values, to: definition)
    }
    let read = Set(expressions.flatMap(types.expressions.parameters(of:)))
    return late.parameters.filter { !read.contains($0.name) }.map {
      Diagnostic(
        .unusedInput, "late parameter \(Identifier.quoted(names[$0.name])) of \(text(of: id)) is never read",
        at: locations[self[id].location])
    }
  }

  /// The note on a memory that nothing ever sets: all that is read of it is 0.
  fileprivate func unsetMemory(_ cell: Cell, _ module: Module, _ id: ModuleID) -> Diagnostic? {
    let memory = module.memories[Int(cell.auxiliary)]
    guard memory.contents == nil, memory.writes.isEmpty else { return nil }
    return Diagnostic(
      .unsetMemory, "\(described(cell)) of \(text(of: id)) is never written and has no contents",
      at: locations[cell.location], fix: "write it, or give it contents")
  }

  fileprivate func outputCount(of instance: Cell) -> Int {
    let definition = ModuleID(raw: instance.auxiliary)
    return portCount(of: definition) - inputCount(of: definition)
  }

  /// The note on an instance some of whose outputs are not read, which `areRead` tells by output.
  fileprivate func unreadOutputs(
    of cell: Cell, _ areRead: Slice<UnsafeBufferPointer<Bool>>, _ id: ModuleID
  ) -> Diagnostic {
    let definition = ModuleID(raw: cell.auxiliary)
    let outputs = ports(of: definition).filter { $0.direction == .output }
    let unread = zip(outputs, areRead).filter { !$0.1 }.map { Identifier.quoted(names[$0.0.name]) }
    let isOne = unread.count == 1
    let list = unread.prefix(20).joined(separator: ", ") + (unread.count > 20 ? ", …" : "")
    let instance = cell.name.isNone ? "an instance" : "instance \(Identifier.quoted(names[cell.name]))"
    return Diagnostic(
      .unusedValue,
      "output\(isOne ? "" : "s") \(list) of \(instance) of \(text(of: definition)) \(isOne ? "is" : "are") never read in \(text(of: id))",
      at: locations[cell.location])
  }
}
