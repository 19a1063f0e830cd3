public import CProcess
import Glibc
public import HwgenSupport
public import Synchronization

/// Which thread is in a context: one at a time, in the process that made it.
///
/// The outermost call on a context compares and swaps a word, and the calls of its callbacks compare it: a context costs no
/// lock, and nobody waits.
public struct Occupancy: ~Copyable {
  /// What a call has become by `enter`.
  public enum Entry {
    /// It is to `leave`.
    case outermost
    /// In a callback of another call.
    case nested
    /// `refusal` says why.
    case refused
  }

  /// The thread of the outermost call, or 0. `ending` is set where the host has let go of the context.
  @usableFromInline let holder = Atomic<UInt>(0)
  @usableFromInline let process = ProcessMark()

  /// No thread is at an odd address.
  @inlinable static var ending: UInt { 1 }

  @inlinable @inline(__always)
  public borrowing func enter() -> Entry {
    let thread = hwgen_thread()
    let found = holder.load(ordering: .relaxed)
    if found & ~Occupancy.ending == thread { return process.isCurrent ? .nested : .refused }
    guard found == 0, process.isCurrent,
      holder.compareExchange(expected: 0, desired: thread, ordering: .acquiring).exchanged
    else { return .refused }
    return .outermost
  }

  /// Whether a callback of this thread calls, in the process that made the context, which its host has not let go of.
  @inlinable @inline(__always)
  public var isNested: Bool { holder.load(ordering: .relaxed) == hwgen_thread() && process.isCurrent }

  /// Ends the outermost call. Returns whether the context is to end now.
  @inlinable @inline(__always)
  public borrowing func leave() -> Bool {
    if holder.compareExchange(expected: hwgen_thread(), desired: 0, ordering: .releasing).exchanged {
      return false
    }
    holder.store(Occupancy.ending, ordering: .releasing)
    return true
  }

  /// The host lets go of the context. Returns whether it is to end now; else it ends when the outermost call leaves it, or,
  /// in a process that did not make it, never.
  public borrowing func end() -> Bool {
    process.isCurrent && holder.bitwiseOr(Occupancy.ending, ordering: .acquiringAndReleasing).oldValue == 0
  }

  /// Why `enter` refused a call.
  public borrowing func refusal() -> Failure {
    if !process.isCurrent {
      return Failure(
        .forkedContext, "the context was made in process \(process.id), and this is a fork of it, process \(getpid())",
        fix: "make a context in the new process, and nothing of the old one's in it")
    }
    if holder.load(ordering: .relaxed) == Occupancy.ending {
      return Failure(
        .wrongState, "the context is ending, or has ended", fix: "call nothing on it in a finalizer, or later")
    }
    return Failure(
      .contextInUse, "the context is in use by another thread",
      fix: "give each thread a context of its own, or let one call return before the next")
  }
}
