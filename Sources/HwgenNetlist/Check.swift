import HwgenSupport

/// What a check does.
public enum CheckKind: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  /// Its condition must hold: a simulation fails, and a proof must show it.
  case assert
  /// Its condition holds: a simulation fails if it does not, and a proof takes it for given.
  case assume
  /// Its condition is to hold some time.
  case cover
  /// A line is printed.
  case print

  /// Its word in the netlist's text and in messages.
  public var keyword: StaticString {
    switch self {
    case .assert: "assert"
    case .assume: "assume"
    case .cover: "cover"
    case .print: "print"
    }
  }
}

/// What a check of a module is beside its cell, whose `auxiliary` is its index in `Module.checks`, which are in the order
/// of the program: a statement of simulations and proofs at each rising edge of a clock, where its branch is taken and its
/// reset is 0. Made by a `ModuleBuilder`, read by the printer and the text form.
public struct Check: BitwiseCopyable, Sendable {
  public let kind: CheckKind
  /// Its cell. Operands: the clock, the reset or `NetID.none`, the condition or `NetID.none` for a print, and the values of
  /// the message.
  public let net: NetID
  /// The text of its `MessageFormat`, or none.
  public let message: NameID
  /// The branch that it stands in; `Branch.none` for none.
  public var branch: UInt32

  /// Whether it says something of its own: a print always does, be it nothing.
  public var hasMessage: Bool { kind == .print || !message.isNone }

  /// How many operands of the cell stand before the values.
  public static let ownOperands = 3

  public init(kind: CheckKind, net: NetID, message: NameID, branch: UInt32) {
    self.kind = kind
    self.net = net
    self.message = message
    self.branch = branch
  }
}
