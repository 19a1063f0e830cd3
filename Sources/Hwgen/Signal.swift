import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// A value in the circuit whose body runs: a port, a wire, a register, the result of an operation. Made by `IO` and by the
/// operators; of no use after the body has returned.
///
/// An operation that cannot be (operands of different types, say) is recorded, and its result is *poisoned*: what is made
/// of it is silent, and the end of the body throws what was recorded. Signals are typed strictly: operands have one type,
/// and widening, truncation and changes of sign are written. Where an integer stands for a signal it takes the type of the
/// other operand, or of what it drives.
public struct Signal {
  /// The body that it belongs to; an integer has none.
  let body: Body?
  /// The net, for most. An integer: its value. An input of an instance: `inputFlag`, the port, the instance.
  let payload: Int
  /// A constant that is no integer, which has no body.
  let constant: SignalConstant?

  static let poisoned: Int = -1
  static let inputFlag: Int = 1 << 62
  /// The payload of an integer whose value is lost: what an operation on two integers gives.
  static let untyped: Int = Int.min

  @inline(__always)
  init(_ body: Body?, _ payload: Int) {
    self.body = body
    self.payload = payload
    constant = nil
  }

  @inline(__always)
  init(_ body: Body, net: NetID) {
    self.body = body
    payload = net.index
    constant = nil
  }

  /// An integer.
  init(integer value: Int) {
    body = nil
    payload = value
    constant = nil
  }

  init(_ constant: SignalConstant) {
    body = nil
    payload = Signal.untyped
    self.constant = constant
  }

  @inline(__always) var isNet: Bool { UInt(bitPattern: payload) <= UInt(UInt32.max) }
  @inline(__always) var net: NetID { NetID(raw: UInt32(truncatingIfNeeded: payload)) }
  var integer: Int? { body == nil && payload != Signal.untyped ? payload : nil }
  /// Whether it is the result of something that failed.
  public var isPoisoned: Bool { body != nil && payload == Signal.poisoned }

  /// The type; nil for a poisoned signal and an integer.
  public var type: HardwareType? { typeID.map { HardwareType($0, in: body!.types) } }

  /// The width in bits; -1 where a late parameter decides it, 0 for a poisoned signal and an integer.
  public var width: Int { typeID.map { body!.types.width(of: $0) } ?? 0 }

  private var typeID: TypeID? {
    guard let body, let builder = body.builder, isNet else { return nil }
    return builder.type(of: net)
  }

  /// The signal itself, with the name that it is to have in the output. A port has its name from the
  /// interface: another one is HW1020.
  @discardableResult
  public func named(_ name: String, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    guard let body else { return self }
    body.locate(file, line)
    body.effect { (builder) throws(Failure) in
      try builder.setName(builder.netlist.names.intern(name), of: try body.net(self))
    }
    return self
  }

  // MARK: Driving

  /// Drives an output, a wire, a register (its next value), an input of an instance, or bits of one but the last. Each bit
  /// is driven once.
  public static func <== (target: Signal, value: Signal) { target.drive(value, isLocated: false) }
  public static func <== (target: Signal, value: Int) { target.drive(Signal(integer: value), isLocated: false) }

  /// Drives it, as `<==` does, with a place.
  public func drive(_ value: some SignalValue, file: StaticString = #fileID, line: UInt = #line) {
    body?.locate(file, line)
    drive(value.signal, isLocated: true)
  }

  func drive(_ value: Signal, isLocated: Bool) {
    guard let body = body ?? value.body else { return }
    body.effect(isLocated: isLocated) { (builder) throws(Failure) in
      if isGroup || value.isGroup {
        let target = try side(body, builder)
        return try builder.join(target, try value.side(body, builder))
      }
      if self.body === body, payload > 0, payload & Signal.inputFlag != 0 {
        let port = (payload & ~Signal.inputFlag) >> 32
        let type = try builder.pinType(net, port: port)
        return try builder.connect(net, port: port, to: try body.net(value, as: type, builder))
      }
      let target = try body.net(self)
      try builder.drive(target, with: try body.net(value, as: builder.type(of: target), builder))
    }
  }
}

infix operator <== : AssignmentPrecedence
