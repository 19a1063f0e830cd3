import HwgenSupport
import HwgenTypes

/// The parameters of a module that are left to Verilog, and what must hold of them.
///
/// Given with the module's declaration and never changed. Most modules have none, and their netlist no entry for them.
public final class LateParameters: Sendable {
  public let parameters: [LateParameter]
  /// Predicates over the parameters, beside their ranges.
  public let constraints: [ExprID]

  /// Widths are not looked at: they have been.
  let isUnchecked: Bool

  public init(_ parameters: [LateParameter], constraints: [ExprID] = []) {
    isUnchecked = false
    self.parameters = parameters
    self.constraints = constraints
  }

  /// For types alone, of which nothing more is known: what their widths are over, from 1 on. Nil if these are constant.
  public init?(of list: [TypeID], in types: TypeStore) {
    let open = list.filter(types.isLateVector)
    if open.isEmpty { return nil }
    var names: [NameID] = []
    for type in open {
      for name in types.expressions.parameters(of: types.expression(of: type)) where !names.contains(name) {
        names.append(name)
      }
    }
    parameters = names.map { LateParameter(name: $0, low: 1, high: LateParameter.numbers.upperBound, defaultValue: 1) }
    constraints = []
    isUnchecked = true
  }

  /// What an instance gives that says nothing.
  func defaults(in expressions: ExpressionStore) -> [ExprID] {
    parameters.map { expressions.integer($0.defaultValue) }
  }

  public func index(of name: NameID) -> Int? { parameters.firstIndex { $0.name == name } }

  /// The values of a parameter; all where the module has none of the name.
  public func range(_ name: NameID) -> Interval {
    guard let index = index(of: name) else { return .all }
    return Interval(low: parameters[index].low, high: parameters[index].high)
  }

  /// What a name stands for in an expression over the parameters.
  public func scope(in types: TypeStore) -> (String) -> ExprID? {
    { text in
      guard let name = types.names.find(text), self.index(of: name) != nil else { return nil }
      return types.expressions.parameter(name, kind: .integer)
    }
  }
}

/// The values that an instance gives the late parameters of its module, in their order: constants, or expressions over
/// those of the module around it.
public struct LateArguments: Sendable {
  public let instance: NetID
  public let values: [ExprID]
}

extension Module {
  /// What an instance gives; nil if its module has no late parameters. O(log instances with some).
  public func lateArguments(of instance: NetID) -> [ExprID]? {
    let all = lateArguments
    var (first, end) = (0, all.count)
    while first < end {
      let middle = (first + end) / 2
      if all[middle].instance.raw < instance.raw { first = middle + 1 } else { end = middle }
    }
    return first < all.count && all[first].instance == instance ? all[first].values : nil
  }
}

extension Netlist {
  /// The late parameters of a module, or nil.
  public func late(of id: ModuleID) -> LateParameters? { lateParameters.isEmpty ? nil : lateParameters[id] }

  /// The expressions that stand in the text of an instance: what its module's late parameters are given, or of an external
  /// module what becomes of that in its Verilog parameters.
  public func lateExpressions(given values: [ExprID], to definition: ModuleID) -> [ExprID] {
    guard self[definition].isExternal else { return values }
    // It has been found right when the instance was made.
    let parameters = (try? verilogParameters(of: definition, late: values)) ?? []
    return parameters.compactMap { if case .expression(let e) = $0.value { e } else { nil } }
  }

  /// The late parameters of a module with their ranges and what must hold, as `NetlistText` has them.
  public func lateText(of id: ModuleID) -> String {
    guard let late = late(of: id) else { return "" }
    let items = late.parameters.map { $0.text(in: names) }
    return (items + late.constraints.map { "require \(types.expressions.text($0))" }).joined(separator: ", ")
  }

  /// Throws unless a port's width is a constant, or an expression over the late parameters that is at least 1.
  func checkWidth(of port: Port, _ late: LateParameters?) throws(Failure) {
    guard let late, types.width(of: port.type) < 0 else {
      throw Failure(
        .badWidth, "port \(Identifier.quoted(names[port.name])) has no constant width", at: locations[port.location])
    }
    do { try checkLate(port.type, late, what: "port \(Identifier.quoted(names[port.name]))") } catch {
      throw error.at(locations[port.location])
    }
    if port.direction == .inout {
      throw Failure(
        .lateUse, "inout port \(Identifier.quoted(names[port.name])) has a width that a late parameter decides",
        at: locations[port.location], fix: "make it an ordinary parameter")
    }
  }

  /// Throws unless a type is a vector whose width is over these parameters, can be written in Verilog, and is at least 1.
  func checkLate(_ type: TypeID, _ late: LateParameters, what: String) throws(Failure) {
    guard types.isLateVector(type) else {
      throw Failure(
        .lateUse, "\(what) is \(types.briefText(type)), whose parts a late parameter decides",
        fix: "make it an ordinary parameter")
    }
    if late.isUnchecked { return }
    let width = types.expression(of: type)
    try checkLate(width, late, what: what)
    guard let least = types.expressions.interval(of: width, late.range).low, least >= 1 else {
      throw Failure(
        .lateBound, "\(what) has \(types.expressions.briefText(width)) bits, which may be less than 1",
        fix: "give \(lateNames(in: width)) a minimum that keeps it above 0")
    }
  }

  /// Throws unless an expression is over these parameters and can be written in Verilog.
  func checkLate(_ e: ExprID, _ late: LateParameters, what: String) throws(Failure) {
    let expressions = types.expressions
    for name in expressions.parameters(of: e) where late.index(of: name) == nil {
      throw Failure(
        .lateExpression,
        "\(what) depends on \(Identifier.quoted(names[name])), which is no late parameter of this module",
        fix: late.parameters.isEmpty
          ? nil : "it has \(late.parameters.map { names[$0.name] }.joined(separator: ", "))")
    }
    if let part = expressions.unwritableInVerilog(e, late.range) {
      throw Failure(
        .lateExpression, "\(what): \(Identifier.quoted(expressions.briefText(part))) has no form in Verilog",
        fix: "make \(lateNames(in: e)) an ordinary parameter")
    }
  }

  /// `bits` and `lanes`, in backquotes.
  func lateNames(in e: ExprID) -> String {
    types.expressions.parameters(of: e).map { Identifier.quoted(names[$0]) }.joined(separator: " and ")
  }

  /// Throws if a late parameter has the name of a port, or of another one: Verilog has one space of names. Throws
  /// `lateExpression` for a constraint that Verilog has no form of.
  func check(_ late: LateParameters, beside ports: [Port], at location: LocationID) throws(Failure) {
    if late.isUnchecked { return }
    for constraint in late.constraints {
      do {
        try checkLate(
          constraint, late, what: "the constraint \(Identifier.quoted(types.expressions.briefText(constraint)))")
      } catch { throw error.at(locations[location]) }
    }
    for (index, parameter) in late.parameters.enumerated() {
      try Identifier.check(names[parameter.name], what: "late parameter", at: locations[location])
      let isTwice = late.parameters[..<index].contains { $0.name == parameter.name }
      guard let port = ports.first(where: { $0.name == parameter.name }) else {
        if isTwice {
          throw Failure(
            .badLate, "two late parameters are named \(Identifier.quoted(names[parameter.name]))",
            at: locations[location])
        }
        continue
      }
      throw Failure(
        .badLate, "late parameter \(Identifier.quoted(names[parameter.name])) has the name of a port",
        at: locations[location], notes: [.init("the port", at: locations[port.location])], fix: "rename one of them")
    }
  }
}
