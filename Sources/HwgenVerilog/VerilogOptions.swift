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
  /// A comment with the host's file and line behind each statement. It brings the header with it.
  public var provenance: Bool
  /// A comment at the top of each text with the library's version, and above each module its identity: the generator and
  /// its parameters. There is no time in it, so that the same design gives the same bytes.
  public var header: Bool
  /// Assertions, assumptions and covers are concurrent, with their labels: `assert property (@(posedge clk) …)`. In
  /// SystemVerilog alone; else a printer throws `noConcurrentChecks`.
  public var concurrent: Bool
  var hasHeader: Bool { header || provenance }
  /// What the header says of the library.
  public var libraryVersion: String

  public init(
    profile: Profile = .verilog, provenance: Bool = false, libraryVersion: String = "", header: Bool = false,
    concurrent: Bool = false
  ) {
    self.profile = profile
    self.provenance = provenance
    self.header = header
    self.libraryVersion = libraryVersion
    self.concurrent = concurrent
  }
}
