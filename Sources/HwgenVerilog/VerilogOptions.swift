/// What text a `VerilogPrinter` writes. The host chooses it for each print; it never changes a name.
public struct VerilogOptions: Equatable, Sendable {
  /// The standard whose constructs the text uses.
  public enum Profile: UInt8, Sendable, CaseIterable {
    /// IEEE 1364-2005.
    case verilog
    /// IEEE 1800-2017, a conservative subset.
    case systemVerilog
  }

  public var profile: Profile
  /// A comment with the host's file and line behind each statement, and each module's identity above it.
  public var provenance: Bool
  /// Stands in the header of a text with provenance.
  public var libraryVersion: String

  public init(profile: Profile = .verilog, provenance: Bool = false, libraryVersion: String = "") {
    self.profile = profile
    self.provenance = provenance
    self.libraryVersion = libraryVersion
  }
}
