import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import HwgenVerilog
import Testing

@Suite("Names of what the user did not name") struct NamingTests {
  /// The declarations of registers, each with the line that reads it.
  private func lines(_ text: String, _ part: String) -> [Substring] {
    text.split(separator: "\n").filter { $0.contains(part) }
  }

  /// A chain of unnamed registers from `a` to `y`, and, if `other`, another from `b` to `z` made before it.
  private func chains(other: Bool) throws -> String {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module(
      "Chains",
      [
        ("clk", .input, .clock), ("a", .input, byte), ("b", .input, byte), ("y", .output, byte), ("z", .output, byte),
      ])
    func chain(_ from: NetID, _ count: Int) throws -> NetID {
      var last = from
      for _ in 0..<count {
        let register = try module.register(byte)
        try module.drive(register, with: last)
        last = register
      }
      return last
    }
    try module.drive(module.port(4), with: other ? try chain(module.port(2), 4) : module.port(2))
    let last = try chain(module.port(1), 5)
    try module.drive(module.port(3), with: try module.unary(.not, last))
    return try bench.text(module)
  }

  @Test("registers of one shape keep their names when an unrelated chain of the same shape comes before them")
  func chains() throws {
    let alone = try lines(chains(other: false), "reg_").filter { $0.contains("  reg ") }
    let both = try lines(chains(other: true), "reg_").filter { $0.contains("  reg ") }
    #expect(Set(alone).count == 5)
    #expect(Set(both).count == 8)
    #expect(Set(alone).isSubset(of: Set(both)))
  }

  @Test("a port keeps a name of the greatest length; what is longer with others is shortened to a digest of all")
  func longNames() throws {
    let bench = Bench()
    let long = String(repeating: "p", count: Identifier.maximumLength - 1)
    let child = try bench.module(
      "Child", [("a", .input, .bit), (long + "0", .output, .bit), (long + "1", .output, .bit)])
    for port in 1...2 { try child.drive(child.port(port), with: child.port(0)) }
    try child.finish()
    let module = try bench.module(
      "Top", [(long + "0", .input, .bit), (long + "1", .output, .bit), ("y", .output, .bit)])
    var values: [NetID] = []
    for suffix in ["0", "1"] {
      let instance = try module.instance(of: child.id, name: bench.names.intern(long + suffix))
      try module.connect(instance, port: 0, to: module.port(0))
      values.append(try module.output(instance, port: 1))
      if suffix == "0" { values.append(try module.output(instance, port: 2)) }
    }
    try module.drive(module.port(1), with: try module.binary(.xor, values[0], values[1]))
    try module.drive(module.port(2), with: try module.binary(.xor, values[1], values[2]))
    let text = try bench.text(module)
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    #expect(words.allSatisfy { $0.utf8.count <= Identifier.maximumLength })
    for name in [long + "0", long + "1"] { #expect(text.contains("wire \(name),") || text.contains("wire \(name)\n")) }
    // Two instances, four outputs: each has its own name, and every name is declared once.
    let declared = lines(text, "  wire ").map { String($0.dropFirst(7)) }
    #expect(Set(declared).count == declared.count && declared.count == 4)
  }

  @Test("registers with the same input are told apart by what reads them, whichever was made first")
  func readers() throws {
    func text(swapped: Bool) throws -> String {
      let bench = Bench()
      let byte = try bench.uint(8)
      let module = try bench.module(
        "Twins", [("clk", .input, .clock), ("a", .input, byte), ("y", .output, byte), ("z", .output, byte)])
      let pair = [try module.register(byte), try module.register(byte)]
      for register in pair { try module.drive(register, with: module.port(1)) }
      try module.drive(module.port(2), with: try module.unary(.not, pair[swapped ? 1 : 0]))
      try module.drive(module.port(3), with: try module.unary(.negate, pair[swapped ? 0 : 1]))
      return try bench.text(module)
    }
    let assigns = try lines(text(swapped: false), "assign")
    #expect(assigns.count == 2)
    #expect(try lines(text(swapped: true), "assign") == assigns)
    #expect(!assigns.contains { $0.contains("_0;") || $0.contains("_1;") })
  }

  @Test("values of the same form over different unnamed registers are different values")
  func distinctCones() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module(
      "Cones",
      [("clk", .input, .clock), ("a", .input, byte), ("b", .input, byte), ("y", .output, byte), ("z", .output, byte)])
    for port in 1...2 {
      let register = try module.register(byte)
      try module.drive(register, with: module.port(port))
      let sum = try module.binary(.add, register, register)
      try module.drive(module.port(port + 2), with: try module.binary(.xor, sum, try module.unary(.negate, sum)))
    }
    let text = try bench.text(module)
    #expect(lines(text, "  wire [7:0] sum_").count == 2)
    let assigns = lines(text, "assign")
    #expect(assigns[0].drop { $0 != "=" } != assigns[1].drop { $0 != "=" })
  }

