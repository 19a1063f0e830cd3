import Glibc
public import Synchronization

/// Tells the process that made something from those that are forked of it: a page that the kernel wipes in them has a number
/// that is never used twice. Reading it is as cheap as reading memory, which asking the system for the process is not.
@usableFromInline struct ProcessMark: BitwiseCopyable {
  @usableFromInline let page: UnsafePointer<Atomic<UInt64>>
  @usableFromInline let made: UInt64

  init() {
    page = ProcessMark.shared
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    // Its upper half tells processes apart that have had the same number.
    let mark = UInt64(truncatingIfNeeded: now.tv_sec &* 1_000_000_000 &+ now.tv_nsec) << 32 | UInt64(UInt32(getpid()))
    let (exchanged, found) = page.pointee.compareExchange(
      expected: 0, desired: mark, ordering: .acquiringAndReleasing)
    made = exchanged ? mark : found
  }

  @inlinable @inline(__always)
  var isCurrent: Bool { page.pointee.load(ordering: .relaxed) == made }

  /// The process.
  var id: Int32 { Int32(truncatingIfNeeded: made & 0xffff_ffff) }

  /// One for the process, which sets it once, when its first context is made. Where the kernel wipes no page (before Linux
  /// 4.14) a fork is not noticed.
  nonisolated(unsafe) private static let shared: UnsafePointer<Atomic<UInt64>> = {
    let size = sysconf(Int32(_SC_PAGESIZE))
    let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else { fatalError("hwgen: no memory for a page") }
    _ = madvise(memory, size, MADV_WIPEONFORK)
    let word = memory.bindMemory(to: Atomic<UInt64>.self, capacity: 1)
    word.initialize(to: Atomic(0))
    return UnsafePointer(word)
  }()
}
