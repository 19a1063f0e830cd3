import HwgenParameters
import HwgenSupport
import HwgenTypes

/// Which parameters of two generators stand for each other.
extension Context {
  /// The parameters of the second generator that `text` maps to those of the first: `bits = width` says that what the first
  /// calls `bits` the second calls `width`. Throws `badCorrespondence` for parameters that are not there or take no value, and
  /// for one that corresponds to two.
  public func correspondence(
    _ text: String, of first: GeneratorID, _ second: GeneratorID, at location: LocationID
  ) throws(Failure) -> [NameID: NameID] {
    let (a, b, place) = (self[first], self[second], locations[location])
    var found: [NameID: NameID] = [:]
    var scanner = TextScanner(text, location: place, code: .badCorrespondence)
    if scanner.isAtEnd { return found }
    repeat {
      scanner.skipSpace()
      let start = scanner.position
      let name = try scanner.expectIdentifier("the name of a parameter")
      try scanner.expect("=")
      let other = try scanner.expectIdentifier("the name of a parameter")
      for (text, generator) in [(name, a), (other, b)] {
        let index = names.find(text).flatMap { generator.schema.index(of: $0) }
        guard let index, generator.schema.parameters[index].derivation == nil else {
          throw scanner.failure(
            "\(generator.title) has no parameter \(Identifier.quoted(text)) that takes a value", at: start,
            code: .badCorrespondence)
        }
      }
      let (x, y) = (names.intern(name), names.intern(other))
      guard found[y] == nil, !found.values.contains(x) else {
        throw scanner.failure("a parameter corresponds to one other", at: start, code: .badCorrespondence)
      }
      found[y] = x
    } while scanner.take(",")
    try scanner.expectEnd()
    // Those that are not mapped keep their names, unless another one has it.
    for parameter in b.schema.parameters where found[parameter.name] == nil && parameter.derivation == nil {
      guard found.values.contains(parameter.name) else { continue }
      throw Failure(
        .badCorrespondence,
        "\(Identifier.quoted(names[parameter.name])) of \(a.title) corresponds to two parameters of \(b.title)",
        at: place,
        fix: "map \(Identifier.quoted(names[parameter.name])) of \(b.title) too")
    }
    return found
  }
}
