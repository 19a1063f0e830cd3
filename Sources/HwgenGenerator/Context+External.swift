import HwgenNetlist
import HwgenSupport
import HwgenTypes

extension Context {
  /// Tells the netlist what a new external circuit is beside its ports.
  ///
  /// If that fails nothing can ask for the circuit.
  func describe(
    _ circuit: CircuitID, _ external: ExternalTemplate, _ generator: Generator, _ values: ContiguousArray<ExprID>,
    at location: LocationID
  ) throws(Failure) {
    do {
      try netlist.describe(
        circuit,
        external.evaluate(
          netlist.ports(of: circuit), in: types,
          binding: { name in generator.schema.index(of: name).map { values[$0] } }, hooks: hooks,
          at: locations[generator.location]))
    } catch {
      // The netlist has it already, and each of its modules has an entry.
      circuits.append(Entry(generator: nil, firstArgument: 0, argumentCount: 0))
      throw error.inRequest("in \(generator.name)(\(argumentText(generator, values)))", locations[location])
    }
  }
}
