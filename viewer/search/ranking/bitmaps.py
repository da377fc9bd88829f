"""All passages at once: one byte each, laid out so that C does the work.

Which passages have a word is a big number whose bytes are 0 or 1 (`flags`): those with two words are the `&`
of two such numbers, those with either the `|`, how many there are is a count of bits. How much a passage is
about a word is one byte from 0 to 255 (`dense`); as a big number a column of them can be scaled, added and
compared for every passage in a few operations, as long as no byte runs over into its neighbour: sums are
scaled beforehand, and comparisons are made with every other byte in a lane of 16 bits, whose upper half takes
what is carried.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import compress

_SPARSE = 16
"""Where fewer than one in so many passages are concerned, each is looked up; else C goes through all."""


def everything(total: int) -> int:
    """All passages."""
    return (1 << 8 * total) // 255 if total else 0  # a 1 in every byte


def present(flags: int, total: int) -> bytes:
    """For each passage 1 where it is among `flags`, else 0."""
    return flags.to_bytes(total, "little")


def passages_of(flags: int, total: int) -> list[int]:
    """The numbers of the passages among `flags`."""
    return places(present(flags, total))


def places(marks: bytes) -> list[int]:
    """Where the ones stand among zeros."""
    if marks.count(1) * _SPARSE > len(marks):
        return list(compress(range(len(marks)), marks))
    found, place = list[int](), marks.find(1)
    while place >= 0:
        found.append(place)
        place = marks.find(1, place + 1)
    return found


def marked(passages: Iterable[int], total: int) -> int:
    """The flags of passages by number."""
    marks = bytearray(total)
    for passage in passages:
        marks[passage] = 1
    return int.from_bytes(marks, "little")


def at_least(dense: bytes, least: int) -> bytes:
    """For each passage 1 where its byte is as high, else 0."""
    return dense.translate(bytes(least) + bytes([1]) * (256 - least))


def scaled(dense: bytes | bytearray, factor: float) -> bytearray:
    """The bytes times a factor up to 1; what is above nought stays so."""
    return bytearray(dense.translate(_table(round(factor * 64) / 64)))


def raised(dense: bytearray, other: bytearray, passages: Iterable[int], count: int) -> bytearray:
    """The higher of two bytes for each passage; `passages` are the `count` that `other` has."""
    if count * _SPARSE >= len(dense):
        return highest(dense, other)
    for passage in passages:
        if other[passage] > dense[passage]:
            dense[passage] = other[passage]
    return dense


def highest(dense: bytearray, other: bytearray) -> bytearray:
    """The same for all passages at once."""
    # One number less the other keeps the ninth bit of a lane unless it is below.
    one, two, ones = int.from_bytes(dense, "little"), int.from_bytes(other, "little"), _lanes(len(dense))
    best = 0
    for shift in (0, 8):
        left, right = one >> shift & ones * 255, two >> shift & ones * 255
        wins = ((left | ones << 8) - right) >> 8 & ones
        best |= (left & wins * 255 | right & (wins ^ ones) * 255) << shift
    return bytearray(best.to_bytes(len(dense), "little"))


@lru_cache(maxsize=2)
def _lanes(count: int) -> int:
    """A 1 in every lane of 16 bits, for so many bytes."""
    return int.from_bytes(b"\1\0" * (count // 2 + 1), "little")


@lru_cache(maxsize=128)
def _table(factor: float) -> bytes:
    return bytes([0, *(max(1, round(value * factor)) for value in range(1, 256))])
