import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Makes random legal designs with every operation: modules that instantiate earlier ones, partial drives, wires and
/// instances that are driven by what comes later, wide and compound types, names of all sorts, places.
///
/// A combinational value depends only on cells before it; what is driven late is driven by registers that depend on nothing
/// within a cycle. So no design has a loop.
public struct RandomDesign {
  public var random: SplitMix64
  public var moduleCount = 1...5
  public var stepCount = 5...60
  public var maximumWidth = 150
  /// Whether some modules are black boxes.
  public var hasExternalModules = true

  public init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A design in a netlist of its own.
  public mutating func make() throws(Failure) -> CheckedNetlist {
    let names = NameTable()
    return try make(in: Netlist(types: TypeStore(names: names), locations: LocationTable(names: names)))
  }

  /// A design whose modules are declared in `netlist`.
  public mutating func make(in netlist: Netlist) throws(Failure) -> CheckedNetlist {
    var made: [ModuleID] = []
    for _ in 0..<Int.random(in: moduleCount, using: &random) {
      if hasExternalModules, random.once(in: 6) {
        made.append(try declare(in: netlist, external: true))
      }
      let id = try declare(in: netlist, external: false)
      let inside = RandomModule(ModuleBuilder(netlist, id), self, children: made)
      try inside.fill(steps: Int.random(in: stepCount, using: &random))
      random = inside.design.random
      made.append(id)
    }
    return try CheckedNetlist(netlist, root: made.last!)
  }

  private mutating func declare(in netlist: Netlist, external: Bool) throws(Failure) -> ModuleID {
    let names = netlist.names
    var ports: [Port] = []
    func add(_ name: String, _ direction: PortDirection, _ type: TypeID, _ location: LocationID) {
      ports.append(Port(name: names.intern(name), direction: direction, type: type, location: location))
    }
    add("clk", .input, .clock, location(in: netlist))
    if random.once(in: 2) { add("rst", .input, .reset, location(in: netlist)) }
    if random.once(in: 2) { add("arst", .input, .asyncReset, location(in: netlist)) }
    for index in 0..<random.below(5) { add("i\(index)", .input, try type(in: netlist.types), location(in: netlist)) }
    for index in 0..<1 + random.below(4) {
      add("o\(index)", .output, try type(in: netlist.types), location(in: netlist))
    }
    // Names may be equal where the user chose none.
    let isExplicit = random.once(in: 3)
    let name = ["Add", "Mul", "Core", "Rom"][random.below(4)] + (isExplicit ? "_\(netlist.count)" : "")
    return try netlist.declare(
      name: name, isNameExplicit: isExplicit, identity: isExplicit ? nil : "\(name)(\"\(netlist.count)\")",
      isExternal: external, ports: ports, at: location(in: netlist))
  }

  mutating func location(in netlist: Netlist) -> LocationID {
    random.once(in: 4)
      ? .unknown
      : netlist.locations.intern(file: ["add.py", "a \"b\"\n.c"][random.below(2)], line: 1 + random.below(99))
  }

  mutating func width() -> Int {
    switch random.below(6) {
    case 0: [1, 31, 32, 33, 63, 64, 65][random.below(7)]
    case 1: 1 + random.below(maximumWidth)
    default: 1 + random.below(12)
    }
  }

  /// A type that can be a value's: no clock, no reset.
  mutating func type(in types: TypeStore) throws(Failure) -> TypeID {
    switch random.below(10) {
    case 0, 1: return .bit
    case 2: return try types.array(count: types.expressions.integer(1 + random.below(4)), element: try type(in: types))
    case 3:
      var fields: [RecordField] = []
      for name in ["data", "valid", "a b", "flip"].prefix(1 + random.below(4)) {
        fields.append(RecordField(name: types.names.intern(name), type: try type(in: types)))
      }
      return try types.record(fields)
    default: return try vector(in: types)
    }
  }

  mutating func vector(in types: TypeStore) throws(Failure) -> TypeID {
    try types.vector([.bits, .uint, .sint][random.below(3)], width: width())
  }
}
