import Foundation
import HwgenSupport
import HwgenVerilog
import Testing

@Suite struct FileTests {
  /// A folder that is removed when the test ends.
  private final class Folder {
    let path = NSTemporaryDirectory() + "hwgen-" + UUID().uuidString
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
  }

  /// A design with an input that nothing reads, so that a `.vlt` file belongs to it.
  private func printer() throws -> VerilogPrinter {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module("Pass", [("a", .input, byte), ("b", .input, byte), ("y", .output, byte)])
    try module.drive(module.port(2), with: module.port(0))
    return try bench.printer(module)
  }

  @Test("a design stands beside its .vlt file, whatever its own suffix", arguments: ["pass.v", "pass.vlt", "pass"])
  func suffixes(name: String) throws {
    let folder = try Folder()
    let printer = try printer()
    try printer.write(to: folder.path + "/" + name)
    #expect(try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8) == printer.text())
    let waivers = name == "pass.vlt" ? "pass.vlt.vlt" : "pass.vlt"
    #expect(folder.names == [name, waivers].sorted())
  }

  @Test("a .vlt file of somebody else is left alone")
  func foreignNotes() throws {
    let folder = try Folder()
    let notes = folder.path + "/pass.vlt"
    try "`verilator_config\n".write(toFile: notes, atomically: true, encoding: .utf8)
    let printer = try printer()
    let failure = #expect(throws: Failure.self) { try printer.write(to: folder.path + "/pass.v") }
    #expect(failure?.diagnostics.first?.message.contains("pass.vlt is not hwgen's") == true)
    #expect(try String(contentsOfFile: notes, encoding: .utf8) == "`verilator_config\n")
    try FileManager.default.removeItem(atPath: notes)
    try printer.write(to: folder.path + "/pass.v")
    try printer.write(to: folder.path + "/pass.v")
    #expect(folder.names == ["pass.v", "pass.vlt"])
  }

  @Test("a symbolic link stays, and what it leads to is written", arguments: [true, false])
  func links(exists: Bool) throws {
    let folder = try Folder()
    let files = FileManager.default
    try files.createDirectory(atPath: folder.path + "/real", withIntermediateDirectories: true)
    try files.createDirectory(atPath: folder.path + "/links", withIntermediateDirectories: true)
    if exists { try "old".write(toFile: folder.path + "/real/pass.v", atomically: true, encoding: .utf8) }
    try files.createSymbolicLink(atPath: folder.path + "/near.v", withDestinationPath: "links/far.v")
    try files.createSymbolicLink(
      atPath: folder.path + "/links/far.v", withDestinationPath: folder.path + "/real/pass.v")
    let printer = try printer()
    try printer.write(to: folder.path + "/near.v")
    #expect(try String(contentsOfFile: folder.path + "/real/pass.v", encoding: .utf8) == printer.text())
    #expect(try files.destinationOfSymbolicLink(atPath: folder.path + "/near.v") == "links/far.v")
    #expect(try files.contentsOfDirectory(atPath: folder.path + "/real") == ["pass.v"])
    #expect(folder.names == ["links", "near.v", "near.vlt", "real"])
  }

  @Test("links that lead to each other are refused")
  func linkLoop() throws {
    let folder = try Folder()
    for (name, other) in [("a.v", "b.v"), ("b.v", "a.v")] {
      try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: other)
    }
    let printer = try printer()
    let failure = #expect(throws: Failure.self) { try printer.write(to: folder.path + "/a.v") }
    #expect(failure?.diagnostics.first?.code == .writeFailed)
    #expect(folder.names == ["a.v", "b.v"])
  }

  @Test("a pipe is written to, not replaced by a file")
  func pipes() throws {
    let folder = try Folder()
    let path = folder.path + "/pipe.v"
    try #require(mkfifo(path, 0o600) == 0)
    let end = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(end) }
    let printer = try printer()
    try printer.write(to: path)
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(end, &buffer, buffer.count)
    #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == printer.text())
    #expect(folder.names == ["pipe.v"])
  }

  @Test("a failed write leaves nothing behind")
  func failures() throws {
    let folder = try Folder()
    let path = folder.path + "/taken.v"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let printer = try printer()
    let failure = #expect(throws: Failure.self) { try printer.write(to: path) }
    #expect(failure?.diagnostics.first?.code == .writeFailed)
    #expect(folder.names == ["taken.v"])
  }
}
