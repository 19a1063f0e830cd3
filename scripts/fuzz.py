"""Feeds random and mutated input to the library's parsers.

A parser must accept an input or refuse it with a diagnostic. A crash, a hang, an exception of another kind, or a result
that does not survive printing and reading again is a finding: the input is written to Tests/Corpus/TARGET, with which
every later run starts. The inputs follow from the seed and the corpus alone.

The targets stand in Tests/Fuzz/targets.py: `TARGETS`, a dict from a name to a function that takes the input's bytes and
returns whether the parser accepted them. The inputs grow out of the files in Tests/Corpus/TARGET.

    fuzz.py --seed 1 --count 100000
    fuzz.py --target netlist --replay Tests/Corpus/netlist/finding-0123456789ab
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import mmap
import os
import random
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "Tests" / "Corpus"
TARGETS = ROOT / "Tests" / "Fuzz" / "targets.py"

# Seconds for one input, and the longest input, in bytes.
PATIENCE = 10
LONGEST = 1 << 20

Target = Callable[[bytes], bool]

NUMBERS = [b"0", b"1", b"-1", b"31", b"32", b"33", b"63", b"64", b"65", b"999999", b"1000000", b"1000001"]
NUMBERS += [b"2147483647", b"2147483648", b"4294967295", b"4294967296", b"9223372036854775807", b"9223372036854775808"]
NUMBERS += [b"18446744073709551616", b"1" + b"0" * 400, b"0x", b"0xffffffffffffffffffffffff", b"1.5", b"1e9", b"007"]
PIECES = [b"(", b")", b"[", b"]", b"{", b"}", b",", b";", b":", b".", b"=", b"==", b"<=", b">=", b"<<", b">>", b"**"]
PIECES += [b"+", b"-", b"*", b"/", b"%", b"&", b"|", b"^", b"~", b"!", b"?", b"->", b"@", b"#", b"$", b"\\", b"'", b'"']
PIECES += [
    b"\n",
    b"\r\n",
    b"\t",
    b"\0",
    b"\xff",
    b"\xc3\x28",
    b"\xf0\x9f\x98\x80",
    b"\xef\xbb\xbf",
    b"//",
    b"/*",
    b"*/",
]
PIECES += [b"endmodule", b"x" * 10000, b" " * 1000]


class Source:
    """Makes one target's inputs. The input of an index depends on the seed and the corpus alone."""

    def __init__(self, name: str, seed: int) -> None:
        self.name, self.seed = name, seed
        files = sorted((CORPUS / name).glob("*")) if (CORPUS / name).is_dir() else []
        self.corpus = [file.read_bytes() for file in files if file.is_file()]
        if not self.corpus:
            raise SystemExit(f"fuzz: Tests/Corpus/{name} is empty: mutation needs something to begin with")
        words = {word for text in self.corpus for word in re.findall(rb"\w+|[^\w\s]+", text)}
        self.words = sorted(words) + PIECES

    def input(self, index: int) -> bytes:
        if index < len(self.corpus):
            return self.corpus[index]
        dice = random.Random(f"{self.seed}/{self.name}/{index}")
        kind = dice.random()
        if kind < 0.05:
            return dice.randbytes(dice.randrange(200))
        if kind < 0.2:
            return b" ".join(dice.choices(self.words, k=dice.randrange(1, 40)))
        text = dice.choice(self.corpus)
        for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
            text = self.mutate(dice, text)[:LONGEST]
        return text

    def mutate(self, dice: random.Random, text: bytes) -> bytes:
        at = dice.randrange(len(text) + 1)
        to = min(len(text), at + dice.choice((1, 2, 4, 16, 64)))
        what = dice.randrange(9)
        if what == 0:  # a byte
            return text[:at] + bytes([dice.randrange(256)]) + text[at + 1 :]
        if what == 1:  # a piece is lost
            return text[:at] + text[to:]
        if what == 2:  # a piece is repeated, now and then very often
            return text[:at] + text[at:to] * dice.choice((2, 2, 3, 100, 20000)) + text[to:]
        if what == 3:  # a word comes in
            return text[:at] + dice.choice(self.words) + text[at:]
        if what == 4:  # a word becomes another
            return self.replace(dice, text, rb"\w+", self.words)
        if what == 5:  # a number becomes an edge
            return self.replace(dice, text, rb"\d+", NUMBERS)
        if what == 6:  # nesting
            left, right = dice.choice(((b"(", b")"), (b"[", b"]"), (b"{", b"}"), (b"-", b""), (b"(1 + ", b")")))
            depth = dice.choice((1, 5, 1000, 50000))
            return text[:at] + left * depth + text[at:to] + right * depth + text[to:]
        if what == 7:  # two texts become one
            other = dice.choice(self.corpus)
            return text[:at] + other[dice.randrange(len(other) + 1) :]
        return text[:at]  # the end is lost

    def replace(self, dice: random.Random, text: bytes, pattern: bytes, by: Sequence[bytes]) -> bytes:
        found = list(re.finditer(pattern, text))
        if not found:
            return text + dice.choice(by)
        match = dice.choice(found)
        return text[: match.start()] + dice.choice(by) + text[match.end() :]


