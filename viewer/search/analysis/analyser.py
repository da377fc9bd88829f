"""One normaliser and analyser for index and query.

Text is cut into chunks (a word with its hyphens, dots and apostrophes); each distinct chunk is analysed once
and remembered. A chunk yields tokens in reading order, and `extra` tokens that stand beside them: `5-FU` is
the token `5fu` beside which stand `5` and `fu`; `short-course` is `short` and `course`, beside which stands
`shortcourse`. What cannot be seen (soft hyphens, marks of direction) is no letter, on either side; every dash
inside a word is a hyphen. How numbers are written is the business of `numerals`.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from viewer.search.analysis import numerals
from viewer.search.analysis.stem import conflate

VERSION = 2
"""Raised whenever a text would be cut or folded otherwise: an index of another version is not opened."""

_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Characters of Unicode's category Cf that stand inside words of real texts."""
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_LONG_DASHES = frozenset("—―⸺⸻")
"""These join a name (`T—DXd`), but part two words of a sentence."""
_HYPHENS = "-֊־᠆‐‑‒–−⁃﹘﹣－—―⸺⸻"
_LETTERS = rf"[\w\u0300-\u036f{_INVISIBLE}]+"
_CHUNK = re.compile(
    rf"(?:{_LETTERS}|(?<![\w.·])[.·](?=\d){_LETTERS})(?:"  # the usual first: a third of the time of this
    rf"[{_HYPHENS}'’ʼ.·,&]{_LETTERS}"
    r"|(?<=[Nn])(?<=\b[Nn][Oo][Nn])[ \u00a0]+[^\W\d_]{3}\w*"
    r"|(?<=\b[Ww]ild)[ \u00a0]+[Tt]ypes?\b"
    rf"|[ \u00a0]{numerals.AFTER_HEAD}"
    r")*"
)
_ACRONYM = re.compile(r"[^\W\d_](?:[.&][^\W\d_])+$")
_PIECE = re.compile(
    rf"(?!0,)\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d*(?:[.·]\d+)+|0,\d+(?![\d,])|[^{_HYPHENS}_ \u00a0.·,&/]+"
)
_PLAIN_PART = re.compile(r"[A-Za-z]+")
_TURNING = frozenset(("non", "un", "wild"))
"""These stay with what they turn round."""
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "×": "x",
}  # fmt: skip
_FOLDED = str.maketrans(_GREEK)
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "·": ".", ",": None})
_CACHED = 200_000
_LONGEST = 64
"""Longer tokens are cut: nobody types them, and a text may be one word of a megabyte."""

UNINDEXED = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or",
     "that", "the", "these", "this", "to", "was", "were", "which", "with"]
)  # fmt: skip
"""In most sentences: they keep their place in phrases, but have no postings, unless in capitals (IT, OR)."""


class Token(NamedTuple):
    """A word of a text: its key in the index, itself folded, and where it stands."""

    term: str
    surface: str
    start: int
    end: int
    extra: bool = False
    silent: bool = False
    """True for a word without postings."""


def fold(text: str) -> str:
    """Small letters, no diacritics, Greek letters by name."""
    if text.isascii():
        return text.lower()
    # Twice, because letters of mathematics are taken for plain ones before they have a small form.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.translate(_FOLDED)


