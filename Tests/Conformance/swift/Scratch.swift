import Hwgen

/// Memories with one port that reads and writes, and contents of all types.
struct Scratch: Generator {
  static let gain = HardwareType.sfix(2, 2)
  static let mode = try! Enumeration("Mode", ["slow", "fast", "turbo"], .oneHot)
  static let preset = HardwareType.record(["gain": .init(gain), "mode": .init(mode.type)])

  var interface: Interface {
    Input("clk", as: .clock)
    Input("en", "we", as: .bit)
    Input("mask", as: .bits(2))
    Input("a", as: .uint(3))
    Input("d", as: .uint(8))
    Input("n", as: .uint(2))
    Output("old_word", "new_word", as: .uint(8))
    Output("gain", as: Scratch.gain)
    Output("mode", as: Scratch.mode.type)
    Output("preset_gain", as: Scratch.gain)
    Output("preset_mode", as: Scratch.mode.type)
  }

  func body(_ io: IO) {
    let mode = Scratch.mode
    let narrow = io.memory(.uint(8), depth: 6).named("narrow")
    io.old_word <== narrow.readWrite(io.a, io.d, writeEnable: io.we, enable: io.en, mask: io.mask)
    let whole = io.memory(.uint(8), depth: 8, contents: [7, 0xff]).named("whole")
    io.new_word <== whole.readWrite(io.a, io.d, writeEnable: io.we, onWrite: .new)

    let gains = io.memory(Scratch.gain, depth: 4, contents: [1, -2, 0.25, -0.75]).named("gains")
    io.gain <== gains[io.n]
    let modes = io.memory(mode.type, depth: 4, contents: [mode.fast, mode.slow, mode.turbo, mode.fast]).named("modes")
    io.mode <== modes[io.n]
    let contents = ["{gain: 1, mode: slow}", "{mode: turbo, gain: -0.5}"]
    let presets = io.memory(Scratch.preset, depth: 4, contents: contents).named("presets")
    let preset = presets.readSync(io.n).named("preset")
    io.preset_gain <== preset["gain"]
    io.preset_mode <== preset["mode"]
  }
}
