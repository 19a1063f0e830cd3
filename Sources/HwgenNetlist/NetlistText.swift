import HwgenSupport
import HwgenTypes

/// The netlist as text: to read, to compare, and to read back.
///
///     type t0 = {data: UInt(8), valid: Bit}
///     module Count explicit identity "Count(8)" {
///       in clk: Clock
///       in rst: Reset
///       out y: UInt(8)
///       %3: UInt(8) = literal 0
///       %4 count: UInt(8) = register clk, reset rst to %3, initial %3
///       %5: UInt(8) = add %4, %4
///       %6 u = instance Rom.2(a: %5)
///       %7: UInt(8) = output %6.q
///       %8 table: UInt(8) = memory 256 initial (1, 2, 3)
///       %9: UInt(8) = memory_read_sync %8, clk, address %4, new
///       %10: UInt(8) = memory_write %8, clk, enable %9, address %4, data %5
///       drive %4 = %7
///       drive y[3:0] = %8
///     }
///
/// An `index` whose places are not as far apart as its result is wide says how far: `index %3, %4 step 1`.
///
/// The first module is the root. A module is called by its name, with a number behind it where others have the same one;
/// `external` says that it is a black box, `explicit` that its user chose the name. A cell's label is `%` and a number,
/// in what is printed its index, its name follows, in backquotes if it is no identifier. Operands are labels and ports,
/// defined above; only the inputs of instances and the drives may use what comes later. A literal is decimal up to 64
/// bits and all its hexadecimal digits in quotes above. `@ "add.py":12` ends a line that tells its place. `#` starts a
/// comment. Records, and arrays of arrays or records, have a line of their own, which may hold any constant expression.
///
/// A memory's contents are literals of its word; words behind them are 0, and without `initial` all are unknown. A write
/// has the type of its memory, though it is no value.
///
/// A check has no type: `%9 = check assert clock clk, reset rst, %5, "x is {}", %4`, with the condition, unless it is a
/// print, before the message and its values. `check %9` stands in the program where it holds.
///
/// Behind the ports of an external module stands what else is known of it: what its instances give to its Verilog
/// parameters, which inputs its outputs depend on within a cycle, which ports are of a clock's domain, and its text.
///
///     module Ram external identity "Ram(width = 8)" {
///       in clk: Clock
///       inout pad: Bit
///       parameter WIDTH = 8
///       parameter INIT: Bits(8) = 165
///       path q from (a, b)
///       domain clk (d, q)
///       source "ram.v" "module Ram…"
///       verilog "assign {q} = {a};" variable (q)
///     }
///
/// `attribute %4 async_reg = "true"` gives an attribute to a cell or a port, `attribute module keep` to the module.
///
/// A module with late parameters has a line for each before its ports, `late bits in 1..64 = 16`, with all that must hold
/// of them behind, `require bits % 2 == 0`. Its types are over them, `UInt(bits + 1)`; where the bits of an `extract` are
/// not constant it takes `%3 low`, or `%3 top`; an instance says what it gives: `instance Add late (bits: bits + 1) (a: %1)`.
///
/// What is printed is the same for equal designs, whatever else their context holds, and printing and parsing are linear
/// in the text.
extension CheckedNetlist {
  /// The whole design. With `locations`, every port, cell and drive tells where the host made it.
  public func text(locations: Bool = false) -> String {
    ByteWriter.string { write(to: &$0, locations: locations) }
  }

  /// Streams the text; `locations` says where in the source each cell was made. Linear.
  public func write(to writer: inout ByteWriter, locations: Bool = false) {
    var text = NetlistTextWriter(self, locations: locations)
    text.writeTypes(of: modules, to: &writer)
    for module in modules { text.write(module, to: &writer) }
  }

  /// One module of the design and the types that it uses. It calls the others as `text` does.
  public func text(of module: ModuleID, locations: Bool = false) -> String {
    ByteWriter.string { writer in
      var text = NetlistTextWriter(self, locations: locations)
      text.writeTypes(of: [module], to: &writer)
      text.write(module, to: &writer)
    }
  }
}

extension Netlist {
  /// Reads a design as `CheckedNetlist.text` writes it, into a new netlist over `types`.
  ///
  /// Throws `netlistSyntax` for what is no such text, and whatever the builder and the checker say of the design, with
  /// line and column. `location` is where the text stands.
  public static func parse(
    _ text: String, in types: TypeStore, at location: SourceLocation? = nil
  ) throws(Failure) -> CheckedNetlist {
    let netlist = Netlist(types: types, locations: LocationTable(names: types.names))
    return try NetlistTextParser(text, into: netlist, at: location).parse()
  }

  /// Reads a design into this netlist, beside what it holds. If it is refused, the netlist is as before: it is read into
  /// one of its own first.
  public func read(_ text: String, at location: SourceLocation? = nil) throws(Failure) -> CheckedNetlist {
    _ = try Netlist.parse(text, in: types, at: location)
    return try NetlistTextParser(text, into: self, at: location).parse()
  }
}

extension Operation {
  /// The word for a cell in the netlist's text. Ports have none: they stand in the module's head.
  static func named(_ word: String) -> Operation? { byKeyword[word] }

  private static let byKeyword = [String: Operation](
    uniqueKeysWithValues: allCases.filter { $0 != .input && $0 != .output && $0 != .inout }.map {
      ("\($0.keyword)", $0)
    })

  var keyword: StaticString {
    switch self {
    case .input: "in"
    case .output: "out"
    case .wire: "wire"
    case .register: "register"
    case .literal: "literal"
    case .instance: "instance"
    case .instanceOutput: "output"
    case .not: "not"
    case .negate: "negate"
    case .reduceAnd: "reduce_and"
    case .reduceOr: "reduce_or"
    case .reduceXor: "reduce_xor"
    case .and: "and"
    case .or: "or"
    case .xor: "xor"
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .equal: "equal"
    case .notEqual: "not_equal"
    case .less: "less"
    case .lessEqual: "less_equal"
    case .shiftLeft: "shift_left"
    case .shiftRight: "shift_right"
    case .mux: "mux"
    case .extract: "extract"
    case .concat: "concat"
    case .zeroExtend: "zero_extend"
    case .signExtend: "sign_extend"
    case .cast: "cast"
    case .divide: "divide"
    case .modulo: "modulo"
    case .choose: "choose"
    case .index: "index"
    case .replace: "replace"
    case .memory: "memory"
    case .memoryRead: "memory_read"
    case .memoryReadSync: "memory_read_sync"
    case .memoryWrite: "memory_write"
    case .derivedClock: "derived_clock"
    case .crossing: "crossing"
    case .check: "check"
    case .inout: "inout"
    }
  }
}
