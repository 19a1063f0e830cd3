"""Threads and processes: contexts in parallel, and a context that two threads or processes use."""

import asyncio
import ctypes
import fcntl
import multiprocessing
import os
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

import hwgen as hw
import pytest


class Sums(hw.Generator):
    """Adds up `count` values, by halves."""

    count = hw.Int(min=1)
    bits = hw.Int(min=1)
    interface = hw.Interface("in x: UInt(bits); out y: UInt(bits)")

    def body(self, io):
        if self.count == 1:
            io.y @= io.x
            return
        half = self.count // 2
        left, right = Sums(half, self.bits)(), Sums(self.count - half, self.bits)()
        left.x @= io.x
        right.x @= ~io.x
        io.y @= left.y + right.y


def texts(count: int) -> list[str]:
    """What is made in a context of the thread's own."""
    with hw.Context():
        return [Sums(n, 8 + count).verilog() for n in range(1, 24)]


def test_threads_give_what_one_thread_gives() -> None:
    alone = [texts(count) for count in range(6)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(texts, range(6))) == alone


def test_a_thread_has_a_context_of_its_own() -> None:
    mine = Sums(3, 8)
    with ThreadPoolExecutor(1) as pool:
        theirs = pool.submit(lambda: (Sums(3, 8), Sums(3, 8).verilog())).result()
    assert theirs[0] is not mine
    assert theirs[1] == mine.verilog()


def in_thread(function):
    """What it gives or raises in another thread, which is waited for."""
    said: Future = Future()

    def run() -> None:
        try:
            said.set_result(function())
        except BaseException as exception:
            said.set_exception(exception)

    threading.Thread(target=run, daemon=True).start()
    return said.result(timeout=60)


def test_a_context_goes_from_thread_to_thread() -> None:
    with hw.Context():
        circuit = Sums(3, 8)
    assert in_thread(circuit.verilog) == texts(0)[2]
    assert in_thread(lambda: circuit.verilog()) == circuit.verilog()


class Company(hw.Generator):
    """Has another thread do something while its body runs."""

    number = hw.Int()
    interface = hw.Interface("in x: UInt(8); out y: UInt(8)")

    def body(self, io):
        io.y @= io.x
        for what in self.others:
            with pytest.raises(hw.Error) as raised:
                in_thread(what)
            self.told.append(raised.value.diagnostics[0])


def test_a_second_thread_is_refused() -> None:
    with hw.Context() as context:
        company, other = Company(1), Sums(2, 8)
        company.told = []
        company.others = [
            other.verilog,
            other.elaborate,
            lambda: other.interface,
            lambda: context.set_budget(cells=1),
        ]
        text = company.verilog()
    assert "assign y = x;" in text
    assert [told.code for told in company.told] == ["HW9009"] * 4
    assert company.told[0].message.startswith("the context is in use by another thread")
    assert company.told[0].file == __file__
    assert other.verilog() == texts(0)[1]


def test_a_failure_of_another_thread_loses_none_of_ones_own() -> None:
    class Fails(hw.Generator):
        interface = hw.Interface("out y: UInt(8)")

        def body(self, io):
            with pytest.raises(hw.Error, match="in use by another thread"):
                in_thread(other.verilog)
            raise ZeroDivisionError("mine")

    with hw.Context():
        other = Sums(2, 8)
        with pytest.raises(ZeroDivisionError, match="mine"):
            Fails().verilog()


def test_with_is_of_one_thread() -> None:
    def enter() -> None:
        with context:
            pass

    with hw.Context() as context:
        with pytest.raises(hw.Error, match="the current one of another thread") as raised:
            in_thread(enter)
        assert raised.value.diagnostics[0].code == "HW9009"
        with context:
            Sums(2, 8)
    in_thread(enter)


