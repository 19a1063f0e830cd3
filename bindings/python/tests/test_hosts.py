"""One context with other hosts: the functions of hwgen.h are called as such a host does."""

from __future__ import annotations

import gc
import pickle
from threading import Thread
from weakref import ref

import hwgen as hw
import pytest
from hwgen import _native
from hwgen._context import _kept


class Invert(hw.Generator):
    """Every bit."""

    bits = hw.Int(min=1)
    interface = hw.Interface(a=hw.In(hw.Bits[bits]), o=hw.Out(hw.Bits[bits]))

    def body(self, io):
        io.o @= ~io.a


class Around(hw.Generator):
    inner = hw.GeneratorParameter()
    interface = hw.Interface("in a: Bits(4); out o: Bits(4)")

    def body(self, io):
        io.o @= self.inner(4)(a=io.a).o


@hw.hook
def measured(bits: int) -> int:
    raise LookupError(f"nobody has measured {bits}\0bits")


class Measured(hw.Generator):
    bits = hw.Int()
    interface = hw.Interface(a=hw.In(hw.Bits[measured(bits)]))


@pytest.fixture
def address():
    """A context that is not Python's."""
    made = _native.context_create()
    yield made
    _native.context_destroy(made)


def verilog_as_another_host(address: int, identity: str, arguments: bytes) -> str | _native.ErrorContent:
    """The text of a circuit, or the error, by calls of the library alone."""
    scratch = _native.Scratch()
    if _native.generator_find(address, identity.encode(), scratch.handle, scratch.error):
        return scratch.take_error()
    generator = scratch.take_handle()
    if _native.circuit_request(address, generator, arguments, None, 0, scratch.handle, scratch.error):
        return scratch.take_error()
    circuit = scratch.take_handle()
    text = _native.collect(_native.circuit_verilog, scratch, address, circuit, None)
    return scratch.take_error() if text is None else text


def test_another_host_asks_for_a_circuit_of_a_class(address):
    with hw.Context.from_handle(address) as context:
        assert context.declare(Invert) == f"{__name__}.Invert"
    assert "assign o = ~a;" in verilog_as_another_host(address, f"{__name__}.Invert", b"4")
    # Python has its circuit too, and that of another host is found by its identity.
    with context:
        assert Invert(4).verilog() == hw.generator(f"{__name__}.Invert")(4).verilog()
        assert Invert(5).verilog() == verilog_as_another_host(address, f"{__name__}.Invert", b"5")


def test_an_address_is_one_context_and_ends_with_its_owner():
    address = _native.context_create()
    context = hw.Context.from_handle(address)
    assert context.handle == address and hw.Context.from_handle(address) is context
    context.declare(Invert)
    weak = ref(context)
    del context
    gc.collect()
    assert hw.Context.from_handle(address) is weak()
    context = weak()
    _native.context_destroy(address)
    assert not _kept and context.handle == 0
    with pytest.raises(hw.Error) as caught, context:
        Invert(4)
    assert caught.value.code == "HW9001"
    del context, caught
    gc.collect()
    assert weak() is None


def test_the_handle_of_a_context_of_python_is_that_context():
    context = hw.Context()
    assert hw.Context.from_handle(context.handle) is context
    weak = ref(context)
    del context
    gc.collect()
    assert weak() is None


def test_what_is_no_context_is_refused():
    context = hw.Context()
    scratch = context._scratch
    with context:
        error = _native.type_parse(context._pointer, b"UInt(", scratch.handle, scratch.error)
    assert error
    pointer = scratch._error.value
    with pytest.raises(hw.Error) as caught:
        hw.Context.from_handle(pointer)
    assert caught.value.code == "HW9003" and not _kept
    scratch.take_error()


def makes_nothing():
    """A class that nobody has but its context."""

    class Zero(hw.Generator):
        interface = hw.Interface("out o: Bit")

        def body(self, io):
            io.o @= 0

    return Zero


def test_a_class_that_is_declared_for_other_hosts_is_kept(address):
    identity = hw.Context.from_handle(address).declare(makes_nothing())
    gc.collect()
    assert "assign o = 1'b0;" in verilog_as_another_host(address, identity, b"")


def test_a_class_that_is_gone_is_no_body(address):
    with hw.Context.from_handle(address):
        identity = makes_nothing()._identity()
        gc.collect()
    error = verilog_as_another_host(address, identity, b"")
    assert "HW8001" in error.text and "HW9006: a circuit whose generator is gone is elaborated" in error.text


