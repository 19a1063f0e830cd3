import Hwgen

/// The standard library: a queue between two clocks, a reset for each, and a counter of what goes through.
struct Link: Generator {
  var interface: Interface {
    Input("clk_a", "clk_b", as: .clock)
    Input("arst", as: .asyncReset)
    Input("valid", as: .bit)
    Input("data", as: .uint(8))
    Output("ready", "taken", as: .bit)
    Output("word", as: .uint(8))
    Output("count", as: .uint(4))
  }

  func body(_ io: IO) throws {
    let reset = try io.context.library("ResetSynchroniser")()
    let arst = io.arst.crossing(.asynchronous)
    let resetA = io.instance("reset_a", reset)(clk: io.clk_a, arst: arst).rst
    let resetB = io.instance("reset_b", reset)(clk: io.clk_b, arst: arst).rst
    let fifo = io.instance("fifo", try io.context.library("AsyncFIFO")("UInt(8), depth = 4"))(
      w_clk: io.clk_a, w_rst: resetA, w_valid: io.valid, w_data: io.data, r_clk: io.clk_b, r_rst: resetB)
    fifo.r_ready <== fifo.r_valid
    io.ready <== fifo.w_ready
    io.taken <== fifo.r_valid
    io.word <== fifo.r_data
    let counter = io.instance("counter", try io.context.library("Counter")("limit = 10, reset = AsyncReset"))(
      clk: io.clk_b, rst: resetB, enable: fifo.r_valid)
    io.count <== counter.count
  }
}
