import HwgenTypes

/// What a module is, as seen from outside, to those who ask for clock domains. Made by the search for crossings when it
/// has passed a module, read wherever the module is instantiated.
///
/// Ports of one *class* are of one clock domain: that of the class, or, if it has none, whatever the instance has there.
final class DomainSummary {
  /// A clock domain of one module.
  enum Domain: BitwiseCopyable {
    /// That of a port of type Clock.
    case port(Int)
    /// That of a clock which a cell of the module makes.
    case made(NetID)
    /// One that an instance has for itself.
    case inner(instance: NetID, domain: Int32)
  }

  static let none: Int32 = -1

  /// By port: its class, or none for what is constant, or declared to be of no domain.
  var classOfPort: ContiguousArray<Int32> = []
  /// By class: its domain or none.
  var domainOfClass: ContiguousArray<Int32> = []
  var domains: ContiguousArray<Domain> = []

  init() {}

  /// For a module without an inside. One clock is that of all its ports, without a clock they are of one domain, and with
  /// several nothing is known of the others.
  init(external id: ModuleID, in netlist: Netlist) {
    let ports = netlist.ports(of: id)
    let clocks = ports.count { $0.type == .clock && $0.direction == .input }
    for (index, port) in ports.enumerated() where port.type == .clock {
      domains.append(port.direction == .input ? .port(index) : .made(NetID(index)))
    }
    var clock: Int32 = 0
    for port in ports {
      if port.direction == .inout {
        classOfPort.append(DomainSummary.none)
        continue
      }
      classOfPort.append(Int32(domainOfClass.count))
      if port.type == .clock {
        domainOfClass.append(clock)
        clock += 1
      } else {
        domainOfClass.append(DomainSummary.none)
      }
    }
    defer { takeDeclared(netlist.external(id)) }
    guard clocks <= 1 else { return }
    let shared = ports.enumerated().first {
      clocks == 1
        ? $0.element.type == .clock && $0.element.direction == .input
        : $0.element.type != .clock && $0.element.direction != .inout
    }
    guard let shared else { return }
    let shares = classOfPort[shared.offset]
    for (index, port) in ports.enumerated() where port.type != .clock && port.direction != .inout {
      classOfPort[index] = shares
    }
  }
}
