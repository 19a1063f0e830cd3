import Hwgen

/// An n x n systolic array that multiplies matrices.
///
/// It is output-stationary. Row i of the left matrix enters processing element (i, 0) and moves east, column j of the right
/// one enters (0, j) and moves south; each element adds up the products that meet in it. `drain` turns the sums of a row
/// into a shift register: they move east, and leave at the last column. Row i stands on bits 8i+7..8i of `a`, its sum on
/// bits 32i+31..32i of `c`; columns likewise on `b`.
struct Systolic: Generator {
  @Parameter(min: 1, doc: "rows and columns") var n: Int

  var interface: Interface {
    Input("clk", as: .clock)
    Input("rst", as: .reset)
    Input("a", "b", as: .bits(8 * $n))
    Input("drain", as: .bit)
    Output("c", as: .bits(32 * $n))
  }

  func body(_ io: IO) throws {
    let element = try io.circuit(Element(bits: 8, sumBits: 32))
    var columns = (0..<n).map { j in io.b[8 * j..<8 * j + 8].asUInt() }
    var sums: [Signal] = []
    for i in 0..<n {
      var a = io.a[8 * i..<8 * i + 8].asUInt()
      var c = io.literal(0, .uint(32))
      for j in 0..<n {
        let pe = io.instance("pe_\(i)_\(j)", element)(
          clk: io.clk, rst: io.rst, a: a, b: columns[j], drain: io.drain, c: c)
        (a, columns[j], c) = (pe.a_out, pe.b_out, pe.c_out)
      }
      sums.append(c)
    }
    io.c <== cat(sums.reversed())
  }
}
