/// Words that no identifier may be, found by their bytes.
final class ReservedWords: Sendable {
  /// All, in either profile.
  static let all = ReservedWords([verilog2005, systemVerilog2017, cPlusPlusWords])
  static let cPlusPlus = ReservedWords([cPlusPlusWords])

  /// The length of the longest.
  let maximumLength: Int
  private let pool: ContiguousArray<UInt8>
  /// Where each word begins in the pool.
  private let starts: ContiguousArray<Int>
  private let table: IndexTable

  private init(_ texts: [String]) {
    let words = texts.flatMap { $0.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") } }
    var pool: ContiguousArray<UInt8> = []
    var starts: ContiguousArray<Int> = [0]
    var table = IndexTable(minimumCapacity: words.count)
    var longest = 0
    for (index, word) in words.enumerated() {
      pool.append(contentsOf: word)
      starts.append(pool.count)
      longest = max(longest, word.count)
      let hash = pool.withUnsafeBytes { StableHash.of(bytes: UnsafeRawBufferPointer(rebasing: $0[starts[index]...])) }
      table.insert(UInt32(index), hash: hash)
    }
    (maximumLength, self.pool, self.starts) = (longest, pool, starts)
    self.table = table
  }

  func contains(_ word: UnsafeRawBufferPointer) -> Bool {
    // All of them begin with a small letter.
    guard let first = word.first, first >= UInt8(ascii: "a"), word.count <= maximumLength else { return false }
    let found = table.find(hash: StableHash.of(bytes: word)) { index in
      pool[starts[Int(index)]..<starts[Int(index) + 1]].elementsEqual(word)
    }
    return found != nil
  }

  func contains(_ word: String) -> Bool {
    var word = word
    return word.withUTF8 { contains(UnsafeRawBufferPointer($0)) }
  }

  /// Words of C++ of which verilator warns (SYMRSVDWORD), less those below.
  private static let cPlusPlusWords = """
    abort alignas alignof and_eq asm atomic_cancel atomic_commit atomic_noexcept auto bitand bitor bool catch char
    char16_t char32_t compl concept const_cast constexpr decltype delete double dynamic_cast explicit false float
    friend goto inline long mutable namespace noexcept not_eq nullptr operator or_eq override private public register
    requires short sizeof static_assert static_cast switch synchronized template thread_local throw transaction_safe
    transaction_safe_dynamic true try typeid typename uint16_t uint32_t uint8_t using volatile wchar_t xor_eq
    """

  /// IEEE 1364-2005, annex B.
  private static let verilog2005 = """
    always and assign automatic begin buf bufif0 bufif1 case casex casez cell cmos config deassign default
    defparam design disable edge else end endcase endconfig endfunction endgenerate endmodule endprimitive
    endspecify endtable endtask event for force forever fork function generate genvar highz0 highz1 if ifnone
    incdir include initial inout input instance integer join large liblist library localparam macromodule medium
    module nand negedge nmos nor noshowcancelled not notif0 notif1 or output parameter pmos posedge primitive
    pull0 pull1 pulldown pullup pulsestyle_onevent pulsestyle_ondetect rcmos real realtime reg release repeat
    rnmos rpmos rtran rtranif0 rtranif1 scalared showcancelled signed small specify specparam strong0 strong1
    supply0 supply1 table task time tran tranif0 tranif1 tri tri0 tri1 triand trior trireg unsigned use uwire
    vectored wait wand weak0 weak1 while wire wor xnor xor
    """

  /// IEEE 1800-2017, annex B, less those above.
  private static let systemVerilog2017 = """
    accept_on alias always_comb always_ff always_latch assert assume before bind bins binsof bit break byte
    chandle checker class clocking const constraint context continue cover covergroup coverpoint cross dist do
    endchecker endclass endclocking endgroup endinterface endpackage endprogram endproperty endsequence enum
    eventually expect export extends extern final first_match foreach forkjoin global iff ignore_bins illegal_bins
    implements implies import inside int interconnect interface intersect join_any join_none let local logic
    longint matches modport nettype new nexttime null package packed priority program property protected pure rand
    randc randcase randsequence ref reject_on restrict return s_always s_eventually s_nexttime s_until
    s_until_with sequence shortint shortreal soft solve static string strong struct super sync_accept_on
    sync_reject_on tagged this throughout timeprecision timeunit type typedef union unique unique0 until
    until_with untyped var virtual void wait_order weak wildcard with within
    """
}
