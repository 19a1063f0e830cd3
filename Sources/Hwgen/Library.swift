import HwgenGenerator
import HwgenLibrary
import HwgenSupport

/// The standard library: generators by name, as every host has them.
public enum Library {
  /// The names of all.
  public static var names: [String] { StandardLibrary.names }
}

extension Context {
  /// A generator of the library, by its name. HW1009 if there is none of that name.
  public func library(_ name: String, file: StaticString = #fileID, line: UInt = #line) throws -> DeclaredGenerator {
    try declared(file, line) { () throws(Failure) in try StandardLibrary.generator(named: name, in: core) }
  }
}
