import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// Designs at the limits: linear time, and no recursion.
@Suite struct LargeDesignTests {
  let fixture = NetlistFixture()

  @Test("a chain of 200,000 cells passes the checker")
  func chain() throws {
    let module = try fixture.module("M", [("a", .input, .bit), ("y", .output, .bit)])
    var net = module.port(0)
    for _ in 0..<200_000 { net = try module.unary(.not, net) }
    try module.drive(module.port(1), with: net)
    try module.finish()
    #expect(try CheckedNetlist(fixture.netlist, root: module.id).modules.count == 1)
  }

  @Test("60,000 bits are driven and read bit by bit")
  func bitByBit() throws {
    let count = 60_000
    let type = try fixture.bits(count)
    let module = try fixture.module("M", [("a", .input, .bit), ("y", .output, type)])
    let wire = try module.wire(type)
    var carry = module.port(0)
    for bit in 0..<count {
      let target = try module.element(wire, bit)
      try module.drive(target, with: carry)
      carry = target
    }
    try module.drive(module.port(1), with: wire)
    try module.finish()
    _ = try CheckedNetlist(fixture.netlist, root: module.id)
  }

  @Test("a vector of a million bits is added, sliced and printed")
  func wide() throws {
    let type = try fixture.uint(1_000_000)
    let module = try fixture.module("M", [("a", .input, type), ("y", .output, type)])
    let one = try module.literal(Integer(1) << 999_999, type: type)
    let sum = try module.binary(.add, module.port(0), one)
    for low in stride(from: 0, to: 1_000_000, by: 250_000) {
      try module.drive(
        try module.slice(module.port(1), low: low, width: 250_000),
        with: try module.slice(sum, low: low, width: 250_000))
    }
    try module.finish()
    let text = try CheckedNetlist(fixture.netlist, root: module.id).text()
    #expect(try fixture.parse(text).text() == text)
  }

  @Test("the bits of slices of slices, 20,000 deep, are driven in linear time")
  func drivenSlices() throws {
    let count = 20_000
    let module = try fixture.module("M", [("a", .input, .bit)])
    var rest = try module.wire(try fixture.bits(count))
    try module.drive(try module.element(rest, 0), with: module.port(0))
    for width in (1..<count).reversed() {
      rest = try module.slice(rest, low: 1, width: width)
      try module.drive(try module.element(rest, 0), with: module.port(0))
    }
    try module.finish()
    #expect(fixture.netlist.module(module.id)?.drives.map(\.low) == (0..<UInt32(count)).map { $0 })
  }

  @Test("slices of slices, 20,000 deep, pass the loop check in linear time")
  func slices() throws {
    let count = 20_000
    let module = try fixture.module("M", [("a", .input, .bit), ("y", .output, .bit)])
    let wire = try module.wire(try fixture.bits(count))
    var rest = wire
    for width in (1..<count).reversed() { rest = try module.slice(rest, low: 1, width: width) }
    try module.drive(wire, with: try module.concat(Array(repeating: module.port(0), count: count)))
    try module.drive(module.port(1), with: try module.element(rest, 0))
    try module.finish()
    _ = try CheckedNetlist(fixture.netlist, root: module.id)
  }

  @Test("50,000 instances of one module, and a chain of 5,000 modules")
  func instances() throws {
    let leaf = try fixture.module("Leaf", [("a", .input, .bit), ("y", .output, .bit)])
    try leaf.drive(leaf.port(1), with: leaf.port(0))
    try leaf.finish()
    var below = leaf.id
    for _ in 0..<5_000 {
      let module = try fixture.module("Level", [("a", .input, .bit), ("y", .output, .bit)])
      let instance = try module.instance(of: below)
      try module.connect(instance, port: 0, to: module.port(0))
      try module.drive(module.port(1), with: try module.output(instance, port: 1))
      try module.finish()
      below = module.id
    }
    let top = try fixture.module("Top", [("a", .input, .bit), ("y", .output, .bit)])
    var net = top.port(0)
    for index in 0..<50_000 {
      let instance = try top.instance(of: index == 0 ? below : leaf.id)
      try top.connect(instance, port: 0, to: net)
      net = try top.output(instance, port: 1)
    }
    try top.drive(top.port(1), with: net)
    try top.finish()
    let design = try CheckedNetlist(fixture.netlist, root: top.id)
    #expect(design.modules.count == 5_002)
    let text = design.text()
    #expect(try fixture.parse(text).text() == text)
  }

  @Test("a module of 5,000 inputs is instantiated and connected 100 times")
  func manyPorts() throws {
    let ports = (0..<5_000).map { ("i\($0)", PortDirection.input, TypeID.bit) }
    let child = try fixture.module("Child", ports, isExternal: true)
    let top = try fixture.module("Top", [("a", .input, .bit)])
    for _ in 0..<100 {
      let instance = try top.instance(of: child.id)
      for port in 0..<5_000 { try top.connect(instance, port: port, to: top.port(0)) }
    }
    try top.finish()
    let text = try CheckedNetlist(fixture.netlist, root: top.id).text()
    #expect(try fixture.parse(text).text() == text)
  }
}
