import CHwgen
import Glibc
import Hwgen
import HwgenEmbedding
import MixedHostC

/// A program with three hosts.
struct Host {
  let python: Python
  /// Another copy of the library.
  let copy: String

  /// Runs statements of Python, in which `blocks` is imported.
  func run(_ text: String) throws {
    fflush(nil)
    guard try python.run("import blocks\n\(text)") else { exit(1) }
  }

  /// What the call throws, as text.
  func failure(_ call: () throws -> Void) -> String {
    do { try call() } catch { return "\(type(of: error)): \(error)" }
    return "nothing"
  }

  /// A context of Swift gets the generators of all hosts. Returns the address that the others know it by.
  func share(_ context: Context) throws -> UInt {
    let handle = context.handle
    precondition(gray_declare(handle) == HWGEN_OK && failing_declare(handle) == HWGEN_OK)
    _ = try Delay.declared(in: context)
    _ = try Throwing.declared(in: context)
    _ = try Refused.declared(in: context)
    _ = try Asking.declared(in: context)
    try run("context = blocks.context_of(\(UInt(bitPattern: handle)))")
    return UInt(bitPattern: handle)
  }

  // Swift elaborates, of its own context.
  func elaboratedBySwift() throws {
    let context = Context()
    _ = try share(context)
    let top = try context.generator("blocks.Smooth")("8")
    print(try top.verilog(), terminator: "")
  }

  // Python does, of Swift's.
  func elaboratedByPython() throws {
    let context = Context()
    let address = try share(context)
    try run("print(blocks.top(\(address)), end='', flush=True)")
  }

  // C does, of its own, which Swift adopts.
  func ownedByC() throws {
    let handle = hwgen_context_create()
    let context = try Context.adopt(handle)
    let again = try Context.adopt(handle)
    precondition(again === context && context.handle == handle)
    _ = try share(context)
    var generator = hwgen_generator()
    var circuit = hwgen_circuit()
    precondition(hwgen_generator_find(handle, "blocks.Smooth", &generator, nil) == HWGEN_OK)
    precondition(hwgen_circuit_request(handle, generator, "8", nil, 0, &circuit, nil) == HWGEN_OK)
    var text: [UInt8] = []
    let status = withUnsafeMutablePointer(to: &text) { text in
      hwgen_circuit_verilog(
        handle, circuit, nil,
        { text, data, size in
          text!.assumingMemoryBound(to: [UInt8].self).pointee += UnsafeRawBufferPointer(start: data, count: size)
          return 0
        }, text, nil)
    }
    precondition(status == HWGEN_OK)
    print(String(decoding: text, as: UTF8.self), terminator: "")
    hwgen_context_destroy(handle)
    print(failure { _ = try Delay { $0.bits = 4 }.circuit(in: context) })
  }

  // Python's own context, which Swift adopts.
  func ownedByPython() throws {
    try run("import os, hwgen\ncontext = hwgen.Context()\nos.environ['HANDLE'] = str(context.handle)")
    let number = String(cString: getenv("HANDLE"))
    let context = try Context.adopt(OpaquePointer(bitPattern: UInt(number)!))
    precondition(gray_declare(context.handle) == HWGEN_OK)
    _ = try Delay.declared(in: context)
    try run("print(blocks.top(\(number)), end='', flush=True)")
    try run("del context\nimport gc\ngc.collect()")
    print(failure { _ = try Delay { $0.bits = 4 }.circuit(in: context) })
  }

  func failuresInSwift() throws {
    let context = Context()
    _ = try share(context)
    for what in ["ValueError", "library", "gray.Failing", "MixedHost.Throwing", "MixedHost.Refused", "thread"] {
      print(failure { _ = try context.generator("blocks.Wide")("\"\(what)\"").verilog() })
    }
    print(failure { _ = try context.generator("blocks.Smooth")("13") })
  }

  func failuresInPython() throws {
    let context = Context()
    let address = try share(context)
    for what in [
      "ValueError", "library", "gray.Failing", "MixedHost.Throwing", "MixedHost.Refused", "MixedHost.Asking",
    ] {
      try run("print(blocks.failure(\(address), '\(what)'))")
    }
    try run("print(blocks.failure(\(address), 13))")
  }

  func threads() throws {
    let context = Context()
    let handle = context.handle
    print(gray_code_in_a_thread(handle))
    var codes: [Int32] = []
    let circuit = try context.circuit("Busy", Interface { Output("y", as: .bit) }) { io in
      codes.append(gray_code_in_a_thread(io.context.handle))
      io.y <== io.literal(0, .bit)
    }
    try circuit.elaborate()
    print(codes[0])
  }

  // Python's adopted context ends with Swift's.
  func ends() throws {
    var context: Context? = Context()
    let address = UInt(bitPattern: context!.handle)
    try run("call = blocks.without_context(\(address))")
    context = nil
    try run("print(call())")
  }

  // A context of another copy of the library.
  func anotherCopy() throws {
    guard let library = dlopen(copy, RTLD_NOW | RTLD_LOCAL), let create = dlsym(library, "hwgen_context_create")
    else { return print(String(cString: dlerror())) }
    let handle = unsafeBitCast(create, to: (@convention(c) () -> OpaquePointer).self)()
    print(failure { _ = try Context.adopt(handle) })
    try run("print(blocks.refused(lambda: blocks.context_of(\(UInt(bitPattern: handle)))))")
    print(failure { _ = try Context.adopt(nil) })
  }

  // Python has loaded another copy.
  func anotherCopyInPython() throws {
    let context = Context()
    try run("print(blocks.refused(lambda: blocks.context_of(\(UInt(bitPattern: context.handle)))))")
  }
}
