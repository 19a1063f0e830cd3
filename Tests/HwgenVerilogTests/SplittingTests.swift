import HwgenBits
import HwgenNetlist
import HwgenTypes
import HwgenVerilog
import Testing

@Suite("Vectors that feed themselves") struct SplittingTests {
  @Test("an output whose bits feed its other bits is put together from a net for each")
  func output() throws {
    let bench = Bench()
    let type = try bench.uint(3)
    let module = try bench.module("Ripple", [("a", .input, type), ("y", .output, type)])
    var carry = try module.element(module.port(0), 0)
    for bit in 0..<3 {
      let target = try module.element(module.port(1), bit)
      try module.drive(
        target, with: try module.unary(.not, try module.binary(.and, carry, try module.element(module.port(0), bit))))
      carry = target
    }
    #expect(
      try bench.text(module) == """
        module Ripple (
          input wire [2:0] a,
          output wire [2:0] y
        );
          wire y_0 = ~(a[0] & a[0]);
          wire y_1 = ~(y_0 & a[1]);
          wire y_2 = ~(y_1 & a[2]);
          assign y = {y_2, y_1, y_0};
        endmodule

        """)
  }

  @Test("a wire that is read whole and in slices across its pieces keeps its name for the whole")
  func wire() throws {
    let bench = Bench()
    let type = try bench.uint(8)
    let module = try bench.module(
      "Pieces", [("a", .input, type), ("y", .output, type), ("z", .output, try bench.uint(4))])
    let wire = try module.wire(type)
    try bench.name(wire, "chain", in: module)
    let low = try module.slice(wire, low: 0, width: 4)
    try module.drive(low, with: try module.slice(module.port(0), low: 0, width: 4))
    try module.drive(
      try module.slice(wire, low: 4, width: 3), with: try module.slice(try module.unary(.not, low), low: 1, width: 3))
    try module.drive(
      try module.slice(wire, low: 7, width: 1),
      with: try module.cast(
        try module.unary(.reduceXor, try module.slice(wire, low: 2, width: 4)), to: try bench.uint(1)))
    try module.drive(module.port(1), with: wire)
    try module.drive(module.port(2), with: try module.slice(wire, low: 4, width: 4))
    let text = try bench.text(module)
    #expect(text.contains("  wire [3:0] chain_3_0 = a[3:0];\n"))
    #expect(text.contains("  wire chain_7 = ^{chain_6_4[1:0], chain_3_0[3:2]};\n"))
    #expect(text.contains("  wire [7:0] chain = {chain_7, chain_6_4, chain_3_0};\n"))
    #expect(text.contains("  assign y = chain;\n  assign z = {chain_7, chain_6_4};\n"))
  }

  @Test("parts of a record are called by their fields and elements, and bits of these by both")
  func fields() throws {
    let design = try Netlist.parse(
      """
      type pair = {x: UInt(4), low: UInt(4)}
      type all = {inner: pair, rest: Array(2, UInt(4))}
      module Parts {
        in a: UInt(4)
        out y: UInt(16)
        %2 w: all = wire
        %3: UInt(4) = extract %2[7:4]
        %4: UInt(4) = extract %2[3:0]
        %5: UInt(4) = extract %2[15:12]
        %6: UInt(4) = not %3
        %7: UInt(4) = not %4
        %8: UInt(2) = extract %5[1:0]
        %9: UInt(2) = extract %6[3:2]
        %10: all = concat %6, %8, %9, %7, a
        %11: UInt(16) = cast %2
        drive y = %11
        drive %2 = %10
      }
      """, in: Bench().netlist.types)
    let text = try VerilogPrinter(design).text()
    #expect(text.contains("  wire [3:0] w_rest_0 = a;\n"), "\(text)")
    #expect(text.contains("  wire [3:0] w_rest_1 = ~w_rest_0;\n"), "\(text)")
    #expect(text.contains("w_inner_x"), "\(text)")
    #expect(text.contains("w_inner_low_1_0"), "\(text)")
  }

  @Test("bits of a piece that need a name are called as bits of the vector")
  func bitsOfPieces() throws {
    let design = try Netlist.parse(
      """
      module M {
        in a: Bits(4)
        in c: Bit
        in i: UInt(2)
        out o: Bit
        out p: Bit
        %5 w: Bits(9) = wire
        %6: Bits(4) = extract %5[3:0]
        %7: Bits(5) = concat %6, c
        %8: Bits(3) = extract %5[2:0]
        %9: Bit = index %8, i step 1
        %10: Bits(3) = extract %5[7:5]
        %11: Bit = index %10, i step 1
        drive o = %9
        drive p = %11
        drive %5[3:0] = a
        drive %5[8:4] = %7
      }
      """, in: Bench().netlist.types)
    let text = try VerilogPrinter(design).text()
    #expect(text.contains("  wire [2:0] w_2_0 = w_3_0[2:0];\n"), "\(text)")
    #expect(text.contains("  wire [2:0] w_7_5 = w_8_4[3:1];\n"), "\(text)")
  }

  @Test("a carry through instances gets a net for each bit, and one through registers stays a vector")
  func instances() throws {
    let bench = Bench()
    for isRegistered in [false, true] {
      let inner = try bench.module(
        isRegistered ? "Stage" : "Cell", [("clk", .input, .clock), ("a", .input, .bit), ("y", .output, .bit)])
      if isRegistered {
        let register = try inner.register(.bit)
        try inner.drive(register, with: inner.port(1))
        try inner.drive(inner.port(2), with: register)
      } else {
        try inner.drive(inner.port(2), with: try inner.unary(.not, inner.port(1)))
      }
      try inner.finish()
      let module = try bench.module(
        isRegistered ? "Stages" : "Cells", [("clk", .input, .clock), ("a", .input, .bit), ("y", .output, .bit)])
      let chain = try module.wire(try bench.uint(3))
      try bench.name(chain, "c", in: module)
      try module.drive(try module.element(chain, 0), with: module.port(1))
      for bit in 0..<2 {
        let instance = try module.instance(of: inner.id, name: bench.names.intern("u\(bit)"))
        try module.connect(instance, port: 0, to: module.port(0))
        try module.connect(instance, port: 1, to: try module.element(chain, bit))
        try module.drive(try module.element(chain, bit + 1), with: try module.output(instance, port: 2))
      }
      try module.drive(module.port(2), with: try module.element(chain, 2))
      let text = try bench.text(module)
      #expect(text.contains(isRegistered ? "  wire [2:0] c;\n" : "    .a(c_1),\n    .y(c_2)\n"), "\(text)")
      #expect(text.contains("[2:0]") == isRegistered)
    }
  }

  @Test("a vector that is driven in parts and does not feed itself is not split")
  func parts() throws {
    let bench = Bench()
    let type = try bench.uint(2)
    let module = try bench.module("Parts", [("a", .input, type), ("y", .output, type)])
    for bit in 0..<2 {
      try module.drive(try module.element(module.port(1), bit), with: try module.element(module.port(0), 1 - bit))
    }
    #expect(try bench.text(module).contains("  assign y[0] = a[1];\n  assign y[1] = a[0];\n"))
  }
}
