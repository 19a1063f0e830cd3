"""The part of the catalogue that is about hosts and the misuse of the API: see test_catalogue.py.

Misuse (HW9xxx) is triggered beside the package, in its ctypes layer: the package itself does not let it happen.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from ctypes import CDLL, byref, sizeof
from multiprocessing import Pipe, get_context

import hwgen as hw
from catalogue import append, build, circuit, native_generator, request
from hwgen import _native


def host_failure():
    context = hw.current_context()
    made = circuit(native_generator(lambda module, user, token: 1))
    context._check(_native.circuit_elaborate(context._pointer, made, context._scratch.error))


def libc():
    return CDLL(None)


def bad_host_value():
    context = hw.current_context()
    status, callback = _native.hook_declare(context._pointer, context._scratch, b"odd", lambda arguments: "1 +")
    context._check(status)
    context._callbacks.append(callback)
    request(interface="in a: UInt(hook odd(): int)")


def bad_signature():
    hw.CFunction("long f(long x)", libc().labs)._declared()


def null_pointer():
    circuit(0)


def stale_handle():
    circuit(native_generator() + 1)


def foreign_handle():
    with hw.Context() as other:
        generator = native_generator()
    circuit(generator)
    del other


def bad_enumeration():
    context = hw.current_context()
    context._text(_native.circuit_text, request(), 99)


def bad_utf8():
    circuit(native_generator(), b"\xff")


def wrong_state():
    hw.current_context().set_policy("HW2003", "silence")


def bad_struct_size():
    context = hw.current_context()
    options = _native._VerilogOptions(sizeof(_native._VerilogOptions) - 1, 0, 0)
    context._text(_native.circuit_verilog, circuit(native_generator()), byref(options))


def short_buffer():
    build("in a: Bit", append(_native.AND, 0, 0))


def context_in_use():
    """A body lets another thread ask for a circuit."""

    def body(module, user, token):
        with ThreadPoolExecutor(1) as pool:
            raised.append(pool.submit(copy_context().run, request).exception())
        return 1

    raised = []
    context = hw.current_context()
    made = circuit(native_generator(body))
    assert _native.circuit_elaborate(context._pointer, made, context._scratch.error)
    context._failure()
    raise raised[0]


def forked_context():
    def use(sender):
        try:
            circuit(generator)
        except hw.Error as error:
            sender.send(error)

    generator = native_generator()
    receiver, sender = Pipe(duplex=False)
    child = get_context("fork").Process(target=use, args=(sender,))
    child.start()
    child.join()
    raise receiver.recv()


def cancelled():
    context = hw.current_context()
    answers = [1]
    callback = _native._Progress(lambda user, done, known, token: answers.pop() if answers else 0)
    context._callbacks.append(callback)
    context._check(_native._context_set_progress(context._pointer, callback, None, None, context._scratch.error))
    context._check(_native.circuit_elaborate(context._pointer, circuit(native_generator()), context._scratch.error))


DESIGNS = {
    "HW8001": host_failure,
    "HW8002": bad_host_value,
    "HW8003": bad_signature,
    "HW9001": null_pointer,
    "HW9002": stale_handle,
    "HW9003": foreign_handle,
    "HW9004": bad_enumeration,
    "HW9005": bad_utf8,
    "HW9006": wrong_state,
    "HW9007": bad_struct_size,
    "HW9008": short_buffer,
    "HW9009": context_in_use,
    "HW9010": forked_context,
    "HW9011": cancelled,
}
"""By code: what triggers it."""
