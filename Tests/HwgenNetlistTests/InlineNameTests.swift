import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// What inline Verilog declares, and what is said of two texts that declare one name.
@Suite("Names in inline Verilog") struct InlineNameTests {
  /// The failure of a module with two instances of inline texts, or nothing.
  private func failure(_ first: String, _ second: String, port: String = "y") -> String {
    let quoted = [first, second].map { TextScanner.quoted($0) }
    let text = """
      module A { in a: Bit out \(port): Bit
        %2 one = instance I(a: a) @ "top.py":3
        %3: Bit = output %2.y
        %4 two = instance J(a: %3) @ "top.py":4
        %5: Bit = output %4.y
        drive \(port) = %5
      }
      module I external { in a: Bit out y: Bit verilog \(quoted[0]) }
      module J external { in a: Bit out y: Bit verilog \(quoted[1]) }
      """
    do throws(Failure) {
      _ = try Netlist.parse(text, in: TypeStore(names: NameTable()))
      return ""
    } catch { return "\(error)" }
  }

  private let use = "assign {y} = {a};"

  @Test("two texts that declare one name are refused, with the places of both")
  func clash() {
    let text = failure("wire [1:0] both; \(use)", "reg both; \(use)")
    #expect(text.contains("HW2095"), "\(text)")
    #expect(
      text.contains(
        "the inline Verilog of `two`, an instance of J declares `both` in A, and so does that of `one`, an instance of I"
      ))
    #expect(text.contains("top.py:3") && text.contains("top.py:4"), "\(text)")
  }

  @Test("a text that declares the name of a port is refused")
  func port() {
    let text = failure("wire both; \(use)", use, port: "both")
    #expect(text.contains("HW2095") && text.contains("which has a port of that name"), "\(text)")
  }

  @Test(
    "a declaration is seen",
    arguments: [
      "wire x;", "wire signed [3:0] z, x;", "reg [1:0] m [0:3], x;", "logic x = {a};", "integer x;", "genvar x;",
      "localparam [3:0] x = 4'd2;", "localparam z = f(1, 2), x = 3;", "function [1:0] x; input i; x = i; endfunction",
      "task x(input i); endtask", "always @* begin : x end", "generate wire x; endgenerate",
      "function automatic integer x(input integer n); x = n; endfunction",
    ])
  func seen(declaration: String) {
    let text = failure("\(declaration) \(use)", "wire x; \(use)")
    #expect(text.contains("declares `x`"), "\(declaration): \(text)")
  }

  @Test(
    "what is no declaration of the module is not taken for one",
    arguments: [
      "// wire x;", "/* reg x; */", "initial $display(\"wire x;\");", "always @* begin : b reg x; end",
      "function f; input i; reg x; f = i; endfunction", "wire z = x1;", "wire [x:0] z;", "wire z = {a} ? 1'b1 : x;",
      "reg z; always @* z = x;", "localparam z = 3;",
    ])
  func unseen(text other: String) {
    #expect(failure("\(other) \(use)", "wire x; \(use)") == "", "\(other)")
  }
}
