import Hwgen

/// Enumerations: a sequencer whose states, commands and modes are named, in all encodings.
struct Sequencer: Generator {
  @Parameter var kind: HardwareType

  static let state = try! Enumeration("State", ["idle", "load", "run", "done"], .gray)
  static let command = try! Enumeration("Command", codes: ["nop": 0, "start": 5, "stop": 9], width: 4)
  static let mode = try! Enumeration("Mode", ["slow", "fast", "turbo"], .oneHot)

  var interface: Interface {
    Input("clk", as: .clock)
    Input("rst", as: .reset)
    Input("command", as: Sequencer.command.type)
    Output(
      "status",
      as: .record(["state": .init(Sequencer.state.type), "modes": .init(.array(2, Sequencer.mode.type))]))
    Input("mode", as: .parameter($kind))
    Output("last", as: .parameter($kind))
    Output("speed", as: .uint(4))
    Input("raw", as: .bits(4))
    Output("known", "busy", as: .bit)
    Output("step", as: .uint(2))
  }

  func body(_ io: IO) {
    let (state, command, mode) = (Sequencer.state, Sequencer.command, Sequencer.mode)
    let fsm = io.stateMachine(state)
    let last = io.reg(mode.type, resetValue: mode.slow)
    let step = io.reg(.uint(2), resetValue: 0)
    fsm.states { cases in
      cases.state("idle") {
        io.when(io.command == command.start) {
          fsm.next("load")
          last <== io.mode
        }
      }
      cases.state("load") {
        fsm.next("run")
        step <== 0
      }
      cases.state("run") {
        step <== step + 1
        io.when((io.command == command.stop) | (step == 3)) { fsm.next("done") }
      }
      cases.state("done") { fsm.next("idle") }
    }
    io.switch(last) { cases in
      cases.case(mode.slow) { io.speed <== 1 }
      cases.case(mode.fast) { io.speed <== 4 }
      cases.case(mode.turbo) { io.speed <== 9 }
    }
    io.last <== last
    io.step <== step
    io["status_state"] <== fsm.code
    io["status_modes"] <== cat(io.mode, last).asType(.array(2, mode.type))
    let expected = mux(fsm.code == state.idle, command.nop, command.stop)
    io.known <== io.raw.asType(command.type) == expected
    io.busy
      <== select(
        fsm.code,
        [state.idle: io.literal(0, .bit), state.load: 1, state.run: 1, state.done: 0])
  }
}
