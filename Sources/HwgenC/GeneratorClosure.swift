import CHwgen
import HwgenFunctions
import HwgenGenerator
import HwgenParameters
import HwgenSupport
import HwgenTypes
import Synchronization

/// What a `hwgen_closure *` points to: a C function that asks for a circuit of a generator, and gives it, or the value of
/// one of its parameters or members.
final class GeneratorClosure: MarkedObject, HostObject {
  static var kind: HostKind { .closure }
  /// Nil once it has ended.
  private weak var owner: ContextBox?
  private let generator: GeneratorID
  private let signature: Signature
  private var closure: CallClosure!
  private var failure: Failure?
  /// Whether a call was refused, as another thread was in the context, or in another process.
  private let hasRefused = Atomic<Bool>(false)
  /// What the last result points to.
  private var lent = LentMemory()

  /// A parameter of the signature that has a name is the generator's of that name, one without goes by its position. The
  /// signature's name is that of a parameter or member, or for a circuit the generator's.
  ///
  /// Throws `badSignature`, `unknownParameter`, `unknownMember`, `wrongKind`.
  init(_ owner: ContextBox, _ id: GeneratorID, _ signature: Signature) throws(Failure) {
    self.owner = owner
    generator = id
    self.signature = signature
    super.init(Self.kind)
    let generator = owner.context[id]
    let taken = generator.schema.given
    var position = 0
    for parameter in signature.parameters {
      var found: Parameter?
      if !parameter.name.isEmpty {
        found = taken.first { owner.context.names[$0.name] == parameter.name }
      } else if position < taken.count {
        found = taken[position]
        position += 1
      }
      guard let found else {
        let what = parameter.name.isEmpty ? "number \(position + 1)" : Identifier.quoted(parameter.name)
        let known = taken.map { owner.context.names[$0.name] }.joined(separator: ", ")
        throw Failure(
          .unknownParameter, "\(generator.name) has no parameter \(what) that takes an argument; it has \(known)")
      }
      try check(parameter.type, found.kind, "parameter \(Identifier.quoted(owner.context.names[found.name]))")
    }
    if signature.result == .circuit {
      guard signature.name.isEmpty || signature.name == generator.name else {
        throw Failure(
          .badSignature,
          "\(Identifier.quoted(signature.name)) gives a circuit, and the generator is called \(generator.name)",
          fix: "give the function the generator's name, or none")
      }
    } else {
      let kind = try owner.context.kind(ofValue: signature.name, of: id)
      try check(signature.result, kind, Identifier.quoted(signature.name))
    }
    guard
      let closure = CallClosure(
        CallInterface(signature),
        { [unowned self] arguments, result in
          withExtendedLifetime(self) { self.answer(arguments, result) }
        })
    else {
      throw Failure(
        .wrongState, "the system gives no memory for a function that is made at run time",
        fix: "let the process have executable memory, or ask by hwgen_circuit_request")
    }
    self.closure = closure
  }

  private func check(_ type: ForeignType, _ kind: ParameterKind, _ what: String) throws(Failure) {
    guard type.valueKind == kind.valueKind else {
      throw Failure(.wrongKind, "\(what) is \(kind.valueKind.article), which no `\(type.name)` is")
    }
  }

  var code: UnsafeMutableRawPointer { closure.code }

  /// What the last call could not do.
  func takeFailure() -> Failure? {
    if hasRefused.exchange(false, ordering: .relaxed), let owner { return owner.context.occupancy.refusal() }
    defer { failure = nil }
    return failure
  }

  /// Answers a call; the result is zero where that fails.
  private func answer(_ arguments: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ result: UnsafeMutableRawPointer) {
    result.storeBytes(of: 0, as: UInt64.self)
    guard let owner else {
      failure = Failure(.foreignHandle, "the context of \(signature.name) has ended")
      return
    }
    let entry = owner.context.enter()
    defer { owner.context.leave(entry) }
    if entry == .refused {
      hasRefused.store(true, ordering: .relaxed)
      return
    }
    failure = nil
    do throws(Failure) {
      var lent = LentMemory()
      try answer(in: owner, arguments, result, &lent)
      signature.result.widen(result)
      self.lent = lent
    } catch { failure = error }
  }

  private func answer(
    in owner: ContextBox, _ arguments: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ result: UnsafeMutableRawPointer, _ lent: inout LentMemory
  ) throws(Failure) {
    var given = Arguments()
    for (index, parameter) in signature.parameters.enumerated() {
      let value = try owner.decode(parameter.type, at: arguments![index]!) {
        "argument \(index + 1) of \(signature.name)"
      }
      if parameter.name.isEmpty {
        given.positional.append(value)
      } else {
        given.named.append((owner.context.names.intern(parameter.name), value))
      }
    }
    let circuit = try owner.context.circuit(generator, given)
    if signature.result == .circuit {
      result.storeBytes(of: owner.handle(circuit.raw), as: UInt64.self)
      return
    }
    let value = try owner.context.value(signature.name, of: circuit)
    try owner.encode(value, as: signature.result, at: result, lent: &lent) { Identifier.quoted(signature.name) }
  }
}
