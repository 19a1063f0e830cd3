import Hwgen

// The designs of the ladder; peers/ladder.py says what they are.

struct AddTree: Generator {
  @Parameter(min: 0) var k: Int

  var interface: Interface {
    Input("x", as: .bits(16 * ParameterExpression(2).power($k)))
    Output("y", as: .uint(16 + $k))
  }

  func body(_ io: IO) throws {
    if k == 0 {
      io.y <== io.x.asUInt()
      return
    }
    let half = 8 << k
    let tree = try io.circuit(AddTree { $0.k = k - 1 })
    let lo = io.instance("lo", tree)(x: io.x[..<half])
    let hi = io.instance("hi", tree)(x: io.x[half...])
    io.y <== lo.y.zext(16 + k) + hi.y.zext(16 + k)
  }
}

struct AddConstant: Generator {
  @Parameter var k: Int

  var interface: Interface {
    Input("x", as: .uint(32))
    Output("y", as: .uint(32))
  }

  func body(_ io: IO) { io.y <== io.x + k }
}

struct Distinct: Generator {
  @Parameter(min: 1) var n: Int

  var interface: Interface {
    Input("x", as: .uint(32))
    Output("y", as: .uint(32))
  }

  func body(_ io: IO) {
    var value = io.x
    for k in 1...n { value = io.instance("add\(k)", AddConstant { $0.k = k })(x: value).y }
    io.y <== value
  }
}

struct Element: Generator {
  var interface: Interface {
    Input("clk", as: .clock)
    Input("a", "b", as: .uint(8))
    Input("s", as: .uint(32))
    Output("a_out", "b_out", as: .uint(8))
    Output("s_out", as: .uint(32))
  }

  func body(_ io: IO) {
    let total = io.reg(.uint(32)).named("total")
    total <== total + (io.a * io.b).zext(32)
    io.a_out <== io.reg(.uint(8), next: io.a)
    io.b_out <== io.reg(.uint(8), next: io.b)
    io.s_out <== io.reg(.uint(32), next: io.s ^ total)
  }
}

struct Systolic: Generator {
  @Parameter(min: 1) var n: Int

  var interface: Interface {
    Input("clk", as: .clock)
    Input("a", "b", as: .bits(8 * $n))
    Output("s", as: .bits(32 * $n))
  }

  func body(_ io: IO) throws {
    let element = try io.circuit(Element())
    let clk = io.clk
    var columns = (0..<n).map { j in io.b[8 * j..<8 * j + 8].asUInt() }
    var sums: [Signal] = []
    for i in 0..<n {
      var a = io.a[8 * i..<8 * i + 8].asUInt()
      var s = io.literal(0, .uint(32))
      for j in 0..<n {
        let pe = io.instance("pe_\(i)_\(j)", element)(clk: clk, a: a, b: columns[j], s: s)
        (a, columns[j], s) = (pe.a_out, pe.b_out, pe.s_out)
      }
      sums.append(s)
    }
    io.s <== cat(sums.reversed())
  }
}

struct Flat: Generator {
  @Parameter(min: 1) var n: Int

  var interface: Interface {
    Input("a", "b", as: .uint(32))
    Output("y", as: .uint(32))
  }

  func body(_ io: IO) {
    var v = [io.a, io.b]
    v.reserveCapacity(n + 2)
    var r = 12345
    for t in 2..<n + 2 {
      r = (r * 1_103_515_245 + 12345) & 0x7FFF_FFFF
      let p = v[t - 1]
      let q = v[t - 2 - (r >> 16) % min(t - 1, 63)]
      switch (r >> 8) % 5 {
      case 0, 2: v.append(p ^ q)
      case 1, 3: v.append(p + q)
      default: v.append(p & q)
      }
    }
    io.y <== v[v.count - 1]
  }
}
