/// The results of one substitution by expression: a flat array with stamps, so that the next one need not clear it.
struct SubstitutionMemo {
  private var stamps: ContiguousArray<UInt32> = []
  private var results: ContiguousArray<ExprID> = []
  private var stamp: UInt32 = 0

  /// Forgets everything and makes room for expressions up to `root`.
  mutating func begin(_ root: ExprID) {
    stamp &+= 1
    if stamp == 0 {
      for index in stamps.indices { stamps[index] = 0 }
      stamp = 1
    }
    reserve(root)
  }

  mutating func reserve(_ root: ExprID) {
    let missing = Int(root.raw) + 1 - stamps.count
    guard missing > 0 else { return }
    stamps.append(contentsOf: repeatElement(0, count: missing))
    results.append(contentsOf: repeatElement(ExprID(raw: 0), count: missing))
  }

  func holds(_ e: ExprID) -> Bool { Int(e.raw) < stamps.count && stamps[Int(e.raw)] == stamp }

  subscript(e: ExprID) -> ExprID? {
    get { stamps[Int(e.raw)] == stamp ? results[Int(e.raw)] : nil }
    set {
      stamps[Int(e.raw)] = stamp
      results[Int(e.raw)] = newValue!
    }
  }
}
