"""From a passage number to a hit: what is shown of a passage, with the words of the question marked."""

from collections.abc import Callable, Iterable

from viewer.search.answer import Elsewhere, Hit, Span
from viewer.search.index.passages import Passages
from viewer.search.results.highlights import Spotter, merge
from viewer.search.results.snippets import LIST, Extent, beginning, snippet

SNIPPETS = 20
"""Excerpts made for one answer; further hits have the beginning of their passage."""


class Maker:
    """Makes the hits of one answer."""

    def __init__(
        self, passages: Passages, spotter: Spotter, weight: Callable[[str], float], extent: Extent = LIST
    ) -> None:
        self._passages, self._spotter, self._weight = passages, spotter, weight
        self._extent = extent
        self._made = 0
        self._titles: dict[str, tuple[Span, ...]] = {}

    def hit(
        self,
        number: int,
        score: float,
        tier: str,
        why: tuple[str, ...] = (),
        others: Iterable[int] = (),
    ) -> Hit:
        """The hit of a passage, `others` being further ones of its document."""
        shown = self._passages.get(number)
        self._made += 1
        title_spans: tuple[Span, ...] = ()
        if self._made <= SNIPPETS:
            excerpt = snippet(
                shown.text, shown.summary, shown.sentences, self._spotter, self._weight, self._extent
            )
            title_spans = self._spans(shown.title)
        else:
            excerpt = beginning(shown.text, shown.summary, shown.sentences, self._extent)
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
            self._elsewhere(number, bool(shown.summary), others),
            why,
        )

    def _elsewhere(self, best: int, fixed: bool, others: Iterable[int]) -> tuple[Elsewhere, ...]:
        """Links to sections, each once; a fixed line opens at the top, so its own section is one of them."""
        opened = "" if fixed else self._passages.get(best).anchor
        found: dict[str, Elsewhere] = {}
        for number in (best, *others):
            anchor, heading = self._passages.get(number).anchor, self._passages.get(number).heading
            if anchor != opened:
                found.setdefault(anchor, Elsewhere(anchor, heading))
        return tuple(found.values())

    def _spans(self, title: str) -> tuple[Span, ...]:
        if title not in self._titles:
            self._titles[title] = merge(self._spotter.spots(title))
        return self._titles[title]
