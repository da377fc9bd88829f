"""From a passage number to a hit: what is shown of a passage, with the words of the question marked."""

from collections.abc import Callable

from viewer.search.answer import Hit, Span
from viewer.search.index.passages import Passages
from viewer.search.results.highlights import Spotter, merge
from viewer.search.results.snippets import beginning, snippet

SNIPPETS = 20
"""Excerpts made for one answer; further hits have the beginning of their passage."""


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
            bool(shown.summary),
            why,
        )

    def _spans(self, title: str) -> tuple[Span, ...]:
        if title not in self._titles:
            self._titles[title] = merge(self._spotter.spots(title))
        return self._titles[title]
