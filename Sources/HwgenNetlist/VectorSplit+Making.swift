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
    let value = try value(of: part, net, in: draft)
    draft.drives.append(
      Drive(target: net, low: part.low, width: part.width, value: value, location: module.cells[net.index].location))
  }

  private func value(of part: Part, _ net: NetID, in draft: ModuleDraft) throws(Failure) -> NetID {
    let cell = module.cells[net.index]
    if let value = known?.value(of: net, part.low, part.width) { return try add(value, for: cell, in: draft) }
    let range = module.operandRange(of: net)
    switch cell.operation {
    case .mux where !isDecided(net), .choose where !isDecided(net), .not, .and, .or, .xor:
      let isMask = cell.operation == .and || cell.operation == .or
      if isMask, let mask = range.first(where: { known?.value(of: module.operands[$0], part.low, part.width) != nil }) {
        // It decides none of these bits, so they are the other operand's.
        let other = module.operands[mask == range.lowerBound ? mask + 1 : range.lowerBound]
        return try bits(part.low, part.width, of: other, for: cell, in: draft)
      }
      var operands = range.map { module.operands[$0] }
      for position in dataPositions(of: cell.operation, range) {
        let index = position - range.lowerBound
        operands[index] = try bits(part.low, part.width, of: operands[index], for: cell, in: draft)
      }
      return try add(cell.operation, part.width, operands, for: cell, in: draft)
    default:
      let segment = segment(of: net, at: part.low)
      if segment.source == .none {
        return try add(BitVector(width: Int(part.width), low: 0), for: cell, in: draft)
      }
      if segment.isSign {
        let sign = try bits(segment.from, 1, of: segment.source, for: cell, in: draft)
        return part.width == 1 ? sign : try add(.signExtend, part.width, [sign], for: cell, in: draft)
      }
      return try bits(segment.from + part.low - segment.low, part.width, of: segment.source, for: cell, in: draft)
    }
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

  /// A cell behind the module's own.
  private func add(
    _ operation: Operation, _ width: UInt32, _ operands: [NetID], for cell: Cell, in draft: ModuleDraft
  ) throws(Failure) -> NetID {
    draft.cells.append(
      Cell(
        operation, type: try netlist.types.vector(.bits, width: Int(width)),
        firstOperand: UInt32(draft.operands.count), auxiliary: 0, location: cell.location))
    draft.operands.append(contentsOf: operands)
    return NetID(draft.cells.count - 1)
  }

  /// A literal behind the module's own cells.
  private func add(_ value: BitVector, for cell: Cell, in draft: ModuleDraft) throws(Failure) -> NetID {
    let net = try add(.literal, UInt32(value.width), [], for: cell, in: draft)
    if value.width <= 32 {
      draft.cells[net.index].auxiliary = UInt32(value.words[0])
    } else {
      draft.cells[net.index].auxiliary = UInt32(draft.parts.literals.count)
      draft.parts.literals.append(value)
    }
    return net
  }
}
