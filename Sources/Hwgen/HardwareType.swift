import HwgenSupport
import HwgenTypes

/// A type of ports and signals: `.bit`, `.uint(8)`, `.bits(8 * $n)`.
///
/// With a number it is a type of that width; with an expression over the parameters it is a template, which a circuit's
/// parameters make a type. It belongs to no context. Two are equal if they are written alike.
public struct HardwareType: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    case simple(TypeID)
    case vector(TypeKind, Int)
    case text(CoreText)
  }

  let form: Form

  /// A type in the core's language: `HardwareType("{data: UInt(8), flip ready: Bit}")`.
  public init(_ text: String) { form = .text(CoreText(text)) }

  init(form: Form) { self.form = form }

  private init(core: CoreText) { form = .text(core) }

  /// One bit.
  public static let bit = HardwareType(form: .simple(.bit))
  /// A clock; registers sample at its rising edge, those of `~clk` at its falling one.
  public static let clock = HardwareType(form: .simple(.clock))
  /// A synchronous reset, active high.
  public static let reset = HardwareType(form: .simple(.reset))
  /// An asynchronous reset, active high.
  public static let asyncReset = HardwareType(form: .simple(.asyncReset))
  /// A synchronous reset, active low.
  public static let resetLow = HardwareType(form: .simple(.resetLow))
  /// An asynchronous reset, active low.
  public static let asyncResetLow = HardwareType(form: .simple(.asyncResetLow))

  /// An unsigned number.
  public static func uint(_ width: Int) -> HardwareType { HardwareType(form: .vector(.uint, width)) }
  public static func uint(_ width: ParameterExpression<Int>) -> HardwareType { HardwareType(core: "UInt(\(width))") }
  /// A signed number in two's complement.
  public static func sint(_ width: Int) -> HardwareType { HardwareType(form: .vector(.sint, width)) }
  public static func sint(_ width: ParameterExpression<Int>) -> HardwareType { HardwareType(core: "SInt(\(width))") }
  /// Plain bits: logic and shifts, no arithmetic.
  public static func bits(_ width: Int) -> HardwareType { HardwareType(form: .vector(.bits, width)) }
  public static func bits(_ width: ParameterExpression<Int>) -> HardwareType { HardwareType(core: "Bits(\(width))") }

  /// A fixed-point number without sign: bits before and behind its point.
  public static func ufix(_ integer: ParameterExpression<Int>, _ fraction: ParameterExpression<Int>) -> HardwareType {
    HardwareType(core: "UFix(\(integer), \(fraction))")
  }
  /// A fixed-point number in two's complement: bits before its point, the sign among them, and behind it.
  public static func sfix(_ integer: ParameterExpression<Int>, _ fraction: ParameterExpression<Int>) -> HardwareType {
    HardwareType(core: "SFix(\(integer), \(fraction))")
  }

  /// One of some variants, each with a payload of its own type, or none: a tag above it. An empty name is none.
  public static func union(_ name: String = "", _ variants: KeyValuePairs<String, HardwareType?>) -> HardwareType {
    let list = variants.map { variant -> CoreText in
      guard let payload = variant.value else { return "\(TextScanner.name(variant.key))" }
      return "\(TextScanner.name(variant.key))(\(payload))"
    }
    let head: CoreText = name.isEmpty ? "" : "\(TextScanner.name(name)): "
    return HardwareType(core: "Union(\(head)\(CoreText.joined(list, by: ", ")))")
  }

  /// `count` elements of one type; element 0 is the least significant.
  public static func array(_ count: ParameterExpression<Int>, _ element: HardwareType) -> HardwareType {
    HardwareType(core: "Array(\(count), \(element))")
  }

  /// Named fields; the first is the most significant.
  public static func record(_ fields: KeyValuePairs<String, Field>) -> HardwareType {
    let list = fields.map { field -> CoreText in
      "\(field.value.isFlipped ? "flip " : "")\(TextScanner.name(field.key)): \(field.value.type)"
    }
    return HardwareType(core: "{\(CoreText.joined(list, by: ", "))}")
  }

  /// The type that a parameter names.
  public static func parameter(_ type: ParameterExpression<HardwareType>) -> HardwareType {
    HardwareType(core: type.core)
  }

  /// A field of a record: `.init(.bit)`, or `.flipped(.bit)` for one that runs the other way.
  public struct Field: Sendable {
    let type: HardwareType
    let isFlipped: Bool

    /// A field that runs the way of its record.
    public init(_ type: HardwareType) {
      self.type = type
      isFlipped = false
    }

    private init(flipped type: HardwareType) {
      self.type = type
      isFlipped = true
    }

    /// A field that runs against its record: an input of an output port, and the other way round.
    public static func flipped(_ type: HardwareType) -> Field { Field(flipped: type) }
  }

  /// The type in the core's language: `UInt(8)`.
  public var text: String { core.plain }

  var core: CoreText {
    switch form {
    case .simple(.clock): "Clock"
    case .simple(.reset): "Reset"
    case .simple(.asyncReset): "AsyncReset"
    case .simple(.resetLow): "ResetN"
    case .simple(.asyncResetLow): "AsyncResetN"
    case .simple: "Bit"
    case .vector(.uint, let width): "UInt(\(width))"
    case .vector(.sint, let width): "SInt(\(width))"
    case .vector(_, let width): "Bits(\(width))"
    case .text(let text): text
    }
  }

  init(_ type: TypeID, in types: TypeStore) {
    let kind = types.kind(of: type)
    let width = types.width(of: type)
    switch kind {
    case .bit, .clock, .reset, .asyncReset, .resetLow, .asyncResetLow: form = .simple(type)
    case .bits, .uint, .sint: form = width >= 0 ? .vector(kind, width) : .text(CoreText(types.text(type)))
    default: form = .text(CoreText(types.text(type)))
    }
  }

  /// The type in a store. Throws for a width that cannot be and for parameters, which have no meaning there.
  @inline(__always)
  func id(in types: TypeStore) throws(Failure) -> TypeID {
    switch form {
    case .simple(let id): return id
    case .vector(let kind, let width): return try types.vector(kind, width: width)
    case .text(let text): return try types.parseType(text.plain, scope: { _ in nil })
    }
  }
}

extension HardwareType: CustomStringConvertible {
  public var description: String { text }
}
