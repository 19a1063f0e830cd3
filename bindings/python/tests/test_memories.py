"""Memories in a body, and what is said of those that cannot be."""

from fractions import Fraction

import hwgen as hw
import pytest

PORTS = "in clk: Clock; in we: Bit; in mask: Bits(2); in wa, ra: UInt(4); in d: UInt(8); in s: SInt(4); out o: UInt(8)"

STATE = hw.Enumeration("State", "idle run done", encoding="onehot")
OTHER = hw.Enumeration("Other", "idle run done")
POINT = hw.Record(x=hw.UInt(3), s=STATE)


def build(body, interface=PORTS):
    return hw.circuit("Under_test", interface, body).verilog()


def refused(body, interface=PORTS):
    with pytest.raises(hw.Error) as caught:
        build(body, interface)
    return caught.value


def test_every_port_is_printed():
    def body(io):
        mem = hw.Memory(hw.UInt(8), 16).named("mem")
        assert len(mem) == mem.depth == 16
        assert repr(mem).endswith(": 16 words of UInt(8)>")
        mem.write(io.wa, io.d, enable=io.we, mask=io.mask, clock=io.clk)
        mem.write(3, 255)
        io.o @= mem[io.ra] ^ mem.read(0) ^ mem.read_sync(io.ra, enable=io.we) ^ mem.read_sync(io.ra, on_write="new")

    text = build(body)
    assert "  reg [7:0] mem [0:15];\n" in text
    assert "        mem[wa][3:0] <= d[3:0];\n" in text
    assert "    mem[4'd3] <= 8'd255;\n" in text
    assert "mem[4'b0]" in text and "mem[ra]" in text


def test_a_port_reads_and_writes_at_one_address():
    def body(io):
        words = hw.Memory(hw.UInt(8), 16).named("words")
        first = words.read_write(io.wa, io.d, write_enable=io.we, enable=io.d[0], mask=io.mask).named("first")
        second = hw.Memory(hw.UInt(8), 16).named("more").read_write(3, 255, write_enable=io.we, on_write="new")
        io.o @= first ^ second.named("second")

    text = build(body)
    assert "    if (d[0] & we) begin\n      if (mask[0]) begin\n        words[wa][3:0] <= d[3:0];\n" in text
    assert "    if (d[0]) begin\n      first <= words[wa];\n" in text
    assert "    if (we) begin\n      more[4'd3] <= 8'd255;\n" in text
    assert "    second <= we ? 8'd255 : more[4'd3];\n" in text


def test_in_a_branch_a_port_writes_under_its_condition_and_reads_as_outside():
    def body(io):
        words = hw.Memory(hw.UInt(8), 16).named("words")
        with hw.when(io.d[1]):
            io.o @= words.read_write(io.wa, io.d, write_enable=io.we, enable=io.d[0]).named("word")
        with hw.otherwise():
            io.o @= words.read_write(io.ra, 1, write_enable=io.we)

    text = build(body)
    assert "    if (d[1] & (d[0] & we)) begin\n      words[wa] <= d;\n" in text
    assert "    if (~d[1] & we) begin\n      words[ra] <= 8'd1;\n" in text
    assert "    if (d[0]) begin\n      word <= words[wa];\n" in text


def test_a_port_that_reads_and_writes_extends_its_data_in_a_relaxed_scope():
    def body(io):
        with hw.relaxed():
            word = hw.Memory(hw.UInt(8), 16).named("words").read_write(io.wa, io.ra, write_enable=io.we)
            io.o @= word + io.wa

    assert "words[wa] <= {4'b0, ra};" in build(body)


@pytest.mark.parametrize(
    ("init", "wanted"),
    [([], "tab[i] = 8'b0;"), (range(1, 17), "tab[15] = 8'd16;"), ((n for n in (7, True)), "tab[1] = 8'd1;")],
)
def test_contents_are_any_iterable_of_integers(init, wanted):
    def body(io):
        io.o @= hw.Memory(hw.UInt(8), 16, init=init).named("tab")[io.ra]

    assert wanted in build(body)


