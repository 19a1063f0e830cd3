public import CHwgen
import HwgenGenerator
import HwgenParameters
import HwgenSupport
import HwgenTypes

// What there is in a context: generators, their parameters and families, and manifests.

/// Writes at most `capacity` of the items of a list, and how many there are.
func list<Items: RandomAccessCollection, Written>(
  _ items: Items, to room: UnsafeMutablePointer<Written>?, _ capacity: Int, _ out_count: UnsafeMutablePointer<Int>?,
  _ written: (Items.Element) -> Written
) throws(Failure) {
  let out_count = try required(out_count, "out_count")
  if let room {
    for (index, item) in items.prefix(capacity < 0 ? .max : capacity).enumerated() { room[index] = written(item) }
  }
  out_count.pointee = items.count
}

@c @implementation
public func hwgen_context_generators(
  _ context: OpaquePointer?, _ generators: UnsafeMutablePointer<hwgen_generator>?, _ capacity: Int,
  _ out_count: UnsafeMutablePointer<Int>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    try list(box.context.generatorIDs, to: generators, capacity, out_count) {
      hwgen_generator(bits: box.handle($0.raw))
    }
  }
}

@c @implementation
public func hwgen_context_manifest(
  _ context: OpaquePointer?, _ sink: hwgen_sink?, _ user: UnsafeMutableRawPointer?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let text = box.context.manifest()
    try stream(to: sink, user) { $0.write(string: text) }
  }
}

@c @implementation
public func hwgen_generator_parameters(
  _ context: OpaquePointer?, _ generator: hwgen_generator, _ parameters: UnsafeMutablePointer<hwgen_parameter>?,
  _ capacity: Int, _ out_count: UnsafeMutablePointer<Int>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let schema = box.context[try box.generator(generator)].schema
    try list(schema.parameters, to: parameters, capacity, out_count) { parameter in
      let name = box.lend(parameter.name)
      return hwgen_parameter(
        name: name.baseAddress, name_size: name.count - 1, kind: code(of: parameter.kind),
        element: code(of: parameter.kind.elementKind), has_default: parameter.defaultValue == nil ? 0 : 1,
        is_derived: parameter.derivation == nil ? 0 : 1, is_late: parameter.isLate ? 1 : 0)
    }
  }
}

private func code(of kind: ParameterKind) -> Int32 {
  if case .enumeration = kind { HWGEN_KIND_ENUM } else { code(of: kind.valueKind) }
}

private func code(of kind: ValueKind) -> Int32 {
  switch kind {
  case .integer: HWGEN_KIND_INT
  case .boolean: HWGEN_KIND_BOOL
  case .string: HWGEN_KIND_STRING
  case .type: HWGEN_KIND_TYPE
  case .record: HWGEN_KIND_RECORD
  case .generator: HWGEN_KIND_GENERATOR
  case .opaque: HWGEN_KIND_OPAQUE
  case .list: HWGEN_KIND_LIST
  }
}

@c @implementation
public func hwgen_generator_family(
  _ context: OpaquePointer?, _ generator: hwgen_generator, _ circuits: UnsafeMutablePointer<hwgen_circuit>?,
  _ capacity: Int, _ out_count: UnsafeMutablePointer<Int>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let family = box.context.family(of: try box.generator(generator))
    try list(family, to: circuits, capacity, out_count) { hwgen_circuit(bits: box.handle($0.raw)) }
  }
}

@c @implementation
public func hwgen_circuit_generator(
  _ context: OpaquePointer?, _ circuit: hwgen_circuit, _ out_generator: UnsafeMutablePointer<hwgen_generator>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let id = box.context.generator(of: try box.circuit(circuit))
    let out_generator = try required(out_generator, "out_generator")
    out_generator.pointee = hwgen_generator(bits: id.map { box.handle($0.raw) } ?? 0)
  }
}
