import HwgenNetlist
import Testing

@Suite("Operations") struct OperationTests {
  /// In the order of their raw values, for ever.
  private static let names = """
    input output wire register literal instance instanceOutput not negate reduceAnd reduceOr reduceXor and or xor add
    subtract multiply equal notEqual less lessEqual shiftLeft shiftRight mux extract concat zeroExtend signExtend cast
    divide modulo choose index replace memory memoryRead memoryReadSync memoryWrite
    check derivedClock crossing
    inout
    """

  @Test("an operation keeps its raw value, which digests of names are made of: new ones are the last")
  func rawValues() {
    let names = OperationTests.names.split { $0 == " " || $0 == "\n" }
    #expect(Operation.allCases.map { "\($0)" } == names.map { String($0) }, "add new operations here too, at the end")
    #expect(Operation.allCases.map(\.rawValue) == Array(0..<UInt8(names.count)))
  }
}
