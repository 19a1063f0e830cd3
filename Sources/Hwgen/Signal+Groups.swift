import HwgenNetlist
import HwgenSupport

/// Record and repeated ports as a whole: `io.p <== inner.q` joins them field by field.
///
/// In the module such a port is many, `p_valid` and `p_ready`. `io.p` stands for all of them: it can be joined with another
/// one, or with a record, and has parts, `io.p["valid"]` and `io.lanes[0]`; it has no value of its own. A field that runs
/// the other way is driven on the right. HW2103 for a field that one side lacks.
extension Signal {
  /// Above it stand the name of the ports and, in the low half, the instance, or none for the module itself.
  static let groupFlag: Int = 1 << 61

  static func isGroup(_ payload: Int) -> Bool { payload > 0 && payload & inputFlag == 0 && payload & groupFlag != 0 }

  init(_ body: Body, group name: NameID, of instance: NetID) {
    self.init(body, Signal.groupFlag | Int(name.raw) << 32 | Int(instance.raw))
  }

  var isGroup: Bool { body != nil && Signal.isGroup(payload) }

  /// The name of the ports of a group.
  var groupName: NameID { NameID(raw: UInt32(truncatingIfNeeded: (payload & ~Signal.groupFlag) >> 32)) }

  /// A part of a group: a port, or a group again.
  func part(of body: Body, _ suffix: String, _ file: StaticString, _ line: UInt) -> Signal {
    body.locate(file, line)
    let name = body.context.core.names[groupName] + "_" + suffix
    return body.port(name, of: net)
  }

  /// What it is in a join.
  func side(_ body: Body, _ builder: ModuleBuilder) throws(Failure) -> JoinSide {
    guard self.body === body else { return .value(try body.net(self)) }
    if isGroup { return .port(builder.netlist.names[groupName], of: net) }
    if payload > 0, payload & Signal.inputFlag != 0 {
      let port = builder.netlist.ports(of: try builder.definition(of: net))[(payload & ~Signal.inputFlag) >> 32]
      return .port(builder.netlist.names[port.name], of: net)
    }
    return .value(try body.net(self))
  }
}
