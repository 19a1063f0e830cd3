public import CHwgen
import HwgenGenerator
import HwgenSupport

// Generators: declaration and introspection.

@c @implementation
public func hwgen_generator_declare(
  _ context: OpaquePointer?, _ options: UnsafePointer<hwgen_generator_options>?,
  _ out_generator: UnsafeMutablePointer<hwgen_generator>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(out_error) { () throws(Failure) in try declare(context, options, nil, out_generator) }
}

@c @implementation
public func hwgen_external_declare(
  _ context: OpaquePointer?, _ options: UnsafePointer<hwgen_generator_options>?,
  _ external: UnsafePointer<hwgen_external_options>?, _ out_generator: UnsafeMutablePointer<hwgen_generator>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(out_error) { () throws(Failure) in try declare(context, options, external, out_generator) }
}

private func declare(
  _ context: OpaquePointer?, _ options: UnsafePointer<hwgen_generator_options>?,
  _ external: UnsafePointer<hwgen_external_options>?, _ out_generator: UnsafeMutablePointer<hwgen_generator>?
) throws(Failure) {
  let given = try required(options, "the options").pointee
  try checkSize(given.size, of: hwgen_generator_options.self)
  let user = Finalized(given.user, given.finalizer)
  try ContextBox.with(context) { (box) throws(Failure) in
    try declare(box, given, external, user, out_generator)
  }
}

private func declare(
  _ box: ContextBox, _ given: hwgen_generator_options, _ external: UnsafePointer<hwgen_external_options>?,
  _ user: Finalized, _ out_generator: UnsafeMutablePointer<hwgen_generator>?
) throws(Failure) {
  let out_generator = try required(out_generator, "out_generator")
  var told = ExternalDescription()
  if let external = external?.pointee {
    try checkSize(external.size, of: hwgen_external_options.self)
    guard given.body == nil else {
      throw Failure(.wrongState, "an external generator is given a body", fix: "give none")
    }
    told.module = try box.string(external.module)
    told.parameters = try box.string(external.parameters)
    told.timing = try box.string(external.timing) ?? ""
    told.source = try box.string(external.source)
    told.file = try box.string(external.file)
    told.inline = try box.string(external.verilog)
    told.variables = try box.string(external.variables) ?? ""
    told.json = try box.string(external.json)
  }
  let id = try box.context.declare(
    name: try box.string(required: given.name, "the name of a generator"),
    parameters: try box.string(given.parameters) ?? "", interface: try box.string(given.interface) ?? "",
    members: try box.string(given.members) ?? "", doc: try box.string(given.doc) ?? "",
    identity: try box.string(given.identity), at: try box.location(given.file, given.line),
    body: given.body.map { HostBody(box, $0, user) }, external: told)
  if given.body == nil { box.context.keep(user) }
  out_generator.pointee = hwgen_generator(bits: box.handle(id.raw))
}

@c @implementation
public func hwgen_generator_find(
  _ context: OpaquePointer?, _ identity: UnsafePointer<CChar>?, _ out_generator: UnsafeMutablePointer<hwgen_generator>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let out_generator = try required(out_generator, "out_generator")
    let id = try box.context.generator(identity: try box.string(required: identity, "the identity"))
    out_generator.pointee = hwgen_generator(bits: box.handle(id.raw))
  }
}

@c @implementation
public func hwgen_generator_bind(
  _ context: OpaquePointer?, _ generator: hwgen_generator, _ arguments: UnsafePointer<CChar>?,
  _ file: UnsafePointer<CChar>?, _ line: Int32, _ out_generator: UnsafeMutablePointer<hwgen_generator>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, at: file, line, out_error) { (box, location) throws(Failure) in
    let id = try box.generator(generator)
    let text = try box.string(required: arguments, "the text of the arguments")
    let out_generator = try required(out_generator, "out_generator")
    out_generator.pointee = hwgen_generator(bits: box.handle(try box.context.bind(id, text: text, at: location).raw))
  }
}

@c @implementation
public func hwgen_generator_text(
  _ context: OpaquePointer?, _ generator: hwgen_generator, _ what: Int32, _ sink: hwgen_sink?,
  _ user: UnsafeMutableRawPointer?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let id = try box.generator(generator)
    let generator = box.context[id]
    let text: String
    switch what {
    case HWGEN_TEXT_NAME: text = generator.name
    case HWGEN_TEXT_PARAMETERS: text = generator.schema.text(in: box.context.types)
    case HWGEN_TEXT_INTERFACE: text = generator.template.text(in: box.context.types)
    case HWGEN_TEXT_MEMBERS: text = generator.schema.text(of: generator.members, in: box.context.types)
    case HWGEN_TEXT_IDENTITY: text = generator.identity
    case HWGEN_TEXT_DOC: text = generator.doc
    case HWGEN_TEXT_MANIFEST: text = box.context.manifest(of: id)
    default: throw Failure(.badEnumeration, "\(what) is no text of a generator")
    }
    try stream(to: sink, user) { $0.write(string: text) }
  }
}
