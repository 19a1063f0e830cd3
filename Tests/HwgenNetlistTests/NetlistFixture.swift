import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// A netlist, and short ways to make modules in it.
struct NetlistFixture {
  let names = NameTable()
  let netlist: Netlist

  init() { netlist = Netlist(types: TypeStore(names: names), locations: LocationTable(names: names)) }

  func uint(_ width: Int) throws -> TypeID { try netlist.types.vector(.uint, width: width) }
  func sint(_ width: Int) throws -> TypeID { try netlist.types.vector(.sint, width: width) }
  func bits(_ width: Int) throws -> TypeID { try netlist.types.vector(.bits, width: width) }

  /// The type that a text writes.
  func type(_ text: String) throws -> TypeID { try netlist.types.parseType(text, scope: { _ in nil }) }
  /// A line of `t.py`.
  func line(_ number: Int) -> LocationID { netlist.locations.intern(file: "t.py", line: number) }

  /// A builder of a module; port *i* was made in line *i* + 1, and what follows in line 10.
  func module(_ name: String, _ ports: [(String, PortDirection, TypeID)], isExternal: Bool = false) throws
    -> ModuleBuilder
  {
    let ports = ports.enumerated().map {
      Port(name: names.intern($1.0), direction: $1.1, type: $1.2, location: line($0 + 1))
    }
    let id = try netlist.declare(name: name, isExternal: isExternal, ports: ports, at: line(100))
    let builder = ModuleBuilder(netlist, id)
    builder.location = line(10)
    return builder
  }

  /// A builder of `M`, which has a clock, two bits `a` and `b`, and a byte in, `x`, and out, `y`.
  func small() throws -> ModuleBuilder {
    let byte = try uint(8)
    return try module(
      "M",
      [
        ("clk", .input, .clock), ("a", .input, .bit), ("b", .input, .bit), ("x", .input, byte), ("y", .output, byte),
      ])
  }

  func parse(_ text: String) throws(Failure) -> CheckedNetlist { try Netlist.parse(text, in: netlist.types) }
}

/// What `body` fails with, or that it does not.
func message(_ body: () throws -> Void) -> String {
  do { try body() } catch { return "\(error)" }
  return "no failure"
}
