"""The one place that knows Whoosh from the inside: writes a segment, reads whole posting lists.

Whoosh writes postings one add_document at a time through a sorting pool, and reads them one posting at a time
through matchers. We hand its codec finished lists and take finished lists back
(docs/decisions/010-our-own-scorer.md). What comes out is an ordinary index, which `whoosh.index.open_dir`
opens. `tests/search/index/test_segment.py` fails when a new Whoosh changes what is used here.
"""

import pickle
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate, chain
from operator import sub
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats, versionstring
from whoosh.codec.whoosh3 import COMPRESSION_MIN_SIZE, WHOOSH3_HEADER_MAGIC, W3Codec, W3TermInfo
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError, IndexVersionError
from whoosh.reading import CorruptIndexError, TermNotFound
from whoosh.system import pack_int, pack_long, pack_ushort
from whoosh.util.numeric import length_to_byte

from viewer.search.index.arrays import Numbers, numbers
from viewer.search.index.header import damaged

INDEX_NAME = "MAIN"
SEGMENT = "wardshelf"
"""A fixed segment name: the same input makes the same bytes."""

FIELDS = ("authors", "kind", "words", "year")
"""Inverted fields in the order in which they must be written."""

COLUMNS = ("passage", "tokens")
"""What is kept of each passage: what is shown, its words in order."""

_LENGTHS = struct.Struct("!ii")
_SHORTEST: int = length_to_byte(1)
"""Whoosh's least length of a field; it is no part of our scores."""

WHOOSH_VERSION: str = versionstring()


_DAMAGE = (
    CorruptIndexError, IndexVersionError, EmptyIndexError, pickle.UnpicklingError, zlib.error, struct.error,
    OSError, EOFError, IndexError, KeyError, ValueError, TypeError, AttributeError, AssertionError,
)  # fmt: skip
"""What Whoosh raises for files that were changed under it."""


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise damaged() from error


class Column:
    """The values of one column, by passage number."""

    def __init__(self, column: Any) -> None:  # noqa: ANN401 - Whoosh has no types
        self._column = column

    def __getitem__(self, number: int) -> bytes:
        try:
            value: bytes = self._column[number]
        except _DAMAGE as error:
            raise damaged() from error
        return value


def _column() -> columns.Column:
    return columns.VarBytesColumn()  # type: ignore[no-untyped-call]


def _schema() -> fields.Schema:
    inverted = {name: fields.KEYWORD(scorable=True) for name in FIELDS}
    return fields.Schema(**inverted, **{name: fields.COLUMN(_column()) for name in COLUMNS})


class _Lists:
    """Writes terms with one block each, in the bytes that Whoosh's own writer makes of them."""

    def __init__(self, writer: Any) -> None:  # noqa: ANN401 - Whoosh has no types
        self._file, self._table = writer._postfile, writer._tindex
        self._field = pack_ushort(writer._fieldid)
        self._place = self._file.tell()

    def add(self, term: bytes, passages: Numbers, codes: Numbers) -> None:
        """As the value of a posting Whoosh's own `Frequency` format keeps four bytes: here the code."""
        count, last = len(passages), passages[-1]
        steps = tuple(map(sub, passages, chain((0,), passages)))
        data, squeezed = pickle.dumps((steps, None, _big_endian(codes).tobytes()), 2), 0
        if len(data) >= COMPRESSION_MIN_SIZE:
            data, squeezed = zlib.compress(data, 1), 1
        info = pickle.dumps((count, last, 1.0, squeezed, _SHORTEST, _SHORTEST), 2)
        block = b"".join(
            (WHOOSH3_HEADER_MAGIC, pack_int(-len(info) - len(data)), info, data)  # negative: the last block
        )
        self._file.write(block)
        terminfo = W3TermInfo._struct.pack(
            0, float(count), count, _SHORTEST, _SHORTEST, 1.0, passages[0], last
        )
        self._file_term(self._field + term, terminfo + pack_long(self._place) + pack_int(len(block)))
        self._place += len(block)

    def _file_term(self, key: bytes, value: bytes) -> None:
        """As the table's own `add`, in one write."""
        table = self._table
        if key <= table.lastkey:
            raise ValueError(f"Keys must increase: {table.lastkey!r}, {key!r}.")
        hashed, place = table.hashfn(key), table.dbfile.tell()
        table.dbfile.write(b"%b%b%b" % (_LENGTHS.pack(len(key), len(value)), key, value))
        table.buckets[hashed & 255].append((hashed, place))
        table.index.append(place)
        table.lastkey = key


