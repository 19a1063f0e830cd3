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

  /// A design of two modules; the inner one has an input that nothing reads.
  private func pair(inverts: Bool = false) throws -> VerilogPrinter {
    let bench = Bench()
    let byte = try bench.uint(8)
    let inner = try bench.module("Inner", [("a", .input, byte), ("b", .input, byte), ("y", .output, byte)])
    try inner.drive(inner.port(2), with: inverts ? inner.unary(.not, inner.port(0)) : inner.port(0))
    try inner.finish()
    let outer = try bench.module("Outer", [("a", .input, byte), ("y", .output, byte)])
    let instance = try outer.instance(of: inner.id, name: bench.names.intern("u"))
    try outer.connect(instance, port: 0, to: outer.port(0))
    try outer.connect(instance, port: 1, to: outer.port(0))
    try outer.drive(outer.port(1), with: outer.output(instance, port: 2))
    return try bench.printer(outer)
  }

  @Test(
    "a folder has a file for each module, their list and what verilator is told; what does not change is not touched")
  func folders() throws {
    let folder = try Folder()
    let path = folder.path + "/made/here"
    func content(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }
    func written(_ name: String) throws -> Date? {
      try FileManager.default.attributesOfItem(atPath: path + "/" + name)[.modificationDate] as? Date
    }
    let printer = try pair()
    #expect(try printer.write(toFolder: path) == ["Outer.v", "Inner.v"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
        "Inner.v", "Outer.f", "Outer.v", "Outer.vlt",
      ])
    #expect(try content("Outer.f") == "Outer.v\nInner.v\n")
    #expect(try content("Outer.v") + "\n" + content("Inner.v") == printer.text())
    #expect(try content("Outer.vlt").hasSuffix("lint_off -rule UNUSEDSIGNAL -file \"*Inner.v\" -lines 3\n"))
    let old = Date(timeIntervalSince1970: 1_000_000)
    for name in ["Inner.v", "Outer.v"] {
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path + "/" + name)
    }
    _ = try pair(inverts: true).write(toFolder: path)
    #expect(try written("Outer.v") == old)
    #expect(try written("Inner.v") != old)
    #expect(try content("Inner.v").contains("~a"))
  }

  @Test("a folder that cannot be written in is as before")
  func failingFolder() throws {
    let folder = try Folder()
    let list = folder.path + "/Outer.vlt"
    try "mine".write(toFile: list, atomically: true, encoding: .utf8)
    let printer = try pair()
    let failure = #expect(throws: Failure.self) { try printer.write(toFolder: folder.path) }
    #expect(failure?.diagnostics.first?.message.contains("Outer.vlt is not hwgen's") == true)
    #expect(folder.names == ["Outer.vlt"])
    try "file".write(toFile: folder.path + "/file", atomically: true, encoding: .utf8)
    #expect(throws: Failure.self) { try printer.write(toFolder: folder.path + "/file/below") }
    #expect(folder.names == ["Outer.vlt", "file"])
  }

  @Test("the map of names has all that the text declares, with what the user called it and where")
  func nameMap() throws {
    struct Map: Decodable {
      struct Place: Decodable { let file: String, line: Int }
      struct Signal: Decodable { let kind: String, type: String, name: String?, place: Place? }
      struct Instance: Decodable { let module: String, name: String?, place: Place? }
      struct Module: Decodable { let identity: String, signals: [String: Signal], instances: [String: Instance] }
      let modules: [String: Module]
    }
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module("M", [("clk", .input, .clock), ("a", .input, byte), ("y", .output, byte)])
    let location = bench.netlist.locations.intern(file: "a \"b\"\\\n.c", line: 7)
    module.location = location
    let sum = try module.binary(.add, module.port(1), module.port(1))
    try bench.name(sum, "my sum", in: module)
    let register = try module.register(byte)
    try module.drive(register, with: sum)
    try module.drive(module.port(2), with: try module.binary(.xor, sum, try module.binary(.and, register, sum)))
    let printer = try bench.printer(module)
    let text = ByteWriter.string { printer.nameMap(to: &$0) }
    let map = try JSONDecoder().decode(Map.self, from: Data(text.utf8))
    let found = try #require(map.modules["M"])
    let declared = printer.text().matches(of: /(?m)^ +(?:input|output|wire|reg) .*?([\w]+)(?: =.*|;|,)?$/).map {
      String($0.1)
    }
    #expect(Set(declared) == Set(found.signals.keys))
    let mine = try #require(found.signals["my_sum"])
    #expect(mine.kind == "value" && mine.type == "UInt(8)" && mine.name == "my sum")
    #expect(mine.place?.file == "a \"b\"\\\n.c" && mine.place?.line == 7)
    #expect(found.signals["clk"]?.kind == "input" && found.signals["y"]?.kind == "output")
    #expect(found.signals.values.contains { $0.kind == "register" && $0.name == nil })
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
