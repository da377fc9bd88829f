"""What is known of whole passages: kind, authors, year; filters and counts by them."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import compress

from viewer.search.index.arrays import Numbers, numbers
from viewer.search.index.header import damaged
from viewer.search.index.segment import Reader
from viewer.search.query.parse import Query
from viewer.search.ranking.bitmaps import marked, present

_INITIALS = 3
"""Letters of first names behind a surname, at most."""


class PassageFilters:
    """Filters of an open index, as numbers whose bytes are 0 or 1, one a passage."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._total = reader, reader.count
        self.kinds = reader.terms("kind")
        self._codes: Numbers = numbers()
        self._codes.extend(0 for _ in range(reader.count))
        self._flags: dict[str, int] = {}
        for code, kind in enumerate(self.kinds, 1):
            passages = reader.postings("kind", kind)[0]
            for passage in passages:
                self._codes[passage] = code
            self._flags[kind] = marked(passages, self._total)

    def kind(self, passage: int) -> str:
        """The kind of a passage."""
        code = self._codes[passage]
        return self.kinds[code - 1] if code else ""

    def of_kinds(self, kinds: Collection[str]) -> int:
        """The passages of any of these kinds."""
        flags = 0
        for kind in kinds:
            flags |= self._flags.get(kind, 0)
        return flags

    def count(self, flags: int, beyond: Iterable[int] = ()) -> dict[str, int]:
        """How many passages of each kind, those `beyond` the flags among them, most first."""
        if len(self.kinds) > 64:
            among = compress(self._codes, present(flags, self._total))
            found = Counter(self.kinds[code - 1] for code in among if code)
        else:
            found = Counter({kind: (own & flags).bit_count() for kind, own in self._flags.items()})
        found.update(self.kind(number) for number in beyond if not flags >> 8 * number & 1)
        return {kind: count for kind, count in found.most_common() if count}

    def filtered(self, query: Query) -> int | None:
        """The passages that authors and year of a query leave; None where it asks for none."""
        flags: int | None = None
        for author in query.authors:
            flags = _both(flags, self._by_author(author))
        if query.years:
            first, last = query.years
            years = [year for year in self._reader.terms("year") if first <= _year(year) <= last]
            flags = _both(flags, self._any("year", years))
        return flags

    def nobody(self, query: Query) -> list[str]:
        """The authors asked for who are not here."""
        return [author for author in query.authors if not self._by_author(author)]

    def _by_author(self, author: str) -> int:
        """Passages by an author; initials count where they are known."""
        names = author.replace(",", " ").replace(".", " ").split()
        surnames = [name for name in names if len(name) > _INITIALS] or names
        return self._by_names(names) or self._by_names(surnames)

    def _by_names(self, names: Iterable[str]) -> int:
        flags: int | None = None
        for name in names:
            flags = _both(flags, self._any("authors", self._reader.terms("authors", name)))
        return flags or 0

    def _any(self, field: str, values: Iterable[str]) -> int:
        flags = 0
        for value in values:
            flags |= marked(self._reader.postings(field, value)[0], self._total)
        return flags


def _year(term: str) -> int:
    try:
        return int(term)
    except ValueError as error:
        raise damaged() from error


def _both(flags: int | None, other: int) -> int:
    return other if flags is None else flags & other
