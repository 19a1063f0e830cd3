import HwgenBits
import HwgenSupport
import HwgenTypes

/// A module again, its vectors taken apart where bits of one lead to other bits of it, as in `w @= cat(w[2], w[1], w[0], a)`.
///
/// The search for loops makes it of a module that has a loop if vectors are taken whole. Within such loops, what only
/// moves or chooses bits (concatenations, extensions, constant shifts, muxes, bitwise logic) and what it drives is cut
/// where its operands end, and where the operands are cut, until there is nothing new. What is cut becomes a wire that is
/// driven part by part. Each part then depends on one part of each operand, so that there is a loop of parts exactly if
/// there is one of bits.
///
/// With what constants decide (`KnownBits`) it is also cut where such bits and others meet. A part that is known is then a
/// constant and reads nothing, and a multiplexer whose selector is known is what it selects.
///
/// The nets of the module keep their numbers; the parts stand behind them. Linear in the module and in the cuts.
struct VectorSplit {
  /// Bits of a net that are those of a source, one by one; `from` of it is `low` of the net.
  struct Segment: BitwiseCopyable {
    let net: NetID
    let low: UInt32
    let width: UInt32
    /// None for zeros.
    let source: NetID
    let from: UInt32
    /// All bits are the one of the source at `from`.
    var isSign = false
  }

  /// The most cuts that are looked for.
  static let maximumCuts = 1 << 20

  let netlist: Netlist
  let module: Module
  /// None if constants are taken as anything else is.
  let known: KnownBits?
  private var types: TypeStore { netlist.types }
  /// By net, in the order of the nets.
  private var segments: ContiguousArray<Segment> = []
  private var segmentEnds: ContiguousArray<UInt32> = []
  let bases: SliceBases
  /// Where nets are cut: net and bit, in order; and where those of each net end.
  private var cuts: ContiguousArray<UInt64> = []
  private var cutEnds: ContiguousArray<UInt32> = []

  /// Nil if too much is to be cut.
  init?(
    _ netlist: Netlist, _ module: Module, _ dependencies: CombinationalDependencies, known: KnownBits?
  ) {
    self.netlist = netlist
    self.module = module
    self.known = known
    var bases = SliceBases()
    bases.extend(to: module.cells.count, of: module)
    self.bases = bases
    let isInLoop = VectorSplit.netsInLoops(module, dependencies)
    for net in module.cells.indices {
      if isInLoop[net] { addSegments(of: NetID(net)) }
      segmentEnds.append(UInt32(segments.count))
    }
    guard findCuts() else { return nil }
  }

  // MARK: Loops of whole vectors

  private static func netsInLoops(
    _ module: Module, _ dependencies: CombinationalDependencies
  ) -> ContiguousArray<Bool> {
    var graph = Graph()
    var starts: ContiguousArray<UInt32> = []
    var next = Column<NetID>()
    for (index, cell) in module.cells.enumerated() {
      next.empty()
      switch cell.operation {
      case .extract: next.append(module.operand(0, of: NetID(index)))
      case .wire, .output, .instanceOutput:
        starts.append(UInt32(index))
        fallthrough
      default: dependencies.add(of: NetID(index), to: &next)
      }
      for target in next.elements { graph.targets.append(target.raw) }
      graph.endNode()
    }
    var isInLoop = ContiguousArray(repeating: false, count: module.cells.count)
    let components = StrongComponents(graph, from: starts)
    for component in components.ends.indices where components.range(component).count > 1 {
      for member in components.range(component) { isInLoop[Int(components.nodes[member])] = true }
    }
    return isInLoop
  }

  // MARK: Where bits come from

  func width(_ net: NetID) -> UInt32 {
    UInt32(max(0, types.width(of: module.cells[net.index].type)))
  }

