import HwgenSupport

/// The variants of a union type. Made by `TypeStore.union`, interned there: two unions of one name and equal variants are
/// one type.
///
/// A value is a tag, in the highest bits, and below it the payload of the variant that the tag names, in the lowest bits;
/// what is between them is 0. The tag is an enumeration of the union's name and its variants' names, with the codes 0, 1, ….
public final class TaggedUnion: Equatable {
  public struct Variant: Equatable, Sendable {
    public let name: NameID
    /// Nil for a variant without a payload.
    public let payload: TypeID?

    public init(name: NameID, payload: TypeID?) {
      self.name = name
      self.payload = payload
    }
  }

  /// The user's name for the type, or none.
  public let name: NameID
  /// In the order in which they are declared; at least one, of names that all differ. Two may have one payload type.
  public let variants: [Variant]
  /// The enumeration of the tags.
  public let tag: TypeID

  fileprivate init(name: NameID, variants: [Variant], tag: TypeID) {
    self.name = name
    self.variants = variants
    self.tag = tag
  }

  public static func == (a: TaggedUnion, b: TaggedUnion) -> Bool {
    a === b || a.name == b.name && a.variants == b.variants
  }
}

extension TypeStore {
  /// A union type; `name` may be none. Throws what `enumeration` throws for its tags, `badType` for a payload that is a
  /// clock or a reset or has flipped fields, and `badWidth` for one that is too wide.
  public func union(name: NameID, _ variants: [TaggedUnion.Variant]) throws(Failure) -> TypeID {
    guard !variants.isEmpty else { throw Failure(.emptyEnumeration, "a union without variants") }
    let tag = try enumeration(name: name, variants.map { ($0.name, nil) })
    var widest = 0
    for variant in variants {
      guard let payload = variant.payload else { continue }
      if kind(of: payload).isControl {
        throw Failure(
          .badType, "variant \(Identifier.quoted(names[variant.name])) has a payload of \(briefText(payload))",
          fix: "pass it beside the union")
      }
      guard !hasFlippedField(payload) else {
        throw Failure(
          .badType, "variant \(Identifier.quoted(names[variant.name])) has a payload with flipped fields",
          fix: "a union runs one way")
      }
      let width = width(of: payload)
      widest = widest < 0 || width < 0 ? -1 : max(widest, width)
    }
    guard widest <= TypeStore.maximumWidth - width(of: tag) else {
      throw Failure(
        .badWidth, "a union of \(width(of: tag) + widest) bits is wider than \(TypeStore.maximumWidth) bits")
    }
    return intern(
      TaggedUnion(name: name, variants: variants, tag: tag), width: widest < 0 ? -1 : width(of: tag) + widest)
  }

  /// The variant that a text names. Throws `unknownEnumerationMember`, and `typeMismatch` for another type.
  public func variant(
    _ text: String, of type: TypeID, at location: SourceLocation? = nil
  ) throws(Failure) -> Int {
    guard let union = union(of: type) else {
      throw Failure(
        .typeMismatch, "\(briefText(type)) is no union, and has no variant \(Identifier.quoted(text))", at: location)
    }
    if let name = names.find(text), let index = enumeration(of: union.tag)!.index(of: name) { return index }
    let known = union.variants.prefix(20).map { names[$0.name] }.joined(separator: ", ")
    throw Failure(
      .unknownEnumerationMember,
      "\(briefText(type)) has no variant \(Identifier.quoted(text)); it has \(known)\(union.variants.count > 20 ? ", …" : "")",
      at: location)
  }
}
