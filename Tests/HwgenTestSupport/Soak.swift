import Glibc

/// How much a property test does: in `make soak`, which sets HWGEN_SOAK, many times what it does in `make test`.
public enum Soak {
  public static let isOn = getenv("HWGEN_SOAK").map { String(cString: $0) } == "1"

  /// The number of rounds, blocks or seeds where `make test` does `count`.
  public static func rounds(_ count: Int) -> Int { isOn ? 25 * count : count }
}
