/// What a host tells of a generator whose circuits are modules written in Verilog: texts, as they were given. Read by
/// `Context.declare`.
public struct ExternalDescription: Sendable {
  /// What the module is called in Verilog; nil: as the generator is.
  public var module: String?
  /// The Verilog parameters that instances are given, as expressions over the generator's: `WIDTH = 8 * bytes, INIT,
  /// MASK: Bits(64) = mask`; a name alone is that parameter's value. Nil: every parameter that takes an argument and is an
  /// integer, a boolean, a string or an enumeration, under its own name.
  public var parameters: String?
  /// Which outputs depend on inputs within a cycle, and which ports are of a clock's domain: `y from a, b; d, q at clk`. A
  /// name stands for all ports that it is declared for.
  public var timing = ""
  /// The text of the module, to stand in a file beside the design's.
  public var source: String?
  /// The file that the text is in, read when the generator is declared; or, with `source`, what its file is to be called.
  public var file: String?
  /// Verilog that stands in a module in place of an instance, with a hole for each port and parameter.
  public var inline: String?
  /// The outputs of inline Verilog that an `always` block assigns, between commas.
  public var variables = ""
  /// What Yosys' `write_json` says of the source: the ports are read from it, and those of the interface compared.
  public var json: String?

  /// A module in Verilog; each of these may be left out.
  public init(
    module: String? = nil, parameters: String? = nil, timing: String = "", source: String? = nil,
    file: String? = nil, json: String? = nil
  ) {
    self.module = module
    self.parameters = parameters
    self.timing = timing
    self.source = source
    self.file = file
    self.json = json
  }

  /// Verilog that stands where it is instantiated: `.inline("assign {y} = {a} & {b};")`. `variables` are the outputs that it
  /// assigns in an `always` block, between commas.
  public static func inline(
    _ verilog: String, variables: String = "", parameters: String? = nil, timing: String = ""
  ) -> ExternalDescription {
    var result = ExternalDescription(parameters: parameters, timing: timing)
    result.inline = verilog
    result.variables = variables
    return result
  }
}
