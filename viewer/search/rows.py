"""The words of a passage in order: key number + 1 each, `BREAK` between title, heading, keywords and text."""

from array import array

from viewer.search.arrays import Numbers
from viewer.search.header import damaged

BREAK = 0


def pack_row(row: Numbers) -> bytes:
    """A row of words in two bytes each where they fit, else four; the last byte says which."""
    if max(row, default=0) < 1 << 16:
        return array("H", row).tobytes() + b"H"
    return row.tobytes() + b"I"


def unpack_row(packed: bytes) -> Numbers:
    """What `pack_row` packed."""
    try:
        row = array(chr(packed[-1]))
        row.frombytes(packed[:-1])
    except (ValueError, IndexError) as error:
        raise damaged() from error
    return row
