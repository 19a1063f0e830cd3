import HwgenSupport

/// Reads what is driven under conditions, and checks: each line that begins or ends a scope, or drives, becomes a step. The steps are
/// made when all cells are there.
extension NetlistTextBody {
  /// What a line says.
  enum StepKind {
    case when, elseWhen, otherwise, choose, arm, rest, end, drive, check
  }

  /// One line of the program: its operands, or the drive that it is, and its place.
  struct Step {
    let kind: StepKind
    let position: Int
    var operands: [Reference] = []
    var drive: Int = 0
    var location: LocationID = .unknown
  }

  /// The word of each line, and how many operands it has.
  private static let branchWords: [(StaticString, StepKind, Int)] = [
    ("when", .when, 1), ("elsewhen", .elseWhen, 1), ("otherwise", .otherwise, 0), ("switch", .choose, 1),
    ("case", .arm, .max), ("default", .rest, 0),
  ]

  /// Reads a line that begins or ends a scope, if one stands here.
  mutating func takeBranch() throws(Failure) -> Bool {
    text.scanner.skipSpace()
    let position = text.scanner.position
    if text.scanner.takeKeyword("check") {
      steps.append(Step(kind: .check, position: position, operands: [try reference()]))
      return true
    }
    for (word, kind, count) in NetlistTextBody.branchWords where text.scanner.takeKeyword(word) {
      var step = Step(kind: kind, position: position)
      if count > 0 {
        repeat { step.operands.append(try reference()) } while count > 1 && text.scanner.take(",")
      }
      step.location = try text.place()
      try text.scanner.expect("{")
      steps.append(step)
      openScopes += 1
      return true
    }
    return false
  }

  /// Ends a scope, if one is open.
  mutating func endBranch() -> Bool {
    if openScopes == 0 { return false }
    openScopes -= 1
    steps.append(Step(kind: .end, position: text.scanner.position))
    return true
  }

  /// Builds the program.
  mutating func makeSteps() throws(Failure) {
    for step in steps {
      if step.kind == .drive {
        try make(drives[step.drive])
        continue
      }
      var nets: [NetID] = []
      for operand in step.operands { nets.append(try resolved(operand)) }
      builder.location = step.location
      do throws(Failure) {
        switch step.kind {
        case .when: try builder.beginWhen(nets[0])
        case .elseWhen: try builder.beginElseWhen(nets[0])
        case .otherwise: try builder.beginOtherwise()
        case .choose: try builder.beginSwitch(nets[0])
        case .arm: try builder.beginCase(nets)
        case .rest: try builder.beginDefault()
        case .end: try builder.end()
        case .check:
          guard let check = checks.removeValue(forKey: nets[0]) else {
            throw text.scanner.failure("expected a check that stands nowhere else", at: step.position)
          }
          try builder.add(check)
        case .drive: break
        }
      } catch { throw text.placed(error, at: step.position) }
    }
  }
}
