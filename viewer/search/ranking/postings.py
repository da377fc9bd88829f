"""Posting lists in memory: each read once, kept within a bound, laid out so that C does the work.

A row holds, beside the passages of a term, one byte a passage with its impact (`dense`), and the same as a
number whose bytes are 0 or 1 (`flags`): the passages that have several terms are the `&` of their flags.
"""

import sys
from array import array
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce

from viewer.search.index import impacts
from viewer.search.index.arrays import BREAK, Numbers, numbers, row_code, unpack_row, within
from viewer.search.index.header import damaged
from viewer.search.index.lexicon import Lexicon
from viewer.search.index.segment import Column, Reader
from viewer.search.query.expand import Form

_PRESENT = bytes([0]) + bytes([1]) * 255
_FIELDS = len(impacts.FIELDS)
_MOST_IN_PHRASE = 4000
"""Passages that are read to see whether words follow one another."""
_BUDGET = 96 << 20
_REMEMBERED = 4_000
_MERGED = 24
"""Rows of words with several forms that are kept: those of one question."""

Terms = tuple[str, ...]


@dataclass(slots=True)
class PostingRow:
    """The passages of a term, in order, and how much each is about it (1 to 255)."""

    passages: Numbers
    dense: bytearray
    flags: int = 0
    count: int = field(default=0)

    def __post_init__(self) -> None:
        self.flags = int.from_bytes(self.dense.translate(_PRESENT), "little")
        self.count = len(self.passages)

    @property
    def size(self) -> int:
        """Bytes in memory, near enough."""
        return 2 * len(self.dense) + 4 * len(self.passages) + 300


class Postings:
    """Rows of an open index, by term or phrase."""

    def __init__(self, reader: Reader, lexicon: Lexicon) -> None:
        self._reader, self._lexicon = reader, lexicon
        self._tokens: Column = reader.column("tokens")
        self._ids = {term: number for number, term in enumerate(lexicon.terms)}
        self._rows: OrderedDict[object, PostingRow] = OrderedDict()
        self._merged: OrderedDict[tuple[Form, ...], PostingRow] = OrderedDict()
        self._words: dict[int, Numbers] = {}
        self._used = 0
        self.count = reader.count
        within(lexicon.counts, self.count + 1)
        self.empty = PostingRow(numbers(), bytearray(self.count))

    def row(self, form: Form, is_stale: Callable[[], bool]) -> PostingRow:
        """The passages that have a form; `empty` where the index does not know a word of it."""
        key = (form.terms, form.not_before, form.not_after)
        row = self._rows.get(key)
        if row is None:
            row = self._read(form, is_stale)
            if not is_stale():
                self._keep(key, row)
        else:
            self._rows.move_to_end(key)
        return row

    def occurs(self, terms: tuple[str, ...]) -> bool:
        """Whether the words stand anywhere in this order."""
        return self.row(Form(terms, 1.0, "typed"), lambda: False).count > 0

    def merged(
        self, forms: tuple[Form, ...], merge: Callable[[], PostingRow], is_stale: Callable[[], bool]
    ) -> PostingRow:
        """The rows of several forms laid over one another: the same at every letter of the next word."""
        row = self._merged.get(forms)
        if row is None:
            row = merge()
            if not is_stale():
                self._merged[forms] = row
                if len(self._merged) > _MERGED:
                    self._merged.popitem(last=False)
        return row

    def words(self, passage: int) -> Numbers:
        """The words of a passage in order, each as key number + 1, 0 between fields."""
        words = self._words.get(passage)
        if words is None:
            if len(self._words) > _REMEMBERED:
                self._words.clear()
            words = within(unpack_row(self._tokens[passage]), len(self._lexicon.terms) + 1)
            if words.count(BREAK) < _FIELDS - 1:
                raise damaged()
            self._words[passage] = words
        return words

    def number(self, term: str) -> int | None:
        """The number of a key."""
        return self._ids.get(term)

    def _read(self, form: Form, is_stale: Callable[[], bool]) -> PostingRow:
        if len(form.terms) == 1 and not form.not_before and not form.not_after:
            return self._read_term(form.terms[0])
        return self._read_phrase(form, is_stale)

    def _read_term(self, term: str) -> PostingRow:
        number = self._ids.get(term)
        if number is None or not self._lexicon.counts[number]:
            return self.empty
        passages, codes = self._reader.postings("words", term)
        # The upper byte of each code: its impact, coarsely.
        impacts = codes.tobytes()[3 if sys.byteorder == "little" else 0 :: 4]
        dense = bytearray(self.count)
        for passage, impact in zip(passages, impacts, strict=True):
            dense[passage] = impact or 1
        return PostingRow(passages, dense)

    def _read_phrase(self, form: Form, is_stale: Callable[[], bool]) -> PostingRow:
        """Passages in which the words follow one another, none of the forbidden neighbours beside them."""
        ids = [self._ids.get(term) for term in form.terms]
        known = [number for number in ids if number is not None]
        members = [self.row(Form((term,), 1.0, ""), is_stale) for term in form.terms if self._posted(term)]
        if len(known) < len(ids) or not members:
            return self.empty
        both = reduce(lambda flags, row: flags & row.flags, members, members[0].flags)
        rarest = min(members, key=lambda row: row.count)
        forbidden = tuple(self._numbers(keys) for keys in (form.not_before, form.not_after))
        passages, dense = numbers(), bytearray(self.count)
        has = both.to_bytes(self.count, "little")
        for seen, passage in enumerate(passage for passage in rarest.passages if has[passage]):
            if seen >= _MOST_IN_PHRASE or (seen % 128 == 0 and is_stale()):
                break
            if _follows(self._tokens[passage], [number + 1 for number in known], *forbidden):
                passages.append(passage)
                dense[passage] = min(row.dense[passage] for row in members)
        return PostingRow(passages, dense)

    def _posted(self, term: str) -> bool:
        number = self._ids.get(term)
        return number is not None and self._lexicon.counts[number] > 0

    def _numbers(self, keys: frozenset[str]) -> frozenset[int]:
        return frozenset(number + 1 for number in map(self._ids.get, keys) if number is not None)

    def _keep(self, key: object, row: PostingRow) -> None:
        self._rows[key] = row
        self._used += row.size
        while self._used > _BUDGET and len(self._rows) > 1:
            self._used -= self._rows.popitem(last=False)[1].size


def _follows(packed: bytes, wanted: list[int], not_before: frozenset[int], not_after: frozenset[int]) -> bool:
    """Whether the wanted words stand in a row, with none of the others just after or before them."""
    code = row_code(packed)
    if code == "H" and max(wanted) >= 1 << 16:
        return False
    needle = array(code, wanted).tobytes()
    width = array(code).itemsize
    place = packed.find(needle)
    while place >= 0:
        if place % width == 0:
            after, before = place + len(needle), place - width
            follows = (
                int.from_bytes(packed[after : after + width], sys.byteorder) if after < len(packed) - 1 else 0
            )
            precedes = int.from_bytes(packed[before:place], sys.byteorder) if before >= 0 else 0
            if follows not in not_before and precedes not in not_after:
                return True
        place = packed.find(needle, place + 1)
    return False
