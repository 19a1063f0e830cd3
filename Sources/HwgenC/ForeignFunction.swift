import CHwgen
import HwgenFunctions
import HwgenGenerator
import HwgenSupport
import HwgenTypes

/// A C function of the host, of a signature that it gave, as a hook.
final class ForeignFunction: HookFunction {
  /// Only its evaluations call it, and the calls that evaluate hold it.
  unowned(unsafe) let owner: ContextBox
  let name: String
  let interface: CallInterface
  private let prepared: CallInterface.Prepared
  let isPure: Bool
  /// Whether each call is one of the function, with the arguments as they are.
  let isDirect: Bool
  private let code: hwgen_code
  private let user: Finalized
  private let nameID: NameID
  /// Of the parameters that take arguments.
  private let argumentTypes: ContiguousArray<ForeignType>
  private let argumentCount: Int
  private let resultSize: Int
  private var memo: AnswerMemo

  /// Throws `badSignature` for a signature that no hook can have.
  init(
    _ owner: ContextBox, _ name: String, _ signature: Signature, _ code: @escaping hwgen_code, isPure: Bool,
    _ user: Finalized
  ) throws(Failure) {
    for (what, type) in [("result", signature.result)] + signature.parameters.map({ ("parameter", $0.type) })
    where type.valueKind == nil && (what == "result" || type.isArgument) {
      throw Failure(
        .badSignature, "hook \(Identifier.quoted(name)) has a \(what) of type `\(type.name)`, which no value is")
    }
    self.owner = owner
    self.name = name
    nameID = owner.context.names.intern(name)
    interface = CallInterface(signature)
    argumentTypes = ContiguousArray(signature.parameters.lazy.map(\.type).filter(\.isArgument))
    resultSize = signature.result.size
    prepared = interface.prepared
    argumentCount = argumentTypes.count
    isDirect = !isPure && argumentCount == signature.parameters.count
    memo = AnswerMemo(argumentTypes)
    self.code = code
    self.isPure = isPure
    self.user = user
  }

