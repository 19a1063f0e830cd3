import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTestSupport
import HwgenTypes
import Testing

/// Loops that there are only if vectors are taken whole.
@Suite struct VectorSplitTests {
  /// A module of wires that are driven by anything that moves or masks bits, whole, by bits and under conditions.
  private struct RandomBits {
    let module: ModuleBuilder
    let fixture: NetlistFixture
    var random: SplitMix64
    var nets: [NetID]

    /// `width` bits of anything.
    mutating func bits(_ width: Int) throws -> NetID {
      for _ in 0..<4 {
        let net = nets[random.below(nets.count)]
        let given = module.width(of: net)
        if given >= width {
          return try module.extract(net, low: random.below(given - width + 1), type: try fixture.bits(width))
        }
      }
      return try constant(width)
    }

    /// Any constant, as it stands or as an extension.
    mutating func constant(_ width: Int) throws -> NetID {
      let given = random.once(in: 4) ? 1 + random.below(width) : width
      let literal = try module.literal(Integer(random.below(1 << given)), type: try fixture.bits(given))
      return given == width ? literal : try module.extend(.signExtend, literal, width: width)
    }

    mutating func bit() throws -> NetID {
      try module.cast(random.once(in: 8) ? try constant(1) : try bits(1), to: .bit)
    }

    mutating func value(_ width: Int) throws -> NetID {
      switch random.below(13) {
      case 0: return try module.unary(.not, try bits(width))
      case 1: return try module.binary([.and, .or, .xor][random.below(3)], try bits(width), try bits(width))
      case 2: return try module.mux(try bit(), try bits(width), try bits(width))
      case 3:
        let key = try bits(2)
        let keys = try [0, 2].map { try module.literal($0, type: try fixture.bits(2)) }
        let first = try bits(width)
        let cases = [(key: keys[0], value: first), (key: keys[1], value: try bits(width))]
        return try module.choose(key, cases, default: try bits(width))
      case 11, 12:
        return try module.binary([.and, .or][random.below(2)], try bits(width), try constant(width))
      case 4, 5, 6, 7:
        if width == 1 { return try bits(1) }
        let high = 1 + random.below(width - 1)
        let parts = [try bits(high), try bits(width - high)]
        return try module.concat(parts, as: try fixture.bits(width))
      case 8:
        let isSigned = random.once(in: 2)
        let kind = isSigned ? try fixture.sint(width) : try fixture.uint(width)
        let amount = try module.literal(Integer(random.below(width + 2)), type: try fixture.uint(4))
        let value = try module.cast(try bits(width), to: kind)
        let shift: HwgenNetlist.Operation = random.once(in: 2) ? .shiftLeft : .shiftRight
        return try module.cast(try module.binary(shift, value, amount), to: try fixture.bits(width))
      case 9:
        let operation: HwgenNetlist.Operation = random.once(in: 2) ? .zeroExtend : .signExtend
        return try module.extend(operation, try bits(1 + random.below(width)), width: width)
      default:
        let number = try fixture.uint(width)
        let sum = try module.binary(
          .add, try module.cast(try bits(width), to: number), try module.cast(try bits(width), to: number))
        return try module.cast(sum, to: try fixture.bits(width))
      }
    }

    /// Drives bits of a target, mostly at once, else cut in two; some under a condition.
    mutating func drive(_ target: NetID, _ low: Int, _ width: Int) throws {
      if width > 1, random.once(in: 3) {
        let cut = 1 + random.below(width - 1)
        try drive(target, low, cut)
        return try drive(target, low + cut, width - cut)
      }
      let part = try module.extract(target, low: low, type: try fixture.bits(width))
      try module.drive(part, with: try value(width))
      if random.once(in: 4) {
        try module.beginWhen(try bit())
        let inner = 1 + random.below(width)
        let own = try module.extract(
          target, low: low + random.below(width - inner + 1), type: try fixture.bits(inner))
        try module.drive(own, with: try value(inner))
        try module.end()
      }
    }
  }

  private func makeDesign(_ seed: UInt64, _ fixture: NetlistFixture) throws -> ModuleID {
    var random = SplitMix64(seed: seed)
    let module = try fixture.module(
      "M", [("a", .input, try fixture.bits(6)), ("y", .output, try fixture.bits(1 + random.below(6)))])
    var wires: [NetID] = []
    for _ in 0..<1 + random.below(3) { wires.append(try module.wire(try fixture.bits(1 + random.below(7)))) }
    var maker = RandomBits(
      module: module, fixture: fixture, random: random, nets: [module.port(0), module.port(0)] + wires)
    for _ in 0..<random.below(4) { maker.nets.append(try maker.value(1 + maker.random.below(6))) }
    for target in [module.port(1)] + wires { try maker.drive(target, 0, module.width(of: target)) }
    try module.finish()
    return module.id
  }

  @Test("a loop inside of a module is reported exactly if a bit depends on itself", arguments: 0..<Soak.rounds(10))
  func exact(block: Int) throws {
    var finer = 0
    for seed in UInt64(block * 300)..<UInt64(block * 300 + 300) {
      let fixture = NetlistFixture()
      let root = try makeDesign(seed, fixture)
      let isLoop = FlatDependencies(fixture.netlist, root: root, bitwise: true).hasLoop
      for _ in 0..<2 {
        var isReported = false
        do throws(Failure) { _ = try CheckedNetlist(fixture.netlist, root: root) } catch {
          #expect(error.diagnostics.map(\.code) == [.combinationalLoop])
          isReported = true
        }
        #expect(isReported == isLoop, "seed \(seed)")
      }
      if !isLoop, FlatDependencies(fixture.netlist, root: root, bitwise: false).hasLoop { finer += 1 }
    }
    #expect(finer > 5)
  }
}
