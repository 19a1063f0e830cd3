import Glibc

/// CPython in this process, by its C interface.
struct Python {
  struct Missing: Error {
    let what: String
  }

  private let library: UnsafeMutableRawPointer

  /// Loads the interpreter and starts it.
  init(_ path: String) throws {
    guard let library = dlopen(path, RTLD_NOW | RTLD_GLOBAL) else { throw Missing(what: String(cString: dlerror())) }
    self.library = library
    let start = unsafeBitCast(try function("Py_InitializeEx"), to: (@convention(c) (CInt) -> Void).self)
    start(0)
  }

  private func function(_ name: String) throws -> UnsafeMutableRawPointer {
    guard let found = dlsym(library, name) else { throw Missing(what: name) }
    return found
  }

  /// Runs statements, which share their names. What they raise is shown on the error stream, and false is returned.
  func run(_ text: String) throws -> Bool {
    let run = unsafeBitCast(
      try function("PyRun_SimpleStringFlags"),
      to: (@convention(c) (UnsafePointer<CChar>, UnsafeMutableRawPointer?) -> CInt).self)
    return run(text, nil) == 0
  }

  func end() throws {
    let end = unsafeBitCast(try function("Py_FinalizeEx"), to: (@convention(c) () -> CInt).self)
    _ = end()
  }
}
