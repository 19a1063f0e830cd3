import Hwgen

/// Behaviour: a UART receiver as a state machine with conditions, and a decoder as a switch.
struct Receiver: Generator {
  var interface: Interface {
    Input("clk", as: .clock)
    Input("rst", as: .reset)
    Input("rx", as: .bit)
    Input("mode", as: .uint(2))
    Output("data", as: .uint(8))
    Output("valid", as: .bit)
    Output("busy", as: .bit)
    Output("level", as: .uint(4))
  }

  func body(_ io: IO) {
    let tick = io.reg(.uint(4), resetValue: 0).named("tick")
    let index = io.reg(.uint(3), resetValue: 0).named("index")
    let shift = io.reg(.uint(8)).named("shift")
    let last = (tick == 15).named("last")
    let following = cat(io.rx, shift[1...]).asUInt()
    let fsm = io.stateMachine("IDLE START DATA STOP BREAK", encoding: "gray")
    io.data <== shift
    io.valid <== 0
    tick <== tick + 1
    fsm.states {
      $0.state("IDLE") {
        tick <== 0
        io.when(~io.rx) { fsm.next("START") }
      }
      $0.state("START") {
        io.when(tick == 7) {
          tick <== 0
          index <== 0
          io.when(io.rx) { fsm.next("IDLE") }.otherwise { fsm.next("DATA") }
        }
      }
      $0.state("DATA") {
        io.when(last) {
          shift <== following
          index <== index + 1
          io.when(index == 7) { fsm.next("STOP") }
        }
      }
      $0.state("STOP") {
        io.when(last) {
          io.when(io.rx) {
            io.valid <== 1
            fsm.next("IDLE")
          }.otherwise { fsm.next("BREAK") }
        }
      }
      $0.state("BREAK") { io.when(io.rx) { fsm.next("IDLE") } }
    }
    io.switch(io.mode) {
      $0.case(0) { io.level <== 1 }
      $0.case(1, 2) {
        io.level <== 3
        io.when(io.rx) { io.level[2..<4] <== 2 }.elsewhen(last) { io.level <== 5 }
      }
      $0.default { io.level <== 12 }
    }
    io.busy <== fsm.code != fsm.state("IDLE")
  }
}
