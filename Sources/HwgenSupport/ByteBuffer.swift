/// Bytes that are put together, to be interned or hashed without a string between. Whoever makes many keeps one: it
/// grows, and never shrinks.
public struct ByteBuffer: ~Copyable {
  private var base: UnsafeMutableRawPointer
  private var capacity = 0
  public private(set) var count = 0

  /// A buffer that takes no memory before something is added.
  public init() { base = UnsafeMutableRawPointer(bitPattern: 1)! }

  deinit { if capacity > 0 { base.deallocate() } }

  /// What has been put together. No byte may be added while the pointer is used.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// Drops all but the first bytes.
  public mutating func truncate(to count: Int) {
    precondition(count <= self.count)
    self.count = count
  }

  /// Replaces each byte from an offset on.
  public mutating func replaceBytes(from first: Int, _ transform: (UInt8) -> UInt8) {
    let bytes = base.assumingMemoryBound(to: UInt8.self)
    for index in first..<count { bytes[index] = transform(bytes[index]) }
  }

  private mutating func reserve(_ more: Int) {
    if capacity - count >= more { return }
    let room = max(64, 2 * capacity, count + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 1)
    if capacity > 0 {
      larger.copyMemory(from: base, byteCount: count)
      base.deallocate()
    }
    (base, capacity) = (larger, room)
  }

  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    (base + count).copyMemory(from: start, byteCount: bytes.count)
    count += bytes.count
  }

  public mutating func append(byte: UInt8) {
    reserve(1)
    base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  public mutating func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  public mutating func append(string: String) {
    var copy = string
    copy.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  public mutating func append(_ name: NameID, in names: NameTable) {
    names.withBytes(of: name) { append($0) }
  }

  /// Appends the decimal digits of a number.
  public mutating func append(decimal number: Int) {
    if number < 0 { append(byte: UInt8(ascii: "-")) }
    var power: UInt = 1
    while number.magnitude / power >= 10 { power *= 10 }
    while power > 0 {
      append(byte: UInt8(ascii: "0") + UInt8(number.magnitude / power % 10))
      power /= 10
    }
  }
}
