"""Where the words of a question stand in a text, fast enough for twenty passages a keystroke.

Every distinct run of letters between two spaces is analysed once and filed under the keys in it. To find a
question in a text is then to intersect two sets: the runs of the text, and those filed under its keys.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from viewer.search.analysis.analyser import Analyser
from viewer.search.analysis.numerals import arabic
from viewer.search.answer import Span

Spot = tuple[int, int, str]
"""Start, end, and the key that was found there."""

_AROUND = ".,;:()[]\"'"
"""What stands around a word and is no part of it."""
_MOST = 150_000
_TEXTS = 500
"""Runs, and texts with their runs, that are remembered: texts only for the next letter."""


def _filed(term: str, surface: str, start: int, end: int) -> Iterator[Spot]:
    """Where a key stands; a Roman figure, which alone is none, also as the figure that it may be."""
    yield start, end, term
    if surface[0] in "iv" and (figure := arabic(surface)) != surface:
        yield start, end, figure


class Register:
    """Runs of letters by the keys in them; belongs to one thread."""

    def __init__(self, analyser: Analyser) -> None:
        self.analyser = analyser
        # What is found is kept here, in plain tuples: the collector of garbage need not look at those.
        self._once = Analyser(remembered=1)
        self._texts: dict[str, set[str]] = {}
        self._known: dict[str, tuple[Spot, ...]] = {}
        self._runs: dict[str, tuple[str, ...]] = {}

    def learn(self, text: str) -> set[str]:
        """The runs of a text, all of them filed."""
        runs = self._texts.get(text)
        if runs is None:
            if len(self._texts) > _TEXTS:
                self._texts.clear()
            runs = self._texts[text] = set(text.split())
            self._file(runs)
        return runs

    def _file(self, runs: set[str]) -> None:
        new = [run for run in runs if run not in self._known]
        if len(self._known) > _MOST:
            for kept in (self._known, self._runs, self._texts):
                kept.clear()
            new = list(runs)
        for run in new:
            bare = run.strip(_AROUND)
            word = Analyser.word(bare) if bare.isalpha() else None
            if word:  # as most are: it need not be cut
                start = run.index(bare)
                spots = tuple(_filed(*word[:2], start, start + len(bare)))
            else:
                tokens = self._once.tokens(run)
                spots = tuple(
                    spot for one in tokens for spot in _filed(one.term, one.surface, one.start, one.end)
                )
            self._known[run] = spots
            for term in {term for _, _, term in spots}:
                self._runs[term] = (*self._runs.get(term, ()), run)

    @property
    def size(self) -> int:
        """How many runs are known."""
        return len(self._known)

    def runs(self, term: str) -> tuple[str, ...]:
        """The known runs with a key in them."""
        return self._runs.get(term, ())

    def inside(self, run: str) -> tuple[Spot, ...]:
        """The keys in a known run, and where they stand in it."""
        return self._known[run]


class Spotter:
    """Finds one question in many texts."""

    def __init__(self, register: Register, terms: frozenset[str], phrases: Sequence[tuple[str, ...]]) -> None:
        self._register, self._terms, self._phrases = register, terms, phrases
        self._wanted: set[str] = set()
        self._known = -1

    def spots(self, text: str) -> list[Spot]:
        """Where keys of the question, or phrases that stand for them, are in `text`, in order."""
        runs = self._register.learn(text)
        found = set[Spot]()
        for run in runs & self._runs():
            found.update(self._inside(text, run))
        for phrase in self._phrases:
            if not any(runs.isdisjoint(self._register.runs(term)) for term in phrase):
                found.update(self._phrase(text, phrase))
        return sorted(found)

    def _runs(self) -> set[str]:
        """The known runs with any key of the question in them."""
        if self._known != self._register.size:
            self._known = self._register.size
            self._wanted.update(chain.from_iterable(map(self._register.runs, self._terms)))
        return self._wanted

    def _inside(self, text: str, run: str) -> Iterator[Spot]:
        """The keys of the question in each occurrence of a run."""
        inside = [spot for spot in self._register.inside(run) if spot[2] in self._terms]
        place = text.find(run)
        while place >= 0:
            end = place + len(run)
            if (place == 0 or text[place - 1].isspace()) and (end == len(text) or text[end].isspace()):
                negated = text[max(0, place - 4) : place].lower() == "non "
                for first, last, term in inside:
                    if first or not negated:
                        yield place + first, place + last, term
            place = text.find(run, end)

    def _phrase(self, text: str, phrase: tuple[str, ...]) -> Iterator[Spot]:
        """Where words follow one another."""
        words = [token for token in self._register.analyser.tokens(text) if not token.extra]
        keys = [token.term for token in words]
        for place, key in enumerate(keys):
            if key == phrase[0] and tuple(keys[place : place + len(phrase)]) == phrase:
                yield words[place].start, words[place + len(phrase) - 1].end, " ".join(phrase)


def merge(spots: Sequence[Spot]) -> tuple[Span, ...]:
    """Spans in order, without overlaps."""
    merged: list[Span] = []
    for start, end, _ in spots:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
