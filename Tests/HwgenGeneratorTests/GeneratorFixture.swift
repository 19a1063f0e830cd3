import HwgenBits
import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import HwgenVerilog
import Testing

/// A body made of a closure.
final class ClosureBody: CircuitBody {
  typealias Work = (ModuleBuilder, CircuitID) throws(Failure) -> Void
  private let work: Work
  init(_ work: @escaping Work) { self.work = work }
  func build(_ builder: ModuleBuilder, _ circuit: CircuitID) throws(Failure) { try work(builder, circuit) }
}

/// A hook made of a closure, which counts its calls.
final class ClosureHook: HookFunction {
  typealias Work = ([ExprID], ValueKind) throws(Failure) -> ExprID
  private let work: Work
  private(set) var calls = 0
  init(_ work: @escaping Work) { self.work = work }
  func call(_ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID {
    calls += 1
    return try work(arguments, kind)
  }
}

/// A context, and short ways to declare generators in it. Generator declarations stand in line 1 of `g.py`, requests in 9.
struct GeneratorFixture {
  /// How many generators there are of a name: each has an identity of its own.
  private final class Identities {
    private var counts: [String: Int] = [:]
    func next(_ name: String) -> String {
      counts[name, default: 0] += 1
      return counts[name] == 1 ? name : "\(name)#\(counts[name]!)"
    }
  }

  let context = Context()
  private let identities = Identities()
  var declared: LocationID { context.locations.intern(file: "g.py", line: 1) }
  var asked: LocationID { context.locations.intern(file: "g.py", line: 9) }

  /// Without `body` the circuits drive all their outputs with zeros.
  func generator(
    _ name: String, _ parameters: String = "", _ interface: String = "", members: String = "",
    identity: String? = nil, body: ClosureBody.Work? = nil
  ) throws(Failure) -> GeneratorID {
    let work: ClosureBody
    if let body {
      work = ClosureBody(body)
    } else {
      work = ClosureBody { (builder, _) throws(Failure) in try GeneratorFixture.driveOutputs(builder) }
    }
    return try context.declare(
      name: name, parameters: parameters, interface: interface, members: members,
      identity: identity ?? identities.next(name), at: declared,
      body: work)
  }

  /// One whose body must not run.
  func unbuilt(
    _ name: String, _ parameters: String = "", _ interface: String = "", members: String = ""
  ) throws(Failure) -> GeneratorID {
    try generator(name, parameters, interface, members: members) { (_, _) throws(Failure) in
      throw Failure(.wrongState, "the body runs")
    }
  }

  func external(
    _ name: String, _ parameters: String = "", _ interface: String = "", members: String = "",
    _ external: ExternalDescription = ExternalDescription()
  ) throws(Failure) -> GeneratorID {
    try context.declare(
      name: name, parameters: parameters, interface: interface, members: members,
      identity: identities.next(name), at: declared, body: nil, external: external)
  }

  static func driveOutputs(_ builder: ModuleBuilder) throws(Failure) {
    let types = builder.netlist.types
    for (index, port) in builder.netlist.ports(of: builder.id).enumerated() where port.direction == .output {
      let zeros = try builder.literal(0, type: try types.vector(.bits, width: types.width(of: port.type)))
      try builder.drive(builder.port(index), with: try builder.cast(zeros, to: port.type))
    }
  }

  func circuit(_ generator: GeneratorID, _ arguments: String = "") throws(Failure) -> CircuitID {
    try context.circuit(generator, text: arguments, at: asked)
  }

  /// The ports of a generator's circuit, as text. No body runs.
  func ports(_ parameters: String, _ interface: String, _ arguments: String = "") throws(Failure) -> String {
    context.portText(of: try circuit(try unbuilt("G", parameters, interface), arguments))
  }

  func name(_ circuit: CircuitID) -> String { context.netlist.text(of: circuit) }

  func integer(_ name: String, _ circuit: CircuitID) throws(Failure) -> Int {
    context.types.expressions.smallInteger(of: try context.value(name, of: circuit))!
  }

  func verilog(_ circuit: CircuitID) throws -> String {
    try VerilogPrinter(context.elaborate(circuit)).text()
  }
}

/// What `body` fails with, or that it does not.
func message(_ body: () throws -> Void) -> String {
  do { try body() } catch { return "\(error)" }
  return "no failure"
}
