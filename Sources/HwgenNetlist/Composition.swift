import HwgenSupport

/// What the builder puts together from several cells, and hosts ask for by number: see `ModuleBuilder+Composition.swift`.
public enum Composition: UInt32, Sendable, CaseIterable {
  case element = 1
  case sliceAt, replace, selectOneHot, priorityIndex, popcount, leadingZeros, trailingZeros, addExpanding, subExpanding
  case minimum, maximum, absolute, reversed, rotateLeft, rotateRight, repeated
  case clockGate = 40
}

extension ModuleBuilder {
  /// Makes one of nets and a number, which counts bits or copies where there is one. If it fails, no cell is made.
  public func compose(_ kind: Composition, _ nets: [NetID], _ number: Int) throws(Failure) -> NetID {
    let wanted =
      switch kind {
      case .popcount, .leadingZeros, .trailingZeros, .priorityIndex, .absolute, .reversed, .repeated: 1
      case .replace: 3
      case .selectOneHot: max(1, nets.count)
      default: 2
      }
    guard nets.count == wanted else {
      throw Failure(.badOperand, "\(kind) takes \(wanted) operands, and is given \(nets.count)", at: place)
    }
    return try whole { () throws(Failure) in try made(kind, nets, number) }
  }

  /// Runs what makes several cells; if it fails, the module is as before.
  func whole(_ make: () throws(Failure) -> NetID) throws(Failure) -> NetID {
    let (cells, operands, literals) = (draft.cells.count, draft.operands.count, draft.parts.literals.count)
    do { return try make() } catch {
      draft.cells.removeLast(draft.cells.count - cells)
      draft.operands.removeLast(draft.operands.count - operands)
      draft.parts.literals.removeSubrange(literals...)
      // They may be of cells that are gone.
      scaffold.conditions = BranchConditions()
      throw error
    }
  }

  private func made(_ kind: Composition, _ nets: [NetID], _ number: Int) throws(Failure) -> NetID {
    switch kind {
    case .element: return try element(nets[0], at: nets[1])
    case .sliceAt: return try slice(nets[0], at: nets[1], width: number)
    case .replace: return try replacing(nets[0], at: nets[1], with: nets[2])
    case .selectOneHot: return try selectOneHot(nets[0], Array(nets[1...]))
    case .priorityIndex: return try priorityIndex(nets[0])
    case .popcount: return try popcount(nets[0])
    case .leadingZeros: return try leadingZeros(nets[0])
    case .trailingZeros: return try trailingZeros(nets[0])
    case .addExpanding: return try expanding(.add, nets[0], nets[1])
    case .subExpanding: return try expanding(.subtract, nets[0], nets[1])
    case .minimum: return try lesser(nets[0], nets[1])
    case .maximum: return try lesser(nets[0], nets[1], orGreater: true)
    case .absolute: return try absolute(nets[0])
    case .reversed: return try reversed(nets[0])
    case .rotateLeft: return try rotated(nets[0], by: nets[1], left: true)
    case .rotateRight: return try rotated(nets[0], by: nets[1], left: false)
    case .repeated: return try repeated(nets[0], number)
    case .clockGate: return try clockGate(nets[0], enable: nets[1])
    }
  }
}
