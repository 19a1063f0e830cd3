import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Types as a package of SystemVerilog, for who uses a design from there: benches, and modules around it.
///
/// Made by `VerilogPrinter.package` for one text. Each type has a typedef after those that it is made of.
struct PackageText {
  /// How a type stands in a declaration: `logic`, and `[7:0]` behind it; of a structure the members too.
  private struct Form {
    var base: String
    var dimensions = ""
    var members: [String] = []

    init(_ base: String, _ dimensions: String = "") { (self.base, self.dimensions) = (base, dimensions) }

    init(members: [String]) {
      base = "struct packed {\(members.joined(separator: " "))}"
      self.members = members
    }

    var text: String { dimensions.isEmpty ? base : "\(base) \(dimensions)" }
  }

  private let types: TypeStore
  /// The names of typedefs, and what the members of enumerations are called after.
  private var typedefs: ContiguousArray<(name: String, members: String)?>
  private var forms: ContiguousArray<Form?>
  private(set) var lines = ""

  init(_ types: TypeStore) {
    self.types = types
    typedefs = ContiguousArray(repeating: nil, count: types.count)
    forms = ContiguousArray(repeating: nil, count: types.count)
  }

  /// Gives types their names. Where different types have one, all of them get a digest of what they are.
  mutating func name(_ named: [(type: TypeID, name: String)]) {
    var counts: [String: Int] = [:]
    for (_, name) in named { counts[name, default: 0] += 1 }
    for (type, name) in named {
      // The members of a tag are called after its union.
      let own = types.enumeration(of: type).map { $0.name.isNone ? name : Identifier.legalised(types.names[$0.name]) }
      let digest = counts[name]! > 1 ? "_" + Digest.text(StableHash.of(types.text(type)), count: 6) : ""
      typedefs[Int(type.raw)] = (name + digest, (own ?? name) + digest)
    }
  }

  /// Writes the typedef of a type that has a name, and before it those of all that it is made of.
  mutating func write(_ type: TypeID) {
    var open = [type]
    func add(_ type: TypeID) { if forms[Int(type.raw)] == nil { open.append(type) } }
    while let top = open.last {
      let count = open.count
      if forms[Int(top.raw)] == nil {
        switch types.kind(of: top) {
        case .array: add(types.element(of: top))
        case .record: for field in types.fields(of: top) { add(field.type) }
        case .union: add(types.union(of: top)!.tag)
        default: break
        }
      }
      if open.count > count { continue }
      open.removeLast()
      if forms[Int(top.raw)] == nil { forms[Int(top.raw)] = form(of: top) }
    }
  }

  private mutating func form(of type: TypeID) -> Form {
    let form: Form
    let name = typedefs[Int(type.raw)]
    switch types.kind(of: type) {
    case .enumeration:
      let enumeration = types.enumeration(of: type)!
      guard let (name, owner) = name else { return vector(enumeration.width) }
      lines += "  typedef enum \(vector(enumeration.width).text) {\n"
      for (index, member) in enumeration.members.enumerated() {
        let code = "\(enumeration.width)'h\(enumeration.codes[index].hexadecimal())"
        let end = index + 1 < enumeration.members.count ? "," : ""
        lines += "    \(Identifier.legalised("\(owner)_\(types.names[member])")) = \(code)\(end)\n"
      }
      lines += "  } \(name);\n"
      return Form(name)
    case .union:
      let union = types.union(of: type)!
      let payload = types.width(of: type) - types.width(of: union.tag)
      let members = ["\(forms[Int(union.tag.raw)]!.text) tag;"]
      form = Form(members: payload > 0 ? members + ["\(vector(payload).text) payload;"] : members)
    case .record:
      var members: [String] = []
      for field in types.fields(of: type) {
        members.append("\(forms[Int(field.type.raw)]!.text) \(Identifier.legalised(types.names[field.name]));")
      }
      form = Form(members: members)
    case .array:
      let element = types.element(of: type)
      let inner = forms[Int(element.raw)]!
      let count = types.width(of: type) / types.width(of: element)
      form = Form(inner.base == "logic signed" ? "logic" : inner.base, "[\(count - 1):0]\(inner.dimensions)")
    default:
      let width = types.width(of: type)
      form = types.isSigned(type) ? Form("logic signed", "[\(width - 1):0]") : vector(width)
    }
    guard let name = name?.name else { return form }
    if form.members.isEmpty {
      lines += "  typedef \(form.text) \(name);\n"
    } else {
      lines += "  typedef struct packed {\n"
      for member in form.members { lines += "    \(member)\n" }
      lines += "  } \(name);\n"
    }
    return Form(name)
  }

