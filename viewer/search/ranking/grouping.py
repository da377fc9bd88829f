"""From passages to documents: the best passage of each stands for it, its further ones beside it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from viewer.search.index.passages import Passages

Ranked = tuple[float, int]
"""Score and number of a passage."""

PASSAGES = 600
"""Passages that are put in order before they are grouped."""
FEW = 5
"""Documents below which passages with fewer of the words are looked for too."""


def by_document(ranked: Iterable[Ranked], passages: Passages) -> list[list[Ranked]]:
    """The passages of each document, best first, in the order of their best."""
    groups: dict[str, list[Ranked]] = {}
    for pair in ranked:
        shown = passages.get(pair[1])
        groups.setdefault(shown.doc or shown.id, []).append(pair)
    return list(groups.values())


def most_of_a_kind(
    grouped: Iterable[Sequence[Ranked]], kind_of: Callable[[int], str], most: int
) -> tuple[list[Sequence[Ranked]], dict[str, int]]:
    """Up to `most` documents of each kind, in their order; and how many of each kind these are."""
    counts = Counter[str]()
    listed = []
    for pairs in grouped:
        kind = kind_of(pairs[0][1])
        if counts[kind] < most:
            counts[kind] += 1
            listed.append(pairs)
    return listed, dict(counts.most_common())