  func call(_ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID {
    let signature = interface.signature
    guard arguments.count == signature.argumentCount else {
      throw Failure(
        .hookFailed,
        "hook \(Identifier.quoted(name)) takes \(signature.argumentCount) argument\(signature.argumentCount == 1 ? "" : "s"), and is called with \(arguments.count)"
      )
    }
    var lent = LentMemory()
    return try withWords(signature.parameters.count + 1) { (words) throws(Failure) in
      var next = 0
      for (index, parameter) in signature.parameters.enumerated() where parameter.type.isArgument {
        try owner.encode(arguments[next], as: parameter.type, at: words + index, lent: &lent) {
          "argument \(next + 1)\(parameter.name.isEmpty ? "" : " (`\(parameter.name)`)") of hook \(Identifier.quoted(self.name))"
        }
        next += 1
      }
      let result = words + signature.parameters.count
      try call(result: result) { index in UnsafeRawPointer(words + index) }
      return try owner.decode(signature.result, at: result) {
        "what hook \(Identifier.quoted(self.name)) gave"
      }
    }
  }

  /// The arguments, if none is missing.
  @inline(__always)
  func complete(_ arguments: UnsafePointer<UnsafeRawPointer?>?) -> UnsafePointer<UnsafeRawPointer?>? {
    // Without arguments nothing is read of them.
    if argumentCount == 0 { return UnsafePointer(bitPattern: 8) }
    guard let arguments else { return nil }
    for index in 0..<argumentCount where arguments[index] == nil { return nil }
    return arguments
  }

  /// Calls the function of a direct one with its arguments.
  @inline(__always)
  func callDirectly(
    _ arguments: UnsafePointer<UnsafeRawPointer?>, _ result: UnsafeMutableRawPointer, in owner: ContextBox
  ) throws(Failure) {
    // It is stored behind the function, which may have failed, and may have called others: one word serves all.
    if owner.runForeign({ prepared.call(code, arguments, result: owner.result) }) { try throwFailure(in: owner) }
    store(owner.result.pointee, result)
  }

  @inline(never)
  private func throwFailure(in owner: ContextBox) throws(Failure) {
    if let failure = owner.takeForeignFailure(of: "hook \(Identifier.quoted(name))") { throw failure }
  }

  /// Gives what it has answered to these arguments, if it has and that is at hand.
  @inline(never)
  func recall(_ arguments: UnsafePointer<UnsafeRawPointer?>, _ result: UnsafeMutableRawPointer) -> Bool {
    guard isPure, let known = memo.find(arguments) else { return false }
    store(known, result)
    return true
  }

  /// Calls it as an expression does, with values of C and for one of C. `owner` is the owner.
  func call(
    _ arguments: UnsafePointer<UnsafeRawPointer?>?, result: UnsafeMutableRawPointer, in owner: ContextBox
  ) throws(Failure) {
    guard let complete = complete(arguments) else {
      let missing = arguments.flatMap { arguments in (0..<argumentCount).first { arguments[$0] == nil } }
      throw Failure(.nullPointer, missing.map { "argument \($0 + 1) is NULL" } ?? "the arguments is NULL")
    }
    if isPure {
      if !recall(complete, result) { try answer(complete, result) }
      return
    }
    var word: UInt64 = 0
    var next = -1
    try call(result: &word) { _ in
      next += 1
      return complete[next]
    }
    store(word, result)
  }

  @inline(__always)
  private func store(_ word: UInt64, _ result: UnsafeMutableRawPointer) {
    switch resultSize {
    case 8: result.storeBytes(of: word, as: UInt64.self)
    case 1: result.storeBytes(of: UInt8(truncatingIfNeeded: word), as: UInt8.self)
    case 2: result.storeBytes(of: UInt16(truncatingIfNeeded: word), as: UInt16.self)
    default: result.storeBytes(of: UInt32(truncatingIfNeeded: word), as: UInt32.self)
    }
  }

  /// Asks the hooks, which call it if nobody has yet.
  private func answer(
    _ arguments: UnsafePointer<UnsafeRawPointer?>, _ result: UnsafeMutableRawPointer
  ) throws(Failure) {
    var values: [ExprID] = []
    for (index, type) in argumentTypes.enumerated() {
      values.append(try owner.decode(type, at: arguments[index]!) { "argument \(index + 1) of \(name)" })
    }
    let type = interface.signature.result
    let value = try owner.context.hooks.call(nameID, values, kind: type.valueKind!)
    try memo.insert(for: arguments) { (copies) throws(Failure) in
      try owner.encode(value, as: type, at: result, lent: &copies) { "what \(name) gave" }
      return type.word(at: result)
    }
  }

  /// Calls the function with what stands at an address for each parameter that takes an argument. Throws what it says by
  /// `hwgen_hook_fail`.
  @inline(__always)
  func call(
    result: UnsafeMutableRawPointer, argument: (Int) -> UnsafeRawPointer?
  ) throws(Failure) {
    let parameters = interface.signature.parameters
    let hasSaid = owner.runForeign {
      withUnsafeTemporaryAllocation(of: UnsafeRawPointer?.self, capacity: parameters.count + 1) { pointers in
        // What the function gets beside its arguments.
        var context: UnsafeMutableRawPointer? = Unmanaged.passUnretained(owner).toOpaque()
        var pointer = user.pointer
        withUnsafeMutablePointer(to: &context) { context in
          withUnsafeMutablePointer(to: &pointer) { pointer in
            for index in parameters.indices {
              switch parameters[index].type {
              case .context: pointers[index] = UnsafeRawPointer(context)
              case .user: pointers[index] = UnsafeRawPointer(pointer)
              default: pointers[index] = argument(index)
              }
            }
            prepared.call(code, UnsafePointer(pointers.baseAddress!), result: result)
          }
        }
      }
    }
    if hasSaid { try throwFailure(in: owner) }
  }
}

/// Room for some words of 8 bytes on the stack.
private func withWords<Result>(
  _ count: Int, _ body: (UnsafeMutablePointer<UInt64>) throws(Failure) -> Result
) throws(Failure) -> Result {
  try withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { words -> Swift.Result<Result, Failure> in
    do throws(Failure) { return .success(try body(words.baseAddress!)) } catch { return .failure(error) }
  }.get()
}
