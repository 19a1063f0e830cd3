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
    /// An array's element; a record's first field, in `fields`; the index of an enumeration in `enumerations`, of a union
    /// in `unions`; the bits of a fixed-point number behind its point, an expression.
    @usableFromInline var first: UInt32
    @usableFromInline var fieldCount: UInt32
    @usableFromInline var width: Int
    @usableFromInline var hash: UInt64
  }

  public let names: NameTable
  public let expressions: ExpressionStore
  @exclusivity(unchecked) @usableFromInline var entries: ContiguousArray<Entry> = []
  @exclusivity(unchecked) var fields: ContiguousArray<RecordField> = []
  @exclusivity(unchecked) var enumerations: ContiguousArray<Enumeration> = []
  @exclusivity(unchecked) var unions: ContiguousArray<TaggedUnion> = []
  @exclusivity(unchecked) private var table = IndexTable(minimumCapacity: 64)
  /// The vectors of up to `usualWidth` bits that were asked for, by width, then kind.
  @exclusivity(unchecked) private var vectors = Column<TypeID?>()
  private static let usualWidth = 128

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
    guard width >= 0, width <= TypeStore.usualWidth else { return try vector(kind, width: expressions.integer(width)) }
    let place = 3 * width + Int(kind.rawValue) - Int(TypeKind.bits.rawValue)
    if place < vectors.count, let known = vectors[place] { return known }
    let type = try vector(kind, width: expressions.integer(width))
    while vectors.count <= place { vectors.append(nil) }
    vectors[place] = type
    return type
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

  /// The type of an enumeration: one for all that are equal.
  func intern(_ enumeration: Enumeration) -> TypeID {
    var hash = StableHash()
    hash.combine(UInt64(TypeKind.enumeration.rawValue))
    hash.combine(UInt64(enumeration.width))
    hash.combine(names.hash(of: enumeration.name))
    for (member, code) in zip(enumeration.members, enumeration.codes) {
      hash.combine(names.hash(of: member))
      for word in code.words { hash.combine(word) }
    }
    let found = table.find(hash: hash.value) { index in
      let entry = self.entries[Int(index)]
      return entry.kind == .enumeration && self.enumerations[Int(entry.first)] == enumeration
    }
    if let found { return TypeID(raw: found) }
    let index = UInt32(entries.count)
    entries.append(
      Entry(
        kind: .enumeration, hasFlippedField: false, expression: expressions.integer(enumeration.width),
        first: UInt32(enumerations.count), fieldCount: UInt32(enumeration.members.count), width: enumeration.width,
        hash: hash.value))
    enumerations.append(enumeration)
    table.insert(index, hash: hash.value)
    return TypeID(raw: index)
  }

  /// The type of a union: one for all that are equal. `width` is -1 where a parameter decides it.
  func intern(_ union: TaggedUnion, width: Int) -> TypeID {
    var hash = StableHash()
    hash.combine(UInt64(TypeKind.union.rawValue))
    hash.combine(names.hash(of: union.name))
    for variant in union.variants {
      hash.combine(names.hash(of: variant.name))
      hash.combine(variant.payload.map { entries[Int($0.raw)].hash } ?? 0)
    }
    let found = table.find(hash: hash.value) { index in
      let entry = self.entries[Int(index)]
      return entry.kind == .union && self.unions[Int(entry.first)] == union
    }
    if let found { return TypeID(raw: found) }
    let index = UInt32(entries.count)
    entries.append(
      Entry(
        kind: .union, hasFlippedField: false, expression: expressions.integer(union.variants.count),
        first: UInt32(unions.count), fieldCount: UInt32(union.variants.count), width: width, hash: hash.value))
    unions.append(union)
    table.insert(index, hash: hash.value)
    return TypeID(raw: index)
  }

  /// A fixed-point number, `ufix` or `sfix`, of `integer` bits before its point, the sign among them, and `fraction` behind
  /// it. Throws `badWidth` unless the fraction has 0 bits or more and both together have 1 to maximumWidth.
  public func fixed(_ kind: TypeKind, integer: ExprID, fraction: ExprID) throws(Failure) -> TypeID {
    for part in [integer, fraction] where expressions.kind(of: part) != .integer {
      throw Failure(.wrongKind, "a number of bits must be an integer, and \(expressions.text(part)) is none")
    }
    var width = -1
    if expressions.isConstant(integer), expressions.isConstant(fraction) {
      let limit = TypeStore.maximumWidth
      guard let before = expressions.smallInteger(of: integer), let behind = expressions.smallInteger(of: fraction),
        before.magnitude <= UInt(limit), behind >= 0, behind <= limit, before + behind >= 1, before + behind <= limit
      else {
        throw Failure(
          .badWidth,
          "a number of \(expressions.briefText(integer)) bits before and \(expressions.briefText(fraction)) behind the point; behind it are 0 or more, and 1 to \(limit) together"
        )
      }
      width = before + behind
    }
    return intern(kind, expression: integer, first: fraction.raw, width: width)
  }

  public func fixed(_ kind: TypeKind, integer: Int, fraction: Int) throws(Failure) -> TypeID {
    try fixed(kind, integer: expressions.integer(integer), fraction: expressions.integer(fraction))
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
    if kind == .ufix || kind == .sfix { hash.combine(expressions.hash(of: ExprID(raw: first))) }
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

  /// The members of an enumeration; nil for any other type.
  public func enumeration(of type: TypeID) -> Enumeration? {
    let entry = entries[Int(type.raw)]
    return entry.kind == .enumeration ? enumerations[Int(entry.first)] : nil
  }

  /// The variants of a union; nil for any other type.
  public func union(of type: TypeID) -> TaggedUnion? {
    let entry = entries[Int(type.raw)]
    return entry.kind == .union ? unions[Int(entry.first)] : nil
  }

  /// The bits behind the point of a fixed-point number, an expression.
  public func fractionExpression(of type: TypeID) -> ExprID {
    precondition(kind(of: type) == .ufix || kind(of: type) == .sfix)
    return ExprID(raw: entries[Int(type.raw)].first)
  }

  /// How many bits stand behind the point: 0 for all but fixed-point numbers. Of a type of constant width.
  public func fraction(of type: TypeID) -> Int {
    switch kind(of: type) {
    case .ufix, .sfix: expressions.smallInteger(of: fractionExpression(of: type))!
    default: 0
    }
  }

  /// Whether the highest bit of a number is its sign.
  @inlinable public func isSigned(_ type: TypeID) -> Bool {
    let kind = entries[Int(type.raw)].kind
    return kind == .sint || kind == .sfix
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
