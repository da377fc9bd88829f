"""The words of a passage in order: key number + 1 each, `BREAK` between title, heading, keywords and text."""

from array import array

from viewer.search.arrays import Numbers

BREAK = 0


def pack_row(row: Numbers) -> bytes:
    """A row of words in two bytes each where they fit, else four; the last byte says which."""
    if max(row, default=0) < 1 << 16:
        return array("H", row).tobytes() + b"H"
    return row.tobytes() + b"I"


def unpack_row(packed: bytes) -> Numbers:
    """What `pack_row` packed."""
    row = array(chr(packed[-1]))
    row.frombytes(packed[:-1])
    return row
