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
  /// Whether each parameter takes an argument.
  private let isDirect: Bool
  let isPure: Bool
  private let code: hwgen_code
  private let user: Finalized
  private let nameID: NameID
  /// Of the parameters that take arguments.
  private let argumentTypes: ContiguousArray<ForeignType>
  private let resultSize: Int
  private var memo: WordMemo?
  /// What the last result of a call by values points to.
  private var lent = LentMemory()

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
    isDirect = argumentTypes.count == signature.parameters.count
    memo = WordMemo(argumentTypes, result: signature.result)
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

  /// Calls it as an expression does, with values of C and for one of C. `owner` is the owner. What costs as little as a call
  /// by libffi stands here, the rest behind a call.
  @inline(__always)
  func call(
    _ arguments: UnsafePointer<UnsafeRawPointer?>?, result: UnsafeMutableRawPointer, in owner: ContextBox
  ) throws(Failure) {
    // Without arguments nothing is read of them.
    guard let arguments = argumentTypes.isEmpty ? UnsafePointer(bitPattern: 8) : arguments else {
      throw missing(argument: nil)
    }
    for index in argumentTypes.indices where arguments[index] == nil { throw missing(argument: index) }
    var word: UInt64 = 0
    if !isPure, isDirect {
      owner.beginForeign()
      prepared.call(code, arguments, result: &word)
      if let failure = owner.endForeign() { throw failure.failure(of: "hook \(Identifier.quoted(name))") }
      store(word, result)
    } else {
      try callByValues(arguments, result)
    }
  }

  private func missing(argument index: Int?) -> Failure {
    Failure(.nullPointer, index.map { "argument \($0 + 1) is NULL" } ?? "the arguments is NULL")
  }

  @inline(never)
  private func callByValues(
    _ arguments: UnsafePointer<UnsafeRawPointer?>, _ result: UnsafeMutableRawPointer
  ) throws(Failure) {
    if isPure {
      if let known = memo?.find(arguments) { return store(known, result) }
      return try answer(arguments, result)
    }
    var word: UInt64 = 0
    var next = -1
    try call(result: &word) { _ in
      next += 1
      return arguments[next]
    }
    store(word, result)
  }

  @inline(__always)
  private func store(_ word: UInt64, _ result: UnsafeMutableRawPointer) {
    if resultSize == 8 {
      result.storeBytes(of: word, as: UInt64.self)
    } else {
      withUnsafeBytes(of: word) { result.copyMemory(from: $0.baseAddress!, byteCount: resultSize) }
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
    var lent = LentMemory()
    try owner.encode(value, as: type, at: result, lent: &lent) { "what \(name) gave" }
    self.lent = lent
    memo?.insert(type.word(at: result), for: arguments)
  }

  /// Calls the function with what stands at an address for each parameter that takes an argument. Throws what it says by
  /// `hwgen_hook_fail`.
  @inline(__always)
  func call(
    result: UnsafeMutableRawPointer, argument: (Int) -> UnsafeRawPointer?
  ) throws(Failure) {
    let parameters = interface.signature.parameters
    owner.beginForeign()
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
    if let failure = owner.endForeign() { throw failure.failure(of: "hook \(Identifier.quoted(name))") }
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
