import HwgenSupport
import HwgenTypes

/// A message with places for values: `count is {}, mask {:08b}`. The builder checks it, and the printer prints it.
///
/// The places are those of Python's `format` without names and numbers, and each prints what Python prints. `{}` and `{:d}` are a number
/// in decimal, `{:x}`, `{:o}` and `{:b}` bits as a number without sign, `{:c}` a byte as a character; `{:5d}` is padded with
/// spaces to 5 characters, `{:05d}` and `{:08x}` with zeros. `{{` and `}}` are braces.
public struct MessageFormat: Sendable {
  /// How a value is written.
  public enum Conversion: UInt8, Sendable, BitwiseCopyable {
    case decimal, hexadecimal, octal, binary, character

    /// How many bits a digit stands for; nil where that is no whole number.
    public var digitBits: Int? {
      switch self {
      case .hexadecimal: 4
      case .octal: 3
      case .binary: 1
      case .decimal, .character: nil
      }
    }
  }

  /// A place for a value.
  public struct Place: Equatable, Sendable, BitwiseCopyable {
    public var conversion: Conversion
    /// The least number of characters, 0 for as many as are needed.
    public var width: Int
    /// Padded with zeros, not with spaces.
    public var isZeroPadded: Bool
    /// Its bytes in the text, with the braces.
    public var start: Int
    public var end: Int
  }

  /// A part of the message: bytes that stand as they are, or a place.
  public enum Part: Equatable, Sendable {
    case text(ContiguousArray<UInt8>)
    case place(Place)
  }

  public private(set) var parts: [Part] = []
  public var places: [Place] { parts.compactMap { if case .place(let place) = $0 { place } else { nil } } }

  /// The most characters that a place can be padded to.
  public static let maximumWidth = 1000

  /// Reads a message. Throws `badFormat`, with the place and a caret under it. Linear.
  public init(_ text: String, at location: SourceLocation? = nil) throws(Failure) {
    let bytes = ContiguousArray(text.utf8)
    var plain: ContiguousArray<UInt8> = []
    var position = 0
    func refused(_ message: String, _ start: Int, fix: String? = nil) -> Failure {
      let before = String(decoding: bytes[..<start], as: UTF8.self).count
      return Failure(
        .badFormat, "\(message), at character \(before + 1) of the message \(TextScanner.quoted(text))", at: location,
        fix: fix)
    }
    while position < bytes.count {
      let byte = bytes[position]
      let isDouble = position + 1 < bytes.count && bytes[position + 1] == byte
      switch byte {
      case UInt8(ascii: "{") where !isDouble:
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")) else {
          throw refused("a `{` without its `}`", position, fix: "write {{ for a brace")
        }
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = []
        parts.append(.place(try MessageFormat.place(bytes, position, end, refused)))
        position = end + 1
      case UInt8(ascii: "}") where !isDouble:
        throw refused("a `}` without its `{`", position, fix: "write }} for a brace")
      case UInt8(ascii: "{"), UInt8(ascii: "}"):
        plain.append(byte)
        position += 2
      case 9, 10, 32...126, 128...:
        plain.append(byte)
        position += 1
      default: throw refused("a control character", position)
      }
    }
    if !plain.isEmpty { parts.append(.text(plain)) }
  }

  /// Reads what stands from `{` to `}`.
  private static func place(
    _ bytes: ContiguousArray<UInt8>, _ start: Int, _ end: Int, _ refused: (String, Int, String?) -> Failure
  ) throws(Failure) -> Place {
    var place = Place(conversion: .decimal, width: 0, isZeroPadded: false, start: start, end: end + 1)
    var position = start + 1
    let known = "the formats are {}, {:d}, {:x}, {:o}, {:b} and {:c}, with a width as in {:5d} or {:08x}"
    func unknown() -> Failure {
      refused("the format `\(String(decoding: bytes[start...end], as: UTF8.self))` is not known", start, known)
    }
    if position == end { return place }
    guard bytes[position] == UInt8(ascii: ":") else {
      throw refused("a place with a name or a number", start, "leave it empty: the values are taken in their order")
    }
    position += 1
    if bytes[position] == UInt8(ascii: "0") {
      place.isZeroPadded = true
      position += 1
    }
    let digits = position
    while position < end, bytes[position] >= 48, bytes[position] <= 57 {
      if position - digits < 6 { place.width = place.width * 10 + Int(bytes[position] - 48) }
      position += 1
    }
    if place.isZeroPadded, place.width == 0 { throw unknown() }
    guard place.width <= maximumWidth else {
      throw refused("a width of more than \(maximumWidth) characters", start, nil)
    }
    if position < end {
      switch bytes[position] {
      case UInt8(ascii: "d"): place.conversion = .decimal
      case UInt8(ascii: "x"): place.conversion = .hexadecimal
      case UInt8(ascii: "o"): place.conversion = .octal
      case UInt8(ascii: "b"): place.conversion = .binary
      case UInt8(ascii: "c"): place.conversion = .character
      default: throw unknown()
      }
      position += 1
    }
    guard position == end, place.conversion != .character || place.width == 0 && !place.isZeroPadded else {
      throw unknown()
    }
    return place
  }
}
