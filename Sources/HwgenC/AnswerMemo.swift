import CHwgen
import Glibc
import HwgenFunctions
import HwgenSupport
import HwgenTypes

/// What a pure C function has answered, by its arguments as C has them: calls by values then make no expressions. Beside the
/// answers of the hooks, which decide.
struct AnswerMemo: ~Copyable {
  private let types: ContiguousArray<ForeignType>
  private var table = IndexTable()
  /// Rows of the arguments' words and the result's. What one points to is of `copies`.
  private var words = Column<UInt64>()
  private var copies = LentMemory()
  /// Where the row begins that was asked for last, which is often the next one too: -1 if none is.
  private var last = -1

  init(_ types: ContiguousArray<ForeignType>) { self.types = types }

  /// The word of the result, if a call with these arguments has been answered.
  @inline(__always)
  mutating func find(_ arguments: UnsafePointer<UnsafeRawPointer?>) -> UInt64? {
    if last >= 0, holds(last, arguments) { return words[last + types.count] }
    return search(arguments)
  }

  @inline(never)
  private mutating func search(_ arguments: UnsafePointer<UnsafeRawPointer?>) -> UInt64? {
    let width = types.count + 1
    guard let hash = hash(arguments),
      let row = table.find(hash: hash, { holds(Int($0) * width, arguments) })
    else { return nil }
    last = Int(row) * width
    return words[last + types.count]
  }

  @inline(__always)
  private func holds(_ first: Int, _ arguments: UnsafePointer<UnsafeRawPointer?>) -> Bool {
    for index in types.indices where !types[index].holds(words[first + index], at: arguments[index]!) { return false }
    return true
  }

  /// Keeps an answer, which `result` writes, with memory that the memo keeps for what it points to.
  mutating func insert(
    for arguments: UnsafePointer<UnsafeRawPointer?>,
    _ result: (inout LentMemory) throws(Failure) -> UInt64
  ) throws(Failure) {
    let word = try result(&copies)
    guard let hash = hash(arguments) else { return }
    let row = words.count / (types.count + 1)
    for index in types.indices { words.append(types[index].copy(at: arguments[index]!, &copies)) }
    words.append(word)
    table.insert(UInt32(row), hash: hash)
  }

  /// Nil where something is no value.
  private func hash(_ arguments: UnsafePointer<UnsafeRawPointer?>) -> UInt64? {
    var hash = StableHash()
    for index in types.indices {
      guard types[index].combine(arguments[index]!, into: &hash) else { return nil }
    }
    return hash.value
  }
}

extension ForeignType {
  /// What stands in the bytes of a value.
  @inline(__always)
  func word(at address: UnsafeRawPointer) -> UInt64 {
    switch size {
    case 1: UInt64(address.load(as: UInt8.self))
    case 2: UInt64(address.loadUnaligned(as: UInt16.self))
    case 4: UInt64(address.loadUnaligned(as: UInt32.self))
    default: address.loadUnaligned(as: UInt64.self)
    }
  }

  /// The word for a value in a row: what stands in its bytes, or the address of a copy.
  fileprivate func copy(at address: UnsafeRawPointer, _ copies: inout LentMemory) -> UInt64 {
    let pointer: UnsafeRawPointer? =
      switch self {
      case .string: UnsafeRawPointer(copies.string(address.loadUnaligned(as: UnsafePointer<CChar>.self)))
      case .integer:
        UnsafeRawPointer(copies.integer(address.loadUnaligned(as: UnsafePointer<hwgen_integer>.self).pointee))
      default: nil
      }
    return pointer.map { UInt64(UInt(bitPattern: $0)) } ?? word(at: address)
  }

  /// Whether the value at an address is that of a word in a row.
  @inline(__always)
  fileprivate func holds(_ word: UInt64, at address: UnsafeRawPointer) -> Bool {
    switch self {
    case .string:
      guard let text = address.loadUnaligned(as: UnsafePointer<CChar>?.self) else { return false }
      return strcmp(text, UnsafePointer(bitPattern: UInt(word))!) == 0
    case .integer:
      guard let integer = address.loadUnaligned(as: UnsafePointer<hwgen_integer>?.self)?.pointee else { return false }
      let known = UnsafePointer<hwgen_integer>(bitPattern: UInt(word))!.pointee
      guard integer.count == known.count, (integer.negative != 0) == (known.negative != 0) else { return false }
      guard let limbs = integer.limbs, let knownLimbs = known.limbs else { return integer.count == 0 }
      return memcmp(limbs, knownLimbs, integer.count * 8) == 0
    default: return self.word(at: address) == word
    }
  }

  /// Absorbs the value at an address. Returns false for one that is none.
  fileprivate func combine(_ address: UnsafeRawPointer, into hash: inout StableHash) -> Bool {
    switch self {
    case .string:
      guard let text = address.loadUnaligned(as: UnsafePointer<CChar>?.self) else { return false }
      hash.combine(bytes: UnsafeRawBufferPointer(start: text, count: strlen(text)))
    case .integer:
      guard let integer = address.loadUnaligned(as: UnsafePointer<hwgen_integer>?.self)?.pointee,
        let limbs = try? items(integer.limbs, integer.count, "the limbs of an integer"),
        limbs.count <= ExpressionStore.maximumBits / 64
      else { return false }
      for limb in limbs { hash.combine(limb) }
      hash.combine(UInt64(integer.count) << 1 | (integer.negative != 0 ? 1 : 0))
    default: hash.combine(word(at: address))
    }
    return true
  }
}
