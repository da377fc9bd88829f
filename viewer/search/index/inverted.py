"""Posting lists while an index is built: passage and packed frequencies of each posting in one number."""

import sys
from array import array
from typing import TypeAlias

from viewer.search.index.arrays import Numbers, numbers

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
