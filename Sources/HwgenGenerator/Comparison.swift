import HwgenSupport

/// What a comparison asks of two generators.
public enum ComparisonRelation: UInt8, Sendable {
  /// They accept the same sets of parameters, and have the same ports for each.
  case same
  /// The second accepts what the first accepts, and has the same ports for it.
  case substitutable
}

/// What a comparison of the interfaces of two generators found. Made by `Context.compare`.
public enum Comparison: Equatable, Sendable {
  /// The relation holds for all sets of parameters.
  case same
  /// It does not: there is a set that shows it, which was evaluated.
  case different(ComparisonWitness)
  /// Neither is known.
  case unknown(ComparisonObstacle)
}

extension Comparison: CustomStringConvertible {
  /// `same`; `different for bits = 4: …`; `unknown: …`.
  public var description: String {
    switch self {
    case .same: "same"
    case .different(let witness): "different \(witness)"
    case .unknown(let obstacle): "unknown: \(obstacle)"
    }
  }
}

/// A set of parameters for which two generators differ.
public struct ComparisonWitness: Equatable, Sendable {
  /// As a request of the first generator writes it.
  public let arguments: String
  /// As a request of the second writes it.
  public let otherArguments: String
  /// The first port that differs, of the first generator: `in I0: UInt(8)`; empty if there is none. Of a generator that does
  /// not accept the set: why.
  public let first: String
  /// The same of the second.
  public let second: String
  /// Which of the two alone accepts the set, 1 or 2; 0 if both do.
  public let acceptedBy: Int

  public init(arguments: String, otherArguments: String, first: String, second: String, acceptedBy: Int) {
    self.arguments = arguments
    self.otherArguments = otherArguments
    self.first = first
    self.second = second
    self.acceptedBy = acceptedBy
  }
}

extension ComparisonWitness: CustomStringConvertible {
  /// `for bits = 4: `out O: UInt(4)` against `out O: UInt(5)``.
  public var description: String {
    let set = acceptedBy == 2 ? otherArguments : arguments
    let place = set.isEmpty ? "without parameters" : "for \(set)"
    func quoted(_ text: String) -> String { text.isEmpty ? "no port" : "`\(text)`" }
    switch acceptedBy {
    case 1: return "\(place): accepted by the first alone: \(second)"
    case 2: return "\(place): accepted by the second alone: \(first)"
    default: return "\(place): \(quoted(first)) against \(quoted(second))"
    }
  }
}

/// Why a comparison has no answer.
public struct ComparisonObstacle: Equatable, Sendable {
  public enum Reason: UInt8, Sendable {
    /// What a hook gives is not known for all sets.
    case hook
    /// It depends on what is not linear in the parameters.
    case nonlinear
    /// More cases than a comparison tries.
    case limit
  }

  public let reason: Reason
  /// The sub-expression.
  public let expression: String
}

extension ComparisonObstacle: CustomStringConvertible {
  public var description: String {
    switch reason {
    case .hook: "`\(expression)` is a hook's"
    case .nonlinear: "`\(expression)` is not linear in the parameters"
    case .limit: "`\(expression)` needs more cases than are tried"
    }
  }
}
