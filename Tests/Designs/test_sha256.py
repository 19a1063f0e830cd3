"""SHA-256: the vectors of FIPS 180-4, all lengths about the ends of a block, and a real text, against hashlib."""

from __future__ import annotations

import hashlib

from benches import ROOT, Bench, Stream, example

TWO_BLOCKS = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
VECTORS = {
    b"abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    TWO_BLOCKS: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
}
TEXT = (ROOT / "LICENSE").read_bytes()[:5000]
LENGTHS = [0, 1, 3, 4, 54, 55, 56, 57, 59, 60, 63, 64, 65, 118, 119, 120, 127, 128, 129]
SHORT = [*VECTORS, *(TEXT[:length] for length in LENGTHS)]


def transfers(message: bytes) -> list[tuple[int, ...]]:
    """Data, keep, last: a transfer for each byte. Every other message ends with one that has no byte."""
    if len(message) % 2 == 0:
        return [*((byte, 1, 0) for byte in message), (0xA5, 0, 1)]
    return [(byte, 1, int(place == len(message) - 1)) for place, byte in enumerate(message)]


def stream(unroll: int, messages: list[bytes], haste: float) -> Stream:
    items = [item for message in messages for item in transfers(message)]
    return Stream(example("sha256").Sha256(unroll), "message", "digest", items, len(messages), haste)


def benches_of_file() -> dict[str, Bench]:
    return {
        "sha256": stream(1, SHORT, 0.9),
        # Few messages: for iverilog sixteen rounds in a row take long.
        "sha256_unrolled": stream(16, list(VECTORS), 1.0),
        "sha256_text": stream(4, [TEXT], 1.0),
    }


def test_the_vectors_of_the_standard(lines):
    assert lines["sha256"][:2] == list(VECTORS.values())
    assert lines["sha256_unrolled"] == list(VECTORS.values())


def test_messages_of_all_lengths(lines):
    assert lines["sha256"] == [hashlib.sha256(message).hexdigest() for message in SHORT]


def test_a_text(lines):
    assert len(TEXT) == 5000
    assert lines["sha256_text"] == [hashlib.sha256(TEXT).hexdigest()]


def test_the_constants_are_those_of_the_standard():
    constants = example("sha256")
    assert constants.INITIAL_HASH[0] == 0x6A09E667 and constants.INITIAL_HASH[-1] == 0x5BE0CD19
    assert constants.ROUND_CONSTANTS[0] == 0x428A2F98 and constants.ROUND_CONSTANTS[-1] == 0xC67178F2
