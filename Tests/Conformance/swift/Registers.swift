import Hwgen

/// Registers: no reset, each kind of reset, enable, initial value, and all together.
struct Registers: Generator {
  var interface: Interface {
    Input("clk", as: .clock)
    Input("rst", as: .reset)
    Input("arst", as: .asyncReset)
    Input("en", as: .bit)
    Input("d", as: .uint(8))
    Output("plain", "held", "synchronous", "asynchronous", "started", "all", as: .uint(8))
  }

  func body(_ io: IO) {
    count("plain", io.reg(.uint(8)), io)
    count("held", io.reg(.uint(8), enable: io.en), io)
    count("synchronous", io.reg(.uint(8), resetValue: 20, reset: io.rst), io)
    count("asynchronous", io.reg(.uint(8), resetValue: 30, reset: io.arst), io)
    count("started", io.reg(.uint(8), initial: 251), io)
    count("all", io.reg(.uint(8), enable: io.en, resetValue: 50, initial: 250, reset: io.rst), io)
  }

  private func count(_ name: String, _ register: Signal, _ io: IO) {
    let count = register.named("\(name)_r")
    count <== count + io.d
    io[name] <== count
  }
}