class Writer:
    """Writes one segment: first every passage, then the words of each, then every term, then `finish`."""

    def __init__(self, directory: Path) -> None:
        self._storage: Any = FileStorage(str(directory))  # type: ignore[no-untyped-call]
        self._schema = _schema()
        codec: Any = W3Codec()  # type: ignore[no-untyped-call]
        self._codec = codec
        self._segment = codec.new_segment(self._storage, INDEX_NAME)
        self._segment.segid = SEGMENT
        self._passages = codec.per_document_writer(self._storage, self._segment)
        self._columns = {name: _column() for name in COLUMNS}
        self._count = 0
        self._open: list[Any] = [self._passages._cols._temp]

    def add(self, shown: bytes) -> None:
        """Keep the next passage."""
        self._passages.start_doc(self._count)
        self._passages.add_column_value("passage", self._columns["passage"], shown)
        self._passages.finish_doc()
        self._count += 1

    def add_words(self, rows: Iterable[bytes]) -> None:
        """Keep the words of all passages, in their order."""
        for self._passages._docnum, row in enumerate(rows):
            self._passages.add_column_value("tokens", self._columns["tokens"], row)

    def write(self, inverted: Iterable[tuple[str, Iterator[tuple[bytes, Numbers, Numbers]]]]) -> None:
        """Write the postings of each field: terms in byte order, with passage numbers and 32-bit codes."""
        self._passages.close()
        self._segment.set_doc_count(self._count)
        writer = self._codec.field_writer(self._storage, self._segment)
        self._open += [writer._postfile, writer._tindex.dbfile]
        for name, terms in inverted:
            writer.start_field(name, self._schema[name])
            lists = _Lists(writer)
            for term, passages, codes in terms:
                lists.add(term, passages, codes)
            writer.finish_field()
        writer.close()

    def finish(self) -> None:
        """Write the table of contents and take away the scratch folder."""
        TOC(self._schema, [self._segment], 0).write(self._storage, INDEX_NAME)  # type: ignore[no-untyped-call]
        self.clean()

    def abandon(self) -> None:
        """Close what is still being written: an open file can be neither deleted nor forgotten."""
        for file in self._open:
            if not file.is_closed:
                file.close()

    def clean(self) -> None:
        """Take away the scratch folder that Whoosh keeps beside an index being written."""
        self._storage.temp_storage(f"{INDEX_NAME}.tmp").destroy()


def _big_endian(codes: Numbers) -> Numbers:
    if sys.byteorder == "little":
        codes = codes[:]
        codes.byteswap()
    return codes


class Reader:
    """Reads whole posting lists and columns of an index; raises SearchIndexError for damaged files."""

    def __init__(self, directory: Path) -> None:
        with _plainly():
            storage: Any = FileStorage(str(directory))  # type: ignore[no-untyped-call]
            self._index = storage.open_index()
            self._reader: Any = self._index.reader()
            self.count: int = self._reader.doc_count_all()

    def column(self, name: str) -> Column:
        """The values of a column."""
        with _plainly():
            return Column(self._reader.column_reader(name, _column()))

    def terms(self, field: str, prefix: str = "") -> list[str]:
        """The terms of a field that begin with `prefix`, in order."""
        with _plainly():
            return [term.decode() for term in self._reader.expand_prefix(field, prefix)]

    def postings(self, field: str, term: str) -> tuple[Numbers, Numbers]:
        """Passage numbers and codes of a term; both empty where it does not occur."""
        passages, codes = numbers(), numbers()
        with _plainly():
            try:
                matcher: Any = self._reader.postings(field, term)
            except TermNotFound:
                return passages, codes
            while not matcher._atend:
                matcher._read_data()
                deltas, _, values = matcher._data
                passages.extend(accumulate(deltas))  # each block begins anew
                codes.frombytes(values)
                matcher._next_block()
        return passages, _big_endian(codes)

    def close(self) -> None:
        """Release the files."""
        self._reader.close()
        self._index.close()


assert formats.Frequency.posting_size == array("I").itemsize  # noqa: S101 - a guard of the byte layout above
