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
  private let net: Signal
  /// Never asked for if the instance is poisoned.
  private let ports: Netlist.Ports
  /// The net of each output that has been read.
  private var outputs: ContiguousArray<NetID> = []

  init(_ body: Body, _ circuit: Circuit, _ name: String) {
    self.body = body
    self.circuit = circuit.id
    let core = body.context.core
    net = body.operation { (builder) throws(Failure) in
      guard circuit.context === body.context else {
        throw Failure(
          .foreignHandle, "\(circuit.name) belongs to another context than \(body.name)", at: builder.place)
      }
      return try builder.instance(of: circuit.id, name: name.isEmpty ? .none : core.names.intern(name))
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

  public subscript(name: String, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    body.locate(file, line)
    return port(name)
  }

  @discardableResult
  public func dynamicallyCall(withKeywordArguments inputs: KeyValuePairs<String, any SignalValue>) -> Instance {
    for (name, value) in inputs { port(name).drive(value.signal, isLocated: true) }
    return self
  }

  private func port(_ name: String) -> Signal {
    if net.isPoisoned { return net }
    guard let index = index(of: name) else {
      return body.operation { (builder) throws(Failure) in
        throw body.context.core.missingPort(name, of: circuit, at: builder.place)
      }
    }
    if ports[index].direction == .input { return Signal(body, Signal.inputFlag | index << 32 | net.payload) }
    if outputs.isEmpty { outputs = ContiguousArray(filledWith: .none, count: ports.count) }
    if outputs[index] != .none { return Signal(body, net: outputs[index]) }
    let output = body.operation { (builder) throws(Failure) in try builder.output(net.net, port: index) }
    if output.isNet { outputs[index] = output.net }
    return output
  }

  private func index(of name: String) -> Int? {
    guard let id = body.context.core.names.find(name) else { return nil }
    return ports.firstIndex { $0.name == id }
  }
}
