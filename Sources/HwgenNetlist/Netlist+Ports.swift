extension Netlist {
  /// The ports of one module, in order, as they stand in the netlist: nothing is copied.
  public struct Ports: RandomAccessCollection {
    private let netlist: Netlist
    private let range: Range<Int>

    init(_ netlist: Netlist, _ range: Range<Int>) {
      self.netlist = netlist
      self.range = range
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { range.count }
    public subscript(index: Int) -> Port { netlist.portPool[range.lowerBound + index].port }
  }
}