@pytest.mark.parametrize(
    ("type_", "init", "wanted"),
    [
        (hw.SFix(2, 2), [1, -2, 0.25, Fraction(-3, 4)], ["4'd4", "-4'd8", "4'd1", "-4'd3"]),
        (STATE, [STATE.run, "idle", 4], ["3'd2", "3'd1", "3'd4"]),
        (POINT, [{"x": 5, "s": STATE.run}, {"s": "done", "x": 1}], ["6'h2a", "6'h0c"]),
        (hw.Array(2, hw.SInt(4)), [[1, -1], (2, 3)], ["8'hf1", "8'h32"]),
        (hw.Union("U", data=hw.UInt(4), none=None), [hw.Variant("data", 5), "none"], ["5'h05", "5'h10"]),
        (hw.Bit, [True, 0, 1], ["1'b1", "1'b0", "1'b1"]),
    ],
)
def test_contents_are_values_of_the_word_s_type(type_, init, wanted):
    def body(io):
        io.o @= hw.Memory(type_, 4, init=init).named("tab")[io.ra].as_bits()[0:1].as_uint().zext(8)

    text = build(body)
    for place, word in enumerate(wanted):
        assert f"tab[{place}] = {word};" in text


def test_wide_and_signed_contents(tmp_path):
    file = tmp_path / "words.hex"
    file.write_text("ff 80 @2 7f")

    def body(io):
        wide = hw.Memory(hw.UInt(100), 2, init=[1 << 99, 0x123456789ABCDEF0123]).named("wide")
        signed = hw.Memory(hw.SInt(8), 3, init=[-128, -1, 127]).named("low")
        read = hw.Memory(hw.SInt(8), 3, file=file).named("read")
        io.o @= wide[io.ra][92:] ^ signed[io.ra].as_uint() ^ read[io.ra].as_uint()

    text = build(body)
    assert "wide[0] = 100'h8000000000000000000000000;" in text
    assert "low[0] = -8'd128;" in text and "read[0] = -8'd1;" in text and "read[2] = 8'd127;" in text


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (lambda io: hw.Memory(hw.UInt(8), 0), "HW2040", "0 words"),
        (lambda io: hw.Memory(hw.UInt(8), -1), "HW2040", "-1 words"),
        (lambda io: hw.Memory(hw.UInt(8), 1 << 40), "HW2041", "the budget of memory bits is 4294967296"),
        (lambda io: hw.Memory(hw.UInt(8), 1 << 80), "HW2041", "the budget of memory bits"),
        (lambda io: hw.Memory(hw.UInt(8), 2, init=[1, 2, 3]), "HW2042", "memory of 2"),
        (
            lambda io: hw.Memory(hw.UInt(8), 2, init=[256]),
            "HW2042",
            "word 0 of the contents: column 1: a number that does",
        ),
        (lambda io: hw.Memory(hw.UInt(8), 2, init=[1, "a"]), "HW2042", "expected a value of UInt(8), and found `a`"),
        (lambda io: hw.Memory(hw.UInt(8), 2, init=[1, 0.5]), "HW2042", "a number that is not whole, for UInt(8)"),
        (
            lambda io: hw.Memory(hw.UFix(1, 1), 2, init=[1, 0.25]),
            "HW2042",
            "word 1 of the contents: column 4: a number",
        ),
        (lambda io: hw.Memory(STATE, 2, init=[STATE.run, 3]), "HW2042", "word 1 of the contents is 3, the code of no"),
        (
            lambda io: hw.Memory(STATE, 2, init=[OTHER.run]),
            "HW2042",
            "word 0 of the contents is <Other.run: 1>, and no",
        ),
        (lambda io: hw.Memory(POINT, 2, init=[{"x": 1}]), "HW2042", "word 0 of the contents: column 6: field `s` of"),
        (lambda io: hw.Memory(hw.UInt(8), 2, init=[1], file="a.hex"), "HW2042", "is given both"),
        (lambda io: hw.Memory(hw.UInt(8), 2, file="/no/such.hex"), "HW2043", "No such file"),
        (lambda io: hw.Memory(hw.UInt(8), 2)[io.s], "HW2004", "the address of a memory"),
        (lambda io: hw.Memory(hw.UInt(8), 2)[-1], "HW2011", "address -1"),
        (lambda io: hw.Memory(hw.UInt(8), 2).write(io.ra, io.ra), "HW2003", "is written into a memory"),
        (lambda io: hw.Memory(hw.UInt(8), 2).write(0, 256), "HW2011", "256 needs 9 bits"),
        (lambda io: hw.Memory(hw.UInt(8), 2).write(0, 1, enable=io.ra), "HW2004", "the enable of a memory's port"),
        (
            lambda io: hw.Memory(hw.UInt(8), 2).write(0, 1, mask=io.ra[0:3]),
            "HW2003",
            "a mask of 3 bits does not divide",
        ),
        (lambda io: hw.Memory(hw.UInt(8), 2).read_sync(0, clock=io.we), "HW2004", "the clock of a memory's port"),
        (lambda io: hw.Memory(hw.UInt(8), 2).read_write(0, 1, write_enable=io.ra), "HW2004", "the write enable of a"),
        (lambda io: hw.Memory(hw.UInt(8), 2).read_write(0, io.ra, write_enable=io.we), "HW2003", "is written into"),
        (
            lambda io: hw.Memory(hw.UInt(8), 2).read_write(0, 1, write_enable=io.we, clock=io.we),
            "HW2004",
            "the clock of",
        ),
    ],
)
def test_what_cannot_be_is_refused_on_its_line(make, code, said):
    error = refused(make)
    assert error.code == code and said in str(error), error
    assert error.diagnostics[0].file == __file__


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda io: hw.Memory(io.d, 4), "takes a type first"),
        (lambda io: hw.Memory(hw.UInt(8), 4)["a"], "an address is a signal or an integer, not str"),
        (lambda io: hw.Memory(hw.UInt(8), 4)[True], "an address is a signal or an integer, not True"),
        (lambda io: hw.Memory(hw.UInt(8), 4).write(0, 1, mask=3), "the mask of a memory's port is a signal, not int"),
        (lambda io: hw.Memory(hw.UInt(8), 4).write(0, "a"), "a signal or an integer is expected, not str"),
        (lambda io: hw.Memory(hw.UInt(8), 4, init=[1, io]), "word 1 of the contents: <io of "),
        (lambda io: hw.Memory(hw.UInt(8), 4, init=[io.d]), "word 0 of the contents: <Signal"),
        (lambda io: hw.Memory(hw.UInt(8), 4).read_sync(0, on_write="undefined"), "on_write is 'old' or 'new'"),
        (lambda io: hw.Memory(hw.UInt(8), 4).read_write(0, 1, write_enable=io.we, on_write=""), "on_write is 'old' or"),
        (lambda io: hw.Memory(hw.UInt(8), 4).read_write(0, 1, write_enable=1), "the write enable of a memory's port"),
        (lambda io: hw.Memory(hw.UInt(8), 4).read_write(0, 1, write_enable=None), "the write enable of a memory's"),
    ],
)
def test_what_is_no_signal_is_a_type_error(make, said):
    with pytest.raises((TypeError, ValueError)) as caught:
        build(make)
    assert said in str(caught.value)


