/// Writes JSON (RFC 8259): puts commas, line breaks and indents. Whoever has something to tell other programs asks for its text.
///
/// An object or array that is begun `inline` stands on one line, with all that is in it.
public struct JSONWriter: ~Copyable {
  private var bytes: ByteWriter
  /// The brackets that are still to come.
  private var closing: [UInt8] = []
  /// From this depth on all stands on one line.
  private var inlineDepth = Int.max
  /// Nothing stands yet in what is open.
  private var isFirst = true
  /// A name stands, and its value is next.
  private var isNamed = false

  private init(_ sink: @escaping ByteWriter.Sink) { bytes = ByteWriter(sink: sink) }

  /// Runs `body` with a writer into memory and returns the text, with a newline at its end.
  public static func text<Thrown: Error>(_ body: (inout JSONWriter) throws(Thrown) -> Void) throws(Thrown) -> String {
    // A pointer, since the sink outlives this scope as far as the compiler knows.
    let all = UnsafeMutablePointer<[UInt8]>.allocate(capacity: 1)
    all.initialize(to: [])
    defer {
      all.deinitialize(count: 1)
      all.deallocate()
    }
    var writer = JSONWriter { chunk in
      all.pointee.append(contentsOf: chunk)
      return true
    }
    try body(&writer)
    writer.bytes.write("\n")
    writer.bytes.flush()
    return String(decoding: all.pointee, as: UTF8.self)
  }

  /// What stands before a name, or before a value without one.
  private mutating func separate() {
    if isNamed {
      isNamed = false
      return
    }
    let isInline = closing.count >= inlineDepth
    if !isFirst { bytes.write(isInline ? ", " : ",") }
    isFirst = false
    if !isInline, !closing.isEmpty { breakLine() }
  }

  private mutating func breakLine() {
    bytes.write("\n")
    for _ in closing { bytes.write("  ") }
  }

  public mutating func beginObject(inline: Bool = false) { begin("{", UInt8(ascii: "}"), inline) }
  public mutating func beginArray(inline: Bool = false) { begin("[", UInt8(ascii: "]"), inline) }

  private mutating func begin(_ bracket: StaticString, _ end: UInt8, _ inline: Bool) {
    separate()
    bytes.write(bracket)
    closing.append(end)
    if inline { inlineDepth = min(inlineDepth, closing.count) }
    isFirst = true
  }

  /// Ends the object or array that was begun last.
  public mutating func end() {
    let isInline = closing.count >= inlineDepth
    if closing.count == inlineDepth { inlineDepth = .max }
    let bracket = closing.removeLast()
    if !isInline, !isFirst { breakLine() }
    bytes.write(byte: bracket)
    isFirst = false
  }

  /// The name of a member, whose value is next.
  public mutating func name(_ name: String) {
    value(name)
    bytes.write(": ")
    isNamed = true
  }

  public mutating func value(_ text: String) {
    separate()
    bytes.write(json: text)
  }

  public mutating func value(_ number: Int) {
    separate()
    bytes.write(decimal: number)
  }

  public mutating func value(_ boolean: Bool) { value(literal: boolean ? "true" : "false") }

  /// A number of any size by its digits, or `null`.
  public mutating func value(literal text: String) {
    separate()
    bytes.write(string: text)
  }

  public mutating func member(_ name: String, _ text: String) {
    self.name(name)
    value(text)
  }

  public mutating func member(_ name: String, _ boolean: Bool) {
    self.name(name)
    value(boolean)
  }
}

extension ByteWriter {
  /// A string of JSON (RFC 8259), in quotes.
  public mutating func write(json text: String) {
    write(byte: UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        write(byte: UInt8(ascii: "\\"))
        write(byte: byte)
      case 9: write("\\t")
      case 10: write("\\n")
      case 0..<32:
        write("\\u00")
        write(byte: ByteWriter.hexadecimal(byte >> 4))
        write(byte: ByteWriter.hexadecimal(byte & 15))
      default: write(byte: byte)
      }
    }
    write(byte: UInt8(ascii: "\""))
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 48 + digit : 87 + digit }
}
