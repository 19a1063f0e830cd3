import HwgenSupport
import HwgenTypes

/// What a module computes or is given and nothing reads: the notes `unusedInput` and `unusedValue`.
///
/// Made when a module is finished. A net counts as read if an output of the module or an input of one of its instances
/// depends on it, on any way and in any bit. Told are inputs, wires, registers, values that have a name, and the outputs
/// of instances, together for each instance. Linear in the cells.
struct UnreadNets {
  private let netlist: Netlist
  private let id: ModuleID
  private let module: Module
  private let work: Work
  private var hasInstances = false

  /// What a search needs; kept by whoever makes many, so that small modules cost no memory of their own.
  final class Work {
    /// By net: something reads it. Outputs and instances are read from outside.
    @exclusivity(unchecked) fileprivate var isLive: ContiguousArray<Bool> = []
    /// What is live, and above the place where the search is.
    @exclusivity(unchecked) fileprivate var pending: ContiguousArray<NetID> = []
  }

  private var isLive: ContiguousArray<Bool> { work.isLive }

  init(_ netlist: Netlist, _ id: ModuleID, _ module: Module, _ work: Work) {
    self.netlist = netlist
    self.id = id
    self.module = module
    self.work = work
    work.isLive.refill(with: false, count: module.cells.count)
    work.isLive.withUnsafeMutableBufferPointer { isLive in
      hasInstances = UnreadNets.mark(isLive, module.cells.elements, module.operands.elements, module, &work.pending)
    }
  }

