import HwgenBits
import HwgenSupport
import HwgenTypes

extension VectorSplit {
  /// Puts the module with its parts into a draft.
  func make(in draft: ModuleDraft) throws(Failure) {
    draft.portCount = module.portCount
    draft.facts = module.facts
    draft.parts = ModuleParts(module.parts.takeUnretainedValue())
    for (index, cell) in module.cells.enumerated() {
      var cell = cell
      let range = module.operandRange(of: NetID(index))
      cell.firstOperand = UInt32(draft.operands.count)
      if becomesWire(NetID(index)) {
        cell.operation = .wire
        cell.auxiliary = 0
      } else {
        for position in range { draft.operands.append(module.operands[position]) }
      }
      draft.cells.append(cell)
    }
    var drive = 0
    for net in module.cells.indices.map({ NetID($0) }) {
      let parts = parts(of: net)
      if becomesWire(net) {
        for part in parts { try drivePart(part, of: net, in: draft) }
      }
      while drive < module.drives.count, module.drives[drive].target == net {
        try addDrive(module.drives[drive], parts, to: draft)
        drive += 1
      }
    }
    try splitAssignments(in: draft)
  }

  /// Whether a net that is no target is cut.
  private func becomesWire(_ net: NetID) -> Bool {
    switch module.cells[net.index].operation {
    case .wire, .output: false
    default: !parts(of: net).isEmpty
    }
  }

  /// Drives one part of what has become a wire by what it was made of.
  private func drivePart(_ part: Part, of net: NetID, in draft: ModuleDraft) throws(Failure) {
    let cell = module.cells[net.index]
    let range = module.operandRange(of: net)
    let value: NetID
    switch cell.operation {
    case .not, .and, .or, .xor, .mux, .choose:
      var operands = range.map { module.operands[$0] }
      for position in dataPositions(of: cell.operation, range) {
        let index = position - range.lowerBound
        operands[index] = try bits(part.low, part.width, of: operands[index], for: cell, in: draft)
      }
      value = try add(cell.operation, part.width, operands, for: cell, in: draft)
    default:
      let segment = segment(of: net, at: part.low)
      if segment.source == .none {
        value = try add(.literal, part.width, [], for: cell, in: draft)
      } else if segment.isSign {
        let sign = try bits(segment.from, 1, of: segment.source, for: cell, in: draft)
        value = part.width == 1 ? sign : try add(.signExtend, part.width, [sign], for: cell, in: draft)
      } else {
        value = try bits(
          segment.from + part.low - segment.low, part.width, of: segment.source, for: cell, in: draft)
      }
    }
    draft.drives.append(
      Drive(target: net, low: part.low, width: part.width, value: value, location: cell.location))
  }

  /// Adds a drive, in the parts of its target.
  private func addDrive(_ drive: Drive, _ parts: ContiguousArray<Part>, to draft: ModuleDraft) throws(Failure) {
    if parts.isEmpty { return draft.drives.append(drive) }
    for part in VectorSplit.within(parts, drive.low, drive.width) {
      var own = drive
      own.low = part.low
      own.width = part.width
      own.value = try bits(
        part.low - drive.low, part.width, of: drive.value, for: module.cells[drive.value.index], in: draft)
      draft.drives.append(own)
    }
  }

  private func splitAssignments(in draft: ModuleDraft) throws(Failure) {
    if !module.hasAssignments { return }
    var all: ContiguousArray<Assignment> = []
    var before: ContiguousArray<UInt32> = [0]
    var known: [NetID: ContiguousArray<Part>] = [:]
    for assignment in module.assignments {
      let parts = known[assignment.target] ?? parts(of: assignment.target)
      known[assignment.target] = parts
      if parts.isEmpty { all.append(assignment) }
      for part in VectorSplit.within(parts, assignment.low, assignment.width) {
        var own = assignment
        own.low = part.low
        own.width = part.width
        own.value = try bits(
          part.low - assignment.low, part.width, of: assignment.value, for: module.cells[assignment.value.index],
          in: draft)
        all.append(own)
      }
      before.append(UInt32(all.count))
    }
    draft.parts.assignments = all
    for index in draft.parts.choices.indices {
      let first = Int(draft.parts.choices[index].firstAssignment)
      draft.parts.choices[index].firstAssignment = before[first]
    }
    draft.parts.sortAssignments()
  }

  /// Bits of a net: itself if they are all. What is a slice itself is not sliced again.
  private func bits(
    _ from: UInt32, _ count: UInt32, of source: NetID, for cell: Cell, in draft: ModuleDraft
  ) throws(Failure) -> NetID {
    if count == width(source) { return source }
    let base = bases[source]
    let net = try add(.extract, count, [base.net], for: cell, in: draft)
    draft.cells[net.index].auxiliary = base.low + from
    return net
  }

  /// A cell behind the module's own; a literal is 0.
  private func add(
    _ operation: Operation, _ width: UInt32, _ operands: [NetID], for cell: Cell, in draft: ModuleDraft
  ) throws(Failure) -> NetID {
    var auxiliary: UInt32 = 0
    if operation == .literal, width > 32 {
      auxiliary = UInt32(draft.parts.literals.count)
      draft.parts.literals.append(BitVector(width: Int(width), low: 0))
    }
    draft.cells.append(
      Cell(
        operation, type: try netlist.types.vector(.bits, width: Int(width)),
        firstOperand: UInt32(draft.operands.count), auxiliary: auxiliary, location: cell.location))
    draft.operands.append(contentsOf: operands)
    return NetID(draft.cells.count - 1)
  }
}
