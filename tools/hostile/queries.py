"""Questions that nobody would ask: an answer to each, in time."""

import random
from contextlib import closing
from pathlib import Path

from tools.hostile.attack import Rounds, count, sample
from viewer.search import open_index

_PIECES = (
    "liver", "sabr", "5-FU", "T.N.T.", "NCT01446744", "10.1016/j.x", "kind:", "author:", "year:",
    "year:2019..", "-", '"', "“", "*", "?", "(", ")", "OR", "AND", "NOT", "~2", "^9", "\\", "/", "\0",
    "\u202e", "\ud800", "α", "ß", "İ", "a" * 300, "é", "0" * 200, "..", "- -", "--", " ", "\t", "\n",
    "\U0001f48a", "\u0633\u0631\u0637", "−", "9" * 5_000,
)  # fmt: skip


def attack(chance: random.Random, folder: Path) -> Rounds:
    """Put pieces together in any order and ask."""
    with closing(open_index(sample(folder) / "index")) as engine:
        while True:
            pieces = chance.choices(_PIECES, k=chance.choice((1, 2, 3, 5, 9, 40)))
            text = chance.choice(("", " ")).join(pieces)
            limit = chance.choice((-1, 0, 1, 20, 10_000))
            answer = engine.search(text, limit, chance.choice((None, ("faq",), ("nothing",))))
            engine.names(text, max(0, limit))
            yield "found" if answer.hits else "nothing found"


def loop(chance: random.Random, deadline: float) -> dict[str, int]:
    """What came of it until the deadline."""
    return count(attack, chance, deadline)
