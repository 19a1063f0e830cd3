/// The rule for names that reach Verilog as the user wrote them: ports, generators, explicit module names.
///
/// A legal identifier starts with a letter or `_`, goes on with letters, digits and `_`, has at most 1024 characters
/// (IEEE 1364-2005, 3.7.1 and IEEE 1800-2017, 5.6) and is no reserved word of either standard, so that a design does not
/// change its names with the profile. Nor is it a word of C++ that verilator warns of.
public enum Identifier {
  /// In characters, which are bytes.
  public static let maximumLength = 1024

  /// Throws `badName` unless `name` is a legal identifier, or a reserved word where it may be one. `what` says what is named
  /// ("port").
  public static func check(
    _ name: String, what: String, allowsReserved: Bool = false, at location: SourceLocation? = nil
  ) throws(Failure) {
    guard let reason = objection(to: name, allowsReserved: allowsReserved) else { return }
    throw Failure(.badName, "\(what) \(quoted(name)) \(reason)", at: location, fix: suggestion(for: name))
  }

  /// Why a name is not a legal identifier, or nil if it is one. A name that does not reach Verilog may be a reserved word,
  /// and so may one that a module of the user's has.
  public static func objection(to name: String, allowsReserved: Bool = false) -> String? {
    let bytes = name.utf8
    guard let first = bytes.first else { return "has an empty name" }
    if bytes.count > maximumLength { return "has \(bytes.count) characters; at most \(maximumLength) are allowed" }
    if !isStart(first) { return "does not start with a letter or _" }
    if !bytes.allSatisfy(isPart) {
      return controlCharacter(in: name) ?? "has characters other than letters, digits and _"
    }
    if !allowsReserved, isReserved(name) {
      return ReservedWords.cPlusPlus.contains(name)
        ? "is a word of C++, of which verilator warns" : "is a reserved word of Verilog or SystemVerilog"
    }
    return nil
  }

  /// The objection to a control character: the first of the name, if it has one.
  public static func controlCharacter(in name: String) -> String? {
    guard let found = name.utf8.first(where: { $0 < 32 || $0 == 127 }) else { return nil }
    let digits = String(found, radix: 16, uppercase: true)
    return "has the control character U+\(String(repeating: "0", count: 4 - digits.count))\(digits)"
  }

  /// Whether there is no objection to a name of these bytes.
  static func isLegal(_ name: UnsafeRawBufferPointer) -> Bool {
    guard name.count > 0, name.count <= maximumLength, isStart(name[0]) else { return false }
    for position in 1..<name.count where !isPart(name[position]) { return false }
    return !ReservedWords.all.contains(name)
  }

  /// The name with every character that may not stand replaced by `_`; a reserved word or a leading digit gets a `_`
  /// behind or before it, an empty name becomes `_`. The stated way of legalising inner names.
  public static func legalised(_ name: String) -> String {
    var bytes = name.utf8.prefix(maximumLength - 32).map { isPart($0) ? $0 : UInt8(ascii: "_") }
    if bytes.isEmpty || !isStart(bytes[0]) { bytes.insert(UInt8(ascii: "_"), at: 0) }
    let text = String(decoding: bytes, as: UTF8.self)
    return isReserved(text) ? text + "_" : text
  }

  /// A name in quotes, its control characters and quotes made visible, cut when long: safe in any message or comment.
  public static func quoted(_ name: String) -> String {
    var text = "`"
    for (position, scalar) in name.unicodeScalars.enumerated() {
      if position == 60 { return text + "…`" }
      switch scalar {
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "`": text += "\\`"
      case _ where scalar.value < 32 || scalar.value == 127: text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "`"
  }

  /// Whether a name is a word of Verilog or SystemVerilog, or one of C++ that verilator warns of.
  public static func isReserved(_ name: String) -> Bool { ReservedWords.all.contains(name) }

  @inlinable
  public static func isStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
  }

  @inlinable
  public static func isPart(_ byte: UInt8) -> Bool {
    // A bit for each character that is one, of the first 64 and of the next.
    let (digits, letters) = (0x03ff_0000_0000_0000 as UInt64, 0x07ff_fffe_87ff_fffe as UInt64)
    return byte < 128 && (byte < 64 ? digits : letters) >> UInt64(byte & 63) & 1 == 1
  }

  private static func suggestion(for name: String) -> String? {
    name.isEmpty || name.utf8.count > 60 ? nil : "call it \(quoted(legalised(name)))"
  }
}
