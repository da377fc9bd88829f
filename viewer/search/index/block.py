"""A posting list as one block: for Whoosh two pickles, for us rows of bytes at fixed places.

A pickle of numbers can be written with one width for all of them, so that it is read back by slices; a byte
that is not where it must be is damage. So nothing here loads a pickle, whoever wrote it
(docs/decisions/080-an-index-cannot-run-anything.md).
"""

import struct
import sys
import zlib
from array import array
from itertools import accumulate, chain
from operator import sub

from viewer.search.index.arrays import Numbers, numbers

MAGIC = b"W3Bl"
SQUEEZED_FROM = 80
"""Bytes from which a block is squeezed."""
SHORTEST = 1
"""Whoosh's least length of a field, as it packs it; it is no part of our scores."""

_BLOCK = struct.Struct("!4si")
_INFO = struct.Struct("<4sisi9s1sB6s")
_INFO_SHAPE = (
    b"\x80\x03(J",
    b"J",
    b"G\x3f\xf0\0\0\0\0\0\0",
    b"K",
    b"K\x01K\x01t.",
)
"""Around the numbers of the pickle `(passages, last, 1.0, squeezed, shortest, longest)`."""
_WIDTHS = {b"K": (2, "B"), b"M": (3, "H"), b"J": (5, "I")}
"""How a pickle writes a whole number of one, two or four bytes: letter, bytes with it, array."""
_HEAD, _VALUES, _TAIL = b"\x80\x03(", struct.Struct("<3sI"), b"\x87."


def pack(passages: Numbers, codes: Numbers) -> bytes:
    """The block of a list, of at least one passage, with a 32-bit code each."""
    if len(passages) == 1:
        return _of_one(passages[0], codes[0])
    steps = tuple(map(sub, passages, chain((0,), passages)))
    data, squeezed = _pickle(steps, _big_endian(codes).tobytes()), 0
    if len(data) >= SQUEEZED_FROM:
        data, squeezed = zlib.compress(data, 1), 1
    begin, second, weight, third, end = _INFO_SHAPE
    info = _INFO.pack(begin, len(passages), second, passages[-1], weight, third, squeezed, end)
    return b"".join((_BLOCK.pack(MAGIC, -len(info) - len(data)), info, data))  # negative: the last block


def _of_one(passage: int, code: int) -> bytes:
    """The block of a list of one: more than half of all words stand in one passage only."""
    letter = _letter(passage)
    step = passage.to_bytes(_WIDTHS[letter][0] - 1, "little")
    data = b"".join((_HEAD, letter, step, _VALUES.pack(b"tNB", 4), code.to_bytes(4, "big"), _TAIL))
    begin, second, weight, third, end = _INFO_SHAPE
    info = _INFO.pack(begin, 1, second, passage, weight, third, 0, end)
    return _BLOCK.pack(MAGIC, -len(info) - len(data)) + info + data


def _letter(widest: int) -> bytes:
    return b"K" if widest < 1 << 8 else b"M" if widest < 1 << 16 else b"J"


def _pickle(steps: tuple[int, ...], codes: bytes) -> bytes:
    """The pickle of `(steps, None, codes)`."""
    letter = _letter(max(steps))
    width, code = _WIDTHS[letter]
    raw = _little_endian(array(code, steps)).tobytes()
    row = bytearray(letter) * (width * len(steps))
    for place in range(1, width):
        row[place::width] = raw[place - 1 :: width - 1]
    return b"".join((_HEAD, row, _VALUES.pack(b"tNB", len(codes)), codes, _TAIL))


def unpack(block: bytes, count: int, total: int) -> tuple[Numbers, Numbers]:
    """Passages and codes of a block of `count` postings; raises ValueError or zlib.error for anything else.

    What comes back can be used as it is: the passages ascend and all are below `total`.
    """
    magic, length = _BLOCK.unpack_from(block)
    *shape, squeezed, end = _INFO.unpack_from(block, _BLOCK.size)
    begin, passages, second, last, weight, third = shape
    if (begin, second, weight, third, end) != _INFO_SHAPE or magic != MAGIC or -length != len(block) - 8:
        raise ValueError(length)
    if passages != count or not 0 < count <= total:
        raise ValueError(count)
    data = block[_BLOCK.size + _INFO.size :]
    steps, codes = _unpickled(_loosened(data, count) if squeezed else data, count)
    found = numbers()
    found.extend(accumulate(steps))
    if found[-1] != last or last >= total or 0 in steps[1:]:
        raise ValueError(last)
    return found, codes


def _loosened(data: bytes, count: int) -> bytes:
    """The bytes that were squeezed: never more than `count` postings can have."""
    loosening = zlib.decompressobj()
    loose = loosening.decompress(data, len(_HEAD) + 9 * count + _VALUES.size + len(_TAIL))
    if not loosening.eof or loosening.unused_data or loosening.unconsumed_tail:
        raise ValueError(len(data))
    return loose


def _unpickled(data: bytes, count: int) -> tuple[Numbers, Numbers]:
    letter = data[3:4]
    width, code = _WIDTHS.get(letter, (1, "B"))
    end = len(_HEAD) + width * count
    if len(data) != end + _VALUES.size + 4 * count + len(_TAIL) or width == 1:
        raise ValueError(len(data))
    row = data[len(_HEAD) : end]
    shape = data[: len(_HEAD)], row[::width], data[end : end + _VALUES.size], data[-len(_TAIL) :]
    if shape != (_HEAD, letter * count, _VALUES.pack(b"tNB", 4 * count), _TAIL):
        raise ValueError(letter)
    raw = bytearray((width - 1) * count)
    for place in range(1, width):
        raw[place - 1 :: width - 1] = row[place::width]
    steps, codes = array(code, bytes(raw)), numbers()
    codes.frombytes(data[end + _VALUES.size : -len(_TAIL)])
    return _little_endian(steps), _big_endian(codes)


def _little_endian(row: Numbers) -> Numbers:
    if sys.byteorder == "big":
        row.byteswap()
    return row


def _big_endian(codes: Numbers) -> Numbers:
    if sys.byteorder == "little":
        codes = codes[:]
        codes.byteswap()
    return codes
