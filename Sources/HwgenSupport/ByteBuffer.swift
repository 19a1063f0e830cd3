/// Bytes that are put together, to be interned, hashed or printed without a string between. Whoever makes many keeps one:
/// it grows, and never shrinks.
public struct ByteBuffer: ~Copyable {
  @usableFromInline var column = Column<UInt8>()

  /// A buffer that takes no memory before something is added.
  public init() {}

  @inlinable public var count: Int { column.count }

  /// What has been put together. No byte may be added while the pointer is used.
  @inlinable public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(column.elements) }

  @inlinable
  public subscript(index: Int) -> UInt8 {
    get { column[index] }
    set { column[index] = newValue }
  }

  /// Drops all but the first bytes.
  @inlinable
  public mutating func truncate(to count: Int) { column.removeLast(column.count - count) }

  /// Replaces each byte from an offset on.
  @inlinable
  public mutating func replaceBytes(from first: Int, _ transform: (UInt8) -> UInt8) {
    for index in first..<count { column[index] = transform(column[index]) }
  }

  @inlinable
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    column.append(contentsOf: bytes.assumingMemoryBound(to: UInt8.self))
  }

  @inlinable
  public mutating func append(byte: UInt8) { column.append(byte) }

  @inlinable
  public mutating func append(_ text: StaticString) {
    column.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  public mutating func append(string: String) {
    var copy = string
    copy.withUTF8 { column.append(contentsOf: $0) }
  }

  public mutating func append(_ name: NameID, in names: NameTable) {
    names.withBytes(of: name) { append($0) }
  }

  /// Appends bytes that it has already.
  @inlinable
  public mutating func append(copyOf range: Range<Int>) { column.append(copyOf: range) }

  /// Appends the decimal digits of a number.
  public mutating func append(decimal number: Int) {
    if number < 0 { append(byte: UInt8(ascii: "-")) }
    var rest = number.magnitude
    let first = count
    for _ in 0..<Decimal.digits(of: rest) { append(byte: UInt8(ascii: "0")) }
    var place = count
    while place > first {
      place -= 1
      column[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}

/// Numbers as text.
@usableFromInline
enum Decimal {
  /// How many digits a number has.
  @inlinable
  static func digits(of number: UInt) -> Int {
    var count = 1
    var rest = number
    while rest >= 10_000 {
      count &+= 4
      rest /= 10_000
    }
    return rest < 100 ? count &+ (rest < 10 ? 0 : 1) : count &+ (rest < 1_000 ? 2 : 3)
  }
}
