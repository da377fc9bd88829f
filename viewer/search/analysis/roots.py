"""The root that words of one derivation share: `resect` of resection, `diagnos` of diagnostic.

Only endings are taken off, never a prefix, and never one that turns a word round (`-less`, `-free`). Words
of a root find one another at a lower weight (docs/decisions/071-roots-at-a-lower-weight.md); a key in the
index stays what `stem` makes of it.
"""

import re
from functools import lru_cache

_SHORTEST = 4
"""Letters that are left of a word at least."""
_ROUNDS = 3
_ENDINGS = """
    ational ation ations ative atives atory ator ators ate ated ates ating ant ants ance ancy able ably
    ability ible ibly ibility ibilities ion ions ional ionally ive ively ivity ivities iveness al ally ality
    alities ic ical ically icity ics ous ously ousness ment ments mental ness ful fulness ity ities ism ist
    istic ize ized izes izing ization izer ise ised isation er ers or ors ence ences ency ent ents ently ed
    ing ings s es ies y ly e ia ary aries ory ories ure ures sis ses tic
"""
_ENDED = re.compile(rf"(?=[a-z]{{0,3}}[aeiouy])([a-z]{{{_SHORTEST},}}?)(?:{'|'.join(_ENDINGS.split())})")
"""A word with an ending: the shortest that can be left of it, with a vowel among its first letters."""
_DOUBLE = re.compile(r"([bdfgmnprtl])\1$")
_MISSPELT = (
    (re.compile(r"i(?=bl[ey]$|bility$)"), "a"),
    (re.compile(r"a(?=n(?:ts?|ces?|cy|tly)$)"), "e"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"o(?=rs?$)"), "e"),
)
"""Endings that are often taken for one another."""


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """The root of a folded word; the word itself where it is short, or no plain word."""
    if len(word) <= _SHORTEST or not (word.isascii() and word.isalpha()):
        return word
    for _ in range(_ROUNDS):
        match = _ENDED.fullmatch(word)
        if not match:
            break
        word = match[1]
    word = _DOUBLE.sub(r"\1", word)
    return word[:-1] + "i" if word.endswith("y") else word


def is_misspelt(one: str, other: str) -> bool:
    """Whether two words differ in an ending that is often misspelt: `resectible`, but not `amnesia`."""
    return _spelt(one) == _spelt(other)


def _spelt(word: str) -> str:
    for pattern, plain in _MISSPELT:
        word = pattern.sub(plain, word)
    return word
