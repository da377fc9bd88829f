"""Title look-up for a library whose index is missing: in memory, from what lists show, without Whoosh."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from viewer.library.model import FILTERS, Card
from viewer.search.analysis.analyser import fold
from viewer.search.answer import Answer, Hit, Snippet

NOTICE = "Only titles are searched until the search index is built."


@dataclass(frozen=True, slots=True)
class _Named:
    card: Card
    words: tuple[str, ...]


class Titles:
    """Answers from titles alone: every word must begin a word of the title, in any order."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._named = [_Named(card, tuple(_words(card.title))) for card in cards]

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
        """As `viewer.search.answer.Engine`, from titles alone."""
        return replace(self.names(text, limit, kinds), partial=False)

    def documents(
        self,
        text: str,
        limit: int = 100,
        kinds: Collection[str] | None = None,
        is_stale: Callable[[], bool] | None = None,
        *,
        correct: bool = True,
    ) -> Answer:
        """As `viewer.search.answer.Engine`: a title is a document."""
        return self.search(text, limit * len(FILTERS), kinds)

    def names(self, text: str, limit: int = 8, kinds: Collection[str] | None = None) -> Answer:
        """As `viewer.search.answer.Engine`."""
        began = time.perf_counter()
        wanted = list(_words(text[:200]))
        found = [named.card for named in self._named if wanted and _fits(named.words, wanted)]
        shown = [card for card in found if not kinds or card.kind in kinds]
        hits = tuple(_hit(card) for card in shown[:limit])
        counts = Counter(card.kind for card in found)
        elapsed = (time.perf_counter() - began) * 1_000
        return Answer(text, hits, len(shown), kinds=counts, notice=NOTICE, partial=True, elapsed_ms=elapsed)

    def close(self) -> None:
        """Nothing is open."""


def _words(text: str) -> Iterable[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def _fits(words: tuple[str, ...], wanted: list[str]) -> bool:
    return all(any(word.startswith(want) for word in words) for want in wanted)


def _hit(card: Card) -> Hit:
    return Hit(card.doc, card.doc, card.kind, card.title, "", "", Snippet(card.summary), 0.0, tier="name")
