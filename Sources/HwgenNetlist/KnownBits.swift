import HwgenBits
import HwgenTypes

/// The bits of a module's nets that its constants decide, whatever the inputs and the state are.
///
/// A mask decides a bit where its own is 0 for `and` and 1 for `or`, a known selector what a multiplexer reads; what moves
/// bits moves what is known of them; of any other operation the value is known if all operands are. Nothing is known of
/// what is driven under conditions. Found in sweeps over the cells, from nothing known on, until one brings nothing new:
/// mostly two or three. Each is linear in the module.
struct KnownBits {
  struct Bits: Equatable {
    /// 0 where it is not known.
    var value: BitVector
    var unknown: BitVector

    static func constant(_ value: BitVector) -> Bits {
      Bits(value: value, unknown: BitVector(width: value.width, low: 0))
    }

    static func none(_ width: Int) -> Bits {
      let zeros = BitVector(width: width, low: 0)
      return Bits(value: zeros, unknown: ~zeros)
    }

    var isConstant: Bool { unknown.isZero }

    /// The bits that are known to be 0.
    var zeros: BitVector { ~(value | unknown) }

    func differs(from other: Bits) -> Bool { !((value ^ other.value) & ~(unknown | other.unknown)).isZero }

    /// With nothing known of some bits.
    func without(_ lost: BitVector) -> Bits { Bits(value: value & ~lost, unknown: unknown | lost) }

    /// What is known of both alike.
    func common(with other: Bits) -> Bits { without(other.unknown | (value ^ other.value)) }
  }

  /// The most words that sweeps look at: a chain of constants through the bits of one vector takes a sweep for each.
  private static let maximumWords = 1 << 26

  private let module: Module
  private let types: TypeStore
  /// By net; nil if nothing is known.
  private var known: ContiguousArray<Bits?>

  init(_ netlist: Netlist, _ module: Module) {
    self.module = module
    types = netlist.types
    known = ContiguousArray(repeating: nil, count: module.cells.count)
    let perSweep = module.cells.indices.reduce(0) { $0 + 1 + max(0, width(NetID($1))) / 64 } + module.operands.count
    var words = 0
    var hasNews = true
    while hasNews, words <= KnownBits.maximumWords {
      hasNews = false
      for net in module.cells.indices.map({ NetID($0) }) {
        guard let found = find(net), found != known[net.index] else { continue }
        known[net.index] = found
        hasNews = true
      }
      words += perSweep
    }
  }

  /// The value of some bits, if all of them are known.
  func value(of net: NetID, _ low: UInt32, _ width: UInt32) -> BitVector? {
    guard let bits = known[net.index], bits.unknown.slice(low: Int(low), width: Int(width)).isZero else { return nil }
    return bits.value.slice(low: Int(low), width: Int(width))
  }

  /// The value of a net that is known as a whole.
  func value(of net: NetID) -> BitVector? {
    guard let bits = known[net.index], bits.isConstant else { return nil }
    return bits.value
  }

  /// Where known bits of a net and others meet.
  func borders(in net: NetID) -> [UInt32] {
    guard let unknown = known[net.index]?.unknown else { return [] }
    return (1..<max(1, unknown.width)).filter { unknown[$0] != unknown[$0 - 1] }.map { UInt32($0) }
  }

  /// The operand that a multiplexer or choice is if its selector is known, and a mask if it decides no bit.
  func chosen(by net: NetID) -> NetID? {
    let operands = module.operandRange(of: net)
    func operand(_ position: Int) -> NetID { module.operands[operands.lowerBound + position] }
    switch module.cells[net.index].operation {
    case .mux: return value(of: operand(0)).map { operand($0.isZero ? 2 : 1) }
    case .choose:
      guard let selector = value(of: operand(0)) else { return nil }
      for position in stride(from: 1, to: operands.count - 1, by: 2) where value(of: operand(position)) == selector {
        return operand(position + 1)
      }
      return operand(operands.count - 1)
    case .and, .or:
      let decides = module.cells[net.index].operation == .or
      for position in 0...1 {
        guard let mask = value(of: operand(position)) else { continue }
        if decides ? mask.isZero : mask.andReduced { return operand(1 - position) }
      }
      return nil
    default: return nil
    }
  }

  // MARK: What one cell's operands tell

  private func width(_ net: NetID) -> Int { types.width(of: module.cells[net.index].type) }

