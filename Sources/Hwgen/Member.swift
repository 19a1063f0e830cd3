import HwgenSupport
import HwgenTypes

/// A query that a generator answers for its parameters before any body runs: `Member("latency", 2 * $stages)`.
///
/// `doc` says what it is, for readers.
public struct Member {
  private enum Form {
    case expression(CoreText)
    case method(any MemberImplementation)
  }

  private let name: String
  private let doc: String
  private let kindText: String
  private let form: Form

  public init<Value: ParameterValue>(_ name: String, doc: String = "", _ value: ParameterExpression<Value>) {
    self.init(name, doc, Value.kindText, .expression(value.core))
  }

  /// The same, computed in Swift by an object that has the circuit's values: `Member("latency", \Fir.latency)`, or a
  /// closure. It is asked once for equal values. What it throws comes out of the call that asked, as it is.
  public init<G: Generator, Value: ParameterValue>(
    _ name: String, doc: String = "", _ compute: @escaping @Sendable (G) throws -> Value
  ) {
    self.init(name, doc, Value.kindText, .method(MemberMethod("\(G.name).\(name)", compute)))
  }

  private init(_ name: String, _ doc: String, _ kindText: String, _ form: Form) {
    self.name = name
    self.doc = doc
    self.kindText = kindText
    self.form = form
  }

  /// The declaration for a generator type with these parameters.
  func text<G: Generator>(
    for type: G.Type, parameters: [AnyParameterBox], in context: Context
  ) throws(Failure) -> String {
    let declared = "\(TextScanner.name(name)): \(kindText) = "
    let docText = doc.isEmpty ? "" : " \(TextScanner.quoted(doc))"
    switch form {
    case .expression(let text): return declared + (try text.text(in: context)) + docText
    case .method(let method):
      guard method.generator == ObjectIdentifier(type) else {
        throw Failure(
          .interfaceSyntax,
          "member \(Identifier.quoted(name)) of \(G.name) is computed from an object of another type",
          fix: "give it a function of \(G.self)")
      }
      let arguments = parameters.map { CoreText(TextScanner.name($0.name)) }
      return declared + (try method.callText(arguments).text(in: context)) + docText
    }
  }
}
