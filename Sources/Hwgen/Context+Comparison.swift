import HwgenGenerator
import HwgenSupport

/// Generators side by side.
extension Context {
  /// Whether two generators have the same interface for all sets of parameters, or, for `.substitutable`, whether the second
  /// accepts what the first accepts and has the same ports for it. Runs no body and makes no circuit.
  ///
  /// Parameters correspond by name, or by `map`, in the core's language: `bits = width` says that what the first calls `bits`
  /// the second calls `width`. Throws HW1054 for a map that does not fit, and what declaring a generator throws.
  public func compare<A: Generator, B: Generator>(
    _ first: A.Type, _ second: B.Type, _ relation: ComparisonRelation = .same, map: String = "",
    file: StaticString = #fileID, line: UInt = #line
  ) throws -> Comparison {
    try outermost { () throws(Failure) in
      try compare(try declaration(of: first).id, try declaration(of: second).id, relation, map, place(file, line))
    }
  }

  func compare(
    _ first: GeneratorID, _ second: GeneratorID, _ relation: ComparisonRelation, _ map: String, _ place: LocationID
  ) throws(Failure) -> Comparison {
    try core.compare(
      first, second, relation, names: try core.correspondence(map, of: first, second, at: place))
  }
}

extension DeclaredGenerator {
  /// What `Context.compare` says of this generator, the first, and another of the same context.
  public func compare(
    _ second: DeclaredGenerator, _ relation: ComparisonRelation = .same, map: String = "",
    file: StaticString = #fileID, line: UInt = #line
  ) throws -> Comparison {
    try context.outermost { () throws(Failure) in
      guard context === second.context else {
        throw Failure(
          .foreignHandle, "a generator of another context is compared",
          at: context.core.locations[context.place(file, line)])
      }
      return try context.compare(id, second.id, relation, map, context.place(file, line))
    }
  }
}
