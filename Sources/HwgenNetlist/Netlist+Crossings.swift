import HwgenSupport
import HwgenTypes

/// What may be done with a value that crosses asynchronously: it goes straight into one register, the first of a
/// synchroniser. Two registers, or logic before one, may see different values of it, or none that there ever was.
extension Netlist {
  /// A value that crosses, and the clock that it is taken at.
  private struct Taken: Hashable {
    let value: NetID
    let clock: NetID
  }

  /// All that reads such a value and is no register, or a second one: `crossingUse`. Linear in the module. A reset that
  /// comes at any time is none of these: that a register is reset at once is meant.
  func misusedCrossings(in module: Module, of id: ModuleID) -> [Diagnostic] {
    /// By net: the crossing whose value it is, itself or through casts; and what it is but for casts.
    var origin = ContiguousArray(filledWith: NetID.none, count: module.cells.count)
    var bare = ContiguousArray(filledWith: NetID.none, count: module.cells.count)
    var found: [Diagnostic] = []
    /// By crossing; and by what crosses, in as many crossings as it may, and the clock: the register that takes it.
    var taker: [NetID: NetID] = [:]
    var takerAt: [Taken: NetID] = [:]

    func tell(_ crossing: NetID, _ reader: String, _ location: LocationID, _ notes: [Diagnostic.Note] = []) {
      guard found.count < 16 else { return }
      let value = pathText(of: bare[module.operand(0, of: crossing).index], in: module)
      found.append(
        Diagnostic(
          .crossingUse, "the asynchronous crossing of \(value) in \(text(of: id)) is used by \(reader)",
          at: locations[location],
          notes: [.init("the crossing", at: locations[module.cells[crossing.index].location])] + notes,
          fix:
            "give it to one register as its next value, and use that of a second one behind it; or take a Synchroniser")
      )
    }
    func take(_ value: NetID, by target: NetID, at location: LocationID) {
      let crossing = origin[value.index]
      guard crossing != .none else { return }
      let text = pathText(of: target, in: module)
      guard module.cells[target.index].operation == .register else {
        return tell(crossing, "\(text), which is no register", location)
      }
      let taken = Taken(value: bare[module.operand(0, of: crossing).index], clock: module.operand(0, of: target))
      let first = taker[crossing] ?? takerAt[taken] ?? target
      (taker[crossing], takerAt[taken]) = (first, first)
      if first != target {
        let name = pathText(of: first, in: module)
        tell(
          crossing, "two registers, \(name) and \(text)", location,
          [.init("\(name) is made here", at: locations[module.cells[first.index].location])])
      }
    }

    for index in module.cells.indices {
      let net = NetID(index)
      let cell = module.cells[index]
      bare[index] = cell.operation == .cast ? bare[module.operand(0, of: net).index] : net
      if cell.operation == .crossing, cell.auxiliary == Crossing.asynchronous.rawValue,
        cell.type != .asyncReset, cell.type != .asyncResetLow
      {
        origin[index] = net
      }
      for operand in module.operands(of: net) where operand != .none && origin[operand.index] != .none {
        if cell.operation == .cast {
          origin[index] = origin[operand.index]
        } else {
          let text = pathText(of: net, in: module)
          tell(
            origin[operand.index],
            cell.operation == .register ? "the clock, the enable or the reset of \(text)" : text, cell.location)
        }
      }
    }
    for drive in module.drives { take(drive.value, by: drive.target, at: drive.location) }
    for assignment in module.assignments { take(assignment.value, by: assignment.target, at: assignment.location) }
    for choice in module.choices {
      module.forEachCondition(of: choice) {
        if origin[$0.index] != .none { tell(origin[$0.index], "a condition", choice.location) }
      }
    }
    return found
  }
}
