#if canImport(Glibc)
  import Glibc
#endif

/// Memory for rows of plain elements that are kept as long as it: taken in blocks, and given back as a whole.
///
/// For what a netlist keeps of each of its modules: three rows cost no allocation and no header of their own.
public struct Arena: ~Copyable {
  @usableFromInline var blocks = Column<UnsafeMutableRawPointer>()
  private var next: UnsafeMutableRawPointer?
  private var left = 0

  @usableFromInline static var blockSize: Int { 1 << 16 }
  /// Rows of more bytes stay in the column's own memory.
  @usableFromInline static var largest: Int { blockSize / 8 }

  public init() {}

  deinit { for block in blocks.elements { free(block) } }

  /// Keeps the elements of a column, which is empty afterwards. Small rows are copied, large ones moved.
  @inlinable
  public mutating func keep<Element>(_ column: inout Column<Element>) -> ColumnView<Element> {
    let count = column.count
    if count == 0 { return column.view }
    let bytes = count * MemoryLayout<Element>.stride
    if bytes > Arena.largest {
      let rows = column.release()
      blocks.append(UnsafeMutableRawPointer(rows))
      return ColumnView(base: rows, count: count)
    }
    let rows = allocate(bytes).bindMemory(to: Element.self, capacity: count)
    rows.update(from: column.elements.baseAddress!, count: count)
    column.empty()
    return ColumnView(base: rows, count: count)
  }

  @usableFromInline
  mutating func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
    let bytes = (bytes + 7) & ~7
    if bytes > left {
      guard let block = malloc(Arena.blockSize) else { fatalError("out of memory") }
      blocks.append(block)
      (next, left) = (block, Arena.blockSize)
    }
    defer {
      next = next! + bytes
      left -= bytes
    }
    return next!
  }
}