def visible(text: str) -> str:
    """A text without what cannot be seen."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def chunks(text: str) -> list[str]:
    """The chunks of `text`."""
    return _CHUNK.findall(text)


def chunks_at(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """The chunks of `text` from `start` on, and where they stand."""
    return ((match.start(), match.group()) for match in _CHUNK.finditer(text, start))


class Analyser:
    """Cuts texts into tokens; remembers each distinct chunk, so it belongs to one thread."""

    def __init__(self, remembered: int = _CACHED) -> None:
        self._known: dict[str, tuple[Token, ...]] = {}
        self._most = remembered

    @staticmethod
    def word(chunk: str) -> tuple[str, str, bool] | None:
        """Term, surface and silence of a chunk that is one plain word or whole number; None for any other."""
        if not _is_plain(chunk):
            return None
        surface = chunk.lower()[:_LONGEST]
        silent = surface in UNINDEXED and not chunk.isupper()
        return surface if silent else conflate(surface), surface, silent

    def chunk(self, chunk: str) -> tuple[Token, ...]:
        """Tokens of one chunk, with places relative to it."""
        tokens = self._known.get(chunk)
        if tokens is None:
            if len(self._known) >= self._most:
                self._known.clear()
            tokens = self._known[chunk] = tuple(_analyse(chunk))
        return tokens

    def tokens(self, text: str) -> Iterator[Token]:
        """Tokens of a text in reading order, extra ones beside the chunk they belong to."""
        for match in _CHUNK.finditer(text):
            base = match.start()
            for term, surface, start, end, extra, silent in self.chunk(match.group()):
                yield Token(term, surface, base + start, base + end, extra, silent)


def _analyse(chunk: str) -> Iterator[Token]:
    if chunk.isascii() or not _UNSEEN.search(chunk):
        return _tokens(chunk)
    return _in_sight(chunk)


def _in_sight(chunk: str) -> Iterator[Token]:
    """The tokens of what can be seen of a chunk, with their places in all of it."""
    places = [place for place, letter in enumerate(chunk) if not _UNSEEN.match(letter)]
    for token in _tokens("".join(chunk[place] for place in places)) if places else ():
        yield token._replace(start=places[token.start], end=places[token.end - 1] + 1)


def _is_plain(chunk: str) -> bool:
    return chunk.isalnum() and chunk.isascii() and (chunk.isdigit() or not chunk[0].isdigit())


def _tokens(chunk: str) -> Iterator[Token]:
    if _is_plain(chunk):
        yield _token(chunk, 0, len(chunk))
        return
    if _ACRONYM.match(chunk):
        yield _token("".join(filter(str.isalpha, chunk)), 0, len(chunk))
        return
    if _is_joined(chunk):
        yield from _compound([(part.group(), *part.span()) for part in _PLAIN_PART.finditer(chunk)])
        return
    parts = [part for piece in _parts(chunk) for part in numerals.apart(*piece) if fold(part[0])]
    if numerals.has_head(chunk):
        parts = [(numerals.arabic(text), start, end) for text, start, end in parts]
    if _is_compound(chunk, parts):
        yield from _compound(parts)
    else:
        yield from (_token(*part) for part in parts)


def _is_joined(chunk: str) -> bool:
    """Whether a chunk is plain words joined by hyphens, `long-term`: what most compounds are."""
    words = chunk.split("-") if chunk.isascii() else []
    return 1 < len(words) < 6 and all(map(str.isalpha, words)) and _TURNING.isdisjoint(map(str.lower, words))


def _parts(chunk: str) -> Iterator[tuple[str, int, int]]:
    """Words and numbers of a chunk; `non`, `un` and `wild` stay with what they turn round."""
    pending, start = "", 0
    for piece in _PIECE.finditer(chunk):
        if not pending:
            start = piece.start()
        text = pending + piece.group()
        pending = ""
        if _turns_round(text.lower(), chunk[piece.end() :]):
            pending = text
        else:
            yield text, start, piece.end()


def _turns_round(word: str, rest: str) -> bool:
    follows = rest.lstrip(_HYPHENS + " \u00a0")
    if word in ("non", "un"):
        return follows[:1].isalpha()
    return word == "wild" and follows[:4].lower() == "type"


def _is_compound(chunk: str, parts: list[tuple[str, int, int]]) -> bool:
    """Whether hyphens join the parts; a range of numbers is none."""
    gaps = [chunk[one[2] : other[1]] for one, other in pairwise(parts)]
    return (
        0 < len(gaps) < 5
        and all(len(gap) == 1 and gap in _HYPHENS for gap in gaps)
        and not all(part[0][0].isdigit() for part in parts)
        and not numerals.is_measure([part[0] for part in parts])
        and (_LONG_DASHES.isdisjoint(gaps) or not any(part[0].islower() for part in parts))
    )


def _compound(parts: list[tuple[str, int, int]]) -> Iterator[Token]:
    """One word with its parts beside it where a part means little alone, else the other way round."""
    whole = _token("".join(part[0] for part in parts), parts[0][1], parts[-1][2])
    tight = any(part[0].isdigit() or len(fold(part[0])) <= 2 for part in parts)
    if tight:
        yield whole
    for part in parts:
        yield _token(*part)._replace(extra=tight)
    if not tight:
        yield whole._replace(extra=True)


def _token(raw: str, start: int, end: int) -> Token:
    surface = fold(numerals.plain(raw))
    if not surface.isalnum():
        surface = surface.translate(_PLAIN).removesuffix("'s").replace("'", "")
    surface = surface[:_LONGEST]
    silent = surface in UNINDEXED and not raw.isupper()
    return Token(surface if silent else conflate(surface), surface, start, end, False, silent)
