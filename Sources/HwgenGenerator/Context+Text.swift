import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// What is known of a circuit before its body runs, as text.
extension Context {
  /// The arguments that ask for the circuit: `bits = 16, has_ce = false`. Empty for a module without a generator.
  public func argumentText(of circuit: CircuitID) -> String {
    guard let id = generator(of: circuit) else { return "" }
    return argumentText(self[id], values(of: circuit))
  }

  /// The ports: `in I0, I1: UInt(16); out O: UInt(16)`.
  public func portText(of circuit: CircuitID) -> String {
    InterfaceTemplate(
      ports: netlist.ports(of: circuit).map {
        PortTemplate(name: $0.name, direction: $0.direction, type: $0.type, repetition: nil, condition: nil)
      }
    ).text(in: types)
  }

  /// The members with their values: `latency: int = 0`. Throws what evaluating one throws.
  public func memberText(of circuit: CircuitID) throws(Failure) -> String {
    guard let id = generator(of: circuit) else { return "" }
    var members: [Member] = []
    for member in self[id].members {
      members.append(
        Member(name: member.name, kind: member.kind, value: try value(names[member.name], of: circuit)))
    }
    return self[id].schema.text(of: members, in: types)
  }
}
