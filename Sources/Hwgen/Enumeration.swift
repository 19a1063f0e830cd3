import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// A type whose values are named.
///
///     let State = try Enumeration("State", ["idle", "run", "done"], .gray)
///     let Op = try Enumeration("Op", codes: ["add": 3, "sub": 8], width: 4)
///     io.busy <== (io.state != State.idle)
///
/// Its `type` is for ports and registers, a member stands wherever a signal of the type may. In the Verilog a member is a
/// `localparam`, `State_idle`; without a name for the type, `idle`. Belongs to no context; two are one type if name, members
/// and codes are the same.
@dynamicMemberLookup
public struct Enumeration: Sendable {
  /// The type of ports, wires and registers.
  public let type: HardwareType
  /// The members in their order, with their codes.
  public let members: [(name: String, code: Integer)]

  /// Members with the codes of an encoding. An empty name is none. HW1030 without members, HW1031 for two of one name.
  public init(
    _ name: String = "", _ members: [String], _ encoding: EnumerationEncoding = .binary, width: Int? = nil
  ) throws {
    try self.init(name, members.map { ($0, nil) }, encoding, width)
  }

  /// Members with their codes. HW1032 for two of one code, HW1033 for one that does not fit.
  public init(_ name: String = "", codes: KeyValuePairs<String, Int>, width: Int? = nil) throws {
    try self.init(name, codes.map { ($0.key, Integer($0.value)) }, .binary, width)
  }

  private init(
    _ name: String, _ members: [(String, Integer?)], _ encoding: EnumerationEncoding, _ width: Int?
  ) throws(Failure) {
    // A store of its own: the type belongs to no context.
    let types = TypeStore(names: NameTable())
    let id = try types.enumeration(
      name: types.names.intern(name), members.map { (types.names.intern($0.0), $0.1) }, encoding: encoding,
      width: width)
    self.init(id, in: types)
  }

  private init(_ id: TypeID, in types: TypeStore) {
    let enumeration = types.enumeration(of: id)!
    type = HardwareType(id, in: types)
    members = zip(enumeration.members, enumeration.codes).map { (types.names[$0], $1.asUnsigned) }
  }

  /// The enumeration that a type is; nil if it is none.
  public init?(_ type: HardwareType) {
    let types = TypeStore(names: NameTable())
    guard let id = try? type.id(in: types), types.enumeration(of: id) != nil else { return nil }
    self.init(id, in: types)
  }

  /// A member by its name. Where it is used, HW1034 if there is none.
  public subscript(name: String) -> EnumerationMember { EnumerationMember(type, name) }
  public subscript(dynamicMember name: String) -> EnumerationMember { EnumerationMember(type, name) }
}

/// A member of an enumeration: a constant of its type, in any body. Made by `Enumeration`.
public final class EnumerationMember: Sendable, SignalValue, CustomStringConvertible {
  /// The enumeration's type.
  public let type: HardwareType
  public let name: String

  init(_ type: HardwareType, _ name: String) {
    self.type = type
    self.name = name
  }

  public var signal: Signal { Signal(SignalConstant(type, name)) }
  public var description: String { "member \(Identifier.quoted(name)) of \(type)" }
}

extension IO {
  /// A member of an enumeration as a signal.
  public func literal(
    _ member: EnumerationMember, file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    body.locate(file, line)
    return body.operation { (_) throws(Failure) in try body.net(member.signal) }
  }
}

extension Signal {
  public static func == (a: Signal, b: EnumerationMember) -> Signal { a == b.signal }
  public static func == (a: EnumerationMember, b: Signal) -> Signal { a.signal == b }
  public static func != (a: Signal, b: EnumerationMember) -> Signal { a != b.signal }
  public static func != (a: EnumerationMember, b: Signal) -> Signal { a.signal != b }
  public static func <== (target: Signal, value: EnumerationMember) { target.drive(value.signal, isLocated: false) }
}
