import HwgenBits
import HwgenSupport

/// The kinds of a parameter, of a value and of an expression. There is no conversion between them.
public enum ValueKind: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  case integer, boolean, string, type, list, record, generator, opaque
}

/// Expressions over parameters, each once: the values, widths, conditions and types of a context.
///
/// A *value* is an expression without parameters that cannot fail. The constructors are canonical: equal polynomials,
/// comparisons and conditions of one form are one id, so evaluation is substitution, and so is partial evaluation. A
/// constant operation that fails (`1 / 0`) stays as a *stuck* node, which `evaluate` reports.
///
/// Storage is flat: a node, its operands in one pool, its structural hash. Operands have smaller ids. Nothing that
/// reaches output depends on ids.
public final class ExpressionStore {
  struct Node: BitwiseCopyable {
    var operation: ExpressionOperation
    var flags: ExpressionFlags
    var kind: ValueKind
    /// The kind of a list's elements; `integer` for everything else.
    var element: ValueKind
    var first: UInt32
    var count: UInt32
    var payload: Int
    var hash: UInt64
  }

  /// Results of more bits are errors.
  public static let maximumBits = 1 << 16
  /// A product of more terms stays a factor; a sum of more than four times as many stays a term.
  public static let maximumTerms = 256
  /// `and`, `or`, `min` and `max` of more operands than this stay nested.
  static let maximumFlattened = 1024
  /// A monomial of a higher degree stays a factor.
  static let maximumDegree = 1 << 20

  public static let falseID = ExprID(raw: 0)
  public static let trueID = ExprID(raw: 1)
  static let zero = ExprID(raw: 2)
  static let one = ExprID(raw: 3)

  let names: NameTable
  public internal(set) unowned(unsafe) var types: TypeStore!
  @exclusivity(unchecked) var nodes: ContiguousArray<Node> = []
  @exclusivity(unchecked) var pool: ContiguousArray<ExprID> = []
  @exclusivity(unchecked) var largeIntegers: ContiguousArray<Integer> = []
  @exclusivity(unchecked) var table = IndexTable(minimumCapacity: 256)
  /// The memory of the last substitution, taken by the next; a substitution inside a hook finds none and makes its own.
  @exclusivity(unchecked) var spareMemo: SubstitutionMemo?
  /// Binds nothing.
  let unbound: (NameID) -> ExprID? = { _ in nil }

  init(names: NameTable) {
    self.names = names
    _ = leaf(.boolean, .boolean, payload: 0, payloadHash: 0)
    _ = leaf(.boolean, .boolean, payload: 1, payloadHash: 1)
    _ = integer(0)
    _ = integer(1)
  }

  public var count: Int { nodes.count }
  public func isValid(_ e: ExprID) -> Bool { Int(e.raw) < nodes.count }

  // MARK: Reading

  @inline(__always) func node(_ e: ExprID) -> Node { nodes[Int(e.raw)] }
  @inline(__always) func operation(_ e: ExprID) -> ExpressionOperation { nodes[Int(e.raw)].operation }
  @inline(__always) func operand(_ e: ExprID, _ index: Int) -> ExprID { pool[Int(nodes[Int(e.raw)].first) + index] }
  func operands(_ e: ExprID) -> ArraySlice<ExprID> {
    let node = node(e)
    return ArraySlice(pool[Int(node.first)..<Int(node.first) + Int(node.count)])
  }

  public func kind(of e: ExprID) -> ValueKind { nodes[Int(e.raw)].kind }
  /// The kind of a list's elements.
  public func elementKind(of e: ExprID) -> ValueKind { nodes[Int(e.raw)].element }
  /// Whether the expression is a value: no parameters, nothing that can fail.
  public func isConstant(_ e: ExprID) -> Bool { nodes[Int(e.raw)].flags.isEmpty }
  /// Whether some values of the parameters may make the evaluation fail. A result of too many bits does not count.
  public func canFail(_ e: ExprID) -> Bool { nodes[Int(e.raw)].flags.contains(.canFail) }
  /// Whether it is over parameters, and so has no value yet.
  public func hasParameters(_ e: ExprID) -> Bool { nodes[Int(e.raw)].flags.contains(.hasParameters) }
  /// The same in every process.
  public func hash(of e: ExprID) -> UInt64 { nodes[Int(e.raw)].hash }

