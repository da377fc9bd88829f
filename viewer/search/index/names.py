"""The names tier: titles, headings, aliases, authors with year, numbers, found while a key goes down.

All is in memory and unchanging, and every step is bounded, so that the window may ask from its own thread.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

from viewer.library.model import Passage
from viewer.search.analysis.analyser import Analyser, Token, chunks, fold, visible
from viewer.search.analysis.identifiers import REGISTRY, doi_token, dois
from viewer.search.analysis.lists import STOP
from viewer.search.index.arrays import Numbers, load, numbers, save, within
from viewer.search.index.header import damaged

FILE = "names.bin"
TITLE, ALIAS, HEADING, AUTHOR, NUMBER = range(5)
_DIGIT = re.compile(r"\d")
_KEY = "\x01"
"""Before the key of a word, to tell it from words as written; sorts before all of them."""
_LAST = "\U0010ffff"
_MOST = 40
"""Candidates that are looked at closely."""
IN_TITLE = 0.1
"""Added where the title too has what was typed."""
HEADING_ALONE = 0.9
"""A heading says less than a title."""
_WIDEST = 3_000
"""Names of one beginning that are looked through: nobody means all of them."""
_REMEMBERED = 2_000
_WORDS = 4_000
"""Names and words of names that are kept taken apart."""
_LONGEST = 400
"""Characters of a name that are kept."""
_NUMBERS_EACH = 5
_REGISTERS = ("NCT", "ISRCTN", "NTR", "EudraCT", "PMID")
"""One of these is in every number of `REGISTRY`."""


@dataclass(slots=True)
class NamesMaker:
    """Collects the names of passages, each once a document."""

    labels: list[str] = field(default_factory=list)
    passages: Numbers = field(default_factory=numbers)
    roles: Numbers = field(default_factory=numbers)
    _seen: set[tuple[str, int, str]] = field(default_factory=set)

    def add(self, number: int, passage: Passage) -> None:
        """Take in the names of the next passage."""
        self._name(passage, passage.title, TITLE, number)
        for alias in passage.keywords:
            self._name(passage, alias, ALIAS, number)
        if passage.heading:
            self._name(passage, passage.heading, HEADING, number)
        if passage.authors:
            year = f" {passage.year}" if passage.year is not None else ""
            self._name(passage, ", ".join(passage.authors[:3]) + year, AUTHOR, number)
        for label in registered(" ".join((*passage.keywords, passage.text)))[:_NUMBERS_EACH]:
            self._name(passage, label, NUMBER, number)

    def _name(self, passage: Passage, label: str, role: int, number: int) -> None:
        """A name leads to what stands in its document under no heading, else to what comes first."""
        label = " ".join(label[:_LONGEST].split())
        key = (passage.doc or passage.id, role, label if role != HEADING else f"{passage.id} {label}")
        if label and (key not in self._seen or not passage.heading):
            self._seen.add(key)
            self.labels.append(label)
            self.passages.append(number)
            self.roles.append(role)

    def save(self, directory: Path, analyser: Analyser) -> None:
        """Write the names with an index from word to name."""
        inverted, sizes = dict[str, list[int]](), numbers()
        for entry, name in enumerate(zip(self.labels, self.roles, strict=True)):
            size, found = _taken_apart(*name, analyser)
            sizes.append(size)
            for word in found:
                inverted.setdefault(word, []).append(entry)
        words, starts, entries = sorted(inverted), numbers(), numbers()
        for word in words:
            starts.append(len(entries))
            entries.extend(inverted[word])
        starts.append(len(entries))
        order = numbers()
        order.extend(sorted(range(len(self.labels)), key=lambda entry: fold(self.labels[entry])))
        rows = {"passages": self.passages, "roles": self.roles, "sizes": sizes, "order": order}
        save(
            directory / FILE,
            {"labels": self.labels, "words": words},
            rows | {"starts": starts, "entries": entries},
        )


def _taken_apart(label: str, role: int, analyser: Analyser) -> tuple[int, list[str]]:
    # Without their places, which only matter where a name is judged.
    found = chain.from_iterable(map(analyser.chunk, chunks(label)))
    tokens = _beside(list(found), label, role)
    words = {token.surface for token in tokens} | {_KEY + token.term for token in tokens}
    return _letters(_counting(tokens)), list(words)


def registered(text: str) -> list[str]:
    """DOIs, PMIDs and trial registry numbers in a text, each once, in order."""
    text = visible(text)
    found = [doi.text for doi in dois(text)] if "10." in text else []
    if any(beginning in text for beginning in _REGISTERS):
        found += REGISTRY.findall(text)
    return list(dict.fromkeys(found))


def _tokens(label: str, role: int, analyser: Analyser) -> list[Token]:
    return _beside(list(analyser.tokens(label)), label, role)


def _beside(tokens: list[Token], label: str, role: int) -> list[Token]:
    """The words of a name; beside them a DOI as one word, and `PRODIGE 7` as `prodige7`."""
    if not _DIGIT.search(label):
        return tokens
    if role == NUMBER and label.startswith("10."):
        tokens.append(doi_token(label))
    words = [token for token in tokens if not token.extra]
    for one, other in pairwise(words):
        if one.surface.isalpha() and other.surface[0].isdigit():
            joined = one.surface + other.surface
            tokens.append(Token(joined, joined, one.start, other.end, True))
    return tokens


def _letters(tokens: list[Token]) -> int:
    return sum(len(token.surface) for token in tokens)


def _counting(tokens: list[Token]) -> list[Token]:
    """The words of a name that count: those of no account only where there are no others."""
    words = [token for token in tokens if not token.extra]
    return [token for token in words if token.surface not in STOP] or words


class Name(NamedTuple):
    """A name that answers: where it leads, what it is, how well it fits (1 is all of it)."""

    passage: int
    role: int
    label: str
    fit: float


class _Label(NamedTuple):
    """A name taken apart: its words, where the first that counts stands, and all of it folded."""

    words: tuple[tuple[str, str, int], ...]
    """Word as written, its key, where it stands: plain, so that the collector of garbage need not look."""
    first: int
    folded: str


class Names:
    """The names of an open index."""

    def __init__(self, directory: Path, passages: int) -> None:
        texts, rows = load(directory / FILE)
        try:
            self._labels, self._words = texts["labels"], texts["words"]
            labels, whole = len(self._labels), 1 << 32
            self._passages = within(rows["passages"], passages, labels)
            self._roles, self._sizes = within(rows["roles"], 5, labels), within(rows["sizes"], whole, labels)
            self._entries = within(rows["entries"], labels)
            self._starts = within(rows["starts"], len(self._entries) + 1, len(self._words) + 1)
            self._order = within(rows["order"], labels, labels)
        except KeyError as error:
            raise damaged() from error
        self._analyser = Analyser(remembered=_WORDS)
        self._known: dict[int, _Label] = {}

    def words(self) -> list[str]:
        """Every word of a name, as written."""
        return self._words[bisect_left(self._words, _KEY + _LAST) :]

    def find(self, text: str, tokens: list[Token], finished: bool) -> list[Name]:
        """Names that have all of `tokens`, the best first; `text` is what was typed."""
        doi = next(dois(text), None)
        if doi:
            tokens, finished = [doi_token(doi.text)], finished or text.rstrip() != text
        if not tokens:
            return []
        typed = fold(" ".join(text.split())).rstrip("?!. ")
        found = sorted(self._starting(typed) | self._having(tokens))
        candidates = nsmallest(_MOST, found, key=self._sizes.__getitem__)
        best: dict[int, Name] = {}
        titled = set[int]()
        for name in (self._judge(entry, typed, tokens, finished) for entry in candidates):
            if name is None:
                continue
            if name.role == TITLE:
                titled.add(name.passage)
            if name.passage not in best or best[name.passage].fit < name.fit:
                best[name.passage] = name
        for passage in titled:
            best[passage] = best[passage]._replace(fit=best[passage].fit + IN_TITLE)
        return sorted(best.values(), key=lambda name: (-name.fit, name.role, name.passage))

    def _label(self, entry: int) -> _Label:
        label = self._known.get(entry)
        if label is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            words = _tokens(self._labels[entry], self._roles[entry], self._analyser)
            first = min((word.start for word in _counting(words)), default=0)
            plain = tuple((word.surface, word.term, word.start) for word in words)
            label = self._known[entry] = _Label(plain, first, fold(self._labels[entry]))
        return label

    def _starting(self, typed: str) -> set[int]:
        """Names that begin with what was typed, letter by letter."""
        place = bisect_left(self._order, typed, key=lambda entry: fold(self._labels[entry]))
        found = set[int]()
        for entry in self._order[place : place + _MOST]:
            if not fold(self._labels[entry]).startswith(typed):
                break
            found.add(entry)
        return found

    def _having(self, tokens: list[Token]) -> set[int]:
        """Names in which every token begins a word or shares its key; a single letter is no help."""
        ranges = [self._ranges(token) for token in tokens if len(token.surface) > 1 or len(tokens) < 2]
        found: set[int] | None = None
        for slices in sorted(ranges, key=_width):
            if found is not None and _width(slices) > _WIDEST:
                break  # whether these words are there too is seen when each name is judged
            entries = set(chain.from_iterable(self._entries[first:last][:_WIDEST] for first, last in slices))
            found = entries if found is None else found & entries
        return found or set()

    def _ranges(self, token: Token) -> list[tuple[int, int]]:
        ranges = [self._slice(token.surface, token.surface + _LAST)]
        if token.term != token.surface:
            ranges.append(self._slice(_KEY + token.term, _KEY + token.term + "\0"))
        return ranges

    def _slice(self, low: str, high: str) -> tuple[int, int]:
        first, last = bisect_left(self._words, low), bisect_left(self._words, high)
        return self._starts[first], self._starts[last]

    def _judge(self, entry: int, typed: str, tokens: list[Token], finished: bool) -> Name | None:
        """How well a name fits: the share of its letters that was typed, more where it begins with it."""
        label, role = self._labels[entry], self._roles[entry]
        words, first, folded = self._label(entry)
        places = [_place(token, words, finished or token is not tokens[-1]) for token in tokens]
        if any(place is None for place in places):
            return None
        share = min(1.0, _letters(tokens) / max(1, self._sizes[entry]))
        in_order = places == sorted(places, key=lambda place: place or 0)
        fit = 0.6 * share + 0.1 * in_order + 0.3 * (in_order and places[0] == first)
        if folded.startswith(typed) and (" " in typed or len(typed) == len(folded)):
            fit = 1.0 + 0.2 * len(typed) / len(folded)
        if role == NUMBER and len(tokens) == 1:
            fit = 1.0
        return Name(self._passages[entry], role, label, HEADING_ALONE * fit if role == HEADING else fit)


def _width(slices: list[tuple[int, int]]) -> int:
    return sum(last - first for first, last in slices)


def _place(token: Token, words: tuple[tuple[str, str, int], ...], whole: bool) -> int | None:
    """Where a typed word stands in a name: itself or another form of it first, else a word that it begins."""
    for surface, term, start in words:
        if surface == token.surface or term == token.term:
            return start
    for surface, _, start in words:
        if surface.startswith(token.surface) and (not whole or len(token.surface) > 2):
            return start
    return None
