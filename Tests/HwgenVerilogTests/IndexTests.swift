import HwgenBits
import HwgenNetlist
import HwgenTypes
import HwgenVerilog
import Testing

/// Parts at an index that is a value, as they stand in the text.
@Suite("Indices in Verilog") struct IndexTests {
  /// The text of a module with a value `a` of `width` bits and an index `i`, of what `body` makes of them.
  private func text(
    _ width: Int, _ index: Int, elements: Int? = nil, _ profile: VerilogOptions.Profile = .verilog,
    _ body: (ModuleBuilder) throws -> NetID
  ) throws -> String {
    let bench = Bench()
    var type = try bench.uint(width)
    let types = bench.netlist.types
    if let elements { type = try types.array(count: types.expressions.integer(elements), element: type) }
    let ports: [(String, PortDirection, TypeID)] = [
      ("a", .input, type), ("i", .input, try bench.uint(index)), ("v", .input, try bench.uint(width)),
      ("b", .input, .bit),
    ]
    // The output has the type of what is made: it is made twice.
    let probe = try bench.module("Probe", ports)
    let result = probe.type(of: try body(probe))
    let module = try bench.module("M", ports + [("y", .output, result)])
    try module.drive(module.port(4), with: try body(module))
    return try bench.text(module, profile)
  }

  @Test(
    "an index has just the bits that it takes, and is asked for where it can be that of no place",
    arguments: [
      (8, 3, "a[i]"), (8, 2, "a[{1'b0, i}]"), (8, 5, "i < 5'd8 ? a[i[2:0]] : 1'b0"), (6, 3, "i < 3'd6 ? a[i] : 1'b0"),
      (6, 2, "a[{1'b0, i}]"), (6, 4, "i < 4'd6 ? a[i[2:0]] : 1'b0"), (1, 2, "(i == 2'b0) ? a : 1'b0"),
    ])
  func bits(width: Int, index: Int, expected: String) throws {
    let text = try text(width, index) { try $0.element($0.port(0), at: $0.port(1)) }
    #expect(text.contains("  assign y = \(expected);\n"), "\(text)")
  }

  @Test(
    "elements stand at the index times their width",
    arguments: [
      (8, 4, 2, "a[{i, 3'b0} +: 8]"), (8, 4, 1, "a[{1'b0, i, 3'b0} +: 8]"),
      (8, 3, 2, "i < 2'd3 ? a[{i, 3'b0} +: 8] : 8'b0"), (12, 3, 2, "i < 2'd3 ? a[{4'b0, i} * 6'd12 +: 12] : 12'b0"),
      (12, 4, 2, "a[{4'b0, i} * 6'd12 +: 12]"), (1, 4, 2, "a[i]"),
      (8, 4, 3, "i < 3'd4 ? a[{i[1:0], 3'b0} +: 8] : 8'b0"),
    ])
  func elements(width: Int, count: Int, index: Int, expected: String) throws {
    let text = try text(width, index, elements: count) { try $0.element($0.port(0), at: $0.port(1)) }
    #expect(text.contains("  assign y = \(expected);\n"), "\(text)")
  }

  @Test("a slice at an index has zeros above where it can reach beyond the end")
  func slices() throws {
    let reaching = try text(8, 3) { try $0.slice($0.port(0), at: $0.port(1), width: 3) }
    #expect(
      reaching.contains("  wire [9:0] cat_0_a = {2'b0, a};\n  assign y = cat_0_a[{1'b0, i} +: 3];\n"), "\(reaching)")
    let inside = try text(8, 2) { try $0.slice($0.port(0), at: $0.port(1), width: 3) }
    #expect(inside.contains("  assign y = a[{1'b0, i} +: 3];\n"), "\(inside)")
  }

  @Test("a replaced element is put behind the whole")
  func replaced() throws {
    let text = try text(6, 3, .systemVerilog) { try $0.replacing($0.port(0), at: $0.port(1), with: $0.port(3)) }
    #expect(
      text.contains(
        """
          always_comb begin
            y = i < 3'd6 ? (a & ~(6'd1 << i)) | ({5'b0, b} << i) : a;
          end
        """), "\(text)")
    let word = try self.text(8, 2, elements: 4) { try $0.replacing($0.port(0), at: $0.port(1), with: $0.port(2)) }
    #expect(
      word.contains(
        """
          always @* begin
            y = a;
            y[{i, 3'b0} +: 8] = v;
          end
        """), "\(word)")
  }

  @Test("a wider index is cut, and leaves all as it is where it is that of no element")
  func wide() throws {
    let text = try text(4, 6) { try $0.replacing($0.port(0), at: $0.port(1), with: $0.port(3)) }
    #expect(text.contains("  wire [1:0] i_1_0 = i[1:0];\n"), "\(text)")
    #expect(text.contains("[i_1_0] = b;\n"), "\(text)")
    #expect(text.contains("  assign y = (i < 6'd4) ? "), "\(text)")
  }

  @Test("an element at a constant index stands between the others")
  func replacedAtConstant() throws {
    let between = try text(8, 3) { module in
      let index = try module.literal(2, type: module.type(of: module.port(1)))
      return try module.replacing(module.port(0), at: index, with: module.port(3))
    }
    #expect(between.contains("  assign y = {a[7:3], b, a[1:0]};\n"), "\(between)")
  }

  @Test("a constant index is a plain part, and one that is that of no place is 0")
  func constant() throws {
    func at(_ index: Int) throws -> String {
      try text(8, 4) { module in
        let literal = try module.literal(Integer(index), type: module.type(of: module.port(1)))
        return try module.element(module.port(0), at: literal)
      }
    }
    #expect(try at(5).contains("  assign y = a[5];\n"))
    #expect(try at(9).contains("  assign y = 1'b0;\n"))
  }
}
