import HwgenParameters
import HwgenSupport
import HwgenTypes

/// Generators side by side.
extension Context {
  /// Whether two generators have the same interface for all sets of parameters; see `docs/guide/comparison.md` for the rules.
  /// Runs no body and makes no circuit. Parameters correspond by name, or by `names`, which gives for names of
  /// the second those of the first.
  ///
  /// Linear in the templates if the cases that decide each of their ports are few. The expressions that are made stay in the
  /// context.
  public func compare(
    _ a: GeneratorID, _ b: GeneratorID, _ relation: ComparisonRelation = .same, names: [NameID: NameID] = [:]
  ) throws(Failure) -> Comparison {
    try InterfaceComparison(self, self[a], self[b], relation, names: names).run()
  }
}
