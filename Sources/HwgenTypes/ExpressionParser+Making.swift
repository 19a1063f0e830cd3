import HwgenSupport

/// Making expressions from what was read: applied operators and closed brackets.
extension ExpressionParser {
  mutating func apply(_ entry: Entry) throws(Failure) {
    let b = values.removeLast()
    switch entry.marker {
    case .minus: values.append(try store.negate(b))
    case .not: values.append(try store.not(b))
    case .elseBranch:
      let a = values.removeLast()
      let condition = values.removeLast()
      values.append(try store.conditional(condition, a, b))
    case .binary(let operation):
      let a = values.removeLast()
      values.append(try apply(operation, a, b))
    default: preconditionFailure("a bracket is closed, not applied")
    }
  }

  func apply(_ operation: BinaryOperator, _ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    switch operation {
    case .or: try store.or(a, b)
    case .and: try store.and(a, b)
    case .equal: try store.equal(a, b)
    case .notEqual: try store.notEqual(a, b)
    case .less: try store.less(a, b)
    case .lessEqual: try store.lessEqual(a, b)
    case .greater: try store.greater(a, b)
    case .greaterEqual: try store.greaterEqual(a, b)
    case .add: try store.add(a, b)
    case .subtract: try store.subtract(a, b)
    case .multiply: try store.multiply(a, b)
    case .divide: try store.divide(a, b)
    case .modulo: try store.modulo(a, b)
    }
  }

  /// Makes the operand of the bracket on top, whose end has been read.
  mutating func close(_ scanner: inout TextScanner) throws(Failure) {
    let top = open.removeLast()
    let operands = Array(values[top.base...])
    let names = Array(fields[top.fieldBase...])
    fields.removeLast(names.count)
    if top.marker == .index {
      let i = values.removeLast()
      let list = values.removeLast()
      do { values.append(try store.index(list, i)) } catch { throw placed(error, scanner, top.position) }
      return
    }
    values.removeLast(operands.count)
    if case .hook(let name) = top.marker {
      try scanner.expect(":")
      values.append(try store.call(name: name, arguments: operands, kind: try kindName(&scanner)))
      return
    }
    do {
      values.append(try made(top.marker, operands, names))
    } catch {
      throw placed(error, scanner, top.position)
    }
  }

  func made(
    _ marker: Marker, _ operands: [ExprID], _ names: [(name: NameID, isFlipped: Bool)]
  ) throws(Failure) -> ExprID {
    switch marker {
    case .list: return try store.list(operands, element: store.kind(of: operands[0]))
    case .recordType:
      var fields: [RecordField] = []
      for (field, operand) in zip(names, operands) {
        fields.append(
          RecordField(name: field.name, type: try store.types.type(of: operand), isFlipped: field.isFlipped))
      }
      return store.typeExpression(try store.types.record(fields))
    case .unionType: return try union(operands, names)
    case .recordValue: return try store.record(zip(names, operands).map { ($0.name, $1) })
    case .function(let function): return try called(function, operands)
    default: return operands[0]
    }
  }

  func called(_ function: Function, _ operands: [ExprID]) throws(Failure) -> ExprID {
    let expected =
      switch function {
      case .min, .max: operands.count
      case .pow, .array, .ufix, .sfix: 2
      default: 1
      }
    guard operands.count == expected else {
      throw Failure(
        .expressionSyntax,
        "`\(function.rawValue)` takes \(expected) operand\(expected == 1 ? "" : "s"), and is given \(operands.count)")
    }
    switch function {
    case .min: return try store.minimum(operands)
    case .max: return try store.maximum(operands)
    case .clog2: return try store.ceilingLog2(operands[0])
    case .pow: return try store.power(operands[0], operands[1])
    case .len: return try store.length(operands[0])
    case .bits: return store.typeExpression(try store.types.vector(.bits, width: operands[0]))
    case .uint: return store.typeExpression(try store.types.vector(.uint, width: operands[0]))
    case .sint: return store.typeExpression(try store.types.vector(.sint, width: operands[0]))
    case .ufix:
      return store.typeExpression(try store.types.fixed(.ufix, integer: operands[0], fraction: operands[1]))
    case .sfix:
      return store.typeExpression(try store.types.fixed(.sfix, integer: operands[0], fraction: operands[1]))
    case .array:
      return store.typeExpression(
        try store.types.array(count: operands[0], element: try store.types.type(of: operands[1])))
    }
  }
}
