import CHwgen
import Glibc
import HwgenBits
import HwgenFunctions
import HwgenSupport
import HwgenTypes

/// Values of the language as values of C, and back. Each stands in a word of 8 bytes.
extension ContextBox {
  /// Writes a value. What it points to is lent until `lent` ends. Throws `badHostValue` for one that the type does not
  /// hold, with `what` before it.
  func encode(
    _ value: ExprID, as type: ForeignType, at word: UnsafeMutableRawPointer, lent: inout LentMemory,
    _ what: () -> String
  ) throws(Failure) {
    let expressions = context.types.expressions
    func store<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type) -> Bool {
      let number: Number?
      if let small = expressions.smallInteger(of: value) {
        number = Number(exactly: small)
      } else {
        // Beyond Int, only a UInt64 may hold it.
        let integer = expressions.integerValue(of: value)
        number = integer.flatMap { $0.isNegative || $0.limbs.count > 1 ? nil : Number(exactly: $0.limbs[0]) }
      }
      guard let number else { return false }
      word.storeBytes(of: number, as: Number.self)
      return true
    }
    let isStored: Bool
    switch type {
    case .int8: isStored = store(Int8.self)
    case .int16: isStored = store(Int16.self)
    case .int32: isStored = store(Int32.self)
    case .int64: isStored = store(Int64.self)
    case .uint8: isStored = store(UInt8.self)
    case .uint16: isStored = store(UInt16.self)
    case .uint32: isStored = store(UInt32.self)
    case .uint64: isStored = store(UInt64.self)
    case .boolean:
      let boolean = expressions.booleanValue(of: value)
      word.storeBytes(of: boolean == true ? 1 : 0, as: UInt8.self)
      isStored = boolean != nil
    case .double, .float:
      let double = expressions.integerValue(of: value).flatMap { Double(exactly: $0) }
      if type == .double {
        word.storeBytes(of: double ?? 0, as: Double.self)
        isStored = double != nil
      } else {
        let float = double.flatMap { Float(exactly: $0) }
        word.storeBytes(of: float ?? 0, as: Float.self)
        isStored = float != nil
      }
    case .string:
      let text = expressions.stringValue(of: value)
      if let text, text.utf8.contains(0) {
        throw Failure(.badHostValue, "\(what()) is \(Identifier.quoted(text)), and a string of C ends at its NUL")
      }
      word.storeBytes(of: text.map { lent.string($0) }, as: UnsafePointer<CChar>?.self)
      isStored = text != nil
    case .integer:
      let integer = expressions.integerValue(of: value)
      word.storeBytes(of: integer.map { lent.integer($0) }, as: UnsafePointer<hwgen_integer>?.self)
      isStored = integer != nil
    case .type:
      let id = expressions.typeValue(of: value)
      word.storeBytes(of: id.map { handle($0.raw) } ?? 0, as: UInt64.self)
      isStored = id != nil
    case .generator:
      let identity = expressions.generatorIdentity(of: value)
      let id = try identity.map { (identity) throws(Failure) in
        try context.generator(identity: context.names[identity])
      }
      word.storeBytes(of: id.map { handle($0.raw) } ?? 0, as: UInt64.self)
      isStored = id != nil
    case .void, .circuit, .context, .user: isStored = false
    }
    if !isStored {
      throw Failure(
        .badHostValue, "\(what()) is \(expressions.text(value)), which no `\(type.name)` holds",
        fix: "take a wider type, or `const hwgen_integer *`, which holds every integer")
    }
  }

  /// The value that stands in a word. Throws `badHostValue` for what is no value, with `what` before it.
  func decode(_ type: ForeignType, at word: UnsafeRawPointer, _ what: () -> String) throws(Failure) -> ExprID {
    let expressions = context.types.expressions
    switch type {
    case .int8: return expressions.integer(Int(word.load(as: Int8.self)))
    case .int16: return expressions.integer(Int(word.load(as: Int16.self)))
    case .int32: return expressions.integer(Int(word.load(as: Int32.self)))
    case .int64: return expressions.integer(Int(word.load(as: Int64.self)))
    case .uint8: return expressions.integer(Int(word.load(as: UInt8.self)))
    case .uint16: return expressions.integer(Int(word.load(as: UInt16.self)))
    case .uint32: return expressions.integer(Int(word.load(as: UInt32.self)))
    case .uint64: return expressions.integer(Integer(word.load(as: UInt64.self)))
    case .boolean: return expressions.boolean(word.load(as: UInt8.self) != 0)
    case .float, .double:
      let double = type == .double ? word.load(as: Double.self) : Double(word.load(as: Float.self))
      guard let integer = Integer(exactly: double) else {
        throw Failure(.badHostValue, "\(what()) is \(double), which is no integer", fix: "round it")
      }
      return expressions.integer(integer)
    case .string:
      guard let pointer = word.load(as: UnsafePointer<CChar>?.self) else {
        throw Failure(.badHostValue, "\(what()) is a NULL string")
      }
      return expressions.string(String(decoding: try hostBytes(pointer, ""), as: UTF8.self))
    case .integer:
      guard let integer = word.load(as: UnsafePointer<hwgen_integer>?.self)?.pointee else {
        throw Failure(.badHostValue, "\(what()) is a NULL integer")
      }
      let limbs = try items(integer.limbs, integer.count, "the limbs of an integer")
      guard limbs.count <= ExpressionStore.maximumBits / 64 else {
        throw Failure(
          .resultTooLarge,
          "\(what()) has \(limbs.count) limbs, and an integer has at most \(ExpressionStore.maximumBits) bits")
      }
      return expressions.integer(Integer(limbs: Array(limbs), negative: integer.negative != 0))
    case .type:
      return expressions.typeExpression(try self.type(hwgen_type(bits: word.load(as: UInt64.self))))
    case .generator:
      let id = try generator(hwgen_generator(bits: word.load(as: UInt64.self)))
      return expressions.generator(context.names.intern(context[id].identity))
    case .void, .circuit, .context, .user:
      throw Failure(.badHostValue, "\(what()) is of type `\(type.name)`, which no value has")
    }
  }
}

