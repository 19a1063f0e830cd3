import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// One side of a comparison: what its schema asks, and its declarations in normal form. Made by `InterfaceComparison`; linear
/// in the template.
struct ComparedInterface {
  let generator: Generator
  let schema: SchemaConditions
  private(set) var segments: [PortSegment] = []
  /// By group, the number behind its last segment.
  private(set) var ends: [NameID: Int] = [:]
  private let types: TypeStore
  /// Stands for the index of every repetition.
  let index: ExprID
  /// What a type of the template is here.
  private var done: [TypeID: TypeID?] = [:]

  init(
    _ generator: Generator, in types: TypeStore, _ known: inout [ExprID: ExprID], name: (NameID) -> NameID?
  ) throws(Failure) {
    self.generator = generator
    self.types = types
    index = types.expressions.parameter(types.names.intern("\u{1}index"), kind: .integer)
    schema = try SchemaConditions(generator.schema, in: types, known: &known, name: name)
    for template in generator.template.ports { try add(template, &known) }
    for (position, segment) in segments.enumerated() { ends[segment.group] = position + 1 }
  }

  private mutating func add(_ template: PortTemplate, _ known: inout [ExprID: ExprID]) throws(Failure) {
    let store = types.expressions
    let condition =
      if let written = template.condition { try schema.substituted(written, store) } else { ExpressionStore.trueID }
    if condition == ExpressionStore.falseID { return }
    let absent = store.negation(condition)
    var conditions = [try store.definedness(of: condition, &known)]
    var inner: [ExprID] = []
    var (low, high): (ExprID?, ExprID?) = (nil, nil)
    var guardian = condition
    if let repetition = template.repetition {
      low = try schema.substituted(repetition.low, store)
      high = try schema.substituted(repetition.high, store)
      inner.append(try store.definedness(of: low!, &known))
      inner.append(try store.definedness(of: high!, &known))
      inner.append(try store.lessEqual(store.integer(0), low!))
    }
    let type = try substituted(template, &known)
    let expression = type.map { store.typeExpression($0) }
    let legal = if let expression { try store.definedness(of: expression, &known) } else { ExpressionStore.falseID }
    if let low, let high {
      guardian =
        store.parameters(of: legal).contains(store.parameterName(of: index)!)
        ? try store.and([condition, store.lessEqual(low, index), store.less(index, high)])
        : try store.and([condition, store.less(low, high)])
    }
    for e in inner { conditions.append(try store.or(absent, e)) }
    for part in store.conjuncts(of: legal) { conditions.append(try store.or(store.negation(guardian), part)) }
    conditions.removeAll { $0 == ExpressionStore.trueID }
    guard let type, low == nil, types.kind(of: type) == .record else {
      append(template.name, template.direction, expression, condition, low, high, conditions)
      return
    }
    for leaf in leaves(of: type) {
      let name = types.names.intern("\(types.names[template.name])_\(leaf.name)")
      append(
        name, leaf.isFlipped ? template.direction.flipped : template.direction, store.typeExpression(leaf.type),
        condition, nil, nil, conditions)
      conditions = []
    }
  }

  private mutating func append(
    _ name: NameID, _ direction: PortDirection, _ type: ExprID?, _ condition: ExprID, _ low: ExprID?, _ high: ExprID?,
    _ conditions: [ExprID]
  ) {
    let text = types.names[name]
    var (group, number): (NameID, Int?) = (name, nil)
    if low == nil, let place = text.utf8.lastIndex(of: UInt8(ascii: "_")) {
      let digits = text.utf8[text.utf8.index(after: place)...]
      // As an index is written: without a zero before it.
      if let value = Int(String(digits) ?? ""), String(value) == String(digits) {
        group = types.names.intern(String(text[..<place]))
        number = value
      }
    }
    segments.append(
      PortSegment(
        name: name, direction: direction, type: type, condition: condition, low: low, high: high,
        conditions: conditions, group: group, number: number))
  }

  /// The type of a declaration here; nil if none is made. A record in a repetition gets the names that its leaves have.
  private mutating func substituted(
    _ template: PortTemplate, _ known: inout [ExprID: ExprID]
  ) throws(Failure) -> TypeID? {
    let index = template.repetition?.index
    if index == nil, let found = done[template.type] { return found }
    var type: TypeID?
    do throws(Failure) {
      type = types.written(
        try types.substitute(template.type, { $0 == index ? self.index : schema.values[$0] }))
      if index != nil, let made = type, types.kind(of: made) == .record {
        let fields = leaves(of: made).map {
          RecordField(name: types.names.intern($0.name), type: $0.type, isFlipped: $0.isFlipped)
        }
        type = try types.record(fields)
      }
    } catch { type = nil }
    if index == nil { done[template.type] = .some(type) }
    return type
  }

  /// The plain ports that a record becomes, with the rest of their names. Iterative: records may be deep.
  private func leaves(of type: TypeID) -> [(name: String, isFlipped: Bool, type: TypeID)] {
    var result: [(name: String, isFlipped: Bool, type: TypeID)] = []
    var pending = [(name: "", isFlipped: false, type: type)]
    while let top = pending.popLast() {
      guard types.kind(of: top.type) == .record else {
        result.append(top)
        continue
      }
      for field in types.fields(of: top.type).reversed() {
        let name = top.name.isEmpty ? types.names[field.name] : "\(top.name)_\(types.names[field.name])"
        pending.append((name, top.isFlipped != field.isFlipped, types.written(field.type)))
      }
    }
    return result
  }
}
