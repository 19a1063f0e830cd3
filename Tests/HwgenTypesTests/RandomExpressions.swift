import HwgenBits
import HwgenSupport
import HwgenTestSupport
import HwgenTypes

/// A random expression as a tree of its own, which can be evaluated directly and built in a store.
indirect enum Tree {
  case number(Int)
  case variable(Int)
  case truth(Bool)
  case flag(Int)
  case binary(String, Tree, Tree)
  case unary(String, Tree)
  case extremum(String, [Tree])
  case conditional(Tree, Tree, Tree)
  case element([Tree], Tree)

  static let variables = ["a", "b", "c"]
  static let flags = ["p", "q"]

  static func integer(_ depth: Int, _ random: inout SplitMix64) -> Tree {
    if depth == 0 || random.below(8) == 0 {
      return random.below(3) == 0 ? .number(random.below(9) - 3) : .variable(random.below(variables.count))
    }
    func next() -> Tree { integer(depth - 1, &random) }
    switch random.below(14) {
    case 0, 1, 2: return .binary("+", next(), next())
    case 3, 4: return .binary("-", next(), next())
    case 5, 6: return .binary("*", next(), next())
    case 7: return .binary("/", next(), next())
    case 8: return .binary("%", next(), next())
    case 9: return .unary(random.below(2) == 0 ? "-" : "clog2", next())
    case 10: return .extremum(random.below(2) == 0 ? "min" : "max", (0...random.below(3)).map { _ in next() })
    case 11: return .binary("pow", next(), .number(random.below(4)))
    case 12: return .element((0...random.below(3)).map { _ in next() }, next())
    default: return .conditional(boolean(depth - 1, &random), next(), next())
    }
  }

  static func boolean(_ depth: Int, _ random: inout SplitMix64) -> Tree {
    if depth == 0 { return random.below(5) == 0 ? .truth(random.below(2) == 0) : .flag(random.below(flags.count)) }
    switch random.below(8) {
    case 0: return .binary("and", boolean(depth - 1, &random), boolean(depth - 1, &random))
    case 1: return .binary("or", boolean(depth - 1, &random), boolean(depth - 1, &random))
    case 2: return .unary("not", boolean(depth - 1, &random))
    case 3: return .conditional(boolean(depth - 1, &random), boolean(depth - 1, &random), boolean(depth - 1, &random))
    default:
      let comparison = ["==", "!=", "<", "<=", ">", ">="][random.below(6)]
      return .binary(comparison, integer(depth - 1, &random), integer(depth - 1, &random))
    }
  }

  /// The fully parenthesised text.
  var text: String {
    switch self {
    case .number(let value): return value < 0 ? "(\(value))" : "\(value)"
    case .variable(let index): return Tree.variables[index]
    case .truth(let value): return "\(value)"
    case .flag(let index): return Tree.flags[index]
    case .binary("pow", let x, let y): return "pow(\(x.text), \(y.text))"
    case .binary(let sign, let x, let y): return "(\(x.text) \(sign) \(y.text))"
    case .unary("clog2", let x): return "clog2(\(x.text))"
    case .unary(let sign, let x): return "(\(sign) \(x.text))"
    case .extremum(let name, let all): return "\(name)(\(all.map(\.text).joined(separator: ", ")))"
    case .conditional(let x, let y, let z): return "(if \(x.text) then \(y.text) else \(z.text))"
    case .element(let all, let at): return "[\(all.map(\.text).joined(separator: ", "))][\(at.text)]"
    }
  }

  /// The value by the definition of the operations, or nil where one fails; booleans are 0 and 1.
  func value(_ variables: [Int], _ flags: [Bool]) -> Integer? {
    func of(_ tree: Tree) -> Integer? { tree.value(variables, flags) }
    func truth(_ value: Bool) -> Integer { value ? 1 : 0 }
    switch self {
    case .number(let value): return Integer(value)
    case .variable(let index): return Integer(variables[index])
    case .truth(let value): return truth(value)
    case .flag(let index): return truth(flags[index])
    case .binary("and", let x, let y):
      let (a, b) = (of(x), of(y))
      return a == 0 || b == 0 ? 0 : a == nil || b == nil ? nil : 1
    case .binary("or", let x, let y):
      let (a, b) = (of(x), of(y))
      return a == 1 || b == 1 ? 1 : a == nil || b == nil ? nil : 0
    case .binary(let sign, let x, let y):
      guard let a = of(x), let b = of(y) else { return nil }
      switch sign {
      case "+": return a + b
      case "-": return a - b
      case "*": return a * b
      case "/": return b.isZero ? nil : a.dividedFloor(by: b).quotient
      case "%": return b.isZero ? nil : a.dividedFloor(by: b).remainder
      case "pow": return a.power(b.small!)
      case "==": return truth(a == b)
      case "!=": return truth(a != b)
      case "<": return truth(a < b)
      case "<=": return truth(!(b < a))
      case ">": return truth(b < a)
      default: return truth(!(a < b))
      }
    case .unary(let sign, let x):
      guard let a = of(x) else { return nil }
      return sign == "-" ? -a : sign == "not" ? truth(a == 0) : a.signum > 0 ? Integer(a.ceilingLog2()) : nil
    case .extremum(let name, let all):
      let values = all.compactMap(of)
      guard values.count == all.count else { return nil }
      return values.reduce(values[0]) { ($0 < $1) == (name == "min") ? $0 : $1 }
    case .conditional(let x, let y, let z):
      return of(x).flatMap { $0 == 1 ? of(y) : of(z) }
    case .element(let all, let at):
      let values = all.compactMap(of)
      guard values.count == all.count, let i = of(at)?.small, values.indices.contains(i) else { return nil }
      return values[i]
    }
  }
}
