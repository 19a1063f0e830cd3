import HwgenNetlist
import HwgenSupport

/// A value that an application of a generator gives to an input.
public struct GivenInput: BitwiseCopyable, Sendable {
  /// A port, one of those that a port becomes (`I_0`, `p_valid`), or, once for each element, a repeated port; none: the
  /// next input that is there for all parameters.
  public let port: NameID
  public let net: NetID

  public init(port: NameID = .none, net: NetID) {
    self.port = port
    self.net = net
  }
}