  private mutating func addSegments(of net: NetID) {
    let cell = module.cells[net.index]
    let total = width(net)
    if total < 1 || types.kind(of: cell.type).isControl { return }
    let operands = module.operandRange(of: net)
    func operand(_ position: Int) -> NetID { module.operands[operands.lowerBound + position] }
    func bits(
      _ low: UInt32, _ width: UInt32, of source: NetID, from: UInt32 = 0, isSign: Bool = false
    ) -> Segment? {
      width == 0 ? nil : Segment(net: net, low: low, width: width, source: source, from: from, isSign: isSign)
    }
    func fill(_ low: UInt32, _ source: NetID) -> Segment? {
      let isSigned = types.isSigned(module.cells[source.index].type)
      return bits(
        low, total - low, of: isSigned ? source : .none, from: isSigned ? width(source) - 1 : 0, isSign: isSigned)
    }
    var found: ContiguousArray<Segment?> = []
    switch cell.operation {
    case _ where isDecided(net): found.append(bits(0, total, of: known?.chosen(by: net) ?? .none))
    case .wire, .output:
      for drive in module.drives(of: net) { found.append(bits(drive.low, drive.width, of: drive.value)) }
      for position in module.assignmentRange(of: net) {
        let assignment = module.assignments[Int(module.assignmentOrder[position])]
        found.append(bits(assignment.low, assignment.width, of: assignment.value))
      }
    case .concat:
      var low = total
      for position in operands {
        let part = module.operands[position]
        if width(part) > low { return }
        low -= width(part)
        found.append(bits(low, width(part), of: part))
      }
    case .cast: found.append(bits(0, total, of: operand(0)))
    case .extract: found.append(bits(0, total, of: operand(0), from: cell.auxiliary))
    case .not, .and, .or, .xor, .mux, .choose:
      for position in dataPositions(of: cell.operation, operands) {
        found.append(bits(0, total, of: module.operands[position]))
      }
    case .zeroExtend:
      let given = width(operand(0))
      found = [bits(0, given, of: operand(0)), bits(given, total - given, of: .none)]
    case .signExtend:
      let given = width(operand(0))
      found = [
        bits(0, given, of: operand(0)), bits(given, total - given, of: operand(0), from: given - 1, isSign: true),
      ]
    case .shiftLeft, .shiftRight:
      guard let amount = constantAmount(operand(1), limit: total) else { return }
      if cell.operation == .shiftLeft {
        found = [bits(0, amount, of: .none), bits(amount, total - amount, of: operand(0))]
      } else {
        found = [bits(0, total - amount, of: operand(0), from: amount), fill(total - amount, operand(0))]
      }
    default: return
    }
    for segment in found { if let segment { segments.append(segment) } }
  }

  private func segmentRange(of net: NetID) -> Range<Int> {
    (net.index == 0 ? 0 : Int(segmentEnds[net.index - 1]))..<Int(segmentEnds[net.index])
  }

  /// Where the bits from `low` on of a net come from that has each bit from one place.
  func segment(of net: NetID, at low: UInt32) -> Segment {
    let range = segmentRange(of: net)
    // A concatenation's begin with the highest.
    let isDescending = module.cells[net.index].operation == .concat
    var (first, end) = (range.lowerBound, range.upperBound - 1)
    while first < end {
      let middle = (first + end) / 2
      let segment = segments[middle]
      if isDescending ? segment.low <= low : low < segment.low + segment.width {
        end = middle
      } else {
        first = middle + 1
      }
    }
    return segments[first]
  }

  /// Where the operands stand of which the value is bits of the same places.
  func dataPositions(of operation: Operation, _ operands: Range<Int>) -> [Int] {
    switch operation {
    case .mux: return Array(operands.dropFirst())
    case .choose:
      let values = Array(stride(from: operands.lowerBound + 2, to: operands.upperBound, by: 2))
      return operands.count % 2 == 0 ? values + [operands.upperBound - 1] : values
    default: return Array(operands)
    }
  }

  /// Whether constants decide what it is, or which one of its operands.
  func isDecided(_ net: NetID) -> Bool {
    switch module.cells[net.index].operation {
    case .wire, .output, .extract, .cast: false
    default: known?.value(of: net) != nil || known?.chosen(by: net) != nil
    }
  }

