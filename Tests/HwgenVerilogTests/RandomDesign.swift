import HwgenBits
import HwgenNetlist
import HwgenTestSupport
import HwgenTypes

/// A small legal design of every operation, of widths up to 70 bits, with registers, named nets and a rippling wire.
enum RandomDesign {
  static let inputCount = 5

  static func make(_ name: String, in bench: Bench, _ random: inout SplitMix64) throws -> ModuleBuilder {
    let widths = [1, 2, 3, 5, 8, 31, 32, 33, 64, 70]
    func type(_ random: inout SplitMix64) throws -> TypeID {
      let width = widths.randomElement(using: &random)!
      return try Bool.random(using: &random) ? bench.sint(width) : bench.uint(width)
    }
    var ports: [(String, PortDirection, TypeID)] = [("clk", .input, .clock), ("rst", .input, .reset)]
    for index in 0..<inputCount { ports.append(("in\(index)", .input, try type(&random))) }
    for index in 0..<4 { ports.append(("out\(index)", .output, try type(&random))) }
    ports.append(("ripple", .output, try bench.uint(4)))
    let module = try bench.module(name, ports)
    var nets = (0..<inputCount).map { module.port(2 + $0) }
    var registers: [NetID] = []

    /// Some net as a type, by way of whatever changes widths.
    func fitted(_ net: NetID, _ type: TypeID, _ random: inout SplitMix64) throws -> NetID {
      let wanted = bench.netlist.types.width(of: type)
      var net = net
      if module.width(of: net) > wanted {
        let low = Int.random(in: 0...(module.width(of: net) - wanted), using: &random)
        net = try module.slice(net, low: low, width: wanted)
      } else if module.width(of: net) < wanted {
        net = try module.extend(Bool.random(using: &random) ? .zeroExtend : .signExtend, net, width: wanted)
      }
      return try module.cast(net, to: type)
    }
    func literal(_ type: TypeID, _ random: inout SplitMix64) throws -> NetID {
      let width = bench.netlist.types.width(of: type)
      let bits = BitVector.concat((0..<width).map { _ in BitVector(width: 1, low: random.next() & 1) })
      let isSigned = bench.netlist.types.kind(of: type) == .sint
      let corner = Int.random(in: 0..<4, using: &random)
      let value = corner == 0 ? BitVector(width: width, low: 0) : corner == 1 ? ~BitVector(width: width, low: 0) : bits
      return try module.literal(isSigned ? value.asSigned : value.asUnsigned, type: type)
    }
    func pick(_ random: inout SplitMix64) -> NetID { nets.randomElement(using: &random)! }
    func bit(_ random: inout SplitMix64) throws -> NetID {
      let net = pick(&random)
      return try module.element(net, Int.random(in: 0..<module.width(of: net), using: &random))
    }

    for step in 0..<40 {
      let a = pick(&random)
      let type = module.type(of: a)
      let made: NetID
      switch Int.random(in: 0..<14, using: &random) {
      case 0: made = try module.unary([.not, .negate].randomElement(using: &random)!, a)
      case 1:
        let one = try module.unary([.reduceAnd, .reduceOr, .reduceXor].randomElement(using: &random)!, a)
        made = try module.cast(one, to: bench.uint(1))
      case 2, 3:
        let operation: Operation = [.and, .or, .xor, .add, .subtract].randomElement(using: &random)!
        made = try module.binary(operation, a, try fitted(pick(&random), type, &random))
      case 4, 5:
        let operation: Operation = [.equal, .notEqual, .less, .lessEqual].randomElement(using: &random)!
        let useLiteral = Int.random(in: 0..<3, using: &random) == 0
        let other = useLiteral ? try literal(type, &random) : try fitted(pick(&random), type, &random)
        let isSwapped = Bool.random(using: &random)
        made = try module.cast(
          try module.binary(operation, isSwapped ? other : a, isSwapped ? a : other), to: bench.uint(1))
      case 6, 7:
        let operation: Operation = Bool.random(using: &random) ? .shiftLeft : .shiftRight
        let amount = try bench.uint([2, 4, 7, 40].randomElement(using: &random)!)
        let useLiteral = Bool.random(using: &random)
        let by =
          useLiteral
          ? try module.literal(
            Integer(Int.random(in: 0..<(1 << min(7, bench.netlist.types.width(of: amount))), using: &random)),
            type: amount)
          : try fitted(pick(&random), amount, &random)
        made = try module.binary(operation, a, by)
      case 8:
        let small = try fitted(a, Bool.random(using: &random) ? bench.sint(9) : bench.uint(9), &random)
        let other = try fitted(pick(&random), module.type(of: small), &random)
        made = try module.binary(.multiply, small, other)
      case 9: made = try module.mux(try bit(&random), a, try fitted(pick(&random), type, &random))
      case 10:
        let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in pick(&random) }
        let all = try module.concat(parts)
        made = try fitted(all, try bench.uint(min(70, module.width(of: all))), &random)
      case 11: made = try literal(try RandomDesign.type(widths, bench, &random), &random)
      case 12:
        made = try fitted(a, try RandomDesign.type(widths, bench, &random), &random)
      default:
        let useReset = Bool.random(using: &random)
        let enable = Int.random(in: 0..<6, using: &random)
        made = try module.register(
          type, enable: enable < 2 ? try bit(&random) : enable == 2 ? try literal(.bit, &random) : .none,
          reset: useReset ? module.port(1) : .none, resetValue: useReset ? try literal(type, &random) : .none,
          initial: try literal(type, &random))
        registers.append(made)
      }
      if Int.random(in: 0..<5, using: &random) == 0, made.index >= module.module.portCount {
        try bench.name(made, "named\(step % 3)", in: module)
      }
      nets.append(made)
    }
    for register in registers {
      try module.drive(register, with: try fitted(pick(&random), module.type(of: register), &random))
    }
    for index in 0..<4 {
      let port = module.port(2 + inputCount + index)
      let value = try fitted(pick(&random), module.type(of: port), &random)
      let folded = try module.binary(
        .xor, value, try fitted(nets[nets.count - 1 - index], module.type(of: port), &random))
      try module.drive(port, with: folded)
    }
    let ripple = module.port(2 + inputCount + 4)
    var last = try bit(&random)
    for index in 0..<4 {
      let target = try module.element(ripple, index)
      try module.drive(target, with: try module.binary(.xor, last, try bit(&random)))
      last = target
    }
    return module
  }

  private static func type(_ widths: [Int], _ bench: Bench, _ random: inout SplitMix64) throws -> TypeID {
    let width = widths.randomElement(using: &random)!
    return try Bool.random(using: &random) ? bench.sint(width) : bench.uint(width)
  }
}
