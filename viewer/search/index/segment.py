"""Reads Whoosh's files by their places: no pickle is loaded, no class named, no table of contents opened.

Only files that `index.json` lists are opened; whatever is not of its shape and length to the byte is damage
(docs/decisions/080-an-index-cannot-run-anything.md).
`viewer.search.index.segment_writer` writes them.
"""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from viewer.search.index import block, header
from viewer.search.index.arrays import Numbers, numbers
from viewer.search.index.header import damaged
from viewer.search.index.plain_file import PlainFile

NAME, SEGMENT = "MAIN", "wardshelf"
"""Fixed names of index and segment: the same input makes the same bytes."""

FIELDS = ("authors", "kind", "words", "year")
"""Inverted fields in the order in which they must be written: their places are the numbers of the fields."""

COLUMNS = ("passage", "tokens")
"""What is kept of each passage: what is shown, its words in order."""

LENGTHS = struct.Struct("!ii")
"""Before each entry of the table of terms: bytes of its key and of its value."""
ENTRY = struct.Struct("!BfIBBfIIqi")
"""Of a term: inline, weight, passages, two lengths, greatest weight, first and last passage, place, bytes."""
_START = 13
"""Where the first entry of a table of terms begins."""
_DIRECTORY = 256 * 12
_CODES = {"B": "B", "H": "H", "i": "I", "I": "I", "q": "Q"}
"""Letters of the arrays in which Whoosh keeps lengths, and how we read them: none is below zero."""

_DAMAGE = (zlib.error, struct.error, OSError, EOFError, LookupError, ValueError, OverflowError, MemoryError)
"""What comes of files that are not as they should be."""


def file_name(ending: str) -> str:
    """A file of the segment."""
    return f"{NAME}_{SEGMENT}.{ending}"


class Column:
    """The values of one column, by passage number."""

    def __init__(self, file: PlainFile, count: int) -> None:
        self._file, self._starts = file, array("Q", [0])
        if not count:
            return
        end = file.size - 1
        code = chr(file.read(end, 1)[0])
        if code == "X":  # with the places of the values too, which follow from their lengths
            end -= 2
            code, places = map(chr, file.read(end, 2))
            end -= count * array(_CODES[places]).itemsize
        lengths = array(_CODES[code])
        end -= count * lengths.itemsize
        lengths.frombytes(file.read(end, count * lengths.itemsize))
        self._starts.extend(accumulate(_native(lengths)))
        if self._starts[-1] != end:
            raise EOFError(end)

    def __getitem__(self, number: int) -> bytes:
        try:
            first = self._starts[number]
            return self._file.read(first, self._starts[number + 1] - first)
        except _DAMAGE as error:
            raise damaged(error) from error


class _Terms:
    """The table of terms, in memory and in order: searched by halving, so that no hash is believed."""

    def __init__(self, file: PlainFile, count: int) -> None:
        after = file.size - 4 - int.from_bytes(file.read(file.size - 4, 4), "big") - _DIRECTORY
        self._entries = file.read(0, int.from_bytes(file.read(after, 8), "big"))
        self._places = numbers()
        self._places.frombytes(file.read(file.size - 4 - 4 * count, 4 * count))
        _native(self._places)

    def find(self, key: bytes) -> tuple[int, int, int] | None:
        """Passages of a term, and the place and length of its block."""
        number = self._first_from(key)
        if number == len(self._places):
            return None
        found, value = self._entry(number)
        inline, _, passages, *_, place, length = ENTRY.unpack(value)
        if inline:
            raise ValueError(inline)
        return (passages, place, length) if found == key else None

    def beginning(self, key: bytes) -> Iterator[bytes]:
        """The keys that begin with `key`, in order."""
        for number in range(self._first_from(key), len(self._places)):
            found, _ = self._entry(number)
            if not found.startswith(key):
                return
            yield found

    def _first_from(self, key: bytes) -> int:
        low, high = 0, len(self._places)
        while low < high:
            middle = (low + high) // 2
            if self._entry(middle)[0] < key:
                low = middle + 1
            else:
                high = middle
        return low

    def _entry(self, number: int) -> tuple[bytes, bytes]:
        place = self._places[number]
        key, value = LENGTHS.unpack_from(self._entries, place)
        middle = place + LENGTHS.size + key
        if place < _START or key < 2 or value != ENTRY.size or middle + value > len(self._entries):
            raise EOFError(place)
        return self._entries[middle - key : middle], self._entries[middle : middle + value]


def _native(row: Numbers) -> Numbers:
    """A row as Whoosh keeps it, high byte first, turned where it lies."""
    if sys.byteorder == "little":
        row.byteswap()
    return row


def _key(field: str, term: str) -> bytes:
    return FIELDS.index(field).to_bytes(2, "big") + term.encode()


class Reader:
    """Reads whole posting lists and columns of an index; raises SearchIndexError for damaged files."""

    def __init__(self, directory: Path, library: str = "") -> None:
        found = header.read(directory, library)
        self.count: int = found.passages
        self._files: list[PlainFile] = []
        try:
            header.check(directory, found)
            self._postings = self._open(directory, "pst", found)
            self._terms = _Terms(self._open(directory, "trm", found), found.terms)
            self._columns = {
                name: Column(self._column_file(directory, name, found), self.count) for name in COLUMNS
            }
        except _DAMAGE as error:
            self.close()
            raise damaged(error) from error
        except BaseException:
            self.close()
            raise

    def _column_file(self, directory: Path, name: str, found: header.Header) -> PlainFile:
        """An index without passages has no columns: any file will do."""
        return self._open(directory, f"{name}.col" if self.count else "pst", found)

    def _open(self, directory: Path, ending: str, found: header.Header) -> PlainFile:
        file = header.open_listed(directory, file_name(ending), found)
        self._files.append(file)
        return file

    def column(self, name: str) -> Column:
        """The values of a column."""
        return self._columns[name]

    def terms(self, field: str, prefix: str = "") -> list[str]:
        """The terms of a field that begin with `prefix`, in order."""
        try:
            return [key[2:].decode() for key in self._terms.beginning(_key(field, prefix))]
        except _DAMAGE as error:
            raise damaged(error) from error

    def postings(self, field: str, term: str) -> tuple[Numbers, Numbers]:
        """Passage numbers and codes of a term; both empty where it does not occur."""
        try:
            found = self._terms.find(_key(field, term))
            if found is None:
                return numbers(), numbers()
            passages, place, length = found
            return block.unpack(self._postings.read(place, length), passages, self.count)
        except _DAMAGE as error:
            raise damaged(error) from error

    def close(self) -> None:
        """Release the files."""
        for file in self._files:
            file.close()
