"""From a passage number to a hit: what is shown of a passage, with the words of the question marked."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from viewer.search.answer import Hit, Span
from viewer.search.header import damaged
from viewer.search.snippets import beginning, snippet
from viewer.search.spots import Spotter, merge
from viewer.search.store import Column, Reader

_REMEMBERED = 2_000
SNIPPETS = 20
"""Excerpts made for one answer; further hits have the beginning of their passage."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is kept of a passage."""

    id: str
    doc: str
    kind: str
    title: str
    heading: str
    anchor: str
    summary: str
    text: str
    sentences: list[int]


def _read(data: bytes) -> Shown:
    try:
        return Shown(*json.loads(data.decode(errors="surrogatepass")))
    except (ValueError, TypeError) as error:
        raise damaged() from error


class Passages:
    """What is kept of the passages of an index; any thread may ask."""

    def __init__(self, reader: Reader) -> None:
        self._column: Column = reader.column("passage")
        self._known: dict[int, Shown] = {}
        self._lock = Lock()  # Whoosh may have to seek in a file that it could not map

    def get(self, number: int) -> Shown:
        """A passage by number."""
        shown = self._known.get(number)
        if shown is None:
            with self._lock:
                data = self._column[number]
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            shown = self._known[number] = _read(data)
        return shown

    def one_a_document(self, ranked: list[tuple[float, int]]) -> list[tuple[float, int]]:
        """The same with the first passage of each document before all others."""
        seen = set[str]()
        first: list[tuple[float, int]] = []
        rest: list[tuple[float, int]] = []
        for pair in ranked:
            shown = self.get(pair[1])
            (rest if shown.doc and shown.doc in seen else first).append(pair)
            seen.add(shown.doc)
        return first + rest


class Maker:
    """Makes the hits of one answer."""

    def __init__(self, passages: Passages, spotter: Spotter, weight: Callable[[str], float]) -> None:
        self._passages, self._spotter, self._weight = passages, spotter, weight
        self._made = 0
        self._titles: dict[str, tuple[Span, ...]] = {}

    def hit(self, number: int, score: float, tier: str, why: tuple[str, ...] = ()) -> Hit:
        """The hit of a passage."""
        shown = self._passages.get(number)
        self._made += 1
        title_spans: tuple[Span, ...] = ()
        if self._made <= SNIPPETS:
            excerpt = snippet(shown.text, shown.summary, shown.sentences, self._spotter, self._weight)
            title_spans = self._spans(shown.title)
        else:
            excerpt = beginning(shown.text, shown.summary, shown.sentences)
        return Hit(
            shown.id,
            shown.doc,
            shown.kind,
            shown.title,
            shown.heading,
            shown.anchor,
            excerpt,
            round(score, 4),
            title_spans,
            tier,
            why,
        )

    def _spans(self, title: str) -> tuple[Span, ...]:
        if title not in self._titles:
            self._titles[title] = merge(self._spotter.spots(title))
        return self._titles[title]
