import HwgenBits
import HwgenSupport

/// The hardware types and the parameter expressions of a context, each once.
///
/// Types and expressions are one store because each may hold the other: a width is an expression, and a type may be the
/// value of one. Storage is flat; an id is an index; an operand always has a smaller id than what is made of it.
public final class TypeStore {
  /// A type's fixed part. `width` is the constant width in bits, or -1 where a parameter decides it.
  @usableFromInline struct Entry: BitwiseCopyable {
    @usableFromInline var kind: TypeKind
    @usableFromInline var hasFlippedField: Bool
    /// The width, count or type expression, by kind.
    @usableFromInline var expression: ExprID
    /// An array's element; a record's first field, in `fields`.
    @usableFromInline var first: UInt32
    @usableFromInline var fieldCount: UInt32
    @usableFromInline var width: Int
    @usableFromInline var hash: UInt64
  }

  public let names: NameTable
  public let expressions: ExpressionStore
  @exclusivity(unchecked) @usableFromInline var entries: ContiguousArray<Entry> = []
  @exclusivity(unchecked) var fields: ContiguousArray<RecordField> = []
  @exclusivity(unchecked) private var table = IndexTable(minimumCapacity: 64)

  /// The widest vector: tools refuse wider ones.
  public static let maximumWidth = (1 << 24) - 1

  public init(names: NameTable) {
    self.names = names
    expressions = ExpressionStore(names: names)
    let one = expressions.integer(1)
    for kind in [TypeKind.bit, .clock, .reset, .asyncReset, .resetLow, .asyncResetLow] {
      _ = intern(kind, expression: one, width: 1)
    }
    expressions.types = self
  }

  // MARK: Making types

  /// `bits`, `uint` or `sint` of a width. Throws `badWidth` for a constant outside 1 ... maximumWidth, and `wrongKind` for
  /// an expression that is no integer.
  public func vector(_ kind: TypeKind, width: ExprID) throws(Failure) -> TypeID {
    let constant = try checkedCount(width, what: "width")
    return intern(kind, expression: width, width: constant)
  }

  public func vector(_ kind: TypeKind, width: Int) throws(Failure) -> TypeID {
    try vector(kind, width: expressions.integer(width))
  }

  public func array(count: ExprID, element: TypeID) throws(Failure) -> TypeID {
    let constant = try checkedCount(count, what: "count")
    let elementWidth = width(of: element)
    var total = -1
    if constant >= 0, elementWidth >= 0 {
      let (product, overflow) = constant.multipliedReportingOverflow(by: elementWidth)
      guard !overflow, product <= TypeStore.maximumWidth else {
        throw Failure(
          .badWidth,
          "an array of \(constant) elements of \(elementWidth) bits is wider than \(TypeStore.maximumWidth) bits")
      }
      total = product
    }
    return intern(
      .array, expression: count, first: element.raw, width: total, flipped: entries[Int(element.raw)].hasFlippedField)
  }

  /// A record. Field names are checked by who parses them; here they must differ.
  public func record(_ list: [RecordField]) throws(Failure) -> TypeID {
    guard !list.isEmpty else { throw Failure(.badType, "a record needs at least one field") }
    var total = 0
    var seen = Set<NameID>()
    var hash = StableHash()
    hash.combine(UInt64(TypeKind.record.rawValue))
    for field in list {
      guard seen.insert(field.name).inserted else {
        throw Failure(.duplicatePort, "a record has two fields \(Identifier.quoted(names[field.name]))")
      }
      let width = width(of: field.type)
      total = total < 0 || width < 0 ? -1 : total + width
      hash.combine(names.hash(of: field.name))
      hash.combine(entries[Int(field.type.raw)].hash)
      hash.combine(UInt64(field.isFlipped ? 1 : 0))
    }
    guard total <= TypeStore.maximumWidth else {
      throw Failure(.badWidth, "a record of \(total) bits is wider than \(TypeStore.maximumWidth) bits")
    }
    let found = table.find(hash: hash.value) { index in
      let entry = self.entries[Int(index)]
      return entry.kind == .record && Int(entry.fieldCount) == list.count
        && self.fields[Int(entry.first)..<Int(entry.first) + list.count].elementsEqual(list)
    }
    if let found { return TypeID(raw: found) }
    let index = UInt32(entries.count)
    entries.append(
      Entry(
        kind: .record,
        hasFlippedField: list.contains { $0.isFlipped || entries[Int($0.type.raw)].hasFlippedField },
        expression: expressions.integer(list.count), first: UInt32(fields.count), fieldCount: UInt32(list.count),
        width: total, hash: hash.value))
    fields.append(contentsOf: list)
    table.insert(index, hash: hash.value)
    return TypeID(raw: index)
  }