  private func bits(_ net: NetID) -> Bits { known[net.index] ?? .none(width(net)) }

  private func find(_ net: NetID) -> Bits? {
    let cell = module.cells[net.index]
    switch cell.operation {
    case .input, .inout, .register, .instance, .instanceOutput, .memory, .memoryRead, .memoryReadSync, .memoryWrite,
      .check:
      return nil
    default: break
    }
    let operands = module.operandRange(of: net).map { module.operands[$0] }
    if width(net) < 1 || types.kind(of: cell.type).isControl || operands.contains(where: { width($0) < 1 }) {
      return nil
    }
    switch cell.operation {
    case .literal: return .constant(module.literal(net, width: width(net)))
    case .wire, .output: return driven(net)
    case .zeroExtend, .shiftLeft, .shiftRight, .index: break
    default: if operands.allSatisfy({ known[$0.index] == nil }) { return nil }
    }
    let given = operands.map(bits)
    switch cell.operation {
    case .concat, .cast, .extract, .zeroExtend, .signExtend: return moved(net, given)
    case .shiftLeft, .shiftRight, .index, .replace: return given[1].isConstant ? moved(net, given) : nil
    case .not: return Bits(value: ~given[0].value, unknown: given[0].unknown).without(given[0].unknown)
    case .and:
      let isZero = given[0].zeros | given[1].zeros
      return Bits(
        value: given[0].value & given[1].value, unknown: (given[0].unknown | given[1].unknown) & ~isZero)
    case .or:
      let isOne = given[0].value | given[1].value
      return Bits(value: isOne, unknown: (given[0].unknown | given[1].unknown) & ~isOne)
    case .xor:
      let unknown = given[0].unknown | given[1].unknown
      return Bits(value: given[0].value ^ given[1].value, unknown: unknown).without(unknown)
    case .reduceAnd where !given[0].zeros.isZero: return .constant(BitVector(width: 1, low: 0))
    case .reduceOr where !given[0].value.isZero: return .constant(BitVector(width: 1, low: 1))
    case .equal where given[0].differs(from: given[1]): return .constant(BitVector(width: 1, low: 0))
    case .notEqual where given[0].differs(from: given[1]): return .constant(BitVector(width: 1, low: 1))
    case .mux, .choose:
      if let chosen = chosen(by: net) { return bits(chosen) }
      let first = cell.operation == .mux ? 1 : 2
      return stride(from: first, to: given.count, by: first).reduce(given[given.count - 1]) {
        $0.common(with: given[$1])
      }
    default: return given.allSatisfy(\.isConstant) ? result(net, given.map(\.value)).map { .constant($0) } : nil
    }
  }

  /// Of what moves bits: what is not known moves as they do, by the same amount, and what comes in beside them is known.
  private func moved(_ net: NetID, _ given: [Bits]) -> Bits? {
    var unknown = given.map(\.unknown)
    if module.cells[net.index].operation != .concat, given.count > 1 { unknown[1] = given[1].value }
    guard let value = result(net, given.map(\.value)), let unknown = result(net, unknown) else { return nil }
    return Bits(value: value, unknown: unknown)
  }

  private func result(_ net: NetID, _ values: [BitVector]) -> BitVector? {
    let cell = module.cells[net.index]
    return cell.operation.value(
      of: values, width: width(net), isSigned: types.isSigned(module.cells[module.operand(0, of: net).index].type),
      low: Int(cell.auxiliary))
  }

  /// Of a wire or output.
  private func driven(_ net: NetID) -> Bits? {
    let drives = module.drives(of: net)
    if drives.allSatisfy({ known[$0.value.index] == nil }) { return nil }
    var parts: [Bits] = []
    var end = 0
    func skip(to low: Int) {
      if low > end { parts.append(.none(low - end)) }
    }
    for drive in drives {
      skip(to: Int(drive.low))
      parts.append(bits(drive.value))
      end = Int(drive.low + drive.width)
    }
    skip(to: width(net))
    var found = Bits(value: .concat(parts.map(\.value)), unknown: .concat(parts.map(\.unknown)))
    for position in module.assignmentRange(of: net) {
      let assignment = module.assignments[Int(module.assignmentOrder[position])]
      let ones = ~BitVector(width: Int(assignment.width), low: 0)
      found = found.without(ones.zeroExtended(to: width(net)).shiftedLeft(by: Int(assignment.low)))
    }
    return found
  }
}
