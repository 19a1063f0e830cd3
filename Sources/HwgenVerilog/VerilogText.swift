import HwgenSupport

/// The text of a module while it is written: bytes, and where the line began, so that long lines are continued.
///
/// `ModuleWriter` asks for `wrap` wherever a line may be continued; a token is never cut, so a line is longer than
/// `maximumColumns` only if a name or literal is.
struct VerilogText: ~Copyable {
  static let maximumColumns = 120

  var bytes: ByteWriter
  /// The spaces before the statement that is written; continued lines have four more.
  var indent = 2
  /// No statement stands further to the right, however deep its branches are: the text stays linear in the design.
  private static let greatestIndent = 200
  /// False while a statement is written that is short for certain.
  var mayWrap = true
  private var lineStart: Int

  init(_ bytes: consuming ByteWriter) {
    lineStart = bytes.count
    self.bytes = bytes
  }

  consuming func finish() -> ByteWriter { bytes }

  var count: Int { bytes.count }

  @inline(__always)
  mutating func write(byte: UInt8) { bytes.write(byte: byte) }

  /// A text with a line's end, if any, as its first or last character: elsewhere it is not seen.
  @inline(__always)
  mutating func write(_ text: StaticString) {
    bytes.write(text)
    let length = text.utf8CodeUnitCount
    if text.utf8Start[length - 1] == UInt8(ascii: "\n") {
      lineStart = bytes.count
    } else if text.utf8Start[0] == UInt8(ascii: "\n") {
      lineStart = bytes.count - length + 1
    }
  }

  mutating func write(string: String) { bytes.write(string: string) }

  @inline(__always)
  mutating func write(decimal value: Int) { bytes.write(decimal: value) }

  mutating func endLine() {
    bytes.write(byte: UInt8(ascii: "\n"))
    lineStart = bytes.count
  }

  /// Ends the line and begins the next one with `indent` and `more` spaces.
  mutating func breakLine(_ more: Int) {
    endLine()
    writeIndent()
    for _ in 0..<more { bytes.write(byte: UInt8(ascii: " ")) }
  }

  /// The spaces before a statement.
  mutating func writeIndent() {
    for _ in 0..<min(indent, VerilogText.greatestIndent) { bytes.write(byte: UInt8(ascii: " ")) }
  }

  /// A space, or a new line if the `length` characters that follow, with a few to close, would not fit.
  @inline(__always)
  mutating func wrap(_ length: Int, more: Int = 4) {
    if mayWrap, bytes.count - lineStart + length + 6 > VerilogText.maximumColumns {
      breakLine(more)
    } else {
      bytes.write(byte: UInt8(ascii: " "))
    }
  }
}
