#if canImport(Glibc)
  import Glibc
#endif

/// The time that a piece of work may take, from when it was made, by a clock that never goes back. An elaboration makes
/// one from its budget, and looks at it between bodies and while they run.
public struct TimeLimit: Sendable {
  public let seconds: Int
  private let start: timespec

  public init(seconds: Int) {
    self.seconds = seconds
    start = TimeLimit.now
  }

  public var isOver: Bool {
    let now = TimeLimit.now
    return Double(now.tv_sec - start.tv_sec) + Double(now.tv_nsec - start.tv_nsec) / 1e9 > Double(seconds)
  }

  private static var now: timespec {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time
  }
}
