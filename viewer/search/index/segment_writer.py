"""The one place that knows Whoosh from the inside: writes a segment.

Whoosh writes postings one add_document at a time through a sorting pool. We hand its codec finished lists
(docs/decisions/010-our-own-scorer.md). What comes out is an ordinary index, which `whoosh.index.open_dir`
opens. `tests/search/index/test_segment.py` fails when a new Whoosh changes what is used here.
"""

from array import array
from collections.abc import Iterable, Iterator
from hashlib import md5
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats, versionstring
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3TermInfo
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.system import pack_int, pack_long, pack_ushort
from whoosh.util.numeric import length_to_byte
from whoosh.util.numlists import GrowableArray

from viewer.search.index import block
from viewer.search.index.arrays import Numbers
from viewer.search.index.segment import COLUMNS, ENTRY, FIELDS, LENGTHS, NAME, SEGMENT

WHOOSH_VERSION: str = versionstring()


def _column() -> columns.Column:
    return columns.VarBytesColumn()  # type: ignore[no-untyped-call]


def _schema() -> fields.Schema:
    inverted = {name: fields.KEYWORD(scorable=True) for name in FIELDS}
    return fields.Schema(**inverted, **{name: fields.COLUMN(_column()) for name in COLUMNS})


def _hashed(key: bytes) -> int:
    """As Whoosh's `md5_hash`, without a text of hexadecimal figures between."""
    return int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:], "big")


class _Lists:
    """Writes terms with one block each."""

    def __init__(self, writer: Any) -> None:  # noqa: ANN401 - Whoosh has no types
        self._table = writer._tindex
        self._field = pack_ushort(writer._fieldid)
        self._place, self._entry = writer._postfile.tell(), self._table.dbfile.tell()
        # Past Whoosh's wrappers, and without asking where we are: there are tens of thousands of terms.
        self._write, self._enter = writer._postfile.raw_file().write, self._table.dbfile.raw_file().write

    def add(self, term: bytes, passages: Numbers, codes: Numbers) -> None:
        """As the value of a posting Whoosh's own `Frequency` format keeps four bytes: here the code."""
        count, packed = len(passages), block.pack(passages, codes)
        self._write(packed)
        shortest = block.SHORTEST
        terminfo = W3TermInfo._struct.pack(
            0, float(count), count, shortest, shortest, 1.0, passages[0], passages[-1]
        )
        self._file_term(self._field + term, terminfo + pack_long(self._place) + pack_int(len(packed)))
        self._place += len(packed)

    def _file_term(self, key: bytes, value: bytes) -> None:
        """As the table's own `add`, in one write."""
        table = self._table
        if key <= table.lastkey:
            raise ValueError(f"Keys must increase: {table.lastkey!r}, {key!r}.")
        hashed, place = _hashed(key), self._entry
        self._entry += self._enter(b"%b%b%b" % (LENGTHS.pack(len(key), len(value)), key, value))
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
        self._segment = codec.new_segment(self._storage, NAME)
        self._segment.segid = SEGMENT
        self._passages = codec.per_document_writer(self._storage, self._segment)
        self._columns = {name: _column() for name in COLUMNS}
        self._count = 0
        self._open: list[Any] = [self._passages._cols._temp]
        self.terms = 0
        """How many terms were written."""

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
        writer._tindex.index = GrowableArray("I")  # four bytes a place from the first: that is how it is read
        self._open += [writer._postfile, writer._tindex.dbfile]
        for name, terms in inverted:
            writer.start_field(name, self._schema[name])
            lists = _Lists(writer)
            for term, passages, codes in terms:
                lists.add(term, passages, codes)
            writer.finish_field()
        self.terms = len(writer._tindex.index)
        writer.close()

    def finish(self) -> None:
        """Write the table of contents, for Whoosh, and take away the scratch folder."""
        TOC(self._schema, [self._segment], 0).write(self._storage, NAME)  # type: ignore[no-untyped-call]
        self.clean()

    def abandon(self) -> None:
        """Close what is still being written: an open file can be neither deleted nor forgotten."""
        for file in self._open:
            if not file.is_closed:
                file.close()

    def clean(self) -> None:
        """Take away the scratch folder that Whoosh keeps beside an index being written."""
        self._storage.temp_storage(f"{NAME}.tmp").destroy()


assert formats.Frequency.posting_size == array("I").itemsize  # noqa: S101 - guards of the byte layout above
assert (WHOOSH3_HEADER_MAGIC, length_to_byte(1)) == (block.MAGIC, block.SHORTEST)  # noqa: S101
assert ENTRY.size == W3TermInfo._struct.size + 12  # noqa: S101
