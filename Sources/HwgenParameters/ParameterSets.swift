import HwgenBits
import HwgenSupport
import HwgenTypes

/// Sets of parameters to try: those of a cell, small and at its bounds first, and all there are of few.
///
/// Nothing is random: the same cell gives the same sets.
public struct ParameterSets {
  /// A parameter of the sets.
  public struct Place {
    public let name: NameID
    public let kind: ParameterKind
    public let expression: ExprID

    public init(name: NameID, kind: ParameterKind, expression: ExprID) {
      self.name = name
      self.kind = kind
      self.expression = expression
    }
  }

  public let places: [Place]
  private let store: ExpressionStore
  private let types: TypeStore
  /// Values that are written somewhere, for parameters that are no integers.
  private let constants: [ExprID]

  /// Of `expressions` the constants are values to try.
  public init(_ places: [Place], in types: TypeStore, expressions: [ExprID]) {
    self.places = places
    self.types = types
    store = types.expressions
    constants = store.constants(of: expressions)
  }

  /// The set that is tried in a cell as number `attempt`; nil if it does not satisfy the cell.
  public func set(in whole: ProofCell, _ attempt: Int) throws(Failure) -> [ExprID]? {
    var cell = whole
    for (index, place) in places.enumerated() {
      let current = try cell.resolve(place.expression, in: store)
      guard current == place.expression else { continue }
      var mixed = StableHash()
      mixed.combine(UInt64(attempt))
      mixed.combine(UInt64(index))
      let value = try self.value(of: place, in: cell, attempt, mixed.value)
      guard let value, try cell.bind(place.expression, to: value, in: store) else { return nil }
    }
    var result: [ExprID] = []
    for place in places {
      var value = try cell.resolve(place.expression, in: store)
      // What is left is the index of a repetition.
      if let index = store.parameters(of: value).first.map({ store.parameter($0, kind: .integer) }) {
        let number = store.integer(integer(cell.bounds(of: index, in: store), 0, 0))
        guard try cell.bind(index, to: number, in: store) else { return nil }
        value = try cell.resolve(value, in: store)
      }
      guard store.isConstant(value) else { return nil }
      result.append(value)
    }
    return result
  }

  private func value(
    of place: Place, in cell: ProofCell, _ attempt: Int, _ number: UInt64
  ) throws(Failure) -> ExprID? {
    switch place.kind {
    case .integer: return store.integer(integer(cell.bounds(of: place.expression, in: store), attempt, number))
    case .boolean: return store.boolean(attempt == 0 ? false : attempt == 1 ? true : number & 1 == 1)
    case .enumeration(let cases):
      let left = cell.choices.first { $0.parameter == place.expression }?.values ?? cases.map { store.string($0) }
      return left.isEmpty ? nil : left[attempt < left.count ? attempt : Int(number % UInt64(left.count))]
    default:
      let all = try pool(place.kind)
      return all.isEmpty ? nil : all[attempt < all.count ? attempt : Int(number % UInt64(all.count))]
    }
  }

  /// The bounds and what is beside them first, then numbers that are more and more spread.
  private func integer(_ bounds: Interval, _ attempt: Int, _ number: UInt64) -> Int {
    let start = bounds.low ?? min(bounds.high ?? 0, 0)
    let room = bounds.high.map { high in
      let (distance, overflow) = high.subtractingReportingOverflow(start)
      return overflow ? Int.max : max(distance, 0)
    }
    switch attempt {
    case 0: return start
    case 1: return start &+ min(1, room ?? 1)
    case 2: return bounds.high ?? start &+ 2
    default:
      let spread = 1 << min(1 + attempt / 3, 10)
      let limit = min(room ?? spread, spread)
      let step = Int(number >> 1 % UInt64(limit + 1))
      return bounds.low == nil && number & 1 == 1 && bounds.high == nil ? start &- step : start &+ step
    }
  }

  private func pool(_ kind: ParameterKind) throws(Failure) -> [ExprID] {
    var all = constants.filter {
      store.kind(of: $0) == kind.valueKind
        && (kind.valueKind != .list || store.elementKind(of: $0) == kind.elementKind)
    }
    switch kind {
    case .string: all += ["", "a", "b"].map { store.string($0) }
    case .type:
      all.append(store.typeExpression(.bit))
      for width in [1, 8, 3] {
        all.append(store.typeExpression(try types.vector(.uint, width: width)))
        all.append(store.typeExpression(try types.vector(.bits, width: width)))
      }
    case .list(let element):
      let some: [ExprID] =
        switch element {
        case .integer: [1, 2, 3].map { store.integer($0) }
        case .boolean: [store.boolean(true), store.boolean(false)]
        case .string: [store.string("a"), store.string("b")]
        case .type: [store.typeExpression(.bit), store.typeExpression(try types.vector(.uint, width: 8))]
        default: []
        }
      all.append(try store.list([], element: element))
      for count in 1...4 where !some.isEmpty {
        all.append(try store.list((0..<count).map { some[$0 % some.count] }, element: element))
        all.append(try store.list(Array(repeating: some[0], count: count), element: element))
      }
    case .opaque: all.append(store.opaque(key: types.names.intern("a")))
    case .record: all.append(try store.record([]))
    default: break
    }
    return all
  }

  // MARK: All sets

  /// All sets, if there are at most `limit`: those within constant bounds, of which a schema may allow fewer.
  public func all(limit: Int, _ schema: ParameterSchema) -> [[ExprID]]? {
    var sets: [[ExprID]] = [[]]
    for place in places {
      var values: [ExprID] = []
      switch place.kind {
      case .boolean: values = [store.boolean(false), store.boolean(true)]
      case .enumeration(let cases): values = cases.map { store.string($0) }
      case .integer:
        guard let index = schema.index(of: place.name),
          let low = schema.parameters[index].minimum.flatMap({ store.smallInteger(of: $0) }),
          let high = schema.parameters[index].maximum.flatMap({ store.smallInteger(of: $0) }), low <= high,
          high.subtractingReportingOverflow(low).overflow == false, high - low < limit
        else { return nil }
        values = (low...high).map { store.integer($0) }
      default: return nil
      }
      guard sets.count * values.count <= limit else { return nil }
      sets = sets.flatMap { set in values.map { set + [$0] } }
    }
    return sets
  }
}
