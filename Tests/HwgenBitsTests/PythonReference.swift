import Foundation
import Testing

/// Operations computed here, beside the same operations computed by Python's own integers.
///
/// A differential test records requests with the answers of the code under test, then compares them all at once. The
/// requests' operands are written by the tests themselves, so the text functions under test are not trusted.
struct PythonReference {
  private var requests: [String] = []
  private var answers: [String] = []

  var count: Int { requests.count }

  /// Records the request `operation operands...` and the answer of the code under test.
  mutating func record(_ operation: String, _ operands: [String], answer: String) {
    requests.append(([operation] + operands).joined(separator: " "))
    answers.append(answer)
  }

  /// Asks Python for all answers and reports every one that differs, the first ten in words.
  ///
  /// A missing Python, or one that fails, throws: the comparison is never skipped.
  func compare(seed: UInt64? = nil) throws {
    let source = seed.map { "seed \($0)" } ?? "no seed"
    let expected = try evaluate()
    try #require(expected.count == answers.count, "python3 answered \(expected.count) of \(answers.count) requests")
    var differences = 0
    for index in requests.indices where expected[index] != answers[index] {
      differences += 1
      if differences > 10 { continue }
      Issue.record(
        """
        \(source), request \(index): \(requests[index].prefix(300))
        python3: \(expected[index].prefix(300))
        here:    \(answers[index].prefix(300))
        """)
    }
    #expect(differences == 0, "\(differences) of \(answers.count) answers differ, \(source)")
  }

  private func evaluate() throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hwgen-bits-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: neither side can block the other.
    let (script, input, output) = (
      folder.appending(path: "reference.py"), folder.appending(path: "requests"), folder.appending(path: "answers")
    )
    try Data(Self.script.utf8).write(to: script)
    try Data((requests.joined(separator: "\n") + "\n").utf8).write(to: input)
    try Data().write(to: output)

    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", script.path]
    python.standardInput = try FileHandle(forReadingFrom: input)
    python.standardOutput = try FileHandle(forWritingTo: output)
    try python.run()
    python.waitUntilExit()
    try #require(
      python.terminationStatus == 0,
      "python3 is needed for this test and ended with status \(python.terminationStatus) (127: not found)")
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// One line in, one line out. Integers are hexadecimal with a sign, vectors are `width'hdigits`.
  private static let script = #"""
    import math
    import sys

    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)


    def integer(value):
        """The text of an integer, and whether it fits a signed 64-bit word."""
        return format(value, "x") + (" small" if -(2**63) <= value < 2**63 else " large")


    def pair(values):
        return " ".join(map(integer, values))


    def truncating(a, b):
        quotient = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
        return quotient, a - quotient * b


    def sign(value):
        return (value > 0) - (value < 0)


    class Vector:
        def __init__(self, width, value):
            self.width = width
            self.unsigned = value % (1 << width)
            self.signed = self.unsigned - (1 << width if self.unsigned >> (width - 1) else 0)

        def __str__(self):
            return f"{self.width}'h{self.unsigned:0{(self.width + 3) // 4}x}"


    def vector(text):
        width, digits = text.split("'h")
        return Vector(int(width), int(digits, 16))


    def concat(parts):
        value = position = 0
        for part in parts:
            value |= part.unsigned << position
            position += part.width
        return Vector(position, value)


    def exactly(value, width, signed):
        low, high = (-(1 << (width - 1)), 1 << (width - 1)) if signed else (0, 1 << width)
        return Vector(width, value) if low <= value < high else "none"


    INTEGERS = {
        "add": lambda a, b: integer(a + b),
        "sub": lambda a, b: integer(a - b),
        "mul": lambda a, b: integer(a * b),
        "floor": lambda a, b: pair(divmod(a, b)),
        "truncate": lambda a, b: pair(truncating(a, b)),
        "gcd": lambda a, b: integer(math.gcd(a, b)),
        "compare": lambda a, b: sign(a - b),
        "power": lambda a, n: integer(a**n),
        "left": lambda a, n: integer(a << n),
        "right": lambda a, n: integer(a >> n),
        "neg": lambda a: integer(-a),
        "abs": lambda a: integer(abs(a)),
        "signum": lambda a: sign(a),
        "width": lambda a: a.bit_length(),
        "clog2": lambda a: (a - 1).bit_length(),
        "hex": lambda a: format(a, "x"),
        "decimal": lambda a: str(a),
        "exactly": lambda a, width, signed: exactly(a, width, signed),
        "truncated": lambda a, width: Vector(width, a),
    }
    VECTORS = {
        "vand": lambda a, b: Vector(a.width, a.unsigned & b.unsigned),
        "vor": lambda a, b: Vector(a.width, a.unsigned | b.unsigned),
        "vxor": lambda a, b: Vector(a.width, a.unsigned ^ b.unsigned),
        "vadd": lambda a, b: Vector(a.width, a.unsigned + b.unsigned),
        "vsub": lambda a, b: Vector(a.width, a.unsigned - b.unsigned),
        "vmulu": lambda a, b: Vector(a.width + b.width, a.unsigned * b.unsigned),
        "vmuls": lambda a, b: Vector(a.width + b.width, a.signed * b.signed),
        "vcompareu": lambda a, b: sign(a.unsigned - b.unsigned),
        "vcompares": lambda a, b: sign(a.signed - b.signed),
        "vconcat": lambda *parts: concat(parts),
        "vnot": lambda a: Vector(a.width, ~a.unsigned),
        "vneg": lambda a: Vector(a.width, -a.unsigned),
        "vall": lambda a: int(a.signed == -1),
        "vany": lambda a: int(a.unsigned != 0),
        "vodd": lambda a: format(a.unsigned, "b").count("1") & 1,
        "vbits": lambda a: format(a.unsigned, f"0{a.width}b"),
        "vunsigned": lambda a: integer(a.unsigned),
        "vsigned": lambda a: integer(a.signed),
        "vdecimalu": lambda a: str(a.unsigned),
        "vdecimals": lambda a: str(a.signed),
    }
    SIZED = {
        "vslice": lambda a, low, width: Vector(width, a.unsigned >> low),
        "vzext": lambda a, width: Vector(width, a.unsigned),
        "vsext": lambda a, width: Vector(width, a.signed),
        "vtrunc": lambda a, width: Vector(width, a.unsigned),
        "vleft": lambda a, n: Vector(a.width, a.unsigned << n),
        "vright": lambda a, n: Vector(a.width, a.unsigned >> n),
        "varith": lambda a, n: Vector(a.width, a.signed >> n),
    }


    def answer(operation, operands):
        if operation == "parse":
            digits = operands[0].lstrip("-")
            return integer(int(operands[0], 0 if digits[:1] == "0" and digits[1:2].isalpha() else 10))
        if operation in INTEGERS:
            return INTEGERS[operation](*(int(operand, 16) for operand in operands))
        if operation in SIZED:
            return SIZED[operation](vector(operands[0]), *(int(operand, 16) for operand in operands[1:]))
        return VECTORS[operation](*map(vector, operands))


    for line in sys.stdin:
        operation, *operands = line.split()
        print(answer(operation, operands))
    """#
}
