import HwgenBits
import Testing

@Suite("bit vectors")
struct BitVectorTests {
  @Test("vectors are equal when both width and bits are")
  func equality() {
    #expect(BitVector(width: 8, low: 5) == BitVector(width: 8, unsigned: 5))
    #expect(BitVector(width: 8, low: 5) != BitVector(width: 9, low: 5))
    #expect(BitVector(width: 100, low: 5) == BitVector(width: 100, unsigned: 5))
    let vectors: Set = [BitVector(width: 65, low: 0), ~BitVector(width: 65, low: .max), BitVector(width: 64, low: 0)]
    #expect(vectors.count == 3)
  }

  @Test("bits above the width stay zero", arguments: [1, 63, 64, 65, 127, 128, 129])
  func cleanTop(width: Int) {
    let ones = ~BitVector(width: width, low: 0)
    #expect(ones.asUnsigned == (Integer(1) << width) - 1)
    #expect(ones.asSigned == -1)
    #expect(ones.words.count == (width + 63) / 64)
    #expect((ones &+ BitVector(width: width, low: 1)).isZero)
    #expect(BitVector(width: width, low: 0) &- BitVector(width: width, low: 1) == ones)
    #expect(BitVector(truncating: -1, width: width) == ones)
    #expect(ones.andReduced)
    #expect(ones.xorReduced == (width % 2 == 1))
  }

  @Test("an integer fits a signed width up to the asymmetric ends")
  func exactness() {
    #expect(BitVector(exactly: 127, width: 8, signed: true)?.asSigned == 127)
    #expect(BitVector(exactly: 128, width: 8, signed: true) == nil)
    #expect(BitVector(exactly: -128, width: 8, signed: true)?.asSigned == -128)
    #expect(BitVector(exactly: -129, width: 8, signed: true) == nil)
    #expect(BitVector(exactly: 255, width: 8, signed: false)?.asUnsigned == 255)
    #expect(BitVector(exactly: 256, width: 8, signed: false) == nil)
    #expect(BitVector(exactly: -1, width: 8, signed: false) == nil)
    #expect(BitVector(exactly: -1, width: 1, signed: true)?.asSigned == -1)
    #expect(BitVector(exactly: 1, width: 1, signed: true) == nil)
    #expect(BitVector(exactly: -(Integer(1) << 99), width: 100, signed: true)?.asSigned == -(Integer(1) << 99))
    #expect(BitVector(exactly: -(Integer(1) << 99) - 1, width: 100, signed: true) == nil)
  }

  @Test("concatenation puts element 0 lowest, and slices take it apart again")
  func structure() {
    let parts = [BitVector(width: 4, low: 0xa), BitVector(width: 60, low: 0xb), BitVector(width: 70, low: 0xc)]
    let whole = BitVector.concat(parts)
    #expect(whole.width == 134)
    #expect(whole.slice(low: 0, width: 4) == parts[0])
    #expect(whole.slice(low: 4, width: 60) == parts[1])
    #expect(whole.slice(low: 64, width: 70) == parts[2])
    #expect(BitVector.concat([parts[0]]) == parts[0])
    #expect(whole[1] && !whole[0] && !whole[133])
  }

  @Test("a shift by the width or more leaves zeros, or the sign")
  func longShifts() {
    let vector = BitVector(width: 8, low: 0x81)
    for count in [8, 9, 64, 1000, Int.max] {
      #expect(vector.shiftedLeft(by: count).isZero)
      #expect(vector.shiftedRightLogical(by: count).isZero)
      #expect(vector.shiftedRightArithmetic(by: count).asSigned == -1)
      #expect(BitVector(width: 8, low: 0x7f).shiftedRightArithmetic(by: count).isZero)
    }
    #expect(vector.shiftedRightArithmetic(by: 1).asUnsigned == 0xc0)
  }

  @Test("the product of the least signed values fits the sum of the widths")
  func product() {
    let least = BitVector(width: 8, low: 0x80)
    #expect(least.multiplied(by: least, signed: true).asSigned == 16384)
    #expect(least.multiplied(by: least, signed: false).asUnsigned == 16384)
    #expect(least.multiplied(by: BitVector(width: 3, low: 7), signed: true) == BitVector(width: 11, low: 128))
    #expect(least.negated() == least)
  }

  @Test("text has all digits of the width")
  func text() {
    #expect("\(BitVector(width: 9, low: 0xff))" == "9'h0ff")
    #expect(BitVector(width: 1, low: 1).hexadecimal() == "1")
    #expect(BitVector(width: 5, low: 3).binary() == "00011")
    #expect(BitVector(width: 8, low: 0xff).decimal() == "255")
    #expect(BitVector(width: 8, low: 0xff).decimal(signed: true) == "-1")
    #expect(BitVector(width: 68, low: 0xf).hexadecimal() == "0000000000000000f")
  }

  @Test("a million bits are an ordinary width")
  func millionBits() {
    let vector = ~BitVector(width: 1_000_000, low: 0)
    #expect(vector.asSigned == -1)
    #expect(vector.negated() == BitVector(width: 1_000_000, low: 1))
    #expect(vector.shiftedRightLogical(by: 999_999).asUnsigned == 1)
    #expect(vector.hexadecimal().utf8.count == 250_000)
  }

  @Test("widths below 1, values that do not fit and operands of two widths are precondition failures")
  func preconditions() async {
    await #expect(processExitsWith: .failure) { _ = BitVector(width: 0, low: 0) }
    await #expect(processExitsWith: .failure) { _ = BitVector(truncating: 0, width: 0) }
    await #expect(processExitsWith: .failure) { _ = BitVector.concat([]) }
    await #expect(processExitsWith: .failure) { _ = BitVector(width: 8, low: 256) }
    await #expect(processExitsWith: .failure) { _ = BitVector(width: 8, unsigned: -1) }
    await #expect(processExitsWith: .failure) { _ = BitVector(width: 8, low: 1) & BitVector(width: 9, low: 1) }
    await #expect(processExitsWith: .failure) { _ = BitVector(width: 8, low: 1)[8] }
    await #expect(processExitsWith: .failure) { _ = BitVector(width: 8, low: 1).slice(low: 4, width: 5) }
    await #expect(processExitsWith: .failure) { _ = BitVector(width: 8, low: 1).zeroExtended(to: 7) }
  }
}