  @Test("the same value made twice is one net")
  func merged() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module("Merged", [("a", .input, byte), ("b", .input, byte), ("y", .output, byte)])
    var terms: [NetID] = []
    for _ in 0..<2 {
      let sum = try module.binary(.add, module.port(0), module.port(1))
      terms.append(try module.binary(.xor, sum, try module.unary(.negate, sum)))
    }
    try module.drive(module.port(2), with: try module.binary(.and, terms[0], try module.unary(.not, terms[1])))
    #expect(lines(try bench.text(module), "  wire [7:0] sum_a_b = a + b;").count == 1)
  }

  @Test("instances without name and of the same module differ by what they read and what reads them")
  func instances() throws {
    func text(extra: Bool) throws -> String {
      let bench = Bench()
      let inner = try bench.module("Inner", [("a", .input, .bit), ("y", .output, .bit)])
      try inner.drive(inner.port(1), with: inner.port(0))
      try inner.finish()
      let module = try bench.module(
        "Outer", [("a", .input, .bit), ("y", .output, .bit), ("z", .output, .bit), ("w", .output, .bit)])
      for port in (extra ? 1 : 2)...3 {
        let instance = try module.instance(of: inner.id)
        try module.connect(instance, port: 0, to: module.port(0))
        let value = try module.output(instance, port: 1)
        try module.drive(module.port(port), with: port == 3 ? try module.unary(.not, value) : value)
      }
      if !extra { try module.drive(module.port(1), with: module.port(0)) }
      return try bench.text(module)
    }
    let few = Set(lines(try text(extra: false), "  Inner "))
    let more = Set(lines(try text(extra: true), "  Inner "))
    #expect(few.count == 2)
    #expect(more.count == 3)
    #expect(few.isSubset(of: more))
  }

  @Test("an instance makes way for a signal of its module, not for an instance or a check inside")
  func hidden() throws {
    func name(_ instance: String, inside: String) throws -> Substring {
      let source = """
        module Top explicit {
          in clk: Clock
          in a: Bit
          out y: Bit
          %3\(instance) = instance Count(clk: clk, a: a)
          %4: Bit = output %3.y
          drive y = %4
        }
        module Leaf {
          in a: Bit
          out y: Bit
          drive y = a
        }
        module Count {
          in clk: Clock
          in a: Bit
          out y: Bit
          \(inside)
          %3 inner = instance Leaf(a: a)
          %4: Bit = output %3.y
          drive y = %4
        }
        """
      let text = try VerilogPrinter(Netlist.parse(source, in: TypeStore(names: NameTable()))).text()
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("  Count") }, "\(text)")
      return line.split(separator: " ")[1]
    }
    let value = "%5 sum: Bit = not a"
    #expect(try name(" sum", inside: "") == "sum")
    #expect(try name(" sum", inside: value) == "sum_inst")
    #expect(try name(" y", inside: "") == "y_inst")
    #expect(try name(" inner", inside: "") == "inner")
    #expect(try name("", inside: "") == "count")
    #expect(try name("", inside: "%5 count: Bit = not a") == "count_inst")
    #expect(try name(" sum", inside: "\(value) %6 sum_inst: Bit = not %5") == "sum_inst_inst")
    #expect(try name(" sum", inside: "%5: Bit = not a %6 sum = check assert clock clk, %5 check %6") == "sum")
  }

  @Test("reserved words and illegal names are legalised, and the result is unique")
  func reserved() throws {
    let bench = Bench()
    let module = try bench.module("Words", [("a", .input, .bit), ("y", .output, .bit)])
    var last = module.port(0)
    for word in ["logic", "reg", "always_comb", "two words", "9lives", "naïve", "a", "Words"] {
      last = try module.unary(.not, last)
      try bench.name(last, word, in: module)
    }
    try module.drive(module.port(1), with: last)
    let text = try bench.text(module)
    var names: [Substring] = []
    for line in lines(text, "  wire ") where line.contains("=") {
      let name = line.split(separator: " ")[1]
      names.append(name)
      #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }, "\(name)")
      #expect(!Identifier.isReserved(String(name)), "\(name)")
    }
    #expect(Set(names + ["a", "y", "Words"]).count == 11)
  }

  @Test("modules of one name get a digest of what they are, and explicit names that clash are refused")
  func modules() throws {
    let bench = Bench()
    func leaf(_ name: String, _ identity: String, explicit: Bool) throws -> ModuleID {
      let id = try bench.netlist.declare(
        name: name, isNameExplicit: explicit, identity: identity,
        ports: [
          Port(name: bench.names.intern("a"), direction: .input, type: .bit, location: .unknown),
          Port(name: bench.names.intern("y"), direction: .output, type: .bit, location: .unknown),
        ])
      let builder = ModuleBuilder(bench.netlist, id)
      try builder.drive(builder.port(1), with: builder.port(0))
      try builder.finish()
      return id
    }
    func top(_ name: String, _ parts: [ModuleID]) throws -> ModuleBuilder {
      let module = try bench.module(name, [("a", .input, .bit), ("y", .output, .bit)])
      var last = module.port(0)
      for (index, part) in parts.enumerated() {
        let instance = try module.instance(of: part, name: bench.names.intern("u\(index)"))
        try module.connect(instance, port: 0, to: last)
        last = try module.output(instance, port: 1)
      }
      try module.drive(module.port(1), with: last)
      return module
    }
    let parts = [try leaf("Leaf", "Leaf(1)", explicit: false), try leaf("Leaf", "Leaf(2)", explicit: false)]
    let printer = try bench.printer(try top("Top", parts))
    let names = parts.map { printer.moduleNames[printer.design.position(of: $0)!] }
    #expect(names[0] != names[1] && names.allSatisfy { $0.hasPrefix("Leaf_") && $0.utf8.count == 11 })
    let text = printer.text()
    for name in names { #expect(text.contains("module \(name) (") && text.contains("  \(name) u")) }

    let clashing = [try leaf("Same", "Same(1)", explicit: true), try leaf("Same", "Same(2)", explicit: true)]
    let failure = #expect(throws: Failure.self) { try bench.printer(try top("Top2", clashing)) }
    #expect(failure?.diagnostics.first?.code == .nameClash)
  }
}
