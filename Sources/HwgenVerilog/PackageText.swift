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
  /// The names of the package: of each typedef, and behind it of its members if it is of an enumeration.
  private let names: [String]
  /// By type: where its typedef stands in `names`.
  private let typedefs: ContiguousArray<Int?>
  private let typeNames: Set<String>
  private var forms: ContiguousArray<Form?>
  private(set) var lines = ""

  /// For types with their names, of which the user gave some.
  init(_ types: TypeStore, _ named: [(type: TypeID, name: String, isGiven: Bool)]) {
    self.types = types
    var typedefs = ContiguousArray<Int?>(repeating: nil, count: types.count)
    forms = ContiguousArray(repeating: nil, count: types.count)
    var names = PackageNames()
    var count = 0
    func add(_ type: TypeID, _ name: String, isGiven: Bool) {
      let identity = types.text(type)
      typedefs[Int(type.raw)] = count
      names.add(name, identity, isFixed: isGiven)
      count += 1
      guard let enumeration = types.enumeration(of: type) else { return }
      // The members of a tag are called after its union.
      let owner = enumeration.name.isNone ? name : Identifier.legalised(types.names[enumeration.name])
      for member in enumeration.members.map({ types.names[$0] }) {
        names.add(Identifier.legalised("\(owner)_\(member)"), "\(identity).\(member)")
      }
      count += enumeration.members.count
    }
    for (type, name, isGiven) in named { add(type, name, isGiven: isGiven) }
    // iverilog takes no array of a structure without a name.
    var pending = named.map(\.type)
    var seen = ContiguousArray(repeating: false, count: types.count)
    while let type = pending.popLast() {
      if seen[Int(type.raw)] { continue }
      seen[Int(type.raw)] = true
      let parts = PackageText.parts(of: type, in: types)
      pending += parts
      guard types.kind(of: type) == .array, typedefs[Int(parts[0].raw)] == nil else { continue }
      switch types.kind(of: parts[0]) {
      case .record, .union:
        add(parts[0], "element_" + Digest.text(StableHash.of(types.text(parts[0])), count: 6), isGiven: false)
      default: break
      }
    }
    let settled = names.settled()
    self.names = settled
    self.typedefs = typedefs
    typeNames = Set(typedefs.compactMap { $0.map { settled[$0] } })
  }

  /// The types that stand in the declaration of one.
  private static func parts(of type: TypeID, in types: TypeStore) -> [TypeID] {
    switch types.kind(of: type) {
    case .array: [types.element(of: type)]
    case .record: types.fields(of: type).map(\.type)
    case .union: [types.union(of: type)!.tag]
    default: []
    }
  }

  /// Writes the typedef of a type that has a name, and before it those of all that it is made of.
  mutating func write(_ type: TypeID) {
    var open = [type]
    func add(_ type: TypeID) { if forms[Int(type.raw)] == nil { open.append(type) } }
    while let top = open.last {
      let count = open.count
      if forms[Int(top.raw)] == nil {
        for part in PackageText.parts(of: top, in: types) { add(part) }
      }
      if open.count > count { continue }
      open.removeLast()
      if forms[Int(top.raw)] == nil { forms[Int(top.raw)] = form(of: top) }
    }
  }

  private mutating func form(of type: TypeID) -> Form {
    let form: Form
    let typedef = typedefs[Int(type.raw)]
    switch types.kind(of: type) {
    case .enumeration:
      let enumeration = types.enumeration(of: type)!
      guard let typedef else { return vector(enumeration.width) }
      lines += "  typedef enum \(vector(enumeration.width).text) {\n"
      for index in enumeration.members.indices {
        let code = "\(enumeration.width)'h\(enumeration.codes[index].hexadecimal())"
        let end = index + 1 < enumeration.members.count ? "," : ""
        lines += "    \(names[typedef + 1 + index]) = \(code)\(end)\n"
      }
      lines += "  } \(names[typedef]);\n"
      return Form(names[typedef])
    case .union:
      let union = types.union(of: type)!
      let payload = types.width(of: type) - types.width(of: union.tag)
      let members = ["\(forms[Int(union.tag.raw)]!.text) tag;"]
      form = Form(members: payload > 0 ? members + ["\(vector(payload).text) payload;"] : members)
    case .record:
      let fields = types.fields(of: type)
      // No tool takes the name of a type for a field.
      var called = PackageNames(taken: typeNames)
      for field in fields { called.add(Identifier.legalised(types.names[field.name]), types.names[field.name]) }
      form = Form(members: zip(fields, called.settled()).map { "\(forms[Int($0.type.raw)]!.text) \($1);" })
    case .array:
      let element = types.element(of: type)
      let inner = forms[Int(element.raw)]!
      let count = types.width(of: type) / types.width(of: element)
      form = Form(inner.base == "logic signed" ? "logic" : inner.base, "[\(count - 1):0]\(inner.dimensions)")
    default:
      let width = types.width(of: type)
      form = types.isSigned(type) ? Form("logic signed", "[\(width - 1):0]") : vector(width)
    }
    guard let name = typedef.map({ names[$0] }) else { return form }
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
    var named = listed.map { (type: $0.type, name: $0.name, isGiven: true) }
    var isNamed = ContiguousArray(repeating: false, count: types.count)
    for (type, _) in listed { isNamed[Int(type.raw)] = true }
    func add(_ type: TypeID, _ name: String) {
      if isNamed[Int(type.raw)] { return }
      isNamed[Int(type.raw)] = true
      named.append((type, Identifier.legalised(name), false))
    }
    // Unions first: the enumeration of a tag has its union's name.
    for type in all {
      guard let union = types.union(of: type), !union.name.isNone else { continue }
      add(union.tag, types.names[union.name] + "_tag")
      add(type, types.names[union.name])
    }
    for type in all {
      guard let enumeration = types.enumeration(of: type), !enumeration.name.isNone else { continue }
      add(type, types.names[enumeration.name])
    }
    var package = PackageText(types, named)
    for (type, _, _) in named { package.write(type) }
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
