import HwgenSupport

/// The names of one scope of a package: the package itself, or a structure in it. A `PackageText` enters what each thing
/// would like to be called, and takes what it is called.
///
/// Those whose wishes differ from all others get them; all others get a digest of what they are. What is fixed keeps its
/// name. No name depends on the order of entering.
struct PackageNames {
  private var wishes: [(text: String, hash: UInt64, isFixed: Bool)] = []
  /// What nothing in the scope may be called.
  private let taken: Set<String>

  init(taken: Set<String> = []) { self.taken = taken }

  /// `identity` tells the thing from all others of its scope.
  mutating func add(_ wish: String, _ identity: String, isFixed: Bool = false) {
    wishes.append((wish, StableHash.of(identity), isFixed))
  }

  /// The names, in the order of entering.
  func settled() -> [String] {
    var names = wishes.map(\.text)
    var levels = [Int](repeating: 0, count: names.count)
    var ordinal = 0
    while true {
      var counts: [String: Int] = [:]
      for name in names { counts[name, default: 0] += 1 }
      let clashing = names.indices.filter {
        !wishes[$0].isFixed && (counts[names[$0]]! > 1 || taken.contains(names[$0]))
      }
      if clashing.isEmpty { return names }
      for index in clashing {
        let wish = wishes[index]
        levels[index] += 1
        names[index] = "\(wish.text)_\(Digest.text(wish.hash, count: levels[index] == 1 ? 6 : 12))"
        if levels[index] < 3 { continue }
        names[index] += "_\(ordinal)"
        ordinal += 1
      }
    }
  }
}
