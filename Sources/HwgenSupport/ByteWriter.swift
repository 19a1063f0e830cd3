/// A chunked writer of bytes: the way all text leaves the core.
///
/// Bytes gather in one buffer, which goes to the sink whenever it is full and at `flush`. A sink that returns false stops
/// the writer: later bytes are dropped and `isStopped` tells. Writing costs no allocation and no call per item.
public struct ByteWriter: ~Copyable {
  public typealias Sink = (UnsafeRawBufferPointer) -> Bool

  @usableFromInline let buffer: UnsafeMutablePointer<UInt8>
  @usableFromInline var used = 0
  @usableFromInline static let capacity = 1 << 16
  let sink: Sink
  /// The sink has refused a chunk: nothing more is given to it.
  public private(set) var isStopped = false
  /// Bytes given to the sink so far.
  public private(set) var flushedCount = 0

  public init(sink: @escaping Sink) {
    buffer = .allocate(capacity: ByteWriter.capacity)
    self.sink = sink
  }

  deinit { buffer.deallocate() }

  /// Bytes written so far, those still in the buffer included.
  public var count: Int { flushedCount + used }

  /// Gives the sink what is buffered.
  public mutating func flush() {
    if used > 0 {
      flushedCount += used
      if !isStopped { isStopped = !sink(UnsafeRawBufferPointer(start: buffer, count: used)) }
    }
    used = 0
  }

  @usableFromInline
  mutating func makeRoom() { flush() }

  @inlinable @inline(__always)
  public mutating func write(byte: UInt8) {
    if used == ByteWriter.capacity { makeRoom() }
    buffer[used] = byte
    used &+= 1
  }

  /// A literal: its length is known where this is inlined, so that a short one is copied by a few instructions.
  @inlinable @inline(__always)
  public mutating func write(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    guard length <= ByteWriter.capacity &- used else {
      return writeInParts(UnsafeRawBufferPointer(start: text.utf8Start, count: length))
    }
    UnsafeMutableRawPointer(buffer + used).copyMemory(from: text.utf8Start, byteCount: length)
    used &+= length
  }

  @inlinable
  public mutating func write(bytes: UnsafeRawBufferPointer) {
    guard bytes.count <= ByteWriter.capacity &- used else { return writeInParts(bytes) }
    guard let start = bytes.baseAddress else { return }
    UnsafeMutableRawPointer(buffer + used).copyMemory(from: start, byteCount: bytes.count)
    used &+= bytes.count
  }

  /// Writes more than there is room for.
  @usableFromInline
  mutating func writeInParts(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while rest.count > 0 {
      if used == ByteWriter.capacity { makeRoom() }
      let part = min(ByteWriter.capacity &- used, rest.count)
      UnsafeMutableRawPointer(buffer + used).copyMemory(from: rest.baseAddress!, byteCount: part)
      used &+= part
      rest = UnsafeRawBufferPointer(rebasing: rest[part...])
    }
  }

  public mutating func write(string: String) {
    var copy = string
    copy.withUTF8 { write(bytes: UnsafeRawBufferPointer($0)) }
  }

  @inlinable
  public mutating func write(decimal value: Int) {
    var magnitude = value.magnitude
    if value < 0 { write(byte: UInt8(ascii: "-")) }
    if magnitude < 10 { return write(byte: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: magnitude)) }
    // 20 digits at most.
    if ByteWriter.capacity &- used < 20 { makeRoom() }
    let digits = Decimal.digits(of: magnitude)
    used &+= digits
    var place = used
    while magnitude != 0 {
      place &-= 1
      buffer[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: magnitude % 10)
      magnitude /= 10
    }
  }

  /// Runs `body` with a writer into memory and returns the text.
  public static func string(_ body: (inout ByteWriter) -> Void) -> String {
    String(decoding: bytes(body), as: UTF8.self)
  }

  /// Runs `body` with a writer into memory and returns the bytes.
  public static func bytes(_ body: (inout ByteWriter) -> Void) -> [UInt8] {
    var all: [UInt8] = []
    withUnsafeMutablePointer(to: &all) { all in
      var writer = ByteWriter { chunk in
        all.pointee.append(contentsOf: chunk)
        return true
      }
      body(&writer)
      writer.flush()
    }
    return all
  }
}
