import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// A net of the module that is built, with the operations of the language. Used by the bodies of the library.
struct Wire {
  let builder: ModuleBuilder
  let net: NetID

  init(_ builder: ModuleBuilder, _ net: NetID) {
    self.builder = builder
    self.net = net
  }

  var type: TypeID { builder.type(of: net) }
  var width: Int { builder.width(of: net) }

  /// Itself, with a name in the output.
  func named(_ name: String) throws(Failure) -> Wire {
    try builder.setName(builder.netlist.names.intern(name), of: net)
    return self
  }

  // MARK: Operators

  private func with(_ other: Wire, _ operation: Operation) throws(Failure) -> Wire {
    Wire(builder, try builder.binary(operation, net, other.net))
  }

  private func constant(_ value: Int) throws(Failure) -> Wire {
    Wire(builder, try builder.literal(Integer(value), type: type))
  }

  static func & (a: Wire, b: Wire) throws(Failure) -> Wire { try a.with(b, .and) }
  static func | (a: Wire, b: Wire) throws(Failure) -> Wire { try a.with(b, .or) }
  static func ^ (a: Wire, b: Wire) throws(Failure) -> Wire { try a.with(b, .xor) }
  static func + (a: Wire, b: Wire) throws(Failure) -> Wire { try a.with(b, .add) }
  static func + (a: Wire, b: Int) throws(Failure) -> Wire { try a.with(try a.constant(b), .add) }
  static func - (a: Wire, b: Int) throws(Failure) -> Wire { try a.with(try a.constant(b), .subtract) }
  static func == (a: Wire, b: Wire) throws(Failure) -> Wire { try a.with(b, .equal) }
  static func == (a: Wire, b: Int) throws(Failure) -> Wire { try a.with(try a.constant(b), .equal) }
  static func != (a: Wire, b: Wire) throws(Failure) -> Wire { try a.with(b, .notEqual) }
  static func != (a: Wire, b: Int) throws(Failure) -> Wire { try a.with(try a.constant(b), .notEqual) }
  static prefix func ~ (a: Wire) throws(Failure) -> Wire { Wire(a.builder, try a.builder.unary(.not, a.net)) }

  /// The bits moved up by a number.
  func shiftedLeft(_ amount: Wire) throws(Failure) -> Wire { try with(amount, .shiftLeft) }
  /// The bits moved down by a constant.
  func shiftedRight(_ amount: Int) throws(Failure) -> Wire { try shifted(.shiftRight, amount) }

  private func shifted(_ operation: Operation, _ amount: Int) throws(Failure) -> Wire {
    let width = max(1, Int.bitWidth - amount.leadingZeroBitCount)
    let type = try builder.netlist.types.vector(.uint, width: width)
    return try with(Wire(builder, try builder.literal(Integer(amount), type: type)), operation)
  }

  /// The value with all of it turned round: `-x`.
  func negated() throws(Failure) -> Wire { Wire(builder, try builder.unary(.negate, net)) }
  func all() throws(Failure) -> Wire { Wire(builder, try builder.unary(.reduceAnd, net)) }
  func any() throws(Failure) -> Wire { Wire(builder, try builder.unary(.reduceOr, net)) }
  func parity() throws(Failure) -> Wire { Wire(builder, try builder.unary(.reduceXor, net)) }

  // MARK: Parts and types

  func bit(_ index: Int) throws(Failure) -> Wire { Wire(builder, try builder.element(net, index)) }

  func slice(_ low: Int, _ width: Int) throws(Failure) -> Wire {
    Wire(builder, try builder.slice(net, low: low, width: width))
  }

  func cast(_ type: TypeID) throws(Failure) -> Wire { Wire(builder, try builder.cast(net, to: type)) }
  func asUInt() throws(Failure) -> Wire { try cast(try builder.netlist.types.vector(.uint, width: width)) }
  func asBits() throws(Failure) -> Wire { try cast(try builder.netlist.types.vector(.bits, width: width)) }

  func repeated(_ count: Int) throws(Failure) -> Wire { Wire(builder, try builder.repeated(net, count)) }

  func extended(to width: Int) throws(Failure) -> Wire {
    Wire(builder, try builder.extend(.zeroExtend, net, width: width))
  }

  func crossing(_ kind: Crossing) throws(Failure) -> Wire { Wire(builder, try builder.crossing(net, kind)) }

  /// Gives it its value.
  func drive(_ value: Wire) throws(Failure) { try builder.drive(net, with: value.net) }
}
