import Hwgen

/// Every operation, on each sort of number that has it.
struct Operators: Generator {
  var interface: Interface {
    Input("u0", "u1", as: .uint(8))
    Input("s0", "s1", as: .sint(8))
    Input("b0", "b1", as: .bits(8))
    Input("c0", "c1", as: .bit)
    Input("n", as: .uint(3))
    for sort in ["u", "s", "b"] {
      let same: HardwareType = sort == "u" ? .uint(8) : sort == "s" ? .sint(8) : .bits(8)
      let long: HardwareType = sort == "u" ? .uint(12) : sort == "s" ? .sint(12) : .bits(12)
      Output("\(sort)_and", "\(sort)_or", "\(sort)_xor", as: same)
      Output("\(sort)_eq", "\(sort)_ne", as: .bit)
      Output("\(sort)_not", as: same)
      Output("\(sort)_all", "\(sort)_any", "\(sort)_odd", as: .bit)
      Output("\(sort)_mux", "\(sort)_shl", "\(sort)_shr", as: same)
      Output("\(sort)_slice", as: sort == "b" ? .bits(3) : .uint(3))
      Output("\(sort)_zext", "\(sort)_sext", as: long)
      Output("\(sort)_trunc", as: sort == "u" ? .uint(5) : sort == "s" ? .sint(5) : .bits(5))
      if sort != "b" {
        Output("\(sort)_add", "\(sort)_sub", as: same)
        Output("\(sort)_mul", as: sort == "u" ? .uint(16) : .sint(16))
        Output("\(sort)_lt", "\(sort)_le", as: .bit)
        Output("\(sort)_neg", as: same)
      }
    }
    Output("c_and", "c_or", "c_xor", "c_eq", "c_ne", "c_not", "c_all", "c_any", "c_odd", "c_mux", as: .bit)
    Output("concat", as: .bits(17))
    Output("negative", as: .sint(8))
    Output("wide", as: .uint(80))
  }

  func body(_ io: IO) {
    for sort in ["u", "s", "b", "c"] {
      let x = io["\(sort)0"]
      let y = io["\(sort)1"]
      io["\(sort)_and"] <== x & y
      io["\(sort)_or"] <== x | y
      io["\(sort)_xor"] <== x ^ y
      io["\(sort)_eq"] <== x == y
      io["\(sort)_ne"] <== x != y
      io["\(sort)_not"] <== ~x
      io["\(sort)_all"] <== x.all()
      io["\(sort)_any"] <== x.any()
      io["\(sort)_odd"] <== x.parity()
      io["\(sort)_mux"] <== mux(io.c0, x, y)
      if sort == "c" { break }
      io["\(sort)_shl"] <== x << io.n
      io["\(sort)_shr"] <== x >> io.n
      io["\(sort)_slice"] <== x[2..<5]
      io["\(sort)_zext"] <== x.zext(12)
      io["\(sort)_sext"] <== x.sext(12)
      io["\(sort)_trunc"] <== x.trunc(5)
      if sort == "b" { continue }
      io["\(sort)_add"] <== x + y
      io["\(sort)_sub"] <== x - y
      io["\(sort)_mul"] <== x * y
      io["\(sort)_lt"] <== x < y
      io["\(sort)_le"] <== x <= y
      io["\(sort)_neg"] <== -x
    }
    io.concat <== cat(io.b0, io.c0, io.u1)
    io.negative <== io.literal(-100, .sint(8))
    io.wide <== io.literal(Integer(parsing: "0x123456789abcdef01234")!, .uint(80))
  }
}
