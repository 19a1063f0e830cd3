import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import HwgenVerilog

/// A context, and short ways to make a module in it.
struct Bench {
  let names = NameTable()
  let netlist: Netlist

  init(noise: Int = 0) {
    for index in 0..<noise { _ = names.intern("noise\(index)") }
    netlist = Netlist(types: TypeStore(names: names), locations: LocationTable(names: names))
    for index in 0..<noise { _ = try? netlist.types.vector(.uint, width: index + 40) }
  }

  func uint(_ width: Int) throws -> TypeID { try netlist.types.vector(.uint, width: width) }

  func module(_ name: String, _ ports: [(String, PortDirection, TypeID)]) throws -> ModuleBuilder {
    let id = try netlist.declare(
      name: name, isNameExplicit: true,
      ports: ports.map { Port(name: names.intern($0.0), direction: $0.1, type: $0.2, location: .unknown) })
    return ModuleBuilder(netlist, id)
  }

  func sint(_ width: Int) throws -> TypeID { try netlist.types.vector(.sint, width: width) }

  func name(_ net: NetID, _ text: String, in builder: ModuleBuilder) throws {
    try builder.setName(names.intern(text), of: net)
  }

  func printer(_ builder: ModuleBuilder, _ options: VerilogOptions = VerilogOptions()) throws -> VerilogPrinter {
    try builder.finish()
    return try VerilogPrinter(try CheckedNetlist(netlist, root: builder.id), options: options)
  }

  func text(_ builder: ModuleBuilder, _ profile: VerilogOptions.Profile = .verilog) throws -> String {
    try printer(builder, VerilogOptions(profile: profile)).text()
  }
}