extension ForeignType {
  /// Widens an integer to the 8 bytes in which a function made by libffi gives it.
  func widen(_ word: UnsafeMutableRawPointer) {
    let wide: Int64
    switch self {
    case .int8: wide = Int64(word.load(as: Int8.self))
    case .int16: wide = Int64(word.load(as: Int16.self))
    case .int32: wide = Int64(word.load(as: Int32.self))
    default: return
    }
    word.storeBytes(of: wide, as: Int64.self)
  }

  /// In bytes, as C stores it.
  var size: Int {
    switch self {
    case .void: 0
    case .int8, .uint8, .boolean: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float: 4
    case .int64, .uint64, .double, .string, .integer, .type, .generator, .circuit, .context, .user: 8
    }
  }

  /// The kind of the values that a type stands for; nil for none.
  var valueKind: ValueKind? {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float, .double, .integer: .integer
    case .boolean: .boolean
    case .string: .string
    case .type: .type
    case .generator: .generator
    case .void, .circuit, .context, .user: nil
    }
  }
}

/// What values of C point to, copied: it lasts as long as this.
struct LentMemory: ~Copyable {
  private var pointers: [UnsafeMutableRawPointer] = []

  deinit { for pointer in pointers { pointer.deallocate() } }

  mutating func string(_ text: UnsafePointer<CChar>) -> UnsafePointer<CChar> {
    let size = strlen(text) + 1
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: size)
    copy.update(from: text, count: size)
    pointers.append(copy)
    return UnsafePointer(copy)
  }

  mutating func integer(_ value: hwgen_integer) -> UnsafePointer<hwgen_integer> {
    let limbs = UnsafeMutablePointer<UInt64>.allocate(capacity: max(value.count, 1))
    if let given = value.limbs { limbs.update(from: given, count: value.count) }
    let copy = UnsafeMutablePointer<hwgen_integer>.allocate(capacity: 1)
    copy.initialize(to: hwgen_integer(limbs: limbs, count: value.count, negative: value.negative))
    pointers.append(limbs)
    pointers.append(copy)
    return UnsafePointer(copy)
  }

  mutating func integer(_ value: Integer) -> UnsafePointer<hwgen_integer> {
    value.limbs.withUnsafeBufferPointer { limbs in
      integer(hwgen_integer(limbs: limbs.baseAddress, count: limbs.count, negative: value.isNegative ? 1 : 0))
    }
  }
}
