public import CHwgen
import HwgenGenerator
import HwgenSupport

// Generators side by side.

@c @implementation
public func hwgen_generator_compare(
  _ context: OpaquePointer?, _ first: hwgen_generator, _ second: hwgen_generator, _ relation: Int32,
  _ map: UnsafePointer<CChar>?, _ file: UnsafePointer<CChar>?, _ line: Int32,
  _ sink: hwgen_sink?, _ user: UnsafeMutableRawPointer?, _ out_answer: UnsafeMutablePointer<Int32>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, at: file, line, out_error) { (box, location) throws(Failure) in
    let (a, b) = (try box.generator(first), try box.generator(second))
    guard let relation = UInt8(exactly: relation).flatMap(ComparisonRelation.init(rawValue:)) else {
      throw Failure(.badEnumeration, "\(relation) is no relation of generators")
    }
    let out_answer = try required(out_answer, "out_answer")
    _ = try required(sink, "the sink")
    let names = try box.context.correspondence(try box.string(map) ?? "", of: a, b, at: location)
    let found = try box.context.compare(a, b, relation, names: names)
    var lines = ["\(found)"]
    let answer: Int32
    switch found {
    case .same: answer = HWGEN_ANSWER_SAME
    case .different(let witness):
      answer = HWGEN_ANSWER_DIFFERENT + Int32(witness.acceptedBy)
      lines += [witness.arguments, witness.otherArguments, witness.first, witness.second]
    case .unknown(let obstacle):
      answer = HWGEN_ANSWER_UNKNOWN_HOOK + Int32(obstacle.reason.rawValue)
      lines.append(obstacle.expression)
    }
    try stream(to: sink, user) { writer in for line in lines { writer.write(string: line + "\n") } }
    out_answer.pointee = answer
  }
}
