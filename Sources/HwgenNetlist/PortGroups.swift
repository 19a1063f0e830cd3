import HwgenSupport

/// Which ports a record or repeated port became, by its name or by that of a part of it: `p`, `p_pos`, `lane_3`.
///
/// A netlist keeps one. The ports of a module are entered when one of its groups is first asked for.
struct PortGroups {
  private struct Key: Hashable {
    let module: ModuleID
    let name: NameID
  }

  private var groups: [Key: [UInt32]] = [:]
  private var entered: Set<ModuleID> = []

  /// The indices of the ports in order; none if it is no such name. `ports` are all that the module has.
  mutating func ports(_ name: NameID, in ports: Netlist.Ports, of module: ModuleID, _ names: NameTable) -> [UInt32] {
    if entered.insert(module).inserted {
      // Ports that were read from a netlist's text do not say where they are parts: each underscore may be such a place.
      let areMarked = ports.contains { $0.partMarks != 0 }
      for (index, port) in ports.enumerated() {
        let text = names.withBytes(of: port.name) { Array($0) }
        var ordinal = 0
        for (position, byte) in text.enumerated() where byte == UInt8(ascii: "_") {
          if position > 0, !areMarked || port.isPart(ordinal) {
            let prefix = text[..<position].withUnsafeBytes { names.intern($0) }
            groups[Key(module: module, name: prefix), default: []].append(UInt32(index))
          }
          ordinal += 1
        }
      }
    }
    return groups[Key(module: module, name: name)] ?? []
  }
}

extension Port {
  /// Whether what stands behind an underscore of the name is a field or an index of what stands before it.
  func isPart(_ ordinal: Int) -> Bool { ordinal < UInt32.bitWidth && partMarks >> UInt32(ordinal) & 1 == 1 }
}

extension Netlist {
  /// The ports that a record or repeated port of a module became, or a part of one; none if there is none of that name.
  public func group(_ name: NameID, of module: ModuleID) -> [UInt32] {
    portGroups.ports(name, in: ports(of: module), of: module, names)
  }

  /// A port as its interface has it: `p.pos.x` for the port `p_pos_x` that a record became, `lane[3].valid`.
  func path(of port: Port) -> String {
    if port.partMarks == 0 { return names[port.name] }
    var path: [UInt8] = []
    var ordinal = 0
    var isIndex = false
    let text = names.withBytes(of: port.name) { Array($0) }
    for (position, byte) in text.enumerated() {
      var isSeparator = false
      if byte == UInt8(ascii: "_") {
        isSeparator = port.isPart(ordinal)
        ordinal += 1
      }
      guard isSeparator else {
        path.append(byte)
        continue
      }
      if isIndex { path.append(UInt8(ascii: "]")) }
      // A field's name begins with no digit.
      let next = position + 1 < text.count ? text[position + 1] : 0
      isIndex = next >= UInt8(ascii: "0") && next <= UInt8(ascii: "9")
      path.append(isIndex ? UInt8(ascii: "[") : UInt8(ascii: "."))
    }
    if isIndex { path.append(UInt8(ascii: "]")) }
    return String(decoding: path, as: UTF8.self)
  }
}
