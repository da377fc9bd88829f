"""Every word of an index, in memory: as written, its key, how many passages have it."""

from bisect import bisect_left
from dataclasses import dataclass, field
from heapq import nlargest
from pathlib import Path

from viewer.search.arrays import Numbers, load, numbers, save
from viewer.search.text import Token

FILE = "lexicon.bin"
_LAST = "\U0010ffff"


@dataclass(slots=True)
class LexiconMaker:
    """Numbers the keys of an index in the order in which they first occur."""

    ids: dict[str, int] = field(default_factory=dict)
    surfaces: dict[str, int] = field(default_factory=dict)

    def number(self, token: Token) -> int:
        """The number of a token's key."""
        number = self.ids.setdefault(token.term, len(self.ids))
        self.surfaces.setdefault(token.surface, number)
        return number

    def save(self, directory: Path, counts: Numbers) -> None:
        """Write the lexicon; `counts` are passages by key."""
        surfaces = sorted(self.surfaces)
        of = numbers()
        of.extend(map(self.surfaces.__getitem__, surfaces))
        save(directory / FILE, {"terms": list(self.ids), "surfaces": surfaces}, {"counts": counts, "of": of})


class Lexicon:
    """The words of an open index; unchanging, so any thread may ask it."""

    def __init__(self, directory: Path) -> None:
        texts, rows = load(directory / FILE)
        self.terms, self.surfaces = texts["terms"], texts["surfaces"]
        self.counts, self.of = rows["counts"], rows["of"]
        self._written: dict[int, list[int]] | None = None

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
        if self._written is None:
            written: dict[int, list[int]] = {}
            for place, key in enumerate(self.of):
                written.setdefault(key, []).append(place)
            self._written = written
        return [self.surfaces[place] for place in self._written.get(number, ())]
