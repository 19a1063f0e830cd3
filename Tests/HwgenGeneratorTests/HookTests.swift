import HwgenGenerator
import HwgenSupport
import HwgenTypes
import Testing

/// Host functions in expressions, and members.
@Suite struct HookTests {
  let fixture = GeneratorFixture()

  private func doubling() throws(Failure) -> ClosureHook {
    let expressions = fixture.context.types.expressions
    let hook = ClosureHook { (arguments, _) throws(Failure) in try expressions.add(arguments[0], arguments[0]) }
    try fixture.context.hooks.declare("double", hook)
    return hook
  }

  @Test("a hook is asked once for the same arguments, wherever it is called")
  func once() throws {
    let hook = try doubling()
    let generator = try fixture.unbuilt(
      "G", "n: int, m: int = hook double(n): int",
      "in a: UInt(hook double(n): int); in b[i]: UInt(hook double(i): int) for i in 4..<6")
    let ports = fixture.context.portText(of: try fixture.circuit(generator, "4"))
    #expect(ports == "in a, b_4: UInt(8); in b_5: UInt(10)")
    #expect(hook.calls == 2)
    _ = try fixture.circuit(generator, "4")
    _ = try fixture.circuit(generator, "4, 9")
    #expect(hook.calls == 2)
    #expect(try fixture.circuit(generator, "hook double(2): int, 8") == fixture.circuit(generator, "4"))
    #expect(hook.calls == 3)
  }

  @Test("a hook that fails is asked again, and its failure names the call")
  func failing() throws {
    var isWell = false
    let expressions = fixture.context.types.expressions
    let hook = ClosureHook { (_, _) throws(Failure) in
      var failure = Failure(.hostFailure, "out of order")
      failure.hostToken = 77
      guard isWell else { throw failure }
      return expressions.integer(5)
    }
    try fixture.context.hooks.declare("fickle", hook)
    let generator = try fixture.unbuilt("G", "n: int", "in a: UInt(1 + hook fickle(n): int)")
    do {
      _ = try fixture.circuit(generator, "3")
      Issue.record("the hook failed, and the request did not")
    } catch {
      #expect(error.hostToken == 77)
      #expect(
        error.description == """
          g.py:9: error HW8001: in `hook fickle(n): int`: out of order
            g.py:9: note: in the interface of G(n = 3)
          """)
    }
    isWell = true
    #expect(fixture.context.portText(of: try fixture.circuit(generator, "3")) == "in a: UInt(6)")
  }

  @Test("unknown hooks, taken names and values of another kind are told")
  func wrong() throws {
    _ = try doubling()
    let expressions = fixture.context.types.expressions
    try fixture.context.hooks.declare("odd", ClosureHook { (_, _) throws(Failure) in expressions.boolean(true) })
    #expect(
      message { _ = try fixture.ports("n: int", "in a: UInt(hook nowhere(n): int)", "3") }
        .hasPrefix("g.py:9: error HW1021: in `hook nowhere(n): int`: no hook is declared as `nowhere`"))
    #expect(
      message { _ = try fixture.ports("n: int", "in a: UInt(hook odd(n): int)", "3") }
        .hasPrefix(
          "g.py:9: error HW1003: in `hook odd(n): int`: hook `odd` must give an integer, and gave a boolean"))
    #expect(
      message {
        try fixture.context.hooks.declare("odd", ClosureHook { (_, _) throws(Failure) in expressions.integer(0) })
      }
        == "error HW9006: a hook `odd` is already declared\n  fix: choose another name")
    #expect(
      message {
        try fixture.context.hooks.declare("", ClosureHook { (_, _) throws(Failure) in expressions.integer(0) })
      }
      .contains("HW1020"))
  }

  @Test("a hook may ask for circuits, also for the one that it was asked for")
  func reentrant() throws {
    let fixture = fixture
    let expressions = fixture.context.types.expressions
    var inner: GeneratorID?
    try fixture.context.hooks.declare(
      "ports",
      ClosureHook { (arguments, _) throws(Failure) in
        if expressions.smallInteger(of: arguments[0]) == 0 { return expressions.integer(1) }
        let below = try expressions.subtract(arguments[0], expressions.integer(1))
        let circuit = try fixture.context.circuit(inner!, .init(positional: [below]))
        return expressions.integer(
          1 + fixture.context.types.width(of: fixture.context.netlist.ports(of: circuit)[0].type))
      })
    inner = try fixture.unbuilt("G", "n: int", "in a: UInt(hook ports(n): int)")
    #expect(fixture.context.portText(of: try fixture.circuit(inner!, "50")) == "in a: UInt(51)")
    #expect(fixture.context.portText(of: try fixture.circuit(inner!, "7")) == "in a: UInt(8)")
  }

  @Test("hooks that lead to hooks without end are stopped, and the context goes on")
  func endless() throws {
    let fixture = fixture
    let expressions = fixture.context.types.expressions
    var inner: GeneratorID?
    try fixture.context.hooks.declare(
      "more",
      ClosureHook { (arguments, _) throws(Failure) in
        let above = try expressions.add(arguments[0], expressions.integer(1))
        return expressions.integer(Int(try fixture.context.circuit(inner!, .init(positional: [above])).raw))
      })
    inner = try fixture.unbuilt("G", "n: int", "in a: UInt(hook more(n): int)")
    let refusal = message { _ = try fixture.circuit(inner!, "0") }
    #expect(refusal.contains("HW1021") && refusal.contains("nested 100 deep, the last is `more`"), "\(refusal)")
    #expect(try fixture.ports("n: int", "in a: UInt(n)", "3") == "in a: UInt(3)")
  }

  @Test("members and parameters are asked for by name, and one that is not there is told with those that are")
  func members() throws {
    let hook = try doubling()
    let generator = try fixture.unbuilt(
      "G", "n: int, derived m = n + 1", "in a: Bit",
      members: "latency: int = hook double(m): int; word: type = UInt(n); ratio: int = 12 / n")
    let circuit = try fixture.circuit(generator, "4")
    #expect(hook.calls == 0)
    #expect(try fixture.integer("latency", circuit) == 10)
    #expect(try fixture.integer("m", circuit) == 5)
    #expect(try fixture.context.memberText(of: circuit) == "latency: int = 10; word: type = UInt(4); ratio: int = 3")
    #expect(
      message { _ = try fixture.context.value("speed", of: circuit) }
        == "error HW1022: G has no parameter or member `speed`; it has n, m, latency, word, ratio")
    #expect(
      message { _ = try fixture.context.value("ratio", of: try fixture.circuit(generator, "0")) } == """
        g.py:1: error HW1011: in `12 / n`: division by zero, n = 0
          g.py:1: note: in ratio of G_0
        """)
    let module = try fixture.context.module(name: "M", interface: "")
    #expect(
      message { _ = try fixture.context.value("n", of: module.id) }
        == "error HW1022: M has no generator, so no parameter `n`")
  }
}
