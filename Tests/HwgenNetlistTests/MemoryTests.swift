import Foundation
import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// Memories and their ports: what the builder takes and refuses, contents, the text, loops, and what is not read.
@Suite struct MemoryTests {
  let fixture = NetlistFixture()

  /// `clk`, `other`: clocks; `en`: Bit; `a`: UInt(4); `d`: UInt(8); `m`: Bits(2); `y`: a byte out.
  private func module(_ name: String = "M") throws -> ModuleBuilder {
    try fixture.module(
      name,
      [
        ("clk", .input, .clock), ("other", .input, .clock), ("en", .input, .bit), ("a", .input, try fixture.uint(4)),
        ("d", .input, try fixture.uint(8)), ("m", .input, try fixture.bits(2)), ("y", .output, try fixture.uint(8)),
      ])
  }

  private func memory(
    in module: ModuleBuilder, depth: Int = 16, _ contents: MemoryContents = .unknown, name: String = "ram"
  ) throws -> NetID {
    let memory = try module.memory(try fixture.uint(8), depth: depth, contents: contents)
    try module.setName(fixture.names.intern(name), of: memory)
    return memory
  }

  private func notes(_ module: ModuleBuilder) throws -> [String] {
    let log = DiagnosticLog()
    try module.finish(reportingTo: log)
    return log.diagnostics.map { $0.description.replacingOccurrences(of: "\n", with: " ") }
  }

  // MARK: Depth and contents

