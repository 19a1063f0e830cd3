import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenVerilog
import Testing

@Suite("External generators") struct ExternalTests {
  private let fixture = GeneratorFixture()

  /// The head of an external circuit in the netlist's text.
  private func head(
    _ parameters: String, _ interface: String, _ arguments: String, _ told: ExternalDescription
  ) throws -> String {
    let circuit = try fixture.circuit(try fixture.external("Ext", parameters, interface, told), arguments)
    return try fixture.context.elaborate(circuit).text()
  }

  private func refusal(
    _ told: ExternalDescription, _ parameters: String = "n: int = 4",
    _ interface: String = "in c: Clock; in a: UInt(n); out y: UInt(n)",
    _ arguments: String = ""
  ) -> String {
    message { _ = try head(parameters, interface, arguments, told) }
  }

  @Test("without a list each parameter that Verilog can have is passed under its own name")
  func plainParameters() throws {
    let text = try head(
      "n: int = 4, b: bool = true, s: string = \"x\", e: enum(slow, fast) = \"slow\", t: type = Bit, derived m = n + 1",
      "", "",
      ExternalDescription())
    #expect(text.contains("parameter n = 4\n  parameter b = true\n  parameter s = \"x\"\n  parameter e = \"slow\"\n}"))
    #expect(text.hasPrefix("module Ext external identity"))
  }

  @Test("a list gives expressions, and numbers with their widths")
  func listedParameters() throws {
    let told = ExternalDescription(
      module: "ext_v", parameters: "W = 8 * n, n, M: Bits(n) = n + 1, WIDE: UInt(40) = pow(2, 39), ON: Bit = n > 3")
    let text = try head("n: int = 4", "", "", told)
    #expect(text.contains("parameter W = 32\n  parameter n = 4\n  parameter M: Bits(4) = 5\n"))
    #expect(text.contains("parameter WIDE: Bits(40) = 549755813888\n  parameter ON = true\n"))
    #expect(text.hasPrefix("module ext_v external"))
    #expect(try head("n: int = 4", "", "", ExternalDescription(parameters: "")).contains("parameter") == false)
  }

