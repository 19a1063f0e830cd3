import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Splitting of vectors that are driven under conditions: a net for each part whose bits have the same drives and
/// assignments, with these cut to it.
extension LoweredModule {
  /// Adds the nets of a vector, lowest first, and drives the vector with all of them. Its assignments follow in
  /// `splitAssignments`.
  func addPieces(of vector: Int) -> Range<Int> {
    let own = driveRange(vector).map { drives[$0] }
    var pieces = own
    for position in assignmentRange(vector) {
      let assignment = assignments[Int(assignmentOrder[position])]
      pieces.append(
        Drive(
          target: assignment.target, low: assignment.low, width: assignment.width, value: assignment.value,
          location: assignment.location))
    }
    let total = UInt32(netlist.types.width(of: cells[vector].type))
    let cuts = cuts(pieces, total)
    let first = cells.count
    for (low, high) in zip(cuts, cuts.dropFirst()) {
      var cell = cells[vector]
      cell.operation = .wire
      cell.type = .bit
      cell.auxiliary = low
      _ = add(cell, width: high - low)
    }
    let all = first..<cells.count
    for (segment, (low, high)) in zip(all, zip(cuts, cuts.dropFirst())) {
      guard var drive = own.first(where: { $0.low <= low && $0.low + $0.width >= high }) else { continue }
      drive.value = part(of: drive.value, from: low - drive.low, width: high - low)
      drive.target = NetID(segment)
      drive.low = 0
      drive.width = high - low
      self.low[segment] = UInt32(drives.count)
      drives.append(drive)
    }
    var cell = cells[vector]
    cell.operation = .concat
    cell.name = .none
    let concatenation = add(cell, width: total)
    for segment in all.reversed() { operands.append(NetID(segment)) }
    low[vector] = UInt32(drives.count)
    drives.append(
      Drive(
        target: NetID(vector), low: 0, width: total, value: NetID(concatenation), location: cells[vector].location))
    flags[vector].insert(.assembled)
    return all
  }

  /// Cuts the assignments of the vectors that are split, in the order of the program.
  func splitAssignments(_ segments: [UInt32: Range<Int>]) {
    guard assignments.contains(where: { segments[$0.target.raw] != nil }) else { return }
    let all = assignments
    assignments.removeAll()
    for assignment in all {
      guard let pieces = segments[assignment.target.raw] else {
        assignments.append(assignment)
        continue
      }
      let end = assignment.low + assignment.width
      for segment in pieces {
        let low = cells[segment].auxiliary
        guard low >= assignment.low, low + width[segment] <= end else { continue }
        var cut = assignment
        cut.target = NetID(segment)
        cut.value = part(of: assignment.value, from: low - assignment.low, width: width[segment])
        cut.low = 0
        cut.width = width[segment]
        assignments.append(cut)
      }
    }
    sortAssignments()
  }
}