  /// Marks what is live, and tells whether there are instances.
  ///
  /// Goes down once: operands have smaller indices than their cells, so that only what drives and instances lead up to
  /// must wait in a list.
  private static func mark(
    _ isLive: UnsafeMutableBufferPointer<Bool>, _ cells: UnsafeBufferPointer<Cell>,
    _ operands: UnsafeBufferPointer<NetID>, _ module: Module, _ pending: inout ContiguousArray<NetID>
  ) -> Bool {
    var hasInstances = false
    for index in 0..<cells.count {
      let operation = cells[index].operation
      if operation == .instance { hasInstances = true }
      if operation == .output || operation == .instance || operation == .check { isLive[index] = true }
    }
    func mark(_ net: NetID, above place: Int) {
      guard net != .none, !isLive[net.index] else { return }
      isLive[net.index] = true
      if net.index > place { pending.append(net) }
    }
    func markAssigned(to target: NetID, above place: Int) {
      if module.assignments.isEmpty { return }
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
      let first = Int(cells[index].firstOperand)
      let live = isLive[index]
      if live {
        for position in first..<operandEnd { mark(operands[position], above: index) }
        if cells[index].operation == .memory { markWrites(of: index, above: index) }
      }
      while nextDrive >= 0, module.drives[nextDrive].target.index == index {
        if live { mark(module.drives[nextDrive].value, above: index) }
        nextDrive -= 1
      }
      if live { markAssigned(to: NetID(index), above: index) }
      if cells[index].operation == .check { markConditions(of: index) }
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
  func notes() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var readers: ContiguousArray<Bool>?
    let isLive = work.isLive
    let outputs = hasInstances ? readOutputs() : []
    var nextOutput = 0
    let isAsked = hasInstances || !module.memories.isEmpty
    for index in isLive.indices where isAsked || !isLive[index] {
      let cell = module.cells[index]
      if cell.operation == .memory, isLive[index] {
        if let note = unsetMemory(cell) { found.append(note) }
        continue
      }
      if cell.operation == .instance {
        let count = outputCount(of: cell)
        if let note = unreadOutputs(of: cell, outputs[nextOutput..<nextOutput + count]) { found.append(note) }
        nextOutput += count
        continue
      }
      guard !isLive[index], cell.operation != .instanceOutput, cell.operation != .memoryWrite, cell.operation != .check
      else { continue }
      let isTold = cell.operation == .wire || cell.operation == .register || cell.operation == .memory
      guard !cell.name.isNone || isTold else { continue }
      let text = netlist.text(of: id)
      if readers == nil { readers = haveReaders() }
      let how = readers![index] ? "is read only by what is itself never read" : "is never read"
      found.append(
        Diagnostic(
          cell.operation == .input ? .unusedInput : .unusedValue, "\(described(cell)) of \(text) \(how)",
          at: netlist.locations[cell.location]))
    }
    return found
  }

  /// By net: some cell or drive reads it, be that read or not; a register does not read itself.
  private func haveReaders() -> ContiguousArray<Bool> {
    var result = ContiguousArray(filledWith: false, count: module.cells.count)
    for operand in module.operands where operand != .none { result[operand.index] = true }
    for drive in module.drives where drive.value != drive.target { result[drive.value.index] = true }
    for assignment in module.assignments where assignment.value != assignment.target {
      result[assignment.value.index] = true
    }
    for choice in module.choices { module.forEachCondition(of: choice) { result[$0.index] = true } }
    // Who writes a memory does not read it.
    for memory in module.cells.indices where module.cells[memory].operation == .memory { result[memory] = false }
    for cell in module.cells where cell.operation == .memoryRead || cell.operation == .memoryReadSync {
      result[module.operands[Int(cell.firstOperand)].index] = true
    }
    return result
  }

  private func described(_ cell: Cell) -> String {
    let sort =
      switch cell.operation {
      case .input: "input"
      case .wire: "wire"
      case .register: "register"
      case .memory: "memory"
      default: "value"
      }
    return cell.name.isNone
      ? "a \(sort) of \(netlist.types.text(cell.type))" : "\(sort) \(Identifier.quoted(netlist.names[cell.name]))"
  }

  /// The note on a memory that nothing ever sets: all that is read of it is 0.
  private func unsetMemory(_ cell: Cell) -> Diagnostic? {
    let memory = module.memories[Int(cell.auxiliary)]
    guard memory.contents == nil, memory.writes.isEmpty else { return nil }
    return Diagnostic(
      .unsetMemory, "\(described(cell)) of \(netlist.text(of: id)) is never written and has no contents",
      at: netlist.locations[cell.location], fix: "write it, or give it contents")
  }

  // MARK: Outputs of instances

  private func outputCount(of instance: Cell) -> Int {
    let definition = ModuleID(raw: instance.auxiliary)
    return netlist.portCount(of: definition) - netlist.inputCount(of: definition)
  }

  /// For each output of each instance, whether it is read.
  private func readOutputs() -> ContiguousArray<Bool> {
    var result: ContiguousArray<Bool> = []
    var first = ContiguousArray(filledWith: 0, count: module.cells.count)
    for index in module.cells.indices {
      let cell = module.cells[index]
      if cell.operation == .instance {
        first[index] = result.count
        result.append(contentsOf: repeatElement(false, count: outputCount(of: cell)))
      } else if cell.operation == .instanceOutput, isLive[index] {
        let instance = module.operand(0, of: NetID(index))
        let port = Int(cell.auxiliary)
        let definition = ModuleID(raw: module.cells[instance.index].auxiliary)
        result[first[Int(instance.raw)] + port - netlist.inputSlot(port, of: definition)] = true
      }
    }
    return result
  }

  /// The note on an instance some of whose outputs are not read, which `areRead` tells by output.
  private func unreadOutputs(of cell: Cell, _ areRead: ArraySlice<Bool>) -> Diagnostic? {
    guard areRead.contains(false) else { return nil }
    let definition = ModuleID(raw: cell.auxiliary)
    let outputs = netlist.ports(of: definition).filter { $0.direction == .output }
    let unread = zip(outputs, areRead).filter { !$0.1 }.map { Identifier.quoted(netlist.names[$0.0.name]) }
    let isOne = unread.count == 1
    let list = unread.prefix(20).joined(separator: ", ") + (unread.count > 20 ? ", …" : "")
    let instance = cell.name.isNone ? "an instance" : "instance \(Identifier.quoted(netlist.names[cell.name]))"
    return Diagnostic(
      .unusedValue,
      "output\(isOne ? "" : "s") \(list) of \(instance) of \(netlist.text(of: definition)) \(isOne ? "is" : "are") never read in \(netlist.text(of: id))",
      at: netlist.locations[cell.location])
  }
}
