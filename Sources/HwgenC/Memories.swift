public import CHwgen
import HwgenNetlist
import HwgenSupport
import HwgenTypes

// Memories and their ports.

@c @implementation
public func hwgen_memory(
  _ module: OpaquePointer?, _ type: hwgen_type, _ depth: UInt64, _ options: UnsafePointer<hwgen_memory_options>?
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let type = try box.type(type)
    var contents = MemoryContents.unknown
    if let options = options?.pointee {
      try checkSize(options.size, of: hwgen_memory_options.self)
      contents = try memoryContents(
        list: try box.owner.string(options.contents), file: try box.owner.string(options.file))
    }
    return try builder.memory(type, depth: depth, contents: contents)
  }
}

/// Contents from a list or from a file, of which there is one at most.
func memoryContents(list: String?, file: String?) throws(Failure) -> MemoryContents {
  if list != nil, file != nil {
    throw Failure(.badContents, "a memory has its contents from a list or from a file, and is given both")
  }
  return list.map { .list($0) } ?? file.map { .file($0) } ?? .unknown
}

func readDuringWrite(_ value: Int32) throws(Failure) -> ReadDuringWrite {
  switch value {
  case HWGEN_ON_WRITE_OLD: return .old
  case HWGEN_ON_WRITE_NEW: return .new
  default: throw Failure(.badEnumeration, "\(value) is no behaviour of a read during a write")
  }
}

@c @implementation
public func hwgen_memory_read(_ module: OpaquePointer?, _ memory: hwgen_net, _ address: hwgen_net) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let memory = try box.net(memory, builder)
    return try builder.memoryRead(memory, address: try box.net(address, builder))
  }
}

@c @implementation
public func hwgen_memory_read_sync(
  _ module: OpaquePointer?, _ memory: hwgen_net, _ address: hwgen_net,
  _ options: UnsafePointer<hwgen_memory_read_options>?
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let memory = try box.net(memory, builder)
    let address = try box.net(address, builder)
    guard let options = options?.pointee else { return try builder.memoryReadSync(memory, address: address) }
    try checkSize(options.size, of: hwgen_memory_read_options.self)
    return try builder.memoryReadSync(
      memory, clock: try box.optional(options.clock, builder), enable: try box.optional(options.enable, builder),
      address: address, onWrite: try readDuringWrite(options.on_write))
  }
}

@c @implementation
public func hwgen_memory_write(
  _ module: OpaquePointer?, _ memory: hwgen_net, _ address: hwgen_net, _ data: hwgen_net,
  _ options: UnsafePointer<hwgen_memory_write_options>?
) {
  effect(module) { (box, builder) throws(Failure) in
    let memory = try box.net(memory, builder)
    let address = try box.net(address, builder)
    let data = try box.net(data, builder)
    guard let options = options?.pointee else {
      _ = try builder.memoryWrite(memory, address: address, data: data)
      return
    }
    try checkSize(options.size, of: hwgen_memory_write_options.self)
    _ = try builder.memoryWrite(
      memory, clock: try box.optional(options.clock, builder), enable: try box.optional(options.enable, builder),
      address: address, data: data, mask: try box.optional(options.mask, builder))
  }
}

@c @implementation
public func hwgen_memory_read_write(
  _ module: OpaquePointer?, _ memory: hwgen_net, _ address: hwgen_net, _ data: hwgen_net, _ write_enable: hwgen_net,
  _ options: UnsafePointer<hwgen_memory_read_write_options>?
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let memory = try box.net(memory, builder)
    let address = try box.net(address, builder)
    let data = try box.net(data, builder)
    let writeEnable = try box.net(write_enable, builder)
    guard let options = options?.pointee else {
      return try builder.memoryReadWrite(memory, writeEnable: writeEnable, address: address, data: data)
    }
    try checkSize(options.size, of: hwgen_memory_read_write_options.self)
    return try builder.memoryReadWrite(
      memory, clock: try box.optional(options.clock, builder), enable: try box.optional(options.enable, builder),
      writeEnable: writeEnable, address: address, data: data, mask: try box.optional(options.mask, builder),
      onWrite: try readDuringWrite(options.on_write))
  }
}
