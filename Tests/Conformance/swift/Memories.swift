import Hwgen

/// Memories: asynchronous and synchronous reads, old and new, masked and plain writes, two clocks, contents.
struct Memories: Generator {
  var interface: Interface {
    Input("clk", "other", as: .clock)
    Input("we", "re", "clear", as: .bit)
    Input("mask", as: .bits(4))
    Input("wa", as: .uint(4))
    Input("ra", as: .uint(6))
    Input("d", as: .uint(8))
    Input("n", as: .uint(4))
    Output("old_word", "new_word", "elsewhere", "now", as: .uint(8))
    Output("square", as: .uint(8))
    Output("sample", as: .sint(16))
  }

  func body(_ io: IO) {
    let ram = io.memory(.uint(8), depth: 10).named("ram")
    ram.write(io.wa, io.d, enable: io.we, mask: io.mask, clock: io.clk)
    ram.write(5, 0, enable: io.clear, clock: io.clk)
    io.old_word <== ram.readSync(io.ra, enable: io.re, clock: io.clk)
    io.new_word <== ram.readSync(io.ra, enable: io.re, clock: io.clk, onWrite: .new)
    let other = io.derivedClock(io.other, synchronousTo: io.clk)
    io.elsewhere <== ram.readSync(io.wa, clock: other)
    io.now <== ram[io.ra]

    let squares = io.memory(.uint(8), depth: 8, contents: (0..<8).map { $0 * $0 }).named("squares")
    io.square <== squares.read(io.n)
    let samples = io.memory(.sint(16), depth: 8, contentsOf: Memories.samples).named("samples")
    io.sample <== samples.readSync(io.n, clock: other)
  }

  /// The file beside the cases of all hosts.
  private static var samples: String {
    let folders = "\(#filePath)".split(separator: "/").dropLast(2)
    return "/" + folders.joined(separator: "/") + "/data/samples.hex"
  }
}
