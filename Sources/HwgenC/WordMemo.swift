import HwgenFunctions
import HwgenSupport

/// What a C function has answered, by the words of its arguments: for functions of numbers and handles alone, whose calls by
/// values then make no expressions. Beside the answers of the hooks, which decide.
struct WordMemo: ~Copyable {
  private let types: ContiguousArray<ForeignType>
  private var table = IndexTable()
  /// Rows of the arguments' words and the result's.
  private var words = Column<UInt64>()
  /// Where the row begins that was asked for last, which is often the next one too: -1 if none is.
  private var last = -1

  /// Nil for a function whose arguments or result point to something.
  init?(_ types: ContiguousArray<ForeignType>, result: ForeignType) {
    guard types.allSatisfy({ $0.isWord }), result.isWord else { return nil }
    self.types = types
  }

  /// The word of the result, if a call with these arguments has been answered.
  @inline(__always)
  mutating func find(_ arguments: UnsafePointer<UnsafeRawPointer?>) -> UInt64? {
    if last >= 0, holds(last, arguments) { return words[last + types.count] }
    return search(arguments)
  }

  @inline(never)
  private mutating func search(_ arguments: UnsafePointer<UnsafeRawPointer?>) -> UInt64? {
    let width = types.count + 1
    guard let row = table.find(hash: hash(arguments), { holds(Int($0) * width, arguments) }) else { return nil }
    last = Int(row) * width
    return words[last + types.count]
  }

  @inline(__always)
  private func holds(_ first: Int, _ arguments: UnsafePointer<UnsafeRawPointer?>) -> Bool {
    for index in types.indices where words[first + index] != types[index].word(at: arguments[index]!) { return false }
    return true
  }

  mutating func insert(_ result: UInt64, for arguments: UnsafePointer<UnsafeRawPointer?>) {
    let row = words.count / (types.count + 1)
    for index in types.indices { words.append(types[index].word(at: arguments[index]!)) }
    words.append(result)
    table.insert(UInt32(row), hash: hash(arguments))
  }

  private func hash(_ arguments: UnsafePointer<UnsafeRawPointer?>) -> UInt64 {
    var hash = StableHash()
    for index in types.indices { hash.combine(types[index].word(at: arguments[index]!)) }
    return hash.value
  }
}

extension ForeignType {
  /// Whether a value is what stands in its bytes, and not what they point to.
  var isWord: Bool { valueKind != nil && self != .string && self != .integer }

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
}
