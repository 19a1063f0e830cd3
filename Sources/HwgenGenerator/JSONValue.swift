import HwgenSupport
import HwgenTypes

/// A value of JSON (RFC 8259). Read from what other tools write of a module; nothing is kept of it.
indirect enum JSONValue {
  case null
  case boolean(Bool)
  /// Its text.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// In the order of the text; the first of equal names counts.
  case object([(name: String, value: JSONValue)])

  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
  var members: [(name: String, value: JSONValue)]? { if case .object(let members) = self { members } else { nil } }

  /// Values within values: deeper ones are refused.
  private static let maximumDepth = 64

  /// Reads a text. Nil if it is none; linear in it.
  init?(parsing text: String) {
    var reader = JSONReader(bytes: ContiguousArray(text.utf8))
    guard let value = reader.document(maximumDepth: JSONValue.maximumDepth) else { return nil }
    self = value
  }
}

/// The text of JSON, and where its reading stands.
private struct JSONReader {
  /// An array or object that is open.
  private struct Open {
    var isObject: Bool
    var elements: [JSONValue] = []
    var members: [(name: String, value: JSONValue)] = []
    /// Of the member whose value is next.
    var name = ""
  }

  let bytes: ContiguousArray<UInt8>
  private var position = 0

  init(bytes: ContiguousArray<UInt8>) { self.bytes = bytes }

  private mutating func next() -> UInt8 {
    while position < bytes.count, [9, 10, 13, 32].contains(bytes[position]) { position += 1 }
    return position < bytes.count ? bytes[position] : 0
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func document(maximumDepth: Int) -> JSONValue? {
    var open: [Open] = []
    while true {
      var value: JSONValue
      // The beginning of a value, or the end of one that is empty.
      if take("{") {
        guard open.count < maximumDepth else { return nil }
        open.append(Open(isObject: true))
        if take("}") {
          value = .object([])
          open.removeLast()
        } else {
          guard let name = memberName() else { return nil }
          open[open.count - 1].name = name
          continue
        }
      } else if take("[") {
        guard open.count < maximumDepth else { return nil }
        open.append(Open(isObject: false))
        if take("]") {
          value = .array([])
          open.removeLast()
        } else {
          continue
        }
      } else {
        guard let simple = simpleValue() else { return nil }
        value = simple
      }
      // What it is a part of may end with it.
      while true {
        guard var top = open.popLast() else { return next() == 0 && position == bytes.count ? value : nil }
        if top.isObject { top.members.append((top.name, value)) } else { top.elements.append(value) }
        if take(",") {
          if top.isObject {
            guard let name = memberName() else { return nil }
            top.name = name
          }
          open.append(top)
          break
        }
        guard take(top.isObject ? "}" : "]") else { return nil }
        value = top.isObject ? .object(top.members) : .array(top.elements)
      }
    }
  }

  private mutating func memberName() -> String? {
    guard next() == UInt8(ascii: "\""), let name = string(), take(":") else { return nil }
    return name
  }

  private mutating func simpleValue() -> JSONValue? {
    if next() == UInt8(ascii: "\"") { return string().map(JSONValue.string) }
    let start = position
    while position < bytes.count, Identifier.isPart(bytes[position]) || [43, 45, 46].contains(bytes[position]) {
      position += 1
    }
    switch String(decoding: bytes[start..<position], as: UTF8.self) {
    case "": return nil
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case let word: return word.utf8.first! == 45 || !Identifier.isStart(word.utf8.first!) ? .number(word) : nil
    }
  }

  private mutating func string() -> String? {
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: content, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        content.append(byte)
        continue
      }
      guard position < bytes.count else { return nil }
      let escape = bytes[position]
      position += 1
      switch escape {
      case UInt8(ascii: "n"): content.append(10)
      case UInt8(ascii: "t"): content.append(9)
      case UInt8(ascii: "r"): content.append(13)
      case UInt8(ascii: "b"): content.append(8)
      case UInt8(ascii: "f"): content.append(12)
      case UInt8(ascii: "u"):
        let end = position + 4
        guard end <= bytes.count,
          let number = UInt32(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
        else { return nil }
        content.append(contentsOf: String(Character(Unicode.Scalar(number) ?? "?")).utf8)
        position = end
      default: content.append(escape)
      }
    }
    return nil
  }
}
