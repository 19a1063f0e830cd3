import HwgenGenerator
import HwgenNetlist
import HwgenSupport

/// An instance of a circuit: outputs are read and inputs are driven by name. Made by `IO.instance`.
///
/// Called with inputs by name it connects them: `pe(clk: io.clk, a: a)`.
@dynamicMemberLookup
@dynamicCallable
public final class Instance {
  let body: Body
  private let circuit: CircuitID
  let net: Signal
  /// Never asked for if the instance is poisoned.
  private let ports: Netlist.Ports
  /// The net of each output that has been read.
  private var outputs: ContiguousArray<NetID> = []

  init(_ body: Body, _ circuit: Circuit, _ name: String, late: [String]? = nil) {
    self.body = body
    self.circuit = circuit.id
    let core = body.context.core
    net = body.operation { (builder) throws(Failure) in
      guard circuit.context === body.context else {
        throw Failure(
          .foreignHandle, "\(circuit.name) belongs to another context than \(body.name)", at: builder.place)
      }
      let name = name.isEmpty ? NameID.none : core.names.intern(name)
      if let late { return try builder.instance(of: circuit.id, name: name, arguments: late.joined(separator: ", ")) }
      return try builder.instance(of: circuit.id, name: name)
    }
    ports = core.netlist.ports(of: net.isPoisoned ? body.circuit : circuit.id)
  }

  init(poisonedIn body: Body) {
    self.body = body
    circuit = body.circuit
    net = body.poison
    ports = body.ports
  }

  /// An output to read, or an input to drive.
  public subscript(dynamicMember name: String) -> Signal { port(name) }

  /// The same with a computed name, and with a place. A port that there is not is recorded (HW2008 or HW2009), and poisoned.
  public subscript(name: String, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    body.locate(file, line)
    return port(name)
  }

  /// Connects inputs by name: each once (HW2002), with a value of the port's type. The instance itself.
  @discardableResult
  public func dynamicallyCall(withKeywordArguments inputs: KeyValuePairs<String, any SignalValue>) -> Instance {
    for (name, value) in inputs { port(name).drive(value.signal, isLocated: true) }
    return self
  }

  private func port(_ name: String) -> Signal {
    if net.isPoisoned { return net }
    let core = body.context.core
    guard let index = core.names.find(name).flatMap({ core.portIndex($0, of: circuit) }) else {
      if let group = body.group(name, of: circuit, net.net) { return group }
      return body.operation { (builder) throws(Failure) in
        throw core.missingPort(name, of: circuit, at: builder.place)
      }
    }
    if ports[index].direction.isOperand { return Signal(body, Signal.inputFlag | index << 32 | net.payload) }
    if outputs.isEmpty { outputs = ContiguousArray(filledWith: .none, count: ports.count) }
    if outputs[index] != .none { return Signal(body, net: outputs[index]) }
    let output = body.operation { (builder) throws(Failure) in try builder.output(net.net, port: index) }
    if output.isNet { outputs[index] = output.net }
    return output
  }
}
