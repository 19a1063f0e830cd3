import HwgenBits
import HwgenNetlist
import HwgenTypes

/// What a netlist means, cell by cell and straight from the language's rules: the judge of the printed text.
///
/// It takes a module without instances whose wires and outputs are driven from cells, and keeps its registers' state.
struct DesignEvaluator {
  let netlist: Netlist
  let module: Module
  private(set) var state: [Int: BitVector] = [:]

  init(_ netlist: Netlist, _ id: ModuleID) {
    self.netlist = netlist
    module = netlist.module(id)!
    for net in module.cells.indices where module.cells[net].operation == .register {
      let initial = module.operand(4, of: NetID(net))
      state[net] = initial == .none ? BitVector(width: width(net), low: 0) : module.literal(initial, width: width(net))
    }
  }

  private func width(_ net: Int) -> Int { netlist.types.width(of: module.cells[net].type) }
  private func isSigned(_ net: NetID) -> Bool { netlist.types.kind(of: module.cells[net.index].type) == .sint }

  /// The value of every net for these inputs and the present state.
  func values(_ inputs: [Int: BitVector]) -> [BitVector?] {
    var values = [BitVector?](repeating: nil, count: module.cells.count)
    var stack: [Int] = Array(module.cells.indices)
    while let net = stack.last {
      if values[net] != nil {
        stack.removeLast()
        continue
      }
      let needed = dependencies(net).filter { values[$0.index] == nil }
      if needed.isEmpty {
        values[net] = value(net, inputs, values)
        stack.removeLast()
      } else {
        stack.append(contentsOf: needed.map(\.index))
      }
    }
    return values
  }

  /// Takes the registers over a clock edge.
  mutating func step(_ values: [BitVector?]) {
    for net in state.keys {
      let register = NetID(net)
      let (enable, reset) = (module.operand(1, of: register), module.operand(2, of: register))
      if reset != .none, !values[reset.index]!.isZero {
        state[net] = module.literal(module.operand(3, of: register), width: width(net))
      } else if enable == .none || !values[enable.index]!.isZero {
        state[net] = BitVector.concat(module.drives(of: register).map { values[$0.value.index]! })
      }
    }
  }

  private func isTarget(_ net: NetID) -> Bool {
    module.cells[net.index].operation == .wire || module.cells[net.index].operation == .output
  }

  /// The drives of bits that an `extract` of a target takes.
  private func overlapping(_ net: Int) -> [Drive] {
    let low = module.cells[net].auxiliary
    let high = low + UInt32(width(net))
    return module.drives(of: module.operand(0, of: NetID(net))).filter { $0.low < high && $0.low + $0.width > low }
  }

  private func dependencies(_ net: Int) -> [NetID] {
    switch module.cells[net].operation {
    case .input, .register, .literal: []
    case .wire, .output: module.drives(of: NetID(net)).map(\.value)
    case .extract where isTarget(module.operand(0, of: NetID(net))): overlapping(net).map(\.value)
    default: Array(module.operands(of: NetID(net)))
    }
  }

  private func value(_ net: Int, _ inputs: [Int: BitVector], _ values: [BitVector?]) -> BitVector {
    let cell = module.cells[net]
    let operands = dependencies(net)
    let width = width(net)
    func operand(_ position: Int) -> BitVector { values[operands[position].index]! }
    func bit(_ value: Bool) -> BitVector { BitVector(width: 1, low: value ? 1 : 0) }
    func compared() -> Int {
      isSigned(operands[0]) ? operand(0).comparedSigned(to: operand(1)) : operand(0).comparedUnsigned(to: operand(1))
    }
    /// The amount of a shift, at most the width.
    func amount() -> Int {
      let words = operand(1).words
      return words.dropFirst().contains { $0 != 0 } || words[0] > UInt64(width) ? width : Int(words[0])
    }
    switch cell.operation {
    case .input: return inputs[net]!
    case .register: return state[net]!
    case .literal: return module.literal(NetID(net), width: width)
    case .wire, .output: return BitVector.concat(operands.map { values[$0.index]! })
    case .not: return ~operand(0)
    case .negate: return operand(0).negated()
    case .reduceAnd: return bit(operand(0).andReduced)
    case .reduceOr: return bit(operand(0).orReduced)
    case .reduceXor: return bit(operand(0).xorReduced)
    case .and: return operand(0) & operand(1)
    case .or: return operand(0) | operand(1)
    case .xor: return operand(0) ^ operand(1)
    case .add: return operand(0) &+ operand(1)
    case .subtract: return operand(0) &- operand(1)
    case .multiply: return operand(0).multiplied(by: operand(1), signed: isSigned(operands[0]))
    case .equal: return bit(operand(0) == operand(1))
    case .notEqual: return bit(operand(0) != operand(1))
    case .less: return bit(compared() < 0)
    case .lessEqual: return bit(compared() <= 0)
    case .shiftLeft: return operand(0).shiftedLeft(by: amount())
    case .shiftRight:
      return isSigned(operands[0])
        ? operand(0).shiftedRightArithmetic(by: amount()) : operand(0).shiftedRightLogical(by: amount())
    case .mux: return operand(0).isZero ? operand(2) : operand(1)
    case .extract where isTarget(module.operand(0, of: NetID(net))):
      let drives = overlapping(net)
      let joined = BitVector.concat(drives.map { values[$0.value.index]! })
      return joined.slice(low: Int(cell.auxiliary - drives[0].low), width: width)
    case .extract: return operand(0).slice(low: Int(cell.auxiliary), width: width)
    case .concat: return BitVector.concat(operands.reversed().map { values[$0.index]! })
    case .zeroExtend: return operand(0).zeroExtended(to: width)
    case .signExtend: return operand(0).signExtended(to: width)
    case .cast: return operand(0)
    case .instance, .instanceOutput: preconditionFailure("no instances here")
    }
  }
}