  private func vector(_ width: Int) -> Form {
    width == 1 ? Form("logic") : Form("logic", "[\(width - 1):0]")
  }
}

extension VerilogPrinter {
  /// The types of the design as a package of SystemVerilog that is called after the root, `Top_pkg`: each enumeration and
  /// union that has a name and is the type of a port or of anything in a module, and what `types` names besides, `packet_t
  /// = {data: UInt(8), valid: Bit}; lanes_t = Array(4, UInt(8))`.
  ///
  /// A record is a packed struct, an enumeration an `enum` whose members are called as in the text, `State_idle`, a union a
  /// struct of its tag and payload. The text of the design does not use it. Throws `typeSyntax`, `badName`,
  /// `duplicateMember` for a name that is given twice, `badType` for a record with flipped fields.
  public func package(types given: String = "", at location: SourceLocation? = nil) throws(Failure) -> String {
    let types = design.netlist.types
    let listed = try named(given, at: location)
    var all: ContiguousArray<TypeID> = []
    var seen = ContiguousArray(repeating: false, count: types.count)
    func find(_ type: TypeID) {
      var pending = [type]
      while let type = pending.popLast() {
        if seen[Int(type.raw)] { continue }
        seen[Int(type.raw)] = true
        all.append(type)
        switch types.kind(of: type) {
        case .array: pending.append(types.element(of: type))
        case .record: pending += types.fields(of: type).map(\.type).reversed()
        case .union: pending += types.union(of: type)!.variants.compactMap(\.payload).reversed()
        default: break
        }
      }
    }
    for (type, _) in listed { find(type) }
    for id in design.modules {
      for port in design.netlist.ports(of: id) { find(port.type) }
      guard let module = design.module(id) else { continue }
      for cell in module.cells { find(cell.type) }
    }
    var named = listed
    var isNamed = ContiguousArray(repeating: false, count: types.count)
    for (type, _) in listed { isNamed[Int(type.raw)] = true }
    func add(_ type: TypeID, _ name: NameID, _ suffix: String) {
      if name.isNone || isNamed[Int(type.raw)] { return }
      isNamed[Int(type.raw)] = true
      named.append((type, Identifier.legalised(types.names[name] + suffix)))
    }
    // Unions first: the enumeration of a tag has its union's name.
    for type in all {
      guard let union = types.union(of: type) else { continue }
      add(union.tag, union.name, "_tag")
      add(type, union.name, "")
    }
    for type in all {
      if let enumeration = types.enumeration(of: type) { add(type, enumeration.name, "") }
    }
    var package = PackageText(types)
    package.name(named)
    for (type, _) in named { package.write(type) }
    let header = ByteWriter.string { printHeader(to: &$0) }
    return "\(header)package \(moduleNames[0])_pkg;\n\(package.lines)endpackage\n"
  }

  /// `packet_t = {data: UInt(8), valid: Bit}; lanes_t = Array(4, UInt(8))`.
  private func named(
    _ text: String, at location: SourceLocation?
  ) throws(Failure) -> [(type: TypeID, name: String)] {
    let types = design.netlist.types
    var result: [(type: TypeID, name: String)] = []
    var scanner = TextScanner(text, location: location, code: .typeSyntax)
    while !scanner.isAtEnd {
      let start = scanner.position
      let name = try scanner.expectIdentifier("the name of a type")
      if let objection = Identifier.objection(to: name) {
        throw scanner.failure("type \(Identifier.quoted(name)) \(objection)", at: start, code: .badName)
      }
      try scanner.expect("=")
      let position = scanner.position
      let type = try types.expressions.parseType(&scanner) { _ in nil }
      guard types.width(of: type) >= 1, !types.hasFlippedField(type) else {
        throw scanner.failure("a type of a package has no flipped fields", at: position, code: .badType)
      }
      if result.contains(where: { $0.name == name || $0.type == type }) {
        throw scanner.failure(
          "\(Identifier.quoted(name)), or its type, is given twice", at: start, code: .duplicateMember)
      }
      result.append((type, name))
      if !scanner.take(";") { break }
    }
    try scanner.expectEnd()
    return result
  }
}
