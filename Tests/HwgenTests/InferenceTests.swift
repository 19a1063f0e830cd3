import Foundation
import Testing

import protocol HwgenGenerator.CircuitBody
import struct HwgenGenerator.GeneratorID
import class HwgenNetlist.ModuleBuilder
import struct HwgenNetlist.ModuleID

@testable import Hwgen

/// The table of inference, which Python and C run too, and what is of this host alone.
@Suite struct InferenceTests {
  /// The module around an application.
  private final class Top: CircuitBody {
    let context: Context
    let generator: GeneratorID
    let row: [String]
    var found = ""

    init(_ context: Context, _ generator: GeneratorID, _ row: [String]) {
      (self.context, self.generator, self.row) = (context, generator, row)
    }

    func build(_ builder: ModuleBuilder, _ circuit: ModuleID) throws(Failure) {
      let body = Body(context, builder, circuit)
      let io = IO(body)
      let values = row[4].split(separator: ", ").map { value in
        let parts = value.split(separator: "=").map(String.init)
        return (port: parts.count == 2 ? parts[0] : "", value: io[parts.last!] as any SignalValue)
      }
      let instance = io.apply(DeclaredGenerator(context: context, id: generator), row[3]).to(values)
      guard instance.signal.isNet else {
        found = "\(body.recorded[0].code)"
        return
      }
      found = context.core.argumentText(of: try builder.definition(of: instance.signal.net))
    }
  }

  private static var rows: [[String]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try! String(contentsOf: folder.appending(path: "Conformance/data/inference.txt"), encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test("an application has the parameters that the table says, or its refusal", arguments: rows)
  func table(row: [String]) throws {
    let context = Context()
    let core = context.core
    let generator = try core.declare(name: "G", parameters: row[0], interface: row[1], body: nil)
    let body = Top(context, generator, row)
    let top = try core.declare(name: "Top", interface: row[2], body: body)
    // Inputs that are not given, and outputs that are not driven, make no difference here.
    _ = try? core.elaborate(try core.circuit(top, text: ""))
    #expect(body.found == row[5])
  }

  @Test("an object gives the parameters that it has values for, and types the others")
  func objects() throws {
    struct Scale: Generator {
      @Parameter(min: 1) var bits: Int
      @Parameter var gain = 2
      var interface: Interface {
        Input("a", as: .uint($bits))
        Output("y", as: .uint($bits * $gain))
      }
      func body(_ io: IO) { io.y <== io.a.zext(bits * gain) }
    }
    struct Outer: Generator {
      var interface: Interface {
        Input("x", as: .uint(6))
        Output("p", as: .uint(12))
        Output("q", as: .uint(18))
      }
      func body(_ io: IO) {
        io.p <== io.apply(Scale())(io.x).y
        io.q <== io.apply(Scale { $0.gain = 3 }, named: "triple")(a: io.x).y
      }
    }
    let text = try Outer().circuit(in: Context()).verilog()
    #expect(text.contains("Scale_6_2 ") && text.contains("Scale_6_3 triple"))
  }

  @Test("a conflict names both ports, both types and both places, and the rest of the body is silent")
  func conflict() throws {
    struct Pair: Generator {
      @Parameter var bits: Int
      var interface: Interface {
        Input("a", "b", as: .uint($bits))
        Output("y", as: .uint($bits))
      }
      func body(_ io: IO) { io.y <== io.a + io.b }
    }
    struct Outer: Generator {
      var interface: Interface {
        Input("x", as: .uint(24))
        Input("z", as: .uint(16))
        Output("y", as: .uint(24))
      }
      func body(_ io: IO) { io.y <== io.apply(Pair())(io.x, io.z).y }
    }
    let error = failure { try Outer().circuit(in: Context()).elaborate() }
    #expect(error?.diagnostics.map(\.code) == [.inputConflict])
    let text = error.map { "\($0)" } ?? ""
    for part in ["`b` of Pair, UInt(bits), is given `z`: UInt(16)", "by `a`, which is given `x`: UInt(24)"] {
      #expect(text.contains(part), "\(text)")
    }
  }
}