  /// The type that an expression of kind type stands for: itself if it is constant.
  public func type(of expression: ExprID) throws(Failure) -> TypeID {
    if let constant = expressions.typeValue(of: expression) { return constant }
    guard expressions.kind(of: expression) == .type else {
      throw Failure(.wrongKind, "\(expressions.text(expression)) is no type")
    }
    return intern(.expression, expression: expression, width: -1)
  }

  private func checkedCount(_ count: ExprID, what: String) throws(Failure) -> Int {
    guard expressions.kind(of: count) == .integer else {
      throw Failure(.wrongKind, "a \(what) must be an integer, and \(expressions.text(count)) is none")
    }
    guard expressions.isConstant(count) else { return -1 }
    guard let constant = expressions.smallInteger(of: count), constant >= 1, constant <= TypeStore.maximumWidth else {
      throw Failure(
        .badWidth, "a \(what) of \(expressions.text(count)); it must be 1 to \(TypeStore.maximumWidth)")
    }
    return constant
  }

  private func intern(
    _ kind: TypeKind, expression: ExprID, first: UInt32 = 0, width: Int, flipped: Bool = false
  ) -> TypeID {
    var hash = StableHash()
    hash.combine(UInt64(kind.rawValue))
    hash.combine(expressions.hash(of: expression))
    if kind == .array { hash.combine(entries[Int(first)].hash) }
    let found = table.find(hash: hash.value) { index in
      let entry = self.entries[Int(index)]
      return entry.kind == kind && entry.expression == expression && entry.first == first
    }
    if let found { return TypeID(raw: found) }
    let index = UInt32(entries.count)
    entries.append(
      Entry(
        kind: kind, hasFlippedField: flipped, expression: expression, first: first, fieldCount: 0, width: width,
        hash: hash.value))
    table.insert(index, hash: hash.value)
    return TypeID(raw: index)
  }

  // MARK: Reading types

  @inlinable public var count: Int { entries.count }
  @inlinable public func isValid(_ type: TypeID) -> Bool { Int(type.raw) < entries.count }
  @inlinable public func kind(of type: TypeID) -> TypeKind { entries[Int(type.raw)].kind }
  /// The width in bits, or -1 if a parameter decides it.
  @inlinable public func width(of type: TypeID) -> Int { entries[Int(type.raw)].width }
  @inlinable public func hash(of type: TypeID) -> UInt64 { entries[Int(type.raw)].hash }
  @inlinable public func hasFlippedField(_ type: TypeID) -> Bool { entries[Int(type.raw)].hasFlippedField }

  /// The width of a vector, the count of an array, or the expression of an expression type.
  public func expression(of type: TypeID) -> ExprID { entries[Int(type.raw)].expression }

  public func element(of type: TypeID) -> TypeID {
    precondition(kind(of: type) == .array)
    return TypeID(raw: entries[Int(type.raw)].first)
  }

  public func fields(of type: TypeID) -> ArraySlice<RecordField> {
    let entry = entries[Int(type.raw)]
    precondition(entry.kind == .record)
    return ArraySlice(fields[Int(entry.first)..<Int(entry.first) + Int(entry.fieldCount)])
  }

  /// The lowest bit and the type of a record's field in the packed layout: the first declared field is the highest.
  public func field(_ name: NameID, of type: TypeID) -> (low: Int, type: TypeID)? {
    guard kind(of: type) == .record else { return nil }
    var high = width(of: type)
    for field in fields(of: type) {
      high -= width(of: field.type)
      if field.name == name { return (high, field.type) }
    }
    return nil
  }
}
