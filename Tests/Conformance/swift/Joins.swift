import Hwgen

/// Records that are joined as a whole: ports, instances, repeated records, values.
struct Joins: Generator {
  static let point = HardwareType.record(["lo": .init(.uint(4)), "hi": .init(.uint(4))])
  static let stream = HardwareType.record([
    "data": .init(point), "valid": .init(.bit), "ready": .flipped(.bit),
  ])
  static let lane = HardwareType.record(["x": .init(.uint(4)), "y": .flipped(.bit)])

  struct Stage: Generator {
    var interface: Interface {
      Input("i", as: stream)
      Output("o", as: stream)
      Output("total", as: .uint(4))
    }

    func body(_ io: IO) {
      io.o <== io.i
      io.total <== io.i["data"]["lo"] + io.i["data"]["hi"]
    }
  }

  struct Lanes: Generator {
    var interface: Interface { Input("lanes", repeat: 2) { _ in lane } }

    func body(_ io: IO) {
      for index in 0..<2 { io.lanes[index]["y"] <== io.lanes[index]["x"].any() }
    }
  }

  var interface: Interface {
    Input("i", as: Joins.stream)
    Output("o", as: Joins.stream)
    Input("lanes", repeat: 2) { _ in Joins.lane }
    Input("point", as: Joins.point)
    Output("swapped", as: Joins.point)
    Input("go", as: .bit)
    Output("total", as: .uint(4))
    Output("first_total", as: .uint(4))
  }

  func body(_ io: IO) {
    let first = io.instance("first", Stage())
    let second = io.instance("second", Stage())
    let third = io.instance("third", Stage())
    first.i <== io.i
    second.i <== first.o
    io.o <== second.o
    io.first_total <== first.total
    io.instance("pair", Lanes()).lanes <== io.lanes
    let point = io.wire(Joins.point).named("corner")
    point <== io.point
    let swapped = io.record(Joins.point, ["lo": point["hi"], "hi": point["lo"]])
    io.swapped <== swapped
    third.i["data"] <== swapped
    third.i["valid"] <== io.go
    third.o["ready"] <== io.go
    io.total <== third.total
  }
}
