"""The words of a passage in order: key number + 1 each, `BREAK` between title, heading, keywords and text."""

from array import array
from collections.abc import Iterable, Iterator, Sequence

from viewer.search.index.arrays import Numbers
from viewer.search.index.header import damaged

BREAK = 0


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


def unpack_row(packed: bytes) -> Numbers:
    """What `pack_row` packed."""
    try:
        row = array(chr(packed[-1]))
        row.frombytes(packed[:-1])
    except (ValueError, IndexError) as error:
        raise damaged() from error
    return row