def read_targets(path: Path) -> dict[str, Target]:
    spec = importlib.util.spec_from_file_location("targets", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.TARGETS)


class Worker:
    """A child process that tries one input after another, and notes which, so that its death can be laid to one."""

    def __init__(self, target: Target, source: Source) -> None:
        self.target, self.source = target, source
        self.state = mmap.mmap(-1, 16)  # the index being tried; how many were accepted

    def try_range(self, begin: int, end: int) -> tuple[int | None, str]:
        """Tries the inputs [begin, end); the first bad one and what became of it, or nothing."""
        self.state[:8] = begin.to_bytes(8, "little")
        complaint, wound = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(complaint)
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                accepted = self.accepted
                for index in range(begin, end):
                    self.state[:8] = index.to_bytes(8, "little")
                    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
                    accepted += bool(self.target(self.source.input(index)))
                    self.state[8:] = accepted.to_bytes(8, "little")
                os._exit(0)
            except BaseException:
                os.write(wound, traceback.format_exc()[-4000:].encode())
                os._exit(1)
        os.close(wound)
        with os.fdopen(complaint, "rb") as pipe:
            text = pipe.read().decode(errors="replace")
        _, status = os.waitpid(child, 0)
        if status == 0:
            return None, ""
        if os.WIFSIGNALED(status):
            name = signal.Signals(os.WTERMSIG(status)).name
            text = f"hangs for {PATIENCE} s" if name == "SIGALRM" else f"dies of {name}"
        return int.from_bytes(self.state[:8], "little"), text

    @property
    def accepted(self) -> int:
        return int.from_bytes(self.state[8:], "little")


def keep(name: str, text: bytes) -> Path:
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"finding-{hashlib.sha256(text).hexdigest()[:12]}"
    path.write_bytes(text)
    return path


def fuzz(name: str, target: Target, seed: int, count: int, limit: int = 10) -> bool:
    """Tries ``count`` inputs on one target, up to ``limit`` findings; whether nothing was found."""
    source = Source(name, seed)
    worker = Worker(target, source)
    begin, findings, index = time.monotonic(), 0, 0
    count = max(count, len(source.corpus))
    while index < count and findings < limit:
        bad, text = worker.try_range(index, count)
        if bad is None:
            index = count
            break
        findings += 1
        path = keep(name, source.input(bad))
        print(f"fuzz: {name}: input {bad} of seed {seed}: {text.strip()}\n  kept as {path}", flush=True)
        index = bad + 1
    seconds = time.monotonic() - begin
    accepted = worker.accepted
    print(f"fuzz: {name}: seed {seed}: {index} inputs, {accepted} accepted, {findings} findings, {seconds:.1f} s")
    if not findings and accepted in (0, index):
        print(f"fuzz: {name}: every input was {'accepted' if accepted else 'refused'}: this tests nothing")
        return False
    return not findings


def main() -> int:
    parser = argparse.ArgumentParser(description="feed random and mutated input to the parsers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100000, help="inputs in all (default: 100000)")
    parser.add_argument("--target", action="append", help="only this one (may be repeated)")
    parser.add_argument("--targets", type=Path, default=TARGETS, help=argparse.SUPPRESS)
    parser.add_argument("--replay", type=Path, help="try this file on the target, in this process")
    options = parser.parse_args()

    targets = read_targets(options.targets)
    names = options.target or list(targets)
    unknown = [name for name in names if name not in targets]
    if unknown:
        parser.error(f"no target is called {', '.join(unknown)}; there are {', '.join(targets)}")
    if options.replay:
        for name in names:
            print(f"{name}: {'accepted' if targets[name](options.replay.read_bytes()) else 'refused'}")
        return 0
    share = max(1, options.count // len(names))
    return 0 if all([fuzz(name, targets[name], options.seed, share) for name in names]) else 1


if __name__ == "__main__":
    sys.exit(main())
