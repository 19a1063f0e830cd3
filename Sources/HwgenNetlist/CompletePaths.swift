import HwgenBits
import HwgenSupport
import HwgenTypes

/// Looks for what is assigned under conditions and has no value on some path: a wire or an output without a default would
/// be a latch. A register holds its value there.
///
/// Made by the module checker. A target whose bits are assigned apart is cut where assignments begin and end, and each
/// piece is looked at with the assignments that meet it: the cost is the sum of these, and the branches that they stand in.
struct CompletePaths {
  private let netlist: Netlist
  private let module: Module
  /// By branch and by choice, valid where the stamp is the current one: assigned on every path; how many branches are.
  private var branchStamp: ContiguousArray<UInt32>
  private var choiceStamp: ContiguousArray<UInt32>
  private var choiceCount: ContiguousArray<UInt32>
  private var stamp: UInt32 = 0

  init(_ netlist: Netlist, _ module: Module) {
    self.netlist = netlist
    self.module = module
    branchStamp = ContiguousArray(filledWith: 0, count: module.branches.count)
    choiceStamp = ContiguousArray(filledWith: 0, count: module.choices.count)
    choiceCount = ContiguousArray(filledWith: 0, count: module.choices.count)
  }

  /// The parts of `gap`, bits of a target without a drive, that no assignment meets; and, unless the target may hold its
  /// value, the first diagnostic for bits that some path does not assign. `described` names bits of the target.
  mutating func check(
    _ gap: Range<Int>, of target: NetID, _ described: (Int, Int) -> String
  ) -> (gaps: [Range<Int>], incomplete: Diagnostic?) {
    var all: [Assignment] = []
    for position in module.assignmentRange(of: target) {
      let assignment = module.assignments[Int(module.assignmentOrder[position])]
      let low = Int(assignment.low)
      if low < gap.upperBound, low + Int(assignment.width) > gap.lowerBound { all.append(assignment) }
    }
    // Where a piece begins, and the assignments that begin or end there.
    var cuts = [gap.lowerBound, gap.upperBound]
    for assignment in all {
      cuts.append(max(gap.lowerBound, Int(assignment.low)))
      cuts.append(min(gap.upperBound, Int(assignment.low) + Int(assignment.width)))
    }
    cuts.sort()
    let byLow = all.indices.sorted { (all[$0].low, $0) < (all[$1].low, $1) }
    var next = 0
    var open: [Int] = []
    var gaps: [Range<Int>] = []
    var incomplete: Diagnostic?
    for (low, high) in zip(cuts, cuts.dropFirst()) where low < high {
      open.removeAll { Int(all[$0].low) + Int(all[$0].width) <= low }
      while next < byLow.count, Int(all[byLow[next]].low) <= low {
        open.append(byLow[next])
        next += 1
      }
      if open.isEmpty {
        if gaps.last?.upperBound == low {
          gaps[gaps.count - 1] = gaps.last!.lowerBound..<high
        } else {
          gaps.append(low..<high)
        }
      } else if module.cells[target.index].operation != .register, incomplete == nil,
        !isComplete(open.lazy.map { all[$0].branch })
      {
        incomplete = diagnostic(open.sorted().map { all[$0] }, target, described(low, high - low))
      }
    }
    return (gaps, incomplete)
  }

  /// Whether one of the branches is taken on every path, so far as the tree says.
  private mutating func isComplete(_ branches: some Sequence<UInt32>) -> Bool {
    stamp += 1
    for branch in branches {
      var branch = branch
      while branchStamp[Int(branch)] != stamp {
        branchStamp[Int(branch)] = stamp
        let index = Int(module.branches[Int(branch)].choice)
        let choice = module.choices[index]
        if choiceStamp[index] != stamp {
          choiceStamp[index] = stamp
          choiceCount[index] = 0
        }
        choiceCount[index] += 1
        guard choice.isExhaustive, choiceCount[index] == choice.count else { break }
        if choice.parent == Branch.none { return true }
        branch = choice.parent
      }
    }
    return false
  }

  // MARK: Telling

  /// Names the first branch without an assignment: `isComplete` has just marked those that have one.
  private func diagnostic(_ assignments: [Assignment], _ target: NetID, _ subject: String) -> Diagnostic {
    var isAbove: [UInt32: UInt32] = [:]  // by branch that holds assignments: its first choice that does
    var top: UInt32?
    for assignment in assignments {
      var branch = assignment.branch
      while true {
        let choice = module.branches[Int(branch)].choice
        let parent = module.choices[Int(choice)].parent
        if parent == Branch.none {
          if top == nil { top = choice }
          break
        }
        if isAbove[parent] != nil { break }
        isAbove[parent] = choice
        branch = parent
      }
    }
    var choice = top!
    var missing: String?
    while missing == nil {
      var branch = module.choices[Int(choice)].first
      while branch != Branch.none, branchStamp[Int(branch)] == stamp { branch = module.branches[Int(branch)].next }
      if branch == Branch.none {
        let isSwitch = module.choices[Int(choice)].isSwitch
        missing =
          (isSwitch ? missingCase(of: choice) : "the `otherwise` of the `when`")
          + at(module.choices[Int(choice)].location)
      } else if let inner = isAbove[branch] {
        choice = inner
      } else {
        missing = text(of: branch) + at(module.branches[Int(branch)].location)
      }
    }
    let cell = module.cells[target.index]
    return Diagnostic(
      .incompletePath, "\(subject) \(subject.hasPrefix("bits ") ? "have" : "has") no value in \(missing!)",
      at: netlist.locations[cell.location],
      notes: assignments.prefix(8).map {
        .init("assigned in \(self.text(of: $0.branch))", at: netlist.locations[$0.location])
      }, fix: "drive it there, or drive it always before: that is its default")
  }

  /// What a `switch` lacks: members of an enumeration, or a default.
  private func missingCase(of choice: UInt32) -> String {
    let selector = module.choices[Int(choice)].selector
    let type = module.cells[selector.index].type
    guard let enumeration = netlist.types.enumeration(of: type) else { return "the `default` of the `switch`" }
    var used: Set<BitVector> = []
    var branch = module.choices[Int(choice)].first
    while branch != Branch.none {
      for key in module.keys(of: module.branches[Int(branch)]) {
        used.insert(module.literal(key, width: enumeration.width))
      }
      branch = module.branches[Int(branch)].next
    }
    let names = enumeration.members.indices.filter { !used.contains(enumeration.codes[$0]) }
    let shown = names.prefix(8).map { netlist.names[enumeration.members[$0]] }.joined(separator: ", ")
    return "`case \(shown)\(names.count > 8 ? ", …" : "")` of the `switch`"
  }

  private func at(_ location: LocationID) -> String { netlist.locations[location].map { " at \($0)" } ?? "" }

  /// `case 3`, `the otherwise`.
  private func text(of index: UInt32) -> String {
    let branch = module.branches[Int(index)]
    let choice = module.choices[Int(branch.choice)]
    if branch.isRest { return choice.isSwitch ? "the `default`" : "the `otherwise`" }
    if !choice.isSwitch { return choice.first == index ? "the `when`" : "the `else when`" }
    let keys = module.keys(of: branch)
    return "`case \(keys.prefix(8).map { module.text(ofLiteral: $0, netlist) }.joined(separator: ", "))`"
  }
}