def test_threads_that_adopt_an_address_have_one_object():
    for _ in range(100):
        address = _native.context_create()
        found = []

        def adopt(address=address, found=found):
            try:
                found.append(hw.Context.from_handle(address))
            except hw.Error as error:  # another one is in it
                assert error.code == "HW9009"

        threads = [Thread(target=adopt) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found and all(each is found[0] for each in found)
        _native.context_destroy(address)


def test_a_generator_of_another_host_is_a_value(address):
    with hw.Context.from_handle(address) as context:
        scratch = context._scratch
        options = (b"Wire", b"bits: int", b"in a: Bits(bits); out o: Bits(bits)", b"", b"what it is", b"", 0, b"c.Wire")
        _native.generator_declare(context._pointer, scratch, *options, None, {})
        wire = hw.generator("c.Wire")
        assert (wire.name, wire.doc, wire.parameters) == ("c.Wire", "what it is", "bits: int")
        assert wire.interface == "in a: Bits(bits); out o: Bits(bits)"
        assert wire.members == "" and repr(wire) == "hwgen.generator('c.Wire')"
        assert wire(7).value("bits") == 7
        text = Around(wire).verilog()
        assert "Wire #(.bits(4))" in text
        assert repr(Around(wire).inner) == repr(wire)
        assert "FIFO" in Around(hw.lib.FIFO).arguments
        with pytest.raises(hw.Error) as caught:
            wire(7).value("depth")
        assert caught.value.code == "HW1022"
        with pytest.raises(hw.Error) as caught:
            hw.generator("c.Nothing")
        assert caught.value.code == "HW1009" and caught.value.diagnostics[0].file == __file__
        with pytest.raises(TypeError):
            hw.generator(Invert)


def test_a_value_of_another_host_that_means_nothing_here_is_told(address):
    class Keyed(hw.Generator):
        what = hw.OpaqueParameter()
        interface = hw.Interface("out o: Bit")

        def body(self, io):
            io.o @= self.what

    with hw.Context.from_handle(address) as context:
        context.declare(Keyed)
    error = verilog_as_another_host(address, context.declare(Keyed), b'opaque("theirs")')
    assert "HW8002: the value of key `theirs` is another host's" in error.text, error.text


def test_another_host_is_told_why_and_where_a_hook_failed(address):
    with hw.Context.from_handle(address) as context:
        identity = context.declare(Measured)
        error = verilog_as_another_host(address, identity, b"4")
        line = measured.function.__code__.co_firstlineno + 2
        assert f"failed: {__file__}:{line}: LookupError: nobody has measured 4?bits" in error.text
        # What others catch is not kept for ever.
        for bits in range(300):
            verilog_as_another_host(address, identity, str(bits).encode())
        assert len(context._failures) <= 100
        with pytest.raises(LookupError):
            Measured(4)
        assert not context._failures


class Odd(Exception):
    def __str__(self) -> str:
        raise ValueError("and that too")


def test_an_exception_that_cannot_be_shown_has_its_name(address):
    class Fails(hw.Generator):
        interface = hw.Interface("out o: Bit")

        def body(self, io):
            raise Odd

    with hw.Context.from_handle(address) as context:
        error = verilog_as_another_host(address, context.declare(Fails), b"")
    assert error.text.partition("\n")[0].endswith(": Odd")


@pytest.mark.parametrize("handle", [0, -1, True, 12, 1 << 63, 1 << 64])
def test_a_number_that_is_no_address_is_refused(handle):
    with pytest.raises(hw.Error, match="is no address of a context") as caught:
        hw.Context.from_handle(handle)
    assert caught.value.code == "HW9003"


def test_a_context_that_has_ended_says_so():
    address = _native.context_create()
    context = hw.Context.from_handle(address)
    context.declare(Invert)
    with context:
        circuit = Invert(4)
    _native.context_destroy(address)
    for use in (lambda: context.declare(Invert), context.take_warnings, circuit.verilog):
        with pytest.raises(hw.Error, match="the context has ended, as the host that made it has ended it") as caught:
            use()
        assert caught.value.code == "HW9001"


def test_what_is_no_class_of_a_generator_is_not_declared():
    with pytest.raises(TypeError, match=r"a subclass of hw\.Generator is declared, not <class 'int'>"):
        hw.Context().declare(int)


def test_a_generator_of_another_host_is_pickled_by_its_identity(address):
    with hw.Context.from_handle(address) as context:
        identity = context.declare(Invert)
        again = pickle.loads(pickle.dumps(hw.generator(identity)))
        assert again(4).verilog() == Invert(4).verilog()
    assert pickle.loads(pickle.dumps(hw.lib.FIFO)) is hw.lib.FIFO
    with pytest.raises(hw.Error, match=r"fix: declare .* in this context first") as caught:
        hw.generator(identity)
    assert caught.value.code == "HW1009"
