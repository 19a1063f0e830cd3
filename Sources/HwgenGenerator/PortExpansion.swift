import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Collects the plain ports of one interface: a record becomes the leaves of its fields, depth first in declared order.
///
/// Made by `InterfaceTemplate.evaluate` for one set of parameters.
struct PortExpansion: ~Copyable {
  var ports: [Port] = []
  private let types: TypeStore
  private let location: LocationID
  private let budget: Int
  /// The bytes of a name that is being put together.
  private var buffer = ByteBuffer()

  init(_ types: TypeStore, _ location: LocationID, _ budget: Int) {
    self.types = types
    self.location = location
    self.budget = budget
  }

  /// Makes room for at least `count` more ports; throws `portBudget` if there may not be so many.
  mutating func reserve(_ count: Int) throws(Failure) {
    guard count <= budget - ports.count else { throw overBudget }
    ports.reserveCapacity(ports.count + count)
  }

  /// Appends a port, or those of a record. `marks` are those of `Port.partMarks`.
  mutating func add(
    _ name: NameID, _ direction: PortDirection, _ type: TypeID, marks: UInt32 = 0
  ) throws(Failure) {
    guard types.kind(of: type) == .record else { return try append(name, direction, type, marks) }
    var pending = [(name, direction, type, marks)]
    while let (name, direction, type, marks) = pending.popLast() {
      guard types.kind(of: type) == .record else {
        try append(name, direction, type, marks)
        continue
      }
      // Here, not only where ports are declared: the names in records that are nested n deep have n * n bytes together.
      if types.names.length(of: name) > Identifier.maximumLength {
        try Identifier.check(types.names[name], what: "port")
      }
      let marks = marks | mark(behind: name)
      for field in types.fields(of: type).reversed() {
        pending.append(
          (self.name(name, field: field.name), field.isFlipped ? direction.flipped : direction, field.type, marks))
      }
    }
  }

  /// The mark of the underscore behind a name, to which a field or an index is added.
  func mark(behind name: NameID) -> UInt32 {
    let ordinal = types.names.withBytes(of: name) { $0.count { $0 == UInt8(ascii: "_") } }
    return ordinal < UInt32.bitWidth ? 1 << UInt32(ordinal) : 0
  }

  private mutating func append(
    _ name: NameID, _ direction: PortDirection, _ type: TypeID, _ marks: UInt32
  ) throws(Failure) {
    guard !types.hasFlippedField(type) else {
      throw Failure(
        .badType, "port \(Identifier.quoted(types.names[name])) is an array of records with flipped fields",
        fix: "repeat the port instead: `\(types.names[name])[i]: … for i in 0..<n`")
    }
    guard ports.count < budget else { throw overBudget }
    ports.append(Port(name: name, direction: direction, type: type, location: location, partMarks: marks))
  }

  /// `I_3`.
  mutating func name(_ base: NameID, index: Int) -> NameID {
    begin(base)
    buffer.append(decimal: index)
    return types.names.intern(buffer.bytes)
  }

  /// `p_valid`.
  private mutating func name(_ base: NameID, field: NameID) -> NameID {
    begin(base)
    buffer.append(field, in: types.names)
    return types.names.intern(buffer.bytes)
  }

  private mutating func begin(_ base: NameID) {
    buffer.truncate(to: 0)
    buffer.append(base, in: types.names)
    buffer.append("_")
  }

  private var overBudget: Failure {
    Failure(.portBudget, "the interface has more ports than its budget of \(budget)", fix: "raise the budget")
  }
}