  private func constantAmount(_ net: NetID, limit: UInt32) -> UInt32? {
    let isLiteral = module.cells[net.index].operation == .literal
    guard let value = isLiteral ? module.literal(net, width: Int(width(net))) : known?.value(of: net) else {
      return nil
    }
    let words = value.words
    return words.dropFirst().contains { $0 != 0 } || words[0] > UInt64(limit) ? limit : UInt32(words[0])
  }

  // MARK: Cuts

  /// Finds where nets are cut. False if in too many places.
  private mutating func findCuts() -> Bool {
    // The segments by their sources.
    var ends = ContiguousArray<UInt32>(repeating: 0, count: module.cells.count + 1)
    for segment in segments where segment.source != .none { ends[segment.source.index + 1] += 1 }
    for index in ends.indices.dropFirst() { ends[index] += ends[index - 1] }
    var next = ends
    var readers = ContiguousArray<UInt32>(repeating: 0, count: Int(ends.last!))
    for (index, segment) in segments.enumerated() where segment.source != .none {
      readers[Int(next[segment.source.index])] = UInt32(index)
      next[segment.source.index] += 1
    }
    var found: Set<UInt64> = []
    func cut(_ net: NetID, at bit: UInt32) {
      guard bit > 0, bit < width(net) else { return }
      let key = UInt64(net.raw) << 32 | UInt64(bit)
      if found.insert(key).inserted { cuts.append(key) }
    }
    for segment in segments {
      cut(segment.net, at: segment.low)
      cut(segment.net, at: segment.low + segment.width)
    }
    if let known {
      for net in module.cells.indices.map({ NetID($0) }) where !segmentRange(of: net).isEmpty {
        for border in known.borders(in: net) { cut(net, at: border) }
      }
    }
    var position = 0
    while position < cuts.count, cuts.count <= VectorSplit.maximumCuts {
      let source = Int(cuts[position] >> 32)
      let bit = UInt32(truncatingIfNeeded: cuts[position])
      for reader in ends[source]..<ends[source + 1] {
        let segment = segments[Int(readers[Int(reader)])]
        if segment.isSign || bit <= segment.from || bit >= segment.from + segment.width { continue }
        cut(segment.net, at: bit - segment.from + segment.low)
      }
      position += 1
    }
    if cuts.count > VectorSplit.maximumCuts { return false }
    cuts.sort()
    position = 0
    for net in module.cells.indices {
      while position < cuts.count, cuts[position] >> 32 == UInt64(net) { position += 1 }
      cutEnds.append(UInt32(position))
    }
    return true
  }

  typealias Part = (low: UInt32, width: UInt32)

  /// The parts of a net, lowest first; none if it stays what it is, as what is not cut does but for what does not read all
  /// of its operands: shifts, and what is decided.
  func parts(of net: NetID) -> ContiguousArray<Part> {
    let first = net.index == 0 ? 0 : Int(cutEnds[net.index - 1])
    let own = cuts[first..<Int(cutEnds[net.index])].map { UInt32(truncatingIfNeeded: $0) }
    let operation = module.cells[net.index].operation
    let isShift = operation == .shiftLeft || operation == .shiftRight
    if operation == .extract || operation == .cast
      || own.isEmpty && (segmentRange(of: net).isEmpty || !(isShift || isDecided(net)))
    {
      return []
    }
    var result: ContiguousArray<Part> = []
    for (low, end) in zip([0] + own, own + [width(net)]) { result.append((low, end - low)) }
    return result
  }

  /// The parts in some bits of a net that begin and end where parts do.
  static func within(_ parts: ContiguousArray<Part>, _ low: UInt32, _ width: UInt32)
    -> ContiguousArray<Part>.SubSequence
  {
    var (first, end) = (0, parts.count)
    while first < end {
      let middle = (first + end) / 2
      if parts[middle].low < low { first = middle + 1 } else { end = middle }
    }
    return parts[first...].prefix { $0.low < low + width }
  }
}
