"""Rows of whole numbers and of texts, and one plain file format for them: no pickles."""

import json
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from viewer import disk
from viewer.search.index.header import damaged

Numbers: TypeAlias = "array[int]"
"""Quoted, because `array` takes no type in brackets before Python 3.12."""


_MOST = 2 << 30
"""Bytes that a file of rows may have."""


def numbers() -> Numbers:
    """An empty row of 32-bit numbers."""
    return array("I")


def save(path: Path, texts: Mapping[str, list[str]], rows: Mapping[str, Numbers]) -> None:
    """Write named rows: a line of JSON that says what follows, then the texts by line, then the numbers."""
    parts = {name: "\n".join(row).encode(errors="surrogatepass") for name, row in texts.items()}
    data = {name: _little_endian(row).tobytes() for name, row in rows.items()}
    head = {
        "texts": {name: [len(texts[name]), len(part)] for name, part in parts.items()},
        "rows": {name: [len(row), len(data[name])] for name, row in rows.items()},
    }
    with path.open("wb") as file:
        file.write(json.dumps(head).encode() + b"\n")
        file.writelines(parts.values())
        file.writelines(data.values())


def load(path: Path) -> tuple[dict[str, list[str]], dict[str, Numbers]]:
    """Read what `save` wrote; raises SearchIndexError for anything else."""
    try:
        data = disk.read_plain(path, _MOST)
        place = data.index(b"\n") + 1
        head = json.loads(data[:place])
        rest = memoryview(data)[place:]
        texts, rows = dict[str, list[str]](), dict[str, Numbers]()
        for name, (count, size) in head["texts"].items():
            texts[name], rest = _texts(_first(rest, size), count), rest[size:]
        for name, (count, size) in head["rows"].items():
            rows[name], rest = _row(_first(rest, size), count), rest[size:]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, EOFError, RecursionError) as error:
        raise damaged() from error
    return texts, rows


def within(row: Numbers, limit: int, length: int | None = None) -> Numbers:
    """The same row, whose numbers are all below `limit`; raises SearchIndexError for any other."""
    if (row and max(row) >= limit) or (length is not None and len(row) != length):
        raise damaged()
    return row


def _first(data: memoryview, size: int) -> bytes:
    if type(size) is not int or not 0 <= size <= len(data):
        raise EOFError(size)
    return bytes(data[:size])


def _texts(data: bytes, count: int) -> list[str]:
    texts = data.decode(errors="surrogatepass").split("\n") if count else []
    if len(texts) != count:
        raise ValueError(count)
    return texts


def _row(data: bytes, count: int) -> Numbers:
    row = numbers()
    row.frombytes(data)
    if len(row) != count:
        raise EOFError(count)
    return _little_endian(row)


def _little_endian(row: Numbers) -> Numbers:
    if sys.byteorder == "big":
        row = row[:]
        row.byteswap()
    return row


BREAK = 0
_WIDTHS = {"H": 2, "I": 4}


def pack_row(row: Numbers) -> bytes:
    """A row of words in two bytes each where they fit, else four; the last byte says which."""
    if max(row, default=0) < 1 << 16:
        return array("H", row).tobytes() + b"H"
    return row.tobytes() + b"I"


def renumbered(rows: Iterable[Numbers], order: Sequence[int]) -> Iterator[bytes]:
    """Rows with the numbers that the keys have in `order`, packed."""
    places = [BREAK] * (max(order, default=0) + 2)
    for place, number in enumerate(order):
        places[number + 1] = place + 1
    for row in rows:
        yield pack_row(array("I", map(places.__getitem__, row)))


def row_code(packed: bytes) -> str:
    """Of which numbers a packed row is: `H` or `I`."""
    code = chr(packed[-1]) if packed else ""
    if code not in _WIDTHS or (len(packed) - 1) % _WIDTHS[code]:
        raise damaged()
    return code


def unpack_row(packed: bytes) -> Numbers:
    """What `pack_row` packed."""
    row = array(row_code(packed))
    row.frombytes(packed[:-1])
    return row


Postings: TypeAlias = "array[int]"
"""64-bit numbers; quoted, because `array` takes no type in brackets before Python 3.12."""

PASSAGE = 32
"""The bits below are the packed frequencies of `viewer.search.index.impacts`."""
_HIGH = 1 if sys.byteorder == "little" else 0


def posting_list() -> Postings:
    """An empty list."""
    return array("Q")


def apart(postings: Postings) -> tuple[Numbers, Numbers]:
    """The passages of a list, and the packed frequencies."""
    both = numbers()
    both.frombytes(postings.tobytes())
    return both[_HIGH::2], both[1 - _HIGH :: 2]
