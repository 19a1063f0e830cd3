import HwgenSupport
import HwgenTypes

/// One side of a join: a port of the module or of an instance, by the name that the interface gives it, or a value.
public enum JoinSide {
  /// `p`, `p_pos`, `lane_3`: a record or repeated port, a part of one, or a plain port. An instance, or none for the
  /// module's own.
  case port(String, of: NetID = .none)
  case value(NetID)
}

/// Records that are joined as a whole: each field to the field of the same name.
extension ModuleBuilder {
  /// Joins two records, repeated ports or plain ports: what can be driven on the left is driven by what is on the right,
  /// and a field that runs the other way, an input or an instance's output on the left, drives the right.
  ///
  /// Throws, with a diagnostic for each field, `missingField` for one that is on one side only, `widthMismatch` and
  /// `typeMismatch`, `directionMismatch` where neither side can be driven, `multiplyDriven`; `unknownPort` for what is no
  /// port. Linear in the fields.
  public func join(_ to: JoinSide, _ from: JoinSide) throws(Failure) {
    if case .value(let target) = to, case .value(let value) = from { return try drive(target, with: value) }
    let (left, right) = (try fields(to), try fields(from))
    var pairs: [(left: JoinField, right: JoinField)]
    switch (left, right) {
    case (.ports(let a), .ports(let b)): pairs = try paired(a, b)
    case (.ports(let ports), .value(let net)): pairs = try paired(ports, net)
    case (.value(let net), .ports(let ports)): pairs = try paired(ports, net).map { ($1, $0) }
    case (.value, .value): preconditionFailure("a drive")
    }
    var failure = Failure([Diagnostic]())
    var drives: [(sink: JoinField, source: JoinField)] = []
    for (left, right) in pairs {
      do throws(Failure) { drives.append(try oriented(left, right)) } catch { failure.diagnostics += error.diagnostics }
      if failure.diagnostics.count >= 20 { break }
    }
    if !failure.diagnostics.isEmpty { throw failure }
    for (sink, source) in drives { try drive(sink, by: try net(of: source)) }
  }

  // MARK: The fields of a side

  private enum Fields {
    case ports(PortFields)
    case value(NetID)
  }

  /// The ports that one name stands for.
  private struct PortFields {
    let instance: NetID
    let module: ModuleID
    let name: [UInt8]
    let ports: [UInt32]
  }

  /// One field of a side, which has a port of its own or is bits of a value.
  private struct JoinField {
    /// The instance, or none; or the value.
    let net: NetID
    /// Of a value: nil.
    let port: Int?
    let low: Int
    let type: TypeID
    /// What can be done with it here.
    let isSource: Bool
    let isSink: Bool
    /// Of a field of a value that runs the other way.
    let isFlipped: Bool
    /// `pos.x`; empty for the whole.
    let path: String
    /// `p.pos.x`, `inner.q.pos.x`.
    let text: String
    let place: SourceLocation?
  }

  private func fields(_ side: JoinSide) throws(Failure) -> Fields {
    switch side {
    case .value(let net):
      try check(net)
      return .value(net)
    case .port(let name, let instance):
      let module = instance == .none ? id : try definition(of: instance)
      if let known = netlist.names.find(name) {
        let bytes = Array(name.utf8)
        if let index = netlist.portIndex(known, of: module) {
          return .ports(PortFields(instance: instance, module: module, name: bytes, ports: [UInt32(index)]))
        }
        let group = netlist.group(known, of: module)
        if !group.isEmpty {
          return .ports(PortFields(instance: instance, module: module, name: bytes, ports: group))
        }
      }
      throw unknownPort(name, of: module)
    }
  }

  private func field(_ index: Int, of side: PortFields) -> JoinField {
    let port = netlist.port(index, of: side.module)
    let isOwn = side.instance == .none
    // A pad of an instance is given one of the module, as an input is.
    let isOutput = port.direction == .output
    let path = netlist.path(of: port)
    // Both begin alike but for what stands for an underscore.
    let rest = path.utf8.dropFirst(pathLength(side.name, in: port))
    let isLate = !isOwn && types.width(of: port.type) < 0
    // A pin's type has been found right when the instance was made.
    let type = isLate ? (try? pinType(side.instance, port: index)) ?? port.type : port.type
    let relative = String(decoding: rest.first == UInt8(ascii: ".") ? rest.dropFirst() : rest, as: UTF8.self)
    return JoinField(
      net: side.instance, port: index, low: 0, type: type, isSource: isOwn || isOutput,
      isSink: isOwn == isOutput, isFlipped: false, path: relative,
      text: isOwn ? path : "\(instanceName(side.instance)).\(path)", place: netlist.locations[port.location])
  }

