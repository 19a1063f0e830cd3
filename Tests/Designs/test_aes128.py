"""AES-128: the vectors of FIPS 197 and SP 800-38A, and those of aes128.csv.

The file has a hundred random keys and blocks, and what OpenSSL 3.0 made of them
(`openssl enc -aes-128-ecb -nopad -K KEY`).
"""

from __future__ import annotations

import csv
from pathlib import Path

from benches import Bench, Stream, example

# Key, plain text, cipher text.
STANDARD = [
    # FIPS 197, appendix B.
    ("2b7e151628aed2a6abf7158809cf4f3c", "3243f6a8885a308d313198a2e0370734", "3925841d02dc09fbdc118597196a0b32"),
    # FIPS 197, appendix C.1.
    ("000102030405060708090a0b0c0d0e0f", "00112233445566778899aabbccddeeff", "69c4e0d86a7b0430d8cdb78070b4c55a"),
    # SP 800-38A, appendix F.1.1.
    ("2b7e151628aed2a6abf7158809cf4f3c", "6bc1bee22e409f96e93d7e117393172a", "3ad77bb40d7a3660a89ecaf32466ef97"),
    ("2b7e151628aed2a6abf7158809cf4f3c", "ae2d8a571e03ac9c9eb76fac45af8e51", "f5d3d58503b9699de785895a96fdbaaf"),
    ("2b7e151628aed2a6abf7158809cf4f3c", "30c81c46a35ce411e5fbc1191a0a52ef", "43b1cd7f598ece23881b00e3ed030688"),
    ("2b7e151628aed2a6abf7158809cf4f3c", "f69f2445df4f9b17ad2b417be66c3710", "7b0c785e27e8ad3f8223207104725dd4"),
]
with (Path(__file__).parent / "aes128.csv").open() as file:
    OPENSSL = [tuple(row) for row in csv.reader(file)][1:]
VECTORS = [*STANDARD, *OPENSSL]


def stream(style: str, haste: float) -> Stream:
    items = [(int(key, 16), int(plain, 16)) for key, plain, _ in VECTORS]
    return Stream(example("aes128").Aes128(style), "plain", "cipher", items, len(VECTORS), haste)


def benches_of_file() -> dict[str, Bench]:
    return {"aes128": stream("memory", 1.0), "aes128_case": stream("case", 0.5)}


def test_the_vectors_of_the_standards(lines):
    for bench in ("aes128", "aes128_case"):
        assert lines[bench][: len(STANDARD)] == [cipher for _, _, cipher in STANDARD]


def test_the_vectors_of_openssl(lines):
    assert len(OPENSSL) == 100
    for bench in ("aes128", "aes128_case"):
        assert lines[bench][len(STANDARD) :] == [cipher for _, _, cipher in OPENSSL]


def test_the_s_box_is_that_of_the_standard():
    s_box = example("aes128").S_BOX
    assert (s_box[0x00], s_box[0x01], s_box[0x53], s_box[0xFF]) == (0x63, 0x7C, 0xED, 0x16)
    assert sorted(s_box) == list(range(256))