  /// A constant integer that fits a machine word.
  public func smallInteger(of e: ExprID) -> Int? {
    let node = node(e)
    return node.operation == .integer ? node.payload : nil
  }

  /// The number; nil for what is no constant integer. So for the others below.
  public func integerValue(of e: ExprID) -> Integer? {
    let node = node(e)
    switch node.operation {
    case .integer: return Integer(node.payload)
    case .largeInteger: return largeIntegers[node.payload]
    default: return nil
    }
  }

  public func booleanValue(of e: ExprID) -> Bool? {
    e == ExpressionStore.trueID ? true : e == ExpressionStore.falseID ? false : nil
  }

  public func stringValue(of e: ExprID) -> String? {
    let node = node(e)
    return node.operation == .string ? names[NameID(raw: UInt32(node.payload))] : nil
  }

  /// The type of a constant type.
  public func typeValue(of e: ExprID) -> TypeID? {
    let node = node(e)
    return node.operation == .type && node.flags.isEmpty ? TypeID(raw: UInt32(node.payload)) : nil
  }

  /// The type or type template that an expression writes out.
  public func typeTemplate(of e: ExprID) -> TypeID? {
    let node = node(e)
    return node.operation == .type ? TypeID(raw: UInt32(node.payload)) : nil
  }

  public func opaqueKey(of e: ExprID) -> NameID? {
    let node = node(e)
    return node.operation == .opaque ? NameID(raw: UInt32(node.payload)) : nil
  }

  public func text(of name: NameID) -> String { names[name] }

  /// The identity of a generator.
  public func generatorIdentity(of e: ExprID) -> NameID? {
    let node = node(e)
    return node.operation == .generator ? NameID(raw: UInt32(node.payload)) : nil
  }

  /// The name of the hook that an expression calls.
  public func callName(of e: ExprID) -> NameID? {
    let node = node(e)
    return node.operation == .call ? NameID(raw: UInt32(node.payload)) : nil
  }

  /// The name, if the expression is a plain parameter.
  public func parameterName(of e: ExprID) -> NameID? {
    let node = node(e)
    return node.operation == .parameter ? NameID(raw: UInt32(node.payload)) : nil
  }

  /// The elements, if the expression is a list written out.
  public func elements(of e: ExprID) -> ArraySlice<ExprID>? { operation(e) == .list ? operands(e) : nil }

  /// The fields in their order, if the expression is a record written out.
  public func fields(of e: ExprID) -> [(name: NameID, value: ExprID)]? {
    guard operation(e) == .record else { return nil }
    var result: [(name: NameID, value: ExprID)] = []
    for index in stride(from: 0, to: Int(node(e).count), by: 2) {
      result.append((NameID(raw: UInt32(node(operand(e, index)).payload)), operand(e, index + 1)))
    }
    return result
  }

  /// The names of all parameters that occur, sorted by their bytes. Linear in the distinct sub-expressions.
  public func parameters(of e: ExprID) -> [NameID] {
    var found: [NameID] = []
    visit(e) { sub in
      if let name = parameterName(of: sub), !found.contains(name) { found.append(name) }
    }
    return found.sorted { names.precedes($0, $1) }
  }

  /// Calls `body` for every distinct sub-expression that has parameters or calls hooks.
  func visit(_ e: ExprID, _ body: (ExprID) -> Void) {
    var seen = Set<ExprID>()
    var stack = [e]
    while let top = stack.popLast() {
      let node = node(top)
      guard !node.flags.isDisjoint(with: [.hasParameters, .hasCall]), seen.insert(top).inserted else { continue }
      body(top)
      for index in 0..<Int(node.count) { stack.append(pool[Int(node.first) + index]) }
    }
  }