def test_tasks_in_threads_that_share_a_context_are_right_or_refused() -> None:
    """`asyncio.to_thread` copies the current context into each thread."""

    def work(count: int) -> list[str] | str:
        try:
            return [Sums(n, 8 + count).verilog() for n in range(1, 24)]
        except hw.Error as error:
            return error.diagnostics[0].code

    async def all_at_once() -> list[list[str] | str]:
        return await asyncio.gather(*(asyncio.to_thread(work, count) for count in range(4)))

    with hw.Context():
        done = asyncio.run(all_at_once())
        for count, result in enumerate(done):
            assert result in ("HW9009", texts(count))
        assert work(0) == texts(0)


def test_threads_that_share_a_context_read_what_they_asked_for() -> None:
    def ask(thread: int) -> list[tuple[str, str]]:
        wrong = []
        with_names = ((f"Sums_{n}_{8 + thread}", n) for n in range(1, 400))
        for name, n in with_names:
            try:
                circuit = Sums(n, 8 + thread)
                if circuit.name != name or circuit.interface != f"in x: UInt({8 + thread}); out y: UInt({8 + thread})":
                    wrong.append((name, circuit.name))
            except hw.Error as error:
                if error.diagnostics[0].code != "HW9009":
                    wrong.append((name, str(error)))
        return wrong

    async def all_at_once() -> list[list[tuple[str, str]]]:
        return await asyncio.gather(*(asyncio.to_thread(ask, thread) for thread in range(4)))

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        assert asyncio.run(all_at_once()) == [[]] * 4
    finally:
        sys.setswitchinterval(interval)


def test_others_run_while_the_library_works(tmp_path) -> None:
    """A hook in C, which knows nothing of the interpreter, waits for a lock that another thread of Python has."""
    locked = hw.CFunction("int32_t flock(int32_t fd, int32_t operation)", ctypes.CDLL(None).flock)

    class Waits(hw.Generator):
        fd = hw.Int()
        interface = hw.Interface("in x: UInt(8); out y: UInt(8)")
        failed = hw.Member(locked(fd, fcntl.LOCK_EX))

        def body(self, io):
            io.y @= io.x

    path = tmp_path / "lock"
    path.touch()

    def waited() -> list[object]:
        done: list[object] = []
        with path.open() as mine, path.open() as theirs:
            fcntl.flock(theirs, fcntl.LOCK_EX)

            def unlock() -> None:
                time.sleep(0.2)
                done.append("unlocked")
                fcntl.flock(theirs, fcntl.LOCK_UN)

            thread = threading.Thread(target=unlock)
            thread.start()
            done.append(Waits(mine.fileno()).failed)
            thread.join()
        return done

    assert in_thread(lambda: in_child(waited)) == ["unlocked", 0]


# ---- Processes ------------------------------------------------------------------------------------------------------


def in_child(function):
    """What it gives, or the code of what it raises, in a fork of this process."""

    def run(sender) -> None:
        try:
            sender.send(function())
        except hw.Error as error:
            sender.send(error.diagnostics[0].code)

    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=run, args=(sender,))
    child.start()
    assert receiver.poll(60)
    said = receiver.recv()
    child.join(60)
    assert child.exitcode == 0
    return said


def test_a_fork_makes_its_own_circuits() -> None:
    def sums() -> str:
        return Sums(5, 8).verilog()

    # Another thread has a context that was made for want of one.
    assert in_thread(lambda: (sums(), in_child(sums))) == (sums(), sums())
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(texts, range(4)) == [texts(count) for count in range(4)]


def test_what_was_made_before_a_fork_is_refused_in_it() -> None:
    circuit = Sums(5, 8)
    assert in_child(circuit.verilog) == "HW9010"
    with hw.Context():
        assert in_child(lambda: Sums(5, 8).verilog()) == "HW9010"

        def own() -> str:
            with hw.Context():
                return Sums(5, 8).verilog()

        assert in_child(own) == circuit.verilog()
    assert circuit.verilog() == texts(0)[4]


def test_a_context_that_a_fork_lets_go_of_lasts() -> None:
    class Kept(hw.Generator):
        interface = hw.Interface("in x: UInt(8); out y: UInt(8)")

        def body(self, io):
            child = os.fork()
            if child == 0:
                os._exit(0)
            assert os.waitpid(child, 0)[1] == 0
            io.y @= io.x

    assert "assign y = x;" in Kept().verilog()
