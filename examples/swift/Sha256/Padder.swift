import Hwgen

/// Packs the bytes of a message into big-endian words, and pads it to blocks of sixteen words.
///
/// A transfer carries a byte if `keep` is 1, and ends the message if `last` is 1; so an empty message is one transfer.
/// `word_last` is 1 with the last word of the last block.
struct Padder: Generator {
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
      "word",
      as: .record(["data": .init(.uint(32)), "last": .init(.bit), "valid": .init(.bit), "ready": .flipped(.bit)]))
  }

  func body(_ io: IO) {
    let state = io.stateMachine("MESSAGE ONE ZEROS LENGTH")
    let length = io.reg(.uint(61), resetValue: 0).named("length")
    let place = io.reg(.uint(6), resetValue: 0).named("place")
    let word = io.reg(.uint(32), resetValue: 0).named("word")
    let full = io.reg(.bit, resetValue: 0).named("full")
    let last = io.reg(.bit, resetValue: 0).named("last")

    // One byte at a time goes into the word: of the message, or of the padding.
    let free = (~full | io.word_ready).named("free")
    let padding = io.wire(.uint(8)).named("padding")
    let inMessage = state.isAt("MESSAGE").named("in_message")
    let taken = (io.message_valid & io.message_ready).named("taken")
    let appends = mux(inMessage, taken & io.message_keep, free).named("appends")
    let bits = cat(length, io.literal(0, .bits(3))).named("bits")

    io.message_ready <== inMessage & free
    io.word_data <== word
    io.word_valid <== full
    io.word_last <== last

    io.when(free) {
      full <== 0
      last <== 0
    }
    io.when(appends) {
      word <== cat(word[0..<24], mux(inMessage, io.message_data, padding)).asUInt()
      place <== place + 1
      full <== place[0..<2] == 3
    }

    padding <== 0
    state.states {
      $0.state("MESSAGE") {
        io.when(appends) { length <== length + 1 }
        io.when(taken & io.message_last) { state.next("ONE") }
      }
      $0.state("ONE") {
        padding <== 0x80
        io.when(free) {
          state.next("ZEROS")
          io.when(place == 55) { state.next("LENGTH") }
        }
      }
      $0.state("ZEROS") {
        io.when(free & (place == 55)) { state.next("LENGTH") }
      }
      $0.state("LENGTH") {
        padding <== bits.asType(.array(8, .uint(8)))[~place[0..<3]]
        io.when(free & (place == 63)) {
          last <== 1
          length <== 0
          state.next("MESSAGE")
        }
      }
    }
  }
}
