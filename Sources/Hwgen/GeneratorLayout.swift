import HwgenSupport

/// Where the parameters of a generator type are: its properties of `@Parameter` and `@Derived`, in order.
///
/// Made once for a type and context, from the prototype; then the parameters of any object of the type are found without
/// reflection, which costs microseconds. A property wrapper is one reference, to the parameter's box, and the prototype's
/// boxes are known to be its own: so the word of a prototype that refers to a box is where every object has its own.
struct GeneratorLayout<G: Generator> {
  /// The offset of each box in an object; nil if the type is a class or hides them, and reflection is the only way.
  private let offsets: [Int]?

  init(prototype: G, _ boxes: [AnyParameterBox]) {
    guard !(G.self is AnyObject.Type) else {
      offsets = nil
      return
    }
    var found: [Int] = []
    withUnsafeBytes(of: prototype) { bytes in
      for box in boxes {
        let address = UInt(bitPattern: Unmanaged.passUnretained(box).toOpaque())
        let words = stride(from: 0, through: bytes.count - MemoryLayout<UInt>.size, by: MemoryLayout<UInt>.stride)
        let places = words.filter { bytes.load(fromByteOffset: $0, as: UInt.self) == address }
        if places.count == 1 { found.append(places[0]) }
      }
    }
    offsets = found.count == boxes.count ? found : nil
  }

  /// Calls `body` with the box of each parameter.
  func forEachBox(
    of generator: G, _ body: (Int, AnyParameterBox) throws(Failure) -> Void
  ) throws(Failure) {
    guard let offsets else {
      for (index, property) in ParameterProperties.all(of: generator).enumerated() { try body(index, property.box) }
      return
    }
    try withUnsafeBytes(of: generator) { (bytes) throws(Failure) in
      for index in offsets.indices {
        let box = bytes.load(fromByteOffset: offsets[index], as: Unmanaged<AnyParameterBox>.self)
        try body(index, box.takeUnretainedValue())
      }
    }
  }
}