  /// How much of a port's path its prefix takes: an index has a bracket more than the name has underscores.
  private func pathLength(_ prefix: [UInt8], in port: Port) -> Int {
    var (ordinal, length, isIndex) = (0, prefix.count, false)
    for (position, byte) in prefix.enumerated() where byte == UInt8(ascii: "_") {
      if port.isPart(ordinal) {
        if isIndex { length += 1 }
        let next = position + 1 < prefix.count ? prefix[position + 1] : 0
        isIndex = next >= UInt8(ascii: "0") && next <= UInt8(ascii: "9")
      }
      ordinal += 1
    }
    return length + (isIndex ? 1 : 0)
  }

  private func instanceName(_ instance: NetID) -> String {
    let name = draft.cells[instance.index].name
    return name.isNone ? netlist.text(of: ModuleID(raw: draft.cells[instance.index].auxiliary)) : netlist.names[name]
  }

  // MARK: Pairing

  private func paired(_ left: PortFields, _ right: PortFields) throws(Failure) -> [(left: JoinField, right: JoinField)]
  {
    var pairs: [(left: JoinField, right: JoinField)] = []
    var missing: [Diagnostic] = []
    var name = right.name
    var found: Set<Int> = []
    for port in left.ports {
      netlist.names.withBytes(of: netlist.port(Int(port), of: left.module).name) {
        name.replaceSubrange(right.name.count..., with: $0.dropFirst(left.name.count))
      }
      let known = name.withUnsafeBytes { netlist.names.find($0) }
      let own = field(Int(port), of: left)
      if let index = known.flatMap({ netlist.portIndex($0, of: right.module) }) {
        found.insert(index)
        pairs.append((own, field(index, of: right)))
      } else {
        missing.append(missingField(own, in: right))
      }
    }
    for port in right.ports where !found.contains(Int(port)) {
      missing.append(missingField(field(Int(port), of: right), in: left))
    }
    if !missing.isEmpty { throw Failure(Array(missing.prefix(20))) }
    return pairs
  }

  /// The fields of a value with the ports of their names.
  private func paired(_ side: PortFields, _ value: NetID) throws(Failure) -> [(left: JoinField, right: JoinField)] {
    var pairs: [(left: JoinField, right: JoinField)] = []
    var missing: [Diagnostic] = []
    var found: Set<Int> = []
    let valueName = draft.cells[value.index].name
    let base = valueName.isNone ? "" : netlist.names[valueName]
    scaffold.sliceBases.extend(to: value.index + 1, of: module)
    let operation = draft.cells[scaffold.sliceBases[value].net.index].operation
    let isSink = operation == .wire || operation == .register || operation == .output
    var pending = [(type: type(of: value), low: 0, name: side.name, path: "", isFlipped: false)]
    while let part = pending.popLast() {
      let known = part.name.withUnsafeBytes { netlist.names.find($0) }
      let path = part.path.utf8.first == UInt8(ascii: ".") ? String(part.path.dropFirst()) : part.path
      let index = known.flatMap { netlist.portIndex($0, of: side.module) }
      let own = JoinField(
        net: value, port: nil, low: part.low, type: part.type, isSource: true, isSink: isSink,
        isFlipped: part.isFlipped,
        path: path, text: base.isEmpty ? path : base + part.path,
        place: netlist.locations[draft.cells[value.index].location])
      if let index {
        found.insert(index)
        pairs.append((field(index, of: side), own))
      } else if known.map({ netlist.group($0, of: side.module).isEmpty }) ?? true {
        missing.append(missingField(own, in: side))
      } else if part.path.isEmpty, types.kind(of: part.type) != .record, types.kind(of: part.type) != .array {
        throw Failure(
          .missingField,
          "\(described(value)) is no record, and \(text(of: side)) is \(side.ports.count) ports: \(portNames(side))",
          at: place, notes: madeNotes(value), fix: "join a record of the same fields, or drive each by itself")
      } else if types.kind(of: part.type) == .record {
        var low = part.low + types.width(of: part.type)
        for field in types.fields(of: part.type) {
          low -= types.width(of: field.type)
          let name = netlist.names[field.name]
          pending.append(
            (
              field.type, low, part.name + [UInt8(ascii: "_")] + Array(name.utf8), "\(part.path).\(name)",
              part.isFlipped != field.isFlipped
            ))
        }
      } else if types.kind(of: part.type) == .array {
        let element = types.element(of: part.type)
        for position in 0..<types.width(of: part.type) / types.width(of: element) {
          pending.append(
            (
              element, part.low + position * types.width(of: element), part.name + Array("_\(position)".utf8),
              "\(part.path)[\(position)]", part.isFlipped
            ))
        }
      } else {
        missing.append(missingField(own, in: side))
      }
    }
    for port in side.ports where !found.contains(Int(port)) {
      missing.append(missingField(field(Int(port), of: side), inValue: value))
    }
    if !missing.isEmpty { throw Failure(Array(missing.prefix(20))) }
    return pairs.sorted { ($0.left.port ?? 0) < ($1.left.port ?? 0) }
  }

