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
  /// None if it is poisoned.
  private let net: NetID
  /// Where the nets of its outputs begin in the body's, once one has been read.
  private var firstOutput = -1

  init(_ body: Body, _ circuit: Circuit, _ name: String, late: [String]? = nil) {
    self.body = body
    self.circuit = circuit.id
    let signal = body.operation { (builder) throws(Failure) in
      guard circuit.context === body.context else {
        throw Failure(
          .foreignHandle, "\(circuit.name) belongs to another context than \(body.name)", at: builder.place)
      }
      let name = name.isEmpty ? NameID.none : body.netlist.names.intern(name)
      if let late { return try builder.instance(of: circuit.id, name: name, arguments: late.joined(separator: ", ")) }
      return try builder.instance(of: circuit.id, name: name)
    }
    net = signal.isNet ? signal.net : .none
  }

  /// One that is there, or what failed.
  init(_ body: Body, made signal: Signal) {
    self.body = body
    let definition = signal.isNet ? try? body.builder?.definition(of: signal.net) : nil
    circuit = definition ?? body.circuit
    net = definition == nil ? .none : signal.net
  }

  init(poisonedIn body: Body) {
    self.body = body
    circuit = body.circuit
    net = .none
  }

  /// The instance as a net, for what is told of it as a whole.
  var signal: Signal { net == .none ? body.poison : Signal(body, net: net) }

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
    for (name, value) in inputs { connect(name, value.signal) }
    return self
  }

  /// Connects an input, as `port(name).drive(value)` does; a value that is a net needs no signal for the input.
  private func connect(_ name: String, _ value: Signal) {
    guard net != .none, value.isNet, value.body === body, let builder = body.builder,
      let index = body.netlist.portIndex(name, of: circuit), body.netlist.port(index, of: circuit).direction.isOperand
    else { return port(name).drive(value, isLocated: true) }
    do throws(Failure) { try builder.connect(net, port: index, to: value.net) } catch { body.record(error) }
  }

  private func port(_ name: String) -> Signal {
    if net == .none { return body.poison }
    let netlist = body.netlist
    guard let index = netlist.portIndex(name, of: circuit) else {
      if let group = body.group(name, of: circuit, net) { return group }
      return body.operation { (builder) throws(Failure) in
        throw body.context.core.missingPort(name, of: circuit, at: builder.place)
      }
    }
    if netlist.port(index, of: circuit).direction.isOperand {
      return Signal(body, Signal.inputFlag | index << 32 | net.index)
    }
    if firstOutput < 0 { firstOutput = body.addOutputs(netlist.portCount(of: circuit)) }
    let known = body.outputs[firstOutput + index]
    if known != .none { return Signal(body, net: known) }
    let output = body.operation { (builder) throws(Failure) in try builder.output(net, port: index) }
    if output.isNet { body.outputs[firstOutput + index] = output.net }
    return output
  }
}
