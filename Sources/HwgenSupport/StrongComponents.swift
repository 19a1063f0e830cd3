/// A directed graph over 32-bit indices: the edges of node *i* are `targets[offsets[i]..<offsets[i + 1]]`.
public struct Graph {
  @usableFromInline var offsets: ContiguousArray<UInt32> = [0]
  public var targets: ContiguousArray<UInt32> = []

  public init() {}

  /// Ends the edges of one node; the next ones appended to `targets` are those of the next node.
  @inlinable
  public mutating func endNode() { offsets.append(UInt32(targets.count)) }

  @inlinable @inline(__always)
  public func edges(of node: UInt32) -> Range<Int> { Int(offsets[Int(node)])..<Int(offsets[Int(node) + 1]) }
}

/// The strongly connected components of what some nodes of a graph reach: Tarjan's algorithm with a stack of its own.
///
/// A component comes after all that it has edges to. The passes that need cycles of a module make it.
public struct StrongComponents {
  /// All nodes reached, component by component.
  public private(set) var nodes: ContiguousArray<UInt32> = []
  /// Where each component ends in `nodes`.
  public private(set) var ends: ContiguousArray<UInt32> = []

  public init(_ graph: Graph, from starts: ContiguousArray<UInt32>) {
    let count = graph.offsets.count - 1
    var order = ContiguousArray<UInt32>(filledWith: 0, count: count)
    var lowest = ContiguousArray<UInt32>(filledWith: 0, count: count)
    var isOpen = ContiguousArray(filledWith: false, count: count)
    var open: ContiguousArray<UInt32> = []
    var path: ContiguousArray<(node: UInt32, next: Int)> = []
    var entered: UInt32 = 0
    for start in starts where order[Int(start)] == 0 {
      var entering: UInt32? = start
      while true {
        if let node = entering {
          entering = nil
          entered += 1
          order[Int(node)] = entered
          lowest[Int(node)] = entered
          isOpen[Int(node)] = true
          open.append(node)
          path.append((node, graph.edges(of: node).lowerBound))
        }
        guard let top = path.last else { break }
        let node = Int(top.node)
        if top.next < graph.edges(of: top.node).upperBound {
          path[path.count - 1].next += 1
          let next = graph.targets[top.next]
          if order[Int(next)] == 0 {
            entering = next
          } else if isOpen[Int(next)] {
            lowest[node] = min(lowest[node], order[Int(next)])
          }
          continue
        }
        path.removeLast()
        if let above = path.last { lowest[Int(above.node)] = min(lowest[Int(above.node)], lowest[node]) }
        guard lowest[node] == order[node] else { continue }
        while let member = open.popLast() {
          isOpen[Int(member)] = false
          nodes.append(member)
          if member == top.node { break }
        }
        ends.append(UInt32(nodes.count))
      }
    }
  }

  /// The places of a component in `nodes`.
  @inlinable @inline(__always)
  public func range(_ component: Int) -> Range<Int> {
    (component == 0 ? 0 : Int(ends[component - 1]))..<Int(ends[component])
  }
}