  private func text(of side: PortFields) -> String {
    let name = String(decoding: side.name, as: UTF8.self)
    return Identifier.quoted(side.instance == .none ? name : "\(instanceName(side.instance)).\(name)")
  }

  private func portNames(_ side: PortFields) -> String {
    let names = side.ports.prefix(20).map { netlist.names[netlist.port(Int($0), of: side.module).name] }
    return names.joined(separator: ", ") + (side.ports.count > 20 ? ", …" : "")
  }

  private func missingField(_ field: JoinField, in side: PortFields) -> Diagnostic {
    missingField(field, text(of: side))
  }

  private func missingField(_ field: JoinField, inValue value: NetID) -> Diagnostic {
    missingField(field, described(value))
  }

  private func missingField(_ field: JoinField, _ other: String) -> Diagnostic {
    // A whole that is a plain port, and many on the other side.
    let what =
      field.path.isEmpty
      ? "\(Identifier.quoted(field.text)) is one port, and \(other) has fields"
      : "no field \(Identifier.quoted(field.path)) in \(other), with which \(Identifier.quoted(field.text)) is to be joined"
    return Diagnostic(
      .missingField, what,
      at: place, notes: field.place.map { [.init("\(Identifier.quoted(field.text)) is made here", at: $0)] } ?? [],
      fix: "join records of the same fields, or join field by field")
  }

  // MARK: Directions and types

  private func oriented(_ left: JoinField, _ right: JoinField) throws(Failure) -> (sink: JoinField, source: JoinField) {
    // A port runs one way; a value as its type says, if what it is joined to does.
    var isBackward = left.port == nil ? left.isFlipped : !left.isSink
    if left.port == nil, !(isBackward ? right : left).isSink || !(isBackward ? left : right).isSource {
      isBackward.toggle()
    }
    let (sink, source) = isBackward ? (right, left) : (left, right)
    guard sink.isSink, source.isSource else {
      let reason =
        !sink.isSink
        ? "neither of them can be driven here"
        : "\(Identifier.quoted(source.text)) is an input of an instance, and gives no value"
      throw Failure(
        .directionMismatch,
        "\(fieldText(left))\(Identifier.quoted(left.text)) and \(Identifier.quoted(right.text)) are joined: \(reason)",
        at: place, notes: placeNotes(left, right))
    }
    if sink.type != source.type, !isAdaptable(source.type, to: sink.type) {
      let (wanted, given) = (types.extent(of: sink.type), types.extent(of: source.type))
      let isLate = max(wanted, given) >= TypeStore.lateExtent
      throw Failure(
        wanted == given ? .typeMismatch : isLate ? .lateWidths : .widthMismatch,
        "\(fieldText(left))\(Identifier.quoted(sink.text)), \(types.briefText(sink.type)), is driven by \(Identifier.quoted(source.text)), \(types.briefText(source.type))"
          + (wanted == given || isLate ? "" : ": \(wanted) bits against \(given)"), at: place,
        notes: placeNotes(sink, source))
    }
    if let port = sink.port, sink.net != .none {
      let definition = ModuleID(raw: draft.cells[sink.net.index].auxiliary)
      let slot = Int(draft.cells[sink.net.index].firstOperand) + netlist.inputSlot(port, of: definition)
      guard draft.operands[slot] == .none else {
        throw Failure(
          .multiplyDriven, "\(fieldText(left))input \(Identifier.quoted(sink.text)) is connected twice", at: place,
          notes: madeNotes(draft.operands[slot]))
      }
    }
    return (sink, source)
  }

  private func isAdaptable(_ type: TypeID, to target: TypeID) -> Bool {
    let kind = types.kind(of: target)
    return isRelaxed && (kind == .bits || kind == .uint || kind == .sint) && types.kind(of: type) == kind
  }

  private func fieldText(_ field: JoinField) -> String {
    field.path.isEmpty ? "" : "field \(Identifier.quoted(field.path)): "
  }

  private func placeNotes(_ fields: JoinField...) -> [Diagnostic.Note] {
    fields.compactMap { field in
      field.place.map { .init("\(Identifier.quoted(field.text)) is made here", at: $0) }
    }
  }

  // MARK: Driving

  private func net(of field: JoinField) throws(Failure) -> NetID {
    guard let port = field.port else { return try extract(field.net, low: field.low, type: field.type) }
    return field.net == .none ? self.port(port) : try output(field.net, port: port)
  }

  private func drive(_ field: JoinField, by value: NetID) throws(Failure) {
    if let port = field.port, field.net != .none { return try connect(field.net, port: port, to: value) }
    try drive(try net(of: field), with: value)
  }
}
