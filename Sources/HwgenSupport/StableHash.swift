/// A 64-bit hash that is the same in every process and on every machine.
///
/// Interning tables, names of temporaries and digests are built on it, never on `Hasher`, whose seed differs from run to
/// run. The mixing step is the folded 64x64 → 128 bit multiplication of wyhash (Wang Yi, public domain).
public struct StableHash: BitwiseCopyable, Sendable {
  public var value: UInt64

  @inlinable @inline(__always)
  public init(seed: UInt64 = 0x9e37_79b9_7f4a_7c15) { value = seed }

  /// Absorbs one word.
  @inlinable @inline(__always)
  public mutating func combine(_ word: UInt64) {
    value = StableHash.fold(value ^ 0xa076_1d64_78bd_642f, word ^ 0xe703_7ed1_a0b4_28db)
  }

  @inlinable @inline(__always)
  public mutating func combine(_ word: UInt32) { combine(UInt64(word)) }

  /// Absorbs bytes and their count.
  @inlinable
  public mutating func combine(bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index + 8 <= bytes.count {
      combine(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    combine(StableHash.tail(of: bytes, from: index))
    combine(UInt64(bytes.count))
  }

  /// The last bytes, less than eight, as a number: the first is the most significant.
  @inlinable @inline(__always)
  static func tail(of bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
    let count = bytes.count &- start
    if count >= 4 {
      let high = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
      let low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: bytes.count &- 4, as: UInt32.self))
      let rest = UInt64(count &- 4) &* 8
      return UInt64(high) &<< rest | UInt64(low) & ((1 &<< rest) &- 1)
    }
    var tail: UInt64 = 0
    for index in start..<bytes.count { tail = tail << 8 | UInt64(bytes[index]) }
    return tail
  }

  @inlinable @inline(__always)
  static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  /// The hash of one byte string.
  public static func of(bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = StableHash()
    hash.combine(bytes: bytes)
    return hash.value
  }

  /// The hash of a string's UTF-8.
  public static func of(_ text: String) -> UInt64 {
    var copy = text
    return copy.withUTF8 { of(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// The letters of digests in emitted names: lower case and digits, without the letters that look like digits.
public enum Digest {
  @usableFromInline static let letters: StaticString = "0123456789abcdefghjkmnpqrstvwxyz"

  /// Writes `count` letters for the low `5 * count` bits of a hash; at most 12.
  @inlinable
  public static func write(_ hash: UInt64, count: Int, to writer: inout ByteWriter) {
    var rest = hash
    for _ in 0..<count {
      writer.write(byte: letters.utf8Start[Int(rest & 31)])
      rest >>= 5
    }
  }

  /// The same letters as a string.
  public static func text(_ hash: UInt64, count: Int) -> String {
    var rest = hash
    var bytes: [UInt8] = []
    for _ in 0..<count {
      bytes.append(letters.utf8Start[Int(rest & 31)])
      rest >>= 5
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
