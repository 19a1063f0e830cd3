import HwgenSupport
import HwgenTypes

/// The relaxed scope: between `beginRelaxed` and `endRelaxed` widths need not agree.
///
/// Operands are extended to the widest of them; what is driven, connected or stored is extended or cut to where it goes.
/// That holds for two `Bits`, two `UInt` or two `SInt`; all else is as strict as ever. The builder makes the extensions and
/// cuts that a host would have written, so nothing behind it knows of the scope, and notes each place (HW2100, HW2101).
extension ModuleBuilder {
  /// Opens a relaxed scope; scopes may stand in each other.
  public func beginRelaxed() { scaffold.relaxations.open.append(location) }

  /// Ends the innermost relaxed scope. Throws `badRelaxed` if none is open.
  public func endRelaxed() throws(Failure) {
    guard scaffold.relaxations.open.popLast() != nil else {
      throw Failure(.badRelaxed, "a relaxed scope is ended, and none is open", at: place)
    }
  }

  @inline(__always)
  var isRelaxed: Bool { !scaffold.relaxations.open.isEmpty }

  /// Makes something of operands that are extended to the widest of them, if they are of one kind and the scope is
  /// relaxed; else of the operands as they are.
  func relaxing(
    _ what: @autoclosure () -> String, _ nets: [NetID], _ make: ([NetID]) throws(Failure) -> NetID
  ) throws(Failure) -> NetID {
    guard isRelaxed, let first = nets.first, nets.contains(where: { type(of: $0) != type(of: first) }),
      nets.allSatisfy({ isAdaptable($0, to: type(of: first)) })
    else { return try make(nets) }
    let width = nets.reduce(0) { max($0, self.width(of: $1)) }
    let common = try vector(types.kind(of: type(of: first)), width: width)
    let result = try whole { () throws(Failure) in
      var adapted: [NetID] = []
      for net in nets { adapted.append(try self.adapted(net, to: common)) }
      return try make(adapted)
    }
    for net in nets where self.width(of: net) < width { noteAdapted(net, to: width, by: what()) }
    return result
  }

  /// Does something with a value that is extended or cut to the type of where it goes, if it is of that kind and the scope
  /// is relaxed; else with the value as it is.
  func relaxing(
    _ what: @autoclosure () -> String, _ value: NetID, to type: TypeID, _ make: (NetID) throws(Failure) -> NetID
  ) throws(Failure) -> NetID {
    guard isRelaxed, self.type(of: value) != type, isAdaptable(value, to: type) else { return try make(value) }
    let result = try whole { () throws(Failure) in try make(try adapted(value, to: type)) }
    noteAdapted(value, to: types.width(of: type), by: what())
    return result
  }

  func isAdaptable(_ net: NetID, to type: TypeID) -> Bool {
    let kind = types.kind(of: type)
    return (kind == .bits || kind == .uint || kind == .sint) && types.kind(of: self.type(of: net)) == kind
  }

  private func adapted(_ net: NetID, to type: TypeID) throws(Failure) -> NetID {
    let width = types.width(of: type)
    if width <= self.width(of: net) { return try truncate(net, width: width) }
    return try extend(types.isSigned(type) ? .signExtend : .zeroExtend, net, width: width)
  }

  private func noteAdapted(_ net: NetID, to width: Int, by what: String) {
    let isCut = width < self.width(of: net)
    scaffold.relaxations.note(
      isCut ? .widthCut : .widthExtended,
      "\(what): \(described(net)) is \(isCut ? "cut" : "extended") to \(width) bit\(width == 1 ? "" : "s")", location)
  }

  /// What was extended and cut, a note for each place.
  func relaxedNotes() -> [Diagnostic] { scaffold.relaxations.notes(netlist.locations) }

  func checkRelaxed() throws(Failure) {
    guard let open = scaffold.relaxations.open.last else { return }
    throw Failure(
      .badRelaxed, "a relaxed scope of \(netlist.text(of: id)) is not ended", at: netlist.locations[open], fix: "end it"
    )
  }
}

extension Operation {
  /// Whether both operands have one type.
  var wantsOneType: Bool {
    switch self {
    case .and, .or, .xor, .add, .subtract, .equal, .notEqual, .less, .lessEqual: true
    default: false
    }
  }
}

/// The open relaxed scopes of a builder, and what was done in all of them. Its notes stand in the order in which their
/// places were come to.
struct Relaxations {
  private struct Place: Hashable {
    let code: DiagnosticCode
    let location: LocationID
  }

  /// Where each began.
  var open: [LocationID] = []
  private var places: [Place: Int] = [:]
  private var found: [(place: Place, texts: [String])] = []
  var isEmpty: Bool { open.isEmpty && found.isEmpty }
  /// The most that is said of one place.
  private static let most = 4

  mutating func note(_ code: DiagnosticCode, _ text: String, _ location: LocationID) {
    let place = Place(code: code, location: location)
    if let index = places[place] {
      let texts = found[index].texts
      if texts.count <= Relaxations.most, !texts.contains(text) { found[index].texts.append(text) }
    } else {
      places[place] = found.count
      found.append((place, [text]))
    }
  }

  func notes(_ locations: LocationTable) -> [Diagnostic] {
    found.map { place, texts in
      let shown = texts.prefix(Relaxations.most).joined(separator: "; ")
      return Diagnostic(
        place.code, shown + (texts.count > Relaxations.most ? "; …" : ""), at: locations[place.location])
    }
  }
}
