import Hwgen
import Testing

/// Behaviour from Swift. `Light` stands in docs/guide/swift.md.
@Suite struct BehaviourTests {
  struct Light: Generator {
    var interface: Interface {
      Input("clk", as: .clock)
      Input("go", as: .bit)
      Input("speed", as: .uint(2))
      Output("green", as: .bit)
      Output("step", as: .uint(4))
    }

    func body(_ io: IO) {
      let fsm = io.stateMachine("STOP GO", encoding: "onehot")
      io.green <== 0
      fsm.states {
        $0.state("STOP") { io.when(io.go) { fsm.next("GO") } }
        $0.state("GO") {
          io.green <== 1
          io.when(~io.go) { fsm.next("STOP") }
        }
      }
      io.switch(io.speed) {
        $0.case(0) { io.step <== 1 }
        $0.case(1, 2) { io.step <== 4 }
        $0.default { io.step <== 8 }
      }
    }
  }

  @Test("a state machine and a switch print as case")
  func light() throws {
    let text = try Light().circuit(in: Context()).verilog()
    #expect(text.contains("localparam [1:0] STOP = 2'd1;"), "\(text)")
    #expect(text.contains("initial state = 2'd1;"), "\(text)")
    #expect(text.contains("      2'd1, 2'd2: begin\n        step = 4'd4;\n      end"), "\(text)")
  }

  struct Failing: Generator {
    struct Reason: Error {}

    var interface: Interface {
      Input("a", as: .bit)
      Input("x", as: .uint(8))
      Output("y", as: .uint(8))
    }

    @Parameter var mistake = 0

    func body(_ io: IO) {
      switch mistake {
      case 0:
        // Told once: what belongs to the branch that failed is silent.
        io.when(io.x) { io.y <== 1 }.elsewhen(io.a) { io.y <== 2 }.otherwise { io.y <== 3 }
      case 1: io.when(io.a) { io.y <== 1 }
      default:
        io.y <== 0
        do { try io.when(io.a) { throw Reason() } } catch {}
        io.when(io.a) { io.y <== 1 }
      }
    }
  }

  @Test("a condition that is no Bit is told once")
  func onceTold() throws {
    do {
      _ = try Failing { $0.mistake = 0 }.circuit(in: Context()).verilog()
      Issue.record("it is taken")
    } catch let failure as Failure {
      #expect(failure.diagnostics.count == 1, "\(failure)")
      #expect("\(failure)".contains("the condition of a `when` is a Bit"), "\(failure)")
    }
  }

  @Test("an output without a value on some path is refused with the branch's place")
  func latch() throws {
    do {
      _ = try Failing { $0.mistake = 1 }.circuit(in: Context()).verilog()
      Issue.record("it is taken")
    } catch let failure as Failure {
      #expect("\(failure)".contains("in the `otherwise` of the `when` at"), "\(failure)")
    }
  }

  @Test("an error thrown in a branch ends the branch")
  func thrown() throws {
    let text = try Failing { $0.mistake = 2 }.circuit(in: Context()).verilog()
    #expect(text.contains("    y = 8'b0;\n    if (a) begin\n      y = 8'd1;\n    end\n"), "\(text)")
  }
}
