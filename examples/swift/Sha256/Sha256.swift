import Hwgen

/// SHA-256 (FIPS 180-4): a message comes in as bytes, its digest goes out as 256 bits.
///
/// 16 cycles for the words of a block, which `Padder` makes, and then 64 / `unroll` for the rounds and one to add the
/// result to the hash.
struct Sha256: Generator {
  @Parameter(min: 1, max: 16, doc: "rounds in a cycle") var unroll: Int = 1
  var constraints: [ParameterExpression<Bool>] { [64 % $unroll == 0] }

  var interface: Interface {
    Input("clk", as: .clock)
    Input("rst", as: .reset)
    Input(
      "message",
      as: .record([
        "data": .init(.uint(8)), "keep": .init(.bit), "last": .init(.bit), "valid": .init(.bit),
        "ready": .flipped(.bit),
      ]))
    Output(
      "digest", as: .record(["data": .init(.bits(256)), "valid": .init(.bit), "ready": .flipped(.bit)]))
  }

  func body(_ io: IO) {
    let cycles = 64 / unroll
    let padder = io.instance("padder", Padder())(
      clk: io.clk, rst: io.rst, message_data: io.message_data, message_keep: io.message_keep,
      message_last: io.message_last, message_valid: io.message_valid)
    io.message_ready <== padder.message_ready

    let state = io.stateMachine("LOAD ROUNDS ADD DONE")
    let hash = Self.initialHash.enumerated().map { io.reg(.uint(32), resetValue: $1).named("h\($0)") }
    let letters = "abcdefgh".map { io.reg(.uint(32), resetValue: 0).named(String($0)) }
    let schedule = (0..<16).map { io.reg(.uint(32), resetValue: 0).named("w\($0)") }
    let count = io.reg(.uint(6), resetValue: 0).named("count")
    let last = io.reg(.bit, resetValue: 0).named("last")

    // The constants of the rounds of a cycle stand in one word, the first round's lowest.
    let words = stride(from: 0, to: 64, by: unroll).map { first in
      Integer(limbs: Self.limbs(of: Self.roundConstants[first..<first + unroll]), negative: false)
    }
    let constants = io.memory(.uint(32 * unroll), depth: cycles, contents: words).named("constants")
    let address = count[0..<max(1, Int.bitWidth - (cycles - 1).leadingZeroBitCount)]
    let k = constants[address].named("k")

    // `unroll` rounds, and as many words of the schedule.
    var w = schedule
    var (a, b, c, d) = (letters[0], letters[1], letters[2], letters[3])
    var (e, f, g, h) = (letters[4], letters[5], letters[6], letters[7])
    for i in 0..<unroll {
      var t1 = h + rotations(e, 6, 11, 25)
      t1 = (t1 + choose(e, f, g) + k[32 * i..<32 * i + 32] + w[0]).named("t1_\(i)")
      let t2 = (rotations(a, 2, 13, 22) + majority(a, b, c)).named("t2_\(i)")
      let next = scheduleSigma(w[14], 17, 19, 10) + w[9] + scheduleSigma(w[1], 7, 18, 3) + w[0]
      w = w[1...] + [next.named("next_w_\(i)")]
      (a, b, c, d, e, f, g, h) = (t1 + t2, a, b, c, d + t1, e, f, g)
    }

    padder.word_ready <== state.isAt("LOAD")
    io.digest_data <== cat(hash)
    io.digest_valid <== state.isAt("DONE")
    state.states {
      $0.state("LOAD") {
        io.when(padder.word_valid) {
          for (register, value) in zip(schedule, schedule[1...] + [padder.word_data]) { register <== value }
          count <== count + 1
          io.when(count == 15) {
            for (register, value) in zip(letters, hash) { register <== value }
            count <== 0
            last <== padder.word_last
            state.next("ROUNDS")
          }
        }
      }
      $0.state("ROUNDS") {
        for (register, value) in zip(letters, [a, b, c, d, e, f, g, h]) { register <== value }
        for (register, value) in zip(schedule, w) { register <== value }
        count <== count + 1
        io.when(count == cycles - 1) { state.next("ADD") }
      }
      $0.state("ADD") {
        for (register, value) in zip(hash, letters) { register <== register + value }
        count <== 0
        state.next("LOAD")
        io.when(last) { state.next("DONE") }
      }
      $0.state("DONE") {
        io.when(io.digest_ready) {
          for (register, value) in zip(hash, Self.initialHash) { register <== value }
          state.next("LOAD")
        }
      }
    }
  }

  /// Words of 32 bits as words of 64, the lowest first.
  private static func limbs(of words: ArraySlice<Int>) -> [UInt64] {
    var limbs: [UInt64] = []
    for (place, word) in words.enumerated() {
      if place % 2 == 0 { limbs.append(UInt64(word)) } else { limbs[place / 2] |= UInt64(word) << 32 }
    }
    return limbs
  }

  private func choose(_ x: Signal, _ y: Signal, _ z: Signal) -> Signal { (x & y) ^ (~x & z) }

  private func majority(_ x: Signal, _ y: Signal, _ z: Signal) -> Signal { (x & y) ^ (x & z) ^ (y & z) }

  private func rotations(_ x: Signal, _ first: Int, _ second: Int, _ third: Int) -> Signal {
    x.rotatedRight(by: first) ^ x.rotatedRight(by: second) ^ x.rotatedRight(by: third)
  }

  private func scheduleSigma(_ x: Signal, _ first: Int, _ second: Int, _ shift: Int) -> Signal {
    x.rotatedRight(by: first) ^ x.rotatedRight(by: second) ^ (x >> shift)
  }
}
