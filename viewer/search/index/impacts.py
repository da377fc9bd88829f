"""BM25F, worked out once when the index is built: how much a passage is about a word, from 0 to 65535.

Robertson, Zaragoza, Taylor, `Simple BM25 extension to multiple weighted fields`, CIKM 2004. A word's weighted
frequency x = Σ weight · frequency / (1 − b + b · length / mean length) over the fields; the impact is
x / (x + K1). The factor that depends on the collection (IDF) is left to the query.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import compress, count

from viewer.search.index.arrays import Numbers, numbers

K1 = 1.2
FIELDS = ("title", "heading", "keywords", "text")
WEIGHTS = (2.0, 1.2, 1.5, 1.0)
LENGTH = (0.4, 0.4, 0.3, 0.7)
"""b of each field: 0 does not care how long the field is, 1 divides by its length."""


HEADING, KEYWORDS, TEXT = 1, 2, 3
OF_THE_WHOLE = 0.4
"""What keywords are worth under a heading: they were given to the whole document."""
OF_ONE_TABLE = ("Results and harms", "Who was studied", "Limits")
"""Headings under which the layout of a card lays out its fields; the first is on no other page."""
_BITS = (27, 22, 17, 0)
"""Where the frequency in a field stands in the packed frequencies of a posting."""
_MOST = (31, 31, 31, (1 << 17) - 1)
_IN_TEXT = 1 << TEXT
TEXT_ONLY = 1 << 17
"""Packed frequencies below this are those of a text alone; a longer text is cut to it."""


def another(packed: int, field: int) -> int:
    """Packed frequencies with one more in a field; more than it can hold count as the most it can."""
    one = 1 << _BITS[field]
    return packed if (packed // one) & _MOST[field] == _MOST[field] else packed + one


def norms(lengths: list[Numbers], tables: Iterable[Sequence[int]] = ()) -> list[list[float]]:
    """For each field and passage, what one occurrence is worth.

    `tables` are passages that are parts of one table: each counts as long as all, for none is more to the
    point because the layout cuts it off.
    """
    worths: list[list[float]] = []
    for weight, b, row in zip(WEIGHTS, LENGTH, lengths, strict=True):
        filled = sum(1 for length in row if length)
        mean = sum(row) / filled if filled else 1.0
        if len(worths) == TEXT:
            row = _as_one(row, tables)
        worths.append([weight / (1 - b + b * length / mean) for length in row])
    keywords = worths[KEYWORDS]
    for passage, length in enumerate(lengths[HEADING]):
        if length:
            keywords[passage] *= OF_THE_WHOLE
    return worths


def _as_one(row: Numbers, tables: Iterable[Sequence[int]]) -> Numbers:
    row = row[:]
    for passages in tables:
        whole = sum(map(row.__getitem__, passages))
        for passage in passages:
            row[passage] = whole
    return row


class Coder:
    """Codes of postings, for passages of known lengths; `tables` as in `norms`."""

    def __init__(self, lengths: list[Numbers], tables: Iterable[Sequence[int]] = ()) -> None:
        self._worths = norms(lengths, tables)
        self._once = numbers()
        """The code of one occurrence in the text of each passage: most postings are that."""
        self._once.extend(_code(worth, _IN_TEXT) for worth in self._worths[TEXT])

    def codes(self, passages: Numbers, packed: Numbers) -> Numbers:
        """For each posting its impact in the upper 16 bits, and in the lowest four which fields have it."""
        if len(packed) == 1 and packed[0] == 1:
            return self._once[passages[0] : passages[0] + 1]
        text, result = self._worths[TEXT], array("I", map(self._once.__getitem__, passages))
        for place in compress(count(), map((1).__ne__, packed)):
            passage, pack = passages[place], packed[place]
            if pack < TEXT_ONLY:
                x = pack * text[passage]
                result[place] = int(65535 * x / (x + K1)) << 16 | _IN_TEXT
            else:
                result[place] = self._of_fields(passage, pack)
        return result

    def _of_fields(self, passage: int, pack: int) -> int:
        title, heading = pack >> _BITS[0], pack >> _BITS[1] & _MOST[1]
        keywords, text = pack >> _BITS[2] & _MOST[2], pack & _MOST[3]
        worths = self._worths
        x = (
            title * worths[0][passage]
            + heading * worths[1][passage]
            + keywords * worths[2][passage]
            + text * worths[3][passage]
        )
        return _code(x, (title > 0) | (heading > 0) << 1 | (keywords > 0) << 2 | (text > 0) << 3)


def _code(x: float, fields: int) -> int:
    return int(65535 * x / (x + K1)) << 16 | fields
