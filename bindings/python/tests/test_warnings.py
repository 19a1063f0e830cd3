"""Warnings and notes: they are listed, and a policy silences a code, or makes it an error, everywhere or at a place."""

from pathlib import Path

import hwgen as hw
import pytest

HERE = str(Path(__file__))


def unused(name):
    """A circuit with an input that nothing reads, HW2022; the line of its declaration is noted."""
    line = unused.__code__.co_firstlineno + 3
    made = hw.circuit(name, "in a, b: Bit; out o: Bit")(lambda io: setattr(io, "o", io.o.__imatmul__(io.a)))
    return made, line


def told(context, name="T"):
    made, _ = unused(name)
    made.elaborate()
    return [(each.code, each.severity, each.file) for each in context.take_warnings()]


def test_a_note_is_listed_with_its_place_and_forgotten():
    with hw.Context() as context:
        made, line = unused("T")
        made.elaborate()
        (note,) = context.take_warnings()
        assert (note.code, note.severity, note.file, note.line) == ("HW2022", "note", HERE, line)
        assert "`b`" in note.message and context.take_warnings() == ()


@pytest.mark.parametrize(
    ("where", "is_silent"),
    [((), True), ((HERE,), True), ((HERE, 0), True), (("other.py",), False), ((HERE, 1), False)],
)
def test_a_code_is_silenced_everywhere_or_at_a_place(where, is_silent):
    with hw.Context() as context:
        context.set_policy("HW2022", "silence", *where)
        assert told(context) == ([] if is_silent else [("HW2022", "note", HERE)])
        context.set_policy("HW2022", "standard", *where)
        assert told(context, "U") == [("HW2022", "note", HERE)]


def test_a_code_is_silenced_on_one_line():
    with hw.Context() as context:
        context.set_policy("HW2022", "silence", HERE, unused("T")[1])
        assert told(context) == []


def test_a_note_is_made_a_warning_or_an_error_and_the_context_goes_on():
    with hw.Context() as context:
        context.set_policy("HW2022", "warn")
        assert told(context) == [("HW2022", "warning", HERE)]
        context.set_policy("HW2022", "error", HERE)
        with pytest.raises(hw.Error) as caught:
            told(context, "U")
        assert caught.value.code == "HW2022" and caught.value.diagnostics[0].severity == "error"
        # What is said of a file goes before what is said of all.
        context.set_policy("HW2022", "silence")
        context.set_policy("HW2022", "standard", HERE)
        assert told(context, "V") == [("HW2022", "note", HERE)]


def test_the_cases_of_a_switch_are_read_with_it():
    state = hw.Enumeration("State", "idle run done")

    def body(io):
        io.o @= 0
        with hw.switch(io.s), hw.case(state.run, state.done):
            io.o @= 1

    with hw.Context() as context:
        hw.circuit("M", hw.Interface(s=hw.In(state), o=hw.Out(hw.Bit)), body).elaborate()
        assert context.take_warnings() == ()
