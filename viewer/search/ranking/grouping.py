"""From passages to documents: the best passage of each stands for it, its further ones beside it."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from operator import itemgetter

from viewer.search.index.impacts import FIELDS
from viewer.search.index.passages import Passages
from viewer.search.index.segment import Reader

Ranked = tuple[float, int]
"""Score and number of a passage."""

_OF_DOCUMENT = sum(1 << FIELDS.index(name) for name in ("title", "keywords"))
PASSAGES = 600
"""Passages that are put in order before they are grouped."""
IN_PASSING = 0.6
"""What is left of the score of a document for each drug or trial of the question that it only mentions."""
FEW = 5
"""Documents below which passages with fewer of the words are looked for too."""


def by_document(ranked: Iterable[Ranked], passages: Passages) -> list[list[Ranked]]:
    """The passages of each document, best first, in the order of their best."""
    groups: dict[str, list[Ranked]] = {}
    for pair in ranked:
        shown = passages.get(pair[1])
        groups.setdefault(shown.doc or shown.id, []).append(pair)
    return list(groups.values())


def headed(reader: Reader, term: str) -> Iterator[int]:
    """The passages that have a term in the title or the keywords of their document."""
    passages, codes = reader.postings("words", term)
    return (number for number, code in zip(passages, codes, strict=True) if code & _OF_DOCUMENT)


def about_first(grouped: Iterable[list[Ranked]], named: Sequence[Container[int]]) -> list[list[Ranked]]:
    """Documents that have the drugs and trials asked about in title or keywords before others.

    `named` are, for each such name, the passages with it there; keywords are those of the whole document.
    """
    if not named:
        return list(grouped)
    weighed = []
    for place, pairs in enumerate(grouped):
        missing = sum(not any(number in passages for _, number in pairs) for passages in named)
        weighed.append((-pairs[0][0] * IN_PASSING**missing, place, pairs))
    return [pairs for _, _, pairs in sorted(weighed, key=itemgetter(0, 1))]


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
