/// The parameters of a generator object by reflection.
enum ParameterProperties {
  /// The parameters' boxes with the names of their properties, those of a base class first.
  static func all(of generator: Any) -> [(name: String, box: AnyParameterBox)] {
    var found: [(name: String, box: AnyParameterBox)] = []
    var mirror: Mirror? = Mirror(reflecting: generator)
    while let level = mirror {
      var own: [(name: String, box: AnyParameterBox)] = []
      for child in level.children {
        guard let property = child.value as? any ParameterProperty else { continue }
        own.append((String((child.label ?? "").drop { $0 == "_" }), property.anyBox))
      }
      found = own + found
      mirror = level.superclassMirror
    }
    return found
  }

  /// A Swift name as the core's hosts spell it: `hasCE` is `has_ce`, `sumBits` is `sum_bits`.
  static func schemaName(_ name: String) -> String {
    var result = ""
    let scalars = Array(name.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      guard scalar.properties.isUppercase else {
        result.unicodeScalars.append(scalar)
        continue
      }
      let followsLower = index > 0 && !scalars[index - 1].properties.isUppercase && scalars[index - 1] != "_"
      let beginsWord =
        index > 0 && scalars[index - 1].properties.isUppercase && index + 1 < scalars.count
        && scalars[index + 1].properties.isLowercase
      if followsLower || beginsWord { result += "_" }
      result += scalar.properties.lowercaseMapping
    }
    return result
  }
}

/// What the property wrappers of parameters share.
protocol ParameterProperty {
  var anyBox: AnyParameterBox { get }
}
