"""Every word of an index, in memory: as written, its key, how many passages have it."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from pathlib import Path

from viewer.search.index.arrays import load, numbers, save, within
from viewer.search.index.header import damaged

FILE = "lexicon.bin"
_LAST = "\U0010ffff"


@dataclass(slots=True)
class LexiconMaker:
    """Numbers the keys of an index as they come, and counts how each is written."""

    ids: dict[str, int] = field(default_factory=dict)
    written: Counter[tuple[str, int]] = field(default_factory=Counter)
    """A word as written and the number of its key → how often."""

    def number(self, term: str) -> int:
        """The number of a key for now."""
        return self.ids.setdefault(term, len(self.ids))

    def order(self) -> list[int]:
        """The numbers of the keys that occur, the commonest first: their order in the index."""
        terms, often = list(self.ids), Counter[int]()
        for (_, number), uses in self.written.items():
            often[number] += uses
        return sorted((number for number in often if often[number]), key=lambda n: (-often[n], terms[n]))

    def save(self, directory: Path, order: Sequence[int], counts: Sequence[int]) -> None:
        """Write the lexicon in an order of the keys; `counts` are passages by number."""
        terms, rank = list(self.ids), {number: place for place, number in enumerate(order)}
        pairs = sorted((surface, rank[number]) for surface, number in self.written)
        surfaces = dict(reversed(pairs))  # where a word has two keys, that of more passages
        of = numbers()
        of.extend(surfaces[surface] for surface in sorted(surfaces))
        many = numbers()
        many.extend(counts[number] for number in order)
        save(
            directory / FILE,
            {"terms": [terms[number] for number in order], "surfaces": sorted(surfaces)},
            {"counts": many, "of": of, "by_key": array("I", sorted(range(len(of)), key=of.__getitem__))},
        )


class Lexicon:
    """The words of an open index; unchanging, so any thread may ask it."""

    def __init__(self, directory: Path) -> None:
        texts, rows = load(directory / FILE)
        try:
            self.terms, self.surfaces = texts["terms"], texts["surfaces"]
            terms, surfaces = len(self.terms), len(self.surfaces)
            self.counts = within(rows["counts"], 1 << 32, terms)
            self.of = within(rows["of"], terms, surfaces)
            self._by_key = within(rows["by_key"], surfaces, surfaces)
        except KeyError as error:
            raise damaged() from error

    def number(self, surface: str) -> int | None:
        """The key number of a word as written (folded), or None."""
        place = bisect_left(self.surfaces, surface)
        if place < len(self.surfaces) and self.surfaces[place] == surface:
            return self.of[place]
        return None

    def count(self, surface: str) -> int:
        """In how many passages a word stands, in any inflection."""
        number = self.number(surface)
        return 0 if number is None else self.counts[number]

    def range(self, prefix: str) -> tuple[int, int]:
        """Where the words that begin with `prefix` stand in `surfaces`."""
        return bisect_left(self.surfaces, prefix), bisect_left(self.surfaces, prefix + _LAST)

    def completions(self, prefix: str, limit: int) -> list[int]:
        """Key numbers of the words that begin with `prefix`, the commonest first."""
        start, end = self.range(prefix)
        found = dict.fromkeys(self.of[start:end])
        best = nlargest(limit, found, key=lambda number: (self.counts[number], -number))
        return [number for number in best if self.counts[number]]

    def written(self, number: int) -> list[str]:
        """The words as written that share a key."""
        first = bisect_left(self._by_key, number, key=self.of.__getitem__)
        last = bisect_left(self._by_key, number + 1, lo=first, key=self.of.__getitem__)
        return [self.surfaces[place] for place in self._by_key[first:last]]
