"""Many documents before many passages of one: a list of hits is looked through from the top."""

from viewer.search.index.passages import Passages

LOOKED_AT = 60
"""Passages from the top that may change places."""
_ALIKE = 0.45
"""What a further passage of a document keeps of its score where all have the same fixed excerpt."""
_FURTHER = 0.8
"""What each further passage keeps from the third of a document on."""
_STANDS_BACK = {
    "what it may mean here": 0.75,
    "open questions": 0.9,
    "not covered here": 0.8,
    "not here": 0.8,
}
"""Sections that comment or say what is missing, by the headings of docs/authoring.md: results come first."""


class Spread:
    """Lets further passages of a document stand back; remembers which document a passage belongs to."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._known: dict[int, tuple[str, bool, float]] = {}

    def spread(self, ranked: list[tuple[float, int]], limit: int) -> list[tuple[float, int]]:
        """The same pairs of score and passage, best first, with the scores of further passages lowered."""
        looked_at = max(LOOKED_AT, limit)
        seen: dict[str, int] = {}
        lowered = []
        for score, number in ranked[:looked_at]:
            doc, alike, weight = self._document(number)
            before = seen.get(doc, 0) if doc else 0
            seen[doc] = before + 1
            keeps = _ALIKE if alike and before else _FURTHER ** max(0, before - 1)
            lowered.append((score * keeps * weight, number))
        lowered.sort(key=lambda pair: (-pair[0], pair[1]))
        return lowered + ranked[looked_at:]

    def _document(self, number: int) -> tuple[str, bool, float]:
        if number not in self._known:
            shown = self._passages.get(number)
            weight = _STANDS_BACK.get(shown.heading.casefold(), 1.0)
            # Each heading of a glossary or of a list of what is not covered is a subject of its own.
            doc = "" if shown.kind == "page" else shown.doc
            self._known[number] = (doc, bool(shown.summary), weight)
        return self._known[number]