  @Test("it may be called as a reserved word, and so may its ports and Verilog parameters")
  func reservedWords() throws {
    let generator = try fixture.external(
      "final", "bit: int", "in do: Bit; in bool[i]: Bit for i in 0..<2; out type: Bit if bit > 1",
      ExternalDescription(parameters: "unique = bit, bit", timing: "type from do"))
    let text = try fixture.context.elaborate(try fixture.circuit(generator, "2")).text()
    #expect(text.hasPrefix("module final external"), "\(text)")
    let inside = "  in do: Bit\n  in bool_0: Bit\n  in bool_1: Bit\n  out type: Bit\n  parameter unique = 2\n"
    #expect(text.contains(inside + "  parameter bit = 2\n  path type from (do)\n"))
    #expect(
      refusal(ExternalDescription(module: "a b")).contains("HW1020: module `a b` has characters other than letters"))
    #expect(refusal(ExternalDescription(), "", "in `a b`: Bit").contains("HW1020"))
  }

  @Test("a late parameter is passed on as an expression, and decides widths of ports and nothing else")
  func lateParameters() throws {
    let ports = "in a: UInt(bits); out y: SInt(bits + n)"
    let schema = "n: int = 4, bits: late int in 1..40 = 8, derived more = bits + n"
    let told = ExternalDescription(module: "v", parameters: "W = more, N = n, WIDE = bits > 8, bits")
    let text = try head(schema, ports, "", told)
    #expect(text.hasPrefix("module v external"))
    #expect(text.contains("  late bits in 1..40 = 8\n  in a: UInt(bits)\n  out y: SInt(bits + 4)\n"))
    #expect(
      text.contains(
        "  parameter W = bits + 4\n  parameter N = 4\n  parameter WIDE = bits >= 9\n  parameter bits = bits\n"))
    #expect(try head(schema, ports, "", ExternalDescription()).contains("  parameter n = 4\n  parameter bits = bits\n"))
    #expect(refusal(told, schema, "in a: Bit if bits > 2").contains("HW1052"))
    #expect(refusal(told, schema, "inout a: UInt(bits)").contains("HW1052"))
  }

  @Test(
    "a Verilog parameter that cannot be passed is told with its value",
    arguments: [
      ("W = pow(2, 31)", "HW1040: Verilog parameter `W` is 2147483648, and a number without a width has 32 bits"),
      ("W = [n]", "and Verilog has numbers, bits and strings"), ("W: Bits(2) = n", "which is no number of 2 bits"),
      ("W: Bits(n) = -1", "which is no number of 4 bits"),
      ("W: SInt(2) = 1", "a Verilog parameter is a Bit, Bits or a UInt"),
      ("W", "`W` is no parameter of the generator: write `W = …`"), ("n, n", "is given twice"),
      ("n = \"\\n\"", "other than printable ASCII"), ("`a b` = n", "has characters other than letters"),
      ("n;", "HW1040"),
      ("W = m", "HW1009"), ("W: Bits(8) = late", "a number that a late parameter decides has no width of its own"),
      ("W: Bits(late) = 1", "a number that a late parameter decides has no width of its own"),
      ("W = [late]", "and Verilog has numbers, bits and strings"), ("W = late * pow(2, 31)", "HW1040"),
    ])
  func badParameters(list: String, said: String) {
    let refused = refusal(ExternalDescription(parameters: list), "n: int = 4, late: late int >= 1 = 1")
    #expect(refused.contains(said), "\(refused)")
    #expect(refused.hasPrefix("g.py:1: "), "\(refused)")
  }

  @Test("a circuit that is refused leaves no trace")
  func failedRequest() throws {
    let generator = try fixture.external("G", "n: int", "in a: Bit", ExternalDescription(parameters: "W = pow(2, n)"))
    #expect(message { _ = try fixture.circuit(generator, "31") }.contains("in G(n = 31)"))
    let circuit = try fixture.circuit(generator, "30")
    #expect(try fixture.context.elaborate(circuit).text().contains("parameter W = 1073741824"))
    #expect(message { _ = try fixture.circuit(generator, "31") }.contains("HW1040"))
    #expect(try fixture.circuit(generator, "30") == circuit)
  }

  @Test("timing names ports, and for one that became many all of them")
  func timing() throws {
    let interface = "in c: Clock; in a[i]: Bit for i in 0..<n; in p: {x: Bit, y: Bit}; in ab: Bit; out q, r: Bit"
    let text = try head(
      "n: int = 2", interface, "", ExternalDescription(parameters: "", timing: "q from a, p_x; p, r at c;"))
    #expect(text.contains("  path q from (a_0, a_1, p_x)\n  domain c (p_x, p_y, r)\n"))
  }

  @Test(
    "timing that does not fit the ports is refused",
    arguments: [
      ("q from a", "HW2008: column 1: there is no port `q`"), ("y from", "expected the name of a port"),
      ("y to a", "expected `from` or `at`"), ("a, y at c, c", "ports are of one clock"),
      ("y at a", "HW1044: `a` of Ext is no clock"),
      ("a from y", "HW1044: `a` of Ext is no output"), ("y from a y from a", "expected the end"),
    ])
  func badTiming(timing: String, said: String) {
    let refused = refusal(ExternalDescription(timing: timing))
    #expect(refused.contains(said), "\(refused)")
  }

  @Test("inline Verilog has no file, and only it has variables")
  func inline() throws {
    var told = ExternalDescription.inline("assign {y} = {a} + {n} + {{1'b0}}; // {c}")
    let text = try head("n: int = 4", "in c: Clock; in a: UInt(n); out y: UInt(n)", "", told)
    #expect(text.contains("path y from (a)\n"))
    told.source = "module Ext; endmodule"
    #expect(refusal(told).contains("HW1043: inline Verilog of Ext has no file"))
    told = ExternalDescription()
    told.variables = "y"
    #expect(refusal(told).contains("only inline Verilog has outputs that an `always` block assigns"))
    #expect(refusal(.inline("assign {y} = {a}; // {c}", variables: "b")).contains("HW2008"))
  }

  @Test("a file is read when the generator is declared, and stands under its own name")
  func files() throws {
    #expect(
      refusal(ExternalDescription(file: "/nowhere/ext.v")).contains("HW2043: the source of Ext cannot be read from"))
    #expect(refusal(ExternalDescription(source: "x", file: "a b.v")).contains("HW1046"))
    let text = try head("", "", "", ExternalDescription(source: "x", file: "rtl/ext.v"))
    #expect(text.contains("source \"ext.v\" \"x\""))
  }

  // MARK: What a front end says

  private static let json = """
    {"creator": "test \\u0041\\n", "modules": {"Ext": {"attributes": {}, "parameter_default_values": {"n": "0100"},
     "ports": {"c": {"direction": "input", "bits": [2]}, "a": {"direction": "input", "signed": 1, "bits": [3, 4, 5, "0"]},
      "y": {"direction": "output", "bits": [7, 8, 9, 10]}, "p": {"direction": "inout", "bits": [11]}},
     "cells": {}, "netnames": {"a": {"hide_name": 0, "bits": [], "attributes": {"src": "rtl/ext.v:6.10-6.12"}}}}}}
    """

  @Test("the ports are read from the source, and those that are declared too are of the type there")
  func ports() throws {
    let told = ExternalDescription(json: ExternalTests.json)
    let generator = try fixture.external("Ext", "n: int = 4", "in c: Clock", told)
    let circuit = try fixture.circuit(generator)
    #expect(fixture.context.portText(of: circuit) == "in c: Clock; in a: SInt(4); out y: UInt(4); inout p: Bit")
    let port = fixture.context.netlist.port(1, of: circuit)
    #expect(fixture.context.locations[port.location]?.description == "rtl/ext.v:6")
    let user = try fixture.generator("User", "", "in a: SInt(5); in c: Clock; inout p: Bit; out y: UInt(4)") {
      (builder, _) throws(Failure) in
      let instance = try builder.instance(of: circuit)
      try builder.connect(instance, port: 1, to: builder.port(0))
    }
    let refused = message { _ = try fixture.context.elaborate(try fixture.circuit(user)) }
    #expect(refused.contains("HW2003: input `a` of Ext is SInt(4) and is connected to `a`: SInt(5)"))
    #expect(refused.contains("rtl/ext.v:6: note: the port"))
  }

  @Test(
    "what differs from the source is told with both places",
    arguments: [
      ("in a: SInt(n + 1)", "port `a` is declared `in` with 5 bits, and in module Ext it is `in` with 4 bits"),
      ("out a: SInt(n)", "is declared `out` with 4 bits, and in module Ext it is `in` with 4 bits"),
      ("in z: Bit", "port `z` is declared, and module Ext has none of that name"),
      ("in a[i]: Bit for i in 0..<2", "port `a_0` is declared, and module Ext has none"),
      ("in a: SInt(n) if n > 5", "module Ext has a port `a`, which is not declared here"),
    ])
  func mismatch(interface: String, said: String) {
    let refused = refusal(ExternalDescription(json: ExternalTests.json), "n: int = 4", interface)
    #expect(refused.contains("HW1045") && refused.contains(said), "\(refused)")
    #expect(
      !refused.contains("port `a` is declared `") || refused.contains("rtl/ext.v:6: note: the port in the source"))
  }

  @Test(
    "a description that is none is refused",
    arguments: [
      ("", "is no JSON with modules"), ("{}", "is no JSON with modules"), ("[1, 2", "is no JSON"),
      ("{\"modules\": {}} x", "is no JSON"),
      ("{\"modules\": {\"B\": {}}}", "there is no module `Ext` in the description; there are B"),
      ("{\"modules\": {\"Ext\": {}}}", "module Ext has no ports in the description"),
      ("{\"modules\": {\"Ext\": {\"ports\": {\"a b\": {}}}}}", "has characters other than"),
      ("{\"modules\": {\"Ext\": {\"ports\": {\"a\": {\"direction\": \"up\"}}}}}", "has no direction"),
      ("{\"modules\": {\"Ext\": {\"ports\": {\"a\": {\"direction\": \"input\", \"bits\": []}}}}}", "has no bits"),
      (String(repeating: "[", count: 100_000), "is no JSON"),
    ])
  func badDescriptions(json: String, said: String) {
    let refused = refusal(ExternalDescription(json: json), "", "")
    #expect(refused.contains("HW1046") && refused.contains(said), "\(refused)")
  }

  @Test("a parameter that the source does not have is refused")
  func unknownParameter() {
    let refused = refusal(ExternalDescription(parameters: "W = n", json: ExternalTests.json), "n: int = 4", "")
    #expect(refused.contains("HW1045: module Ext has no parameter `W`") && refused.contains("it has n"))
  }
}