  @Test("a memory has at least one word")
  func depth() throws {
    let module = try module()
    for depth in [0, -1] {
      #expect(
        message { _ = try memory(in: module, depth: depth) }
          == "t.py:10: error HW2040: a memory of \(depth) words; it has at least 1")
    }
  }

  @Test("a memory of 2^40 words is refused, and the message names the budget")
  func budget() throws {
    let module = try module()
    #expect(
      message { _ = try memory(in: module, depth: 1 << 40) } == """
        t.py:10: error HW2041: a memory of 1099511627776 words of UInt(8) has 8796093022208 bits, and the budget of memory bits is 4294967296
          fix: make it smaller, or raise the budget of memory bits
        """)
    #expect(message { _ = try memory(in: module, depth: .max) }.contains("has more than 9223372036854775807 bits"))
    module.memoryBudget = 128
    _ = try memory(in: module, depth: 16)
    #expect(
      message { _ = try memory(in: module, depth: 17) }.contains("has 136 bits, and the budget of memory bits is 128"))
  }

  @Test("no budget allows more words than Verilog's integers count")
  func mostWords() throws {
    let module = try module()
    module.memoryBudget = .max
    #expect(
      message { _ = try memory(in: module, depth: 1 << 40) } == """
        t.py:10: error HW2040: a memory of 1099511627776 words; it has at most 2147483647
          fix: make the words wider, or take several memories
        """)
    _ = try memory(in: module, depth: 2_147_483_647)
  }

  @Test("contents that are longer than the memory, or do not fit the word, are refused")
  func badContents() throws {
    let module = try module()
    func said(_ contents: MemoryContents) -> String {
      message { _ = try memory(in: module, depth: 2, contents) }
    }
    #expect(said(.values([1, 2, 3])) == "t.py:10: error HW2042: 3 words of contents for a memory of 2")
    #expect(
      said(.values([1, 256])) == "t.py:10: error HW2042: word 1 of the contents is 256, which does not fit UInt(8)")
    #expect(said(.values([-1])).contains("word 0 of the contents is -1, which does not fit UInt(8)"))
    #expect(said(.list("1, 2, 3")).contains("more than 2 words of contents for a memory of 2"))
    #expect(
      said(.list("1, x"))
        == "t.py:10: error HW2042: word 1 of the contents: column 4: expected a value of UInt(8), and found `x`\n    1, x\n       ^"
    )
    #expect(said(.list("1 2")).contains("word 0 of the contents: column 3: expected the end of the text"))
    #expect(
      said(.list("1, ")).contains("word 1 of the contents: column 4: expected a value of UInt(8), and the text ends"))
    #expect(said(.list("1, 256")).contains("word 1 of the contents: column 4: a number that does not fit UInt(8)"))
    #expect(said(.texts(["1", "1, 2"])).contains("word 1 of the contents: column 2: expected the end of the text"))
    #expect(said(.texts(["1", "1", "1"])).contains("3 words of contents for a memory of 2"))
    #expect(
      said(.words([BitVector(width: 8, low: 1), BitVector(width: 8, low: 1), BitVector(width: 8, low: 1)])).contains(
        "3 words"))
    let huge = Integer(1) << 300
    #expect(said(.values([huge])).contains("word 0 of the contents is a number, which does not fit"))
    #expect(said(.values([-huge])).contains("is a negative number"))
  }

  @Test("contents are the words from address 0 on, without zeros at the end; none is not the same as zeros")
  func contents() throws {
    let module = try module()
    func words(_ contents: MemoryContents) throws -> [String]? {
      let memory = try memory(in: module, contents)
      return module.module.memories[Int(module.module.cells[memory.index].auxiliary)].contents?.map(\.description)
    }
    #expect(try words(.unknown) == nil)
    #expect(try words(.list("")) == [])
    #expect(try words(.values([0, 0])) == [])
    #expect(try words(.list("1, 0, 0x10, 0b11, 0")) == ["8'h01", "8'h00", "8'h10", "8'h03"])
    let signed = try module.memory(try fixture.sint(4), depth: 2, contents: .list("-8, 7"))
    let shape = module.module.memories[Int(module.module.cells[signed.index].auxiliary)]
    #expect(shape.contents?.map(\.description) == ["4'h8", "4'h7"])
  }

  /// The contents of a memory of a type, or what is said of them.
  private func words(_ type: String, _ contents: MemoryContents) throws -> String {
    let module = try module()
    var found: [String] = []
    let refusal = message {
      let memory = try module.memory(try fixture.type(type), depth: 4, contents: contents)
      found = module.module.memories[Int(module.module.cells[memory.index].auxiliary)].contents!.map {
        $0.hexadecimal()
      }
    }
    return found.isEmpty ? refusal : found.joined(separator: " ")
  }

  @Test(
    "contents are values of the word's type, as a literal takes them",
    arguments: [
      ("SFix(2, 2)", "1, -2, 0.25, -3/4", "4 8 1 d"), ("UFix(2, 2)", "0x3p-2, 3", "3 c"),
      ("UFix(2, 2)", "1, 0.1", "word 1 of the contents: column 4: a number that is no multiple of 2^-2"),
      ("UFix(2, 2)", "4", "word 0 of the contents: column 1: a number that does not fit UFix(2, 2)"),
      ("OneHot(S: idle, run, done)", "run, idle, 4", "2 1 4"),
      ("OneHot(S: idle, run, done)", "run, 3", "word 1 of the contents is 3, the code of no member of OneHot(S:"),
      ("OneHot(S: idle, run, done)", "run, ran", "word 1 of the contents: column 9: OneHot(S: idle, run, done) has no"),
      ("{x: UInt(3), s: Enum(S: a, b)}", "{x: 5, s: b}, {s: a, x: 1}", "b 2"),
      ("{x: UInt(3), s: Enum(S: a, b)}", "{x: 5}", "word 0 of the contents: column 6: field `s` of"),
      ("Array(2, SInt(4))", "[1, -1], [2, 3]", "f1 32"), ("Array(2, SInt(4))", "0x12", "12"),
      ("Union(U: data(UInt(4)), none)", "data(5), none", "05 10"), ("Bit", "true, 0, 1", "1 0 1"),
    ])
  func values(type: String, list: String, wanted: String) throws {
    let said = try words(type, .list(list))
    #expect(said.contains(wanted), "\(said)")
  }

  @Test("whole numbers are values too: ones of a fixed-point type, codes of members, patterns of what has no numbers")
  func integers() throws {
    #expect(try words("SFix(2, 2)", .values([1, -2])) == "4 8")
    #expect(try words("OneHot(S: idle, run)", .values([2, 1])) == "2 1")
    #expect(try words("OneHot(S: idle, run)", .values([2, 3])).contains("word 1 of the contents is 3, the code of no"))
    #expect(try words("Array(2, Bit)", .values([2, 3])) == "2 3")
    #expect(try words("Array(2, Bit)", .texts(["2", "[1, 0]"])) == "2 1")
    #expect(try words("SFix(2, 2)", .words([BitVector(width: 4, low: 1)])) == "1")
  }

  // MARK: Files

  private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).hex").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  @Test("a file is read as $readmemh reads it: addresses, comments, underscores, any white space")
  func file() throws {
    let module = try module()
    let text = "// a table\n01 F_f /* two\nlines */ 0a\n\n@8\t7\r\n@3 00000003 // end"
    let words = try withFile(text) { path in
      let memory = try memory(in: module, .file(path))
      return module.module.memories[Int(module.module.cells[memory.index].auxiliary)].contents
    }
    #expect(words?.map { $0.hexadecimal() } == ["01", "ff", "0a", "03", "00", "00", "00", "00", "07"])
    let wide = try withFile("123456789abcdef0123456789") { path in
      let memory = try module.memory(try fixture.uint(100), depth: 1, contents: .file(path))
      return module.module.memories[Int(module.module.cells[memory.index].auxiliary)].contents
    }
    #expect(wide?.map { $0.hexadecimal() } == ["123456789abcdef0123456789"])
  }

  @Test(
    "what is no such file is refused with its line",
    arguments: [
      ("1 2\n3xz", "`3xz` is no hexadecimal number, in line 2"), ("@", "no hexadecimal number, in line 1"),
      ("@10 1", "address 16 of a memory of 16 words, in line 1"), ("1ff", "a word of 9 bits for UInt(8), which has 8"),
      ("@f 1\n\n2", "more words than the memory has, which are 16, in line 3"),
      ("1 /* 2\n", "a comment that does not end"), ("@fffffffffffffffffffffffff", "address of 100 bits"),
      ("1 _2 é", "no hexadecimal number"),
    ])
  func badFile(text: String, wanted: String) throws {
    let module = try module()
    let said = try withFile(text) { path in message { _ = try memory(in: module, .file(path)) } }
    #expect(said.contains("t.py:10: error HW2042") && said.contains(wanted), "\(said)")
  }

  @Test("a file that cannot be read is named, with the reason")
  func noFile() throws {
    let module = try module()
    #expect(
      message { _ = try memory(in: module, .file("/nowhere/rom.hex")) }
        == "t.py:10: error HW2043: the contents of a memory cannot be read from `/nowhere/rom.hex`: No such file or directory"
    )
    for endless in ["/", "/dev/zero", "/dev/stdin"] {
      #expect(message { _ = try memory(in: module, .file(endless)) }.contains("error HW2043"))
    }
    #expect(message { _ = try memory(in: module, .file("/dev/zero")) }.hasSuffix("`/dev/zero`: It is no regular file"))
  }

  // MARK: Ports

  @Test("an address is a number without sign of any width")
  func address() throws {
    let module = try module()
    let memory = try memory(in: module)
    for type in [TypeID.bit, try fixture.uint(1), try fixture.bits(200)] {
      _ = try module.memoryRead(memory, address: try module.wire(type))
    }
    module.location = fixture.line(10)
    #expect(
      message { _ = try module.memoryRead(memory, address: try module.wire(try fixture.sint(4))) } == """
        t.py:10: error HW2004: the address of a memory is a UInt, Bits or a Bit, not SInt(4)
          t.py:10: note: SInt(4) was made here
          fix: convert it with as_uint
        """)
    #expect(message { _ = try module.memoryRead(memory, address: module.port(0)) }.contains("not `clk`: Clock"))
  }

  @Test("clock, enable, data and mask have their types, and a mask divides the word")
  func portTypes() throws {
    let module = try module()
    let memory = try memory(in: module)
    let (clock, enable, address, data) = (module.port(0), module.port(2), module.port(3), module.port(4))
    func write(
      clock: NetID = module.port(0), enable: NetID = .none, data: NetID = module.port(4), mask: NetID = .none
    ) -> String {
      message { try module.memoryWrite(memory, clock: clock, enable: enable, address: address, data: data, mask: mask) }
    }
    #expect(write(clock: enable).contains("HW2004: the clock of a memory's port is a Clock, not `en`: Bit"))
    #expect(write(enable: data).contains("HW2004: the enable of a memory's port is a Bit, not `d`: UInt(8)"))
    #expect(write(data: address).contains("HW2003: `a`: UInt(4) is written into memory `ram` of UInt(8)"))
    #expect(write(data: try module.wire(try fixture.sint(8))).contains("HW2004: SInt(8) is written into memory `ram`"))
    #expect(write(mask: clock).contains("HW2004: the mask of a write is Bits, a UInt or a Bit, not `clk`: Clock"))
    let three = try module.wire(try fixture.bits(3))
    #expect(
      write(mask: three).contains(
        "HW2003: a mask of 3 bits does not divide the 8 bits of memory `ram` of UInt(8)"))
    #expect(write(mask: enable) == "no failure")
    #expect(
      message { _ = try module.memoryReadSync(memory, clock: data, address: address) }
        .contains("HW2004: the clock of a memory's port is a Clock, not `d`: UInt(8)"))
    #expect(
      message { _ = try module.memoryReadSync(memory, address: address) }
        .contains("HW2013: module M has 2 clocks; say which one a memory uses"))
  }

  @Test("a memory and a write are no values, and only a memory has ports")
  func noValues() throws {
    let module = try module()
    let memory = try memory(in: module)
    let write = try module.memoryWrite(memory, clock: module.port(0), address: module.port(3), data: module.port(4))
    #expect(
      message { _ = try module.unary(.not, memory) }
        == "t.py:10: error HW2024: a memory is no value; read a word of it")
    #expect(message { _ = try module.unary(.not, write) }.contains("a write into a memory is no value"))
    #expect(message { try module.setName(fixture.names.intern("w"), of: write) }.contains("HW2024"))
    #expect(
      message { _ = try module.memoryRead(module.port(4), address: module.port(3)) }
        .contains("HW2024: `d`: UInt(8) is no memory, and has no words to read or write"))
    #expect(message { _ = try module.memoryRead(NetID(999), address: module.port(3)) }.contains("HW9002"))
  }

  // MARK: Loops

  @Test("a loop through an asynchronous read is told with its path; a synchronous one is none")
  func loops() throws {
    let text = """
      module M {
        in clk: Clock
        out y: UInt(4)
        %2 table: UInt(4) = memory 16 initial (3)
        %3 next: UInt(4) = wire
        %4: UInt(4) = READ
        drive %3 = %4
        drive y = %4
      }
      """
    let looped = text.replacingOccurrences(of: "READ", with: "memory_read %2, %3")
    #expect(
      message { _ = try fixture.parse(looped) }.hasPrefix(
        "error HW2006: a combinational loop in M: `next` → a read of `table` → `next`"))
    _ = try fixture.parse(text.replacingOccurrences(of: "READ", with: "memory_read_sync %2, clk, address %3, new"))
  }

  @Test("a loop through asynchronous reads of two modules is found")
  func loopThroughHierarchy() throws {
    let text = """
      module Top {
        out y: UInt(4)
        %1: UInt(4) = wire
        %2 u = instance Rom(a: %1)
        %3: UInt(4) = output %2.q
        drive %1 = %3
        drive y = %3
      }
      module Rom {
        in a: UInt(4)
        out q: UInt(4)
        %2: UInt(4) = memory 16 initial (1)
        %3: UInt(4) = memory_read %2, a
        drive q = %3
      }
      """
    #expect(
      message { _ = try fixture.parse(text) }.contains(
        "error HW2006: a combinational loop in Top: wire → `q` of `u` → wire"))
  }

  @Test("data that is written is no way within a cycle")
  func writtenData() throws {
    _ = try fixture.parse(
      """
      module M {
        in clk: Clock
        in a: UInt(4)
        out y: UInt(8)
        %3: UInt(8) = memory 16
        %4: UInt(8) = memory_read %3, a
        %5: UInt(8) = not %4
        %6: UInt(8) = memory_write %3, clk, address a, data %5
        drive y = %4
      }
      """)
  }

  // MARK: What is not read

  @Test("a memory that nothing sets is a note; what is written into a memory that is read is read")
  func unset() throws {
    let module = try module()
    let memory = try memory(in: module, name: "unset")
    try module.drive(module.port(6), with: try module.memoryRead(memory, address: module.port(3)))
    #expect(
      try notes(module).filter { $0.contains("unset") } == [
        "t.py:10: note HW2044: memory `unset` of M is never written and has no contents   fix: write it, or give it contents"
      ])
  }

  @Test("contents or a write set a memory, and the operands of its writes are read")
  func set() throws {
    for hasWrite in [false, true] {
      let module = try module(hasWrite ? "W" : "C")
      let memory = try memory(in: module, hasWrite ? .unknown : .list(""))
      if hasWrite {
        let data = try module.unary(.not, module.port(4))
        try module.setName(fixture.names.intern("data"), of: data)
        try module.memoryWrite(
          memory, clock: module.port(1), enable: module.port(2), address: module.port(3), data: data,
          mask: module.port(5))
      }
      try module.drive(module.port(6), with: try module.memoryRead(memory, address: module.port(3)))
      #expect(
        try notes(module).map { String($0.prefix(43)) }
          == (hasWrite
            ? ["t.py:1: note HW2022: input `clk` of W is ne"]
            : [1, 2, 3, 5, 6].map {
              "t.py:\($0): note HW2022: input `\(["clk", "other", "en", "a", "d", "m"][$0 - 1])` of C is never read"
                .prefix(43)
            }.map(String.init)))
    }
  }

  @Test("a memory that is only written is told, and so are the inputs that only it takes")
  func writeOnly() throws {
    let module = try module()
    let memory = try memory(in: module, name: "sink")
    try module.memoryWrite(memory, clock: module.port(0), address: module.port(3), data: module.port(4))
    try module.drive(module.port(6), with: module.port(4))
    let found = try notes(module)
    #expect(found.contains("t.py:10: note HW2023: memory `sink` of M is never read"))
    #expect(found.contains("t.py:4: note HW2022: input `a` of M is read only by what is itself never read"))
  }

  @Test("a port that reads and writes is a write, then a read, with an enable of both")
  func readWrite() throws {
    let module = try module()
    let memory = try memory(in: module)
    let clock = module.port(0)
    let plain = try module.memoryReadWrite(
      memory, clock: clock, writeEnable: module.port(2), address: module.port(3), data: module.port(4))
    #expect(plain.index + 1 == module.cellCount)
    let masked = try module.memoryReadWrite(
      memory, clock: clock, enable: try module.extract(module.port(4), low: 0, type: .bit), writeEnable: module.port(2),
      address: module.port(3), data: plain, mask: module.port(5), onWrite: .new)
    try module.drive(module.port(6), with: masked)
    try module.finish()
    let text = try CheckedNetlist(fixture.netlist, root: module.id).text()
    #expect(
      text.contains(
        """
          %8: UInt(8) = memory_write %7, clk, enable en, address a, data d
          %9: UInt(8) = memory_read_sync %7, clk, address a, old
          %10: Bit = extract d[0]
          %11: Bit = and %10, en
          %12: UInt(8) = memory_write %7, clk, enable %11, address a, data %9, mask m
          %13: UInt(8) = memory_read_sync %7, clk, enable %10, address a, new

        """), "\(text)")
    #expect(try NetlistFixture().parse(text).text() == text)
  }

  // MARK: Text

  @Test("memories and their ports read back to the same text")
  func text() throws {
    let text = """
      type t0 = {x: UInt(4), y: Bit}
      type t1 = OneHot(S: idle, run)
      module M {
        in clk: Clock
        in other: Clock
        in en: Bit
        in a: UInt(4)
        in d: UInt(8)
        in m: Bits(2)
        out y: UInt(8)
        %7 ram: UInt(8) = memory 16 crossing
        %8: UInt(8) = memory_write %7, clk, enable en, address a, data d, mask m
        %9: UInt(4) = crossing a, quasi_static
        %10: UInt(8) = crossing d, quasi_static
        %11: UInt(8) = memory_write %7, other, address %9, data %10
        %12: UInt(8) = memory_read_sync %7, clk, enable en, address a, new
        %13: UInt(8) = crossing %12, quasi_static
        %14 q: UInt(8) = memory_read_sync %7, other, address %13, old
        %15 rom: SInt(8) = memory 4 crossing initial (-128, 0, 127)
        %16: SInt(8) = memory_read %15, m
        %17 wide: UInt(65) = memory 2 initial ("1000000000000000f", "00000000000000001")
        %18: UInt(65) = memory_read %17, a
        %19 zeros: t0 = memory 1000000 initial ()
        %20: t0 = memory_read %19, d
        %21 fixed: SFix(2, 2) = memory 2 initial (4, -2)
        %22: SFix(2, 2) = memory_read %21, en
        %23 states: t1 = memory 2 initial (3, 1)
        %24: t1 = memory_read %23, en
        drive y = %14
      }

      """
    #expect(try fixture.parse(text).text() == text)
  }

  @Test(
    "a port that is not whole is refused",
    arguments: [
      ("memory_write %1, clk, address a", "a write has an address and data"),
      ("memory_read_sync %1, clk, address a", "a read has an address, and `old` or `new`"),
      ("memory_read_sync %1, clk, address a, data a, old", "expected the next operand of memory_read_sync"),
      ("memory_read_sync %1, clk, old, address a, new", "expected the next operand of memory_read_sync"),
      ("memory_write %1, clk, address a, data a, enable en, enable en", "expected the next operand of memory_write"),
      ("memory_read %1", "`memory_read` takes 2 operands, and is given 1"),
      ("memory_read a, a", "is no memory"), ("memory", "expected the number of words"),
      ("memory 0", "a memory of 0 words"), ("memory 4 initial (16)", "does not fit"),
      ("memory 4 initial (1, 99)", "column 38: a word that does not fit UInt(4)"),
      ("memory 4 initial (1, )", "expected a number"), ("memory 99999999999999999999", "more than"),
      ("memory 2 initial (1, 2, 3)", "3 words of contents for a memory of 2"),
    ])
  func badText(cell: String, wanted: String) throws {
    let said = message {
      _ = try fixture.parse(
        """
        module M {
          in clk: Clock
          in en: Bit
          in a: UInt(4)
          %1: UInt(4) = memory 16
          %2: UInt(4) = \(cell)
        }
        """)
    }
    #expect(said.contains(wanted), "\(said)")
  }
}