def test_the_budget_can_be_raised():
    with hw.Context() as context:
        context.set_budget(memory_bits=64)
        error = refused(lambda io: hw.Memory(hw.UInt(8), 9))
        assert "has 72 bits, and the budget of memory bits is 64" in str(error)
    with hw.Context() as context:
        context.set_budget(memory_bits=1 << 40)

        def body(io):
            io.o @= hw.Memory(hw.UInt(8), 1 << 30, init=[1])[io.ra]

        assert "[0:1073741823]" in build(body)


def test_a_memory_of_another_module_is_refused():
    kept = []

    def first(io):
        kept.append(hw.Memory(hw.UInt(8), 4, init=[1]))
        io.o @= kept[0][io.ra]

    build(first)
    with pytest.raises(hw.Error) as caught:
        hw.circuit("Second", PORTS, lambda io: kept[0].read(io.ra)).verilog()
    assert caught.value.code in ("HW2010", "HW9006")


def test_a_loop_through_an_asynchronous_read_is_told_with_its_path():
    def body(io):
        table = hw.Memory(hw.UInt(4), 16, init=[1]).named("next_of")
        state = hw.wire(hw.UInt(4)).named("state")
        state @= table[state]
        io.o @= state.zext(8)

    error = refused(body)
    assert error.code == "HW2006" and "a read of `next_of`" in str(error)
