"""The engine of the library and that of the reader's own papers as one: the library first at equal fit.

Each answers by its own index: nothing a reader adds can change what the library finds, or in which order.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from threading import Lock

from viewer.library.model import OWN
from viewer.search.analysis.analyser import fold
from viewer.search.answer import Answer, Engine, Hit

Ask = Callable[[Engine, str, int, Collection[str] | None, bool], Answer]
"""Engine, text, limit, kinds, whether words may be corrected → what it answers."""
_A_PAPER = 2
_OPERATOR = re.compile(r'(?<!\S)(?:-\S+|\w+:(?:"[^"]*"|\S+)|AND|OR|NOT)(?!\S)')
_TYPED = re.compile(r'(?<!\S)kind:\s?"?(?:mine|own)"?(?!\S)', re.IGNORECASE)


class JoinedEngine:
    """An `Engine` over both; without papers of the reader's own it answers as the library's does."""

    def __init__(self, library: Engine) -> None:
        self._library = library
        self._own: Engine | None = None
        self._swap = Lock()

    def use_own(self, own: Engine | None) -> None:
        """Ask these papers too from now on; the former ones are let go of. Not while a search runs."""
        with self._swap:  # names are asked for on the window's thread
            former, self._own = self._own, own
            if former is not None:
                former.close()

    def search(
        self,
        text: str,
        limit: int = 20,
        kinds: Collection[str] | None = None,
        is_stale: Callable[[], bool] | None = None,
        *,
        correct: bool = True,
        explain: bool = False,
    ) -> Answer:
        """As `viewer.search.answer.Engine`; `kind:mine` and the kind `own` ask own papers alone."""

        def ask(engine: Engine, words: str, most: int, of: Collection[str] | None, correct: bool) -> Answer:
            return engine.search(words, most, of, is_stale, correct=correct, explain=explain)

        return self._asked(ask, text, limit, kinds, correct, most=limit)

    def documents(
        self,
        text: str,
        limit: int = 100,
        kinds: Collection[str] | None = None,
        is_stale: Callable[[], bool] | None = None,
        *,
        correct: bool = True,
    ) -> Answer:
        """As `viewer.search.answer.Engine`: one hit a document, own papers among them."""

        def ask(engine: Engine, words: str, most: int, of: Collection[str] | None, correct: bool) -> Answer:
            return engine.documents(words, most, of, is_stale, correct=correct)

        return self._asked(ask, text, limit, kinds, correct, most=None)

    def _asked(
        self,
        ask: Ask,
        text: str,
        limit: int,
        kinds: Collection[str] | None,
        correct: bool,
        most: int | None,
    ) -> Answer:
        """The answer of both, cut to `most` hits."""
        own, bare = self._own, _TYPED.sub(" ", text)
        if own is None:
            return ask(self._library, text, limit, kinds, correct)
        if bare != text:
            asked = bare if bare.strip() else f"kind:{OWN}"  # all of them, where no word is asked for
            return replace(_of_own(ask(own, asked, limit, None, False)), query=text, typed_kinds=(OWN,))
        if kinds and set(kinds) == {OWN}:
            mine = _of_own(ask(own, text, limit, None, False))
            theirs = ask(self._library, text, 1, None, False)
            return replace(mine, kinds={**theirs.kinds, **mine.kinds})
        mine = ask(own, text, limit, None, False)
        is_exact = bool(mine.hits) and not mine.relaxed
        theirs = ask(self._library, text, limit, kinds, correct and not is_exact)
        if theirs.corrected and not mine.hits:
            mine = ask(own, theirs.corrected, limit, None, False)
        return _joined(theirs, mine, most, with_hits=not kinds or OWN in kinds)

    def names(self, text: str, limit: int = 8, kinds: Collection[str] | None = None) -> Answer:
        """As `viewer.search.answer.Engine`."""
        with self._swap:
            return self._names(text, limit, kinds)

    def _names(self, text: str, limit: int, kinds: Collection[str] | None) -> Answer:
        own, bare = self._own, _TYPED.sub(" ", text)
        if own is None:
            return self._library.names(text, limit, kinds)
        if bare != text or (kinds and set(kinds) == {OWN}):
            return replace(own.names(bare, limit), query=text)
        theirs = self._library.names(text, limit, kinds)
        return theirs if kinds else _joined(theirs, own.names(text, limit), limit, with_hits=True)

    def close(self) -> None:
        """Let go of both."""
        self.use_own(None)
        self._library.close()


def _of_own(answer: Answer) -> Answer:
    """What an index says of its library, said of the reader's papers: of the library nothing was asked."""
    said = (text.replace("this library", "your papers") for text in (answer.relaxed, answer.notice))
    relaxed, notice = said
    return replace(answer, relaxed=relaxed, notice=notice)


def _joined(theirs: Answer, mine: Answer, limit: int | None, *, with_hits: bool) -> Answer:
    """One answer: what is said of the library stays said of the library."""
    kinds = Counter(theirs.kinds) + Counter(mine.kinds)
    if not with_hits:
        return replace(theirs, kinds=kinds)
    hits = tuple(_merged(theirs.corrected or theirs.query, theirs, mine))[:limit]
    return replace(
        theirs,
        hits=hits,
        total=theirs.total + mine.total,
        also=tuple(dict.fromkeys((*theirs.also, *mine.also))),
        marks=tuple(dict.fromkeys((*theirs.marks, *mine.marks))),
        kinds=kinds,
        suggestions=() if mine.hits else theirs.suggestions,
        stale=theirs.stale or mine.stale,
        elapsed_ms=theirs.elapsed_ms + mine.elapsed_ms,
    )


def _merged(text: str, theirs: Answer, mine: Answer) -> list[Hit]:
    """By fit; each list keeps its own order, and at equal fit the library comes first."""
    out: list[Hit] = []
    words = frozenset(_words(_OPERATOR.sub(" ", text)))
    first, second = _fitted(words, theirs), _fitted(words, _spread(mine))
    while first and second:
        out.append((first if first[0][0] >= second[0][0] else second).pop(0)[1])
    return out + [hit for _, hit in (*first, *second)]


def _spread(mine: Answer) -> Answer:
    """At most _A_PAPER hits of one paper: a section each would push the library out of the list."""
    counts: Counter[str] = Counter()
    kept = []
    for hit in mine.hits:
        counts[hit.doc] += 1
        if counts[hit.doc] <= _A_PAPER:
            kept.append(hit)
    return replace(mine, hits=tuple(kept))


def _fitted(words: frozenset[str], answer: Answer) -> list[tuple[tuple[float, float, int], Hit]]:
    """Each hit with its fit: the share of the words that it shows, then that in its title, then its rank.

    Scores of two indexes cannot be compared: a word is rare in one and common in the other.
    """
    fits, least = [], (1.0, 1.0, 0)
    for rank, hit in enumerate(answer.hits):
        title = frozenset(_words(f"{hit.title} {hit.heading}"))
        shown = title | frozenset(_words(hit.snippet.text))
        least = min(least, (_share(words, shown), _share(words, title), -rank))
        fits.append((least, hit))
    return fits


def _share(words: frozenset[str], among: frozenset[str]) -> float:
    return len(words & among) / len(words) if words else 1.0


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()