  /// The values that are written in expressions, but for integers and booleans, in the order of first occurrence.
  public func constants(of all: [ExprID]) -> [ExprID] {
    var found: [ExprID] = []
    for e in all {
      visit(e) { sub in
        for operand in operands(sub) where isConstant(operand) && !found.contains(operand) {
          if kind(of: operand) != .integer, kind(of: operand) != .boolean { found.append(operand) }
        }
      }
    }
    return found
  }

  /// What of an expression is not linear in the parameters: a hook's call, if there is one.
  public func obstacle(in e: ExprID) -> (expression: ExprID, isCall: Bool)? {
    var found: (ExprID, Bool)?
    visit(e) { sub in
      if found?.1 == true { return }
      switch operation(sub) {
      case .call:
        let operand = definedOperand(of: sub) ?? sub
        found = (operand, operation(operand) == .call)
      case .monomial, .divide, .modulo, .ceilingLog2, .power, .sum, .product, .length, .index:
        if found == nil { found = (sub, false) }
      default: break
      }
    }
    return found
  }

  /// What must hold each for a condition to hold.
  public func conjuncts(of e: ExprID) -> [ExprID] { operation(e) == .and ? Array(operands(e)) : [e] }

  // MARK: Interning

  func leaf(
    _ operation: ExpressionOperation, _ kind: ValueKind, element: ValueKind = .integer, payload: Int,
    payloadHash: UInt64, flags: ExpressionFlags = []
  ) -> ExprID {
    intern(operation, kind, element: element, payload: payload, payloadHash: payloadHash, flags: flags, count: 0)
  }

  func intern(
    _ operation: ExpressionOperation, _ kind: ValueKind, _ a: ExprID, flags: ExpressionFlags = []
  ) -> ExprID {
    pool.append(a)
    return intern(operation, kind, flags: flags, count: 1)
  }

  func intern(
    _ operation: ExpressionOperation, _ kind: ValueKind, _ a: ExprID, _ b: ExprID, flags: ExpressionFlags = []
  ) -> ExprID {
    pool.append(a)
    pool.append(b)
    return intern(operation, kind, flags: flags, count: 2)
  }

  /// Interns a node whose operands are the last `count` of the pool; they are taken off again if it is known.
  func intern(
    _ operation: ExpressionOperation, _ kind: ValueKind, element: ValueKind = .integer, payload: Int = 0,
    payloadHash: UInt64 = 0, flags: ExpressionFlags = [], count: Int
  ) -> ExprID {
    let first = pool.count - count
    var hash = StableHash()
    hash.combine(UInt64(operation.rawValue) | UInt64(kind.rawValue) << 8 | UInt64(element.rawValue) << 16)
    hash.combine(payloadHash)
    var flags = flags
    for index in first..<first + count {
      let operand = nodes[Int(pool[index].raw)]
      hash.combine(operand.hash)
      flags.formUnion(operand.flags)
    }
    if flags.isDisjoint(with: .hasParameters), operation.isStuckWhenConstant { flags.insert(.canFail) }
    let found = table.find(hash: hash.value) { index in
      let node = self.nodes[Int(index)]
      guard node.operation == operation, node.payload == payload, node.kind == kind, node.element == element,
        Int(node.count) == count
      else { return false }
      for offset in 0..<count where self.pool[Int(node.first) + offset] != self.pool[first + offset] { return false }
      return true
    }
    if let found {
      pool.removeLast(count)
      return ExprID(raw: found)
    }
    let index = UInt32(nodes.count)
    nodes.append(
      Node(
        operation: operation, flags: flags, kind: kind, element: element, first: UInt32(first), count: UInt32(count),
        payload: payload, hash: hash.value))
    table.insert(index, hash: hash.value)
    return ExprID(raw: index)
  }
}
