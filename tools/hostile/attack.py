"""What a loop is: rounds with a seed, each of which ends in a word that is counted, or in a fault."""

import random
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path

from viewer import paths
from viewer.compile import compile_library
from viewer.errors import LibraryError
from viewer.library.compiled import Library
from viewer.search import Engine

Rounds = Generator[str, None, None]
"""Each step is a round and gives what came of it: `refused`, `named`, `unharmed` …"""

SAMPLE = paths.program_folder() / "tests" / "cases" / "sample"
"""The content that the tests use."""
QUERIES = (
    "sabr",
    "liver metastases",
    '"oligometastatic disease"',
    "kind:faq author:palma year:2019",
    "-liver",
    "pamla",
)
SLOW = 2.0
"""Seconds after which a round counts as a hang."""


class Fault(Exception):  # noqa: N818 - a fault of the program, that was found
    """What must never come of a round; `kind` is what it is counted as."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(words)
        self.kind = kind


def count(
    attack: Callable[[random.Random, Path], Rounds],
    chance: random.Random,
    deadline: float,
    *,
    rounds: int = 0,
    slow: float = SLOW,
) -> dict[str, int]:
    """Count what came of the rounds until the deadline, or of a number of them; the first fault ends it."""
    counts = Counter[str](rounds=0, hangs=0, tracebacks=0)
    with tempfile.TemporaryDirectory(prefix="hostile-", ignore_cleanup_errors=True) as folder:
        steps = attack(chance, Path(folder))
        try:
            while counts["rounds"] < rounds or (not rounds and time.monotonic() < deadline):
                counts["rounds"] += 1
                start = time.monotonic()
                counts[next(steps)] += 1
                counts["hangs"] += time.monotonic() - start > slow
        except Exception as error:
            traceback.print_exc()
            counts[error.kind if isinstance(error, Fault) else "tracebacks"] += 1
        finally:
            steps.close()
    return dict(counts)


def sample(folder: Path) -> Path:
    """The small library that the tests use, compiled into `folder`."""
    out = folder / "library"
    if not out.exists():
        compile_library(SAMPLE, out)
    return out


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Bytes with a few of them changed, taken out or put in, or the end cut off."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 3, 20))):
        place = chance.randrange(len(changed) + 1)
        how = chance.randrange(6)
        if how < 2 and place < len(changed):
            changed[place] ^= 1 << chance.randrange(8)
        elif how == 2:
            del changed[place : place + chance.randrange(9)]
        elif how == 3:
            changed[place:place] = chance.randbytes(chance.randrange(9))
        elif how == 4:
            changed[place : place + 4] = chance.choice((b"\0" * 4, b"\xff" * 4, b"\x7f\xff\xff\xff"))
        elif chance.random() < 0.2:
            del changed[place:]
    return bytes(changed)


def ask_everything(engine: Engine) -> None:
    """Ask what takes every path; SearchIndexError is an answer too."""
    for text in QUERIES:
        engine.search(text, explain=True)
        engine.names(text)


def everything(library: Library) -> dict[str, object]:
    """All that could be shown of a library, piece by piece; of a piece that is refused, its sentence."""
    shown: dict[str, object] = {"edition": library.edition}
    for card in library.cards():
        shown[f"card {card.doc}"] = card
        try:
            shown[f"page {card.doc}"] = library.page(card.doc)
        except LibraryError as error:
            shown[f"page {card.doc}"] = error
    try:
        shown |= {f"paper {paper.doc}": paper for paper in library.papers()}
    except LibraryError as error:
        shown["papers"] = error
    for name, read in (("passages", lambda: list(library.passages())), ("words", library.vocabulary)):
        with suppress(LibraryError):
            shown[name] = read()
    return shown
