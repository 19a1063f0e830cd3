import HwgenSupport

/// The text of a graph in the DOT language while a `ModuleWriter` draws a module, and the boxes that it has for
/// expressions without a name: where one net reads another twice, there is one.
struct SchematicText: ~Copyable {
  private var bytes: ByteWriter
  var boxes: Set<String> = []

  init(_ bytes: consuming ByteWriter) { self.bytes = bytes }

  consuming func finish() -> ByteWriter { bytes }

  mutating func write(_ text: String) { bytes.write(string: text) }

  /// A string of the DOT language, in quotes.
  mutating func write(quoted text: String) {
    bytes.write(byte: UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.write(byte: UInt8(ascii: "\\"))
        bytes.write(byte: byte)
      case UInt8(ascii: "\n"): bytes.write("\\n")
      case 0..<32: bytes.write(byte: UInt8(ascii: " "))
      default: bytes.write(byte: byte)
      }
    }
    bytes.write(byte: UInt8(ascii: "\""))
  }

  mutating func write(box: String, color: String? = nil, label: String) {
    write("  \(box) [")
    if let color { write("fillcolor=\"\(color)\", ") }
    write("label=")
    write(quoted: label)
    write("]\n")
  }
}
