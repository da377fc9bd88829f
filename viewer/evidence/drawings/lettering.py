"""How wide letters are, without a font at hand: an upper bound, so that nothing that fits here overlaps."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from viewer.library.statement import plain

_MARGIN = 1.06
"""Other fonts than Inter may be set; most are narrower, none of the usual ones wider than by this."""
# Widths of the letters from space to ~ in Inter semibold, in hundredths of the size.
_ASCII = (
    25, 31, 40, 64, 65, 84, 66, 21, 39, 39, 54, 67, 30, 47, 29, 38, 67, 48, 62, 65, 67, 63, 65, 59,
    65, 65, 29, 30, 67, 67, 67, 54, 100, 72, 66, 74, 72, 61, 59, 75, 74, 27, 56, 68, 57, 91, 74, 77,
    64, 78, 65, 65, 66, 73, 72, 101, 69, 70, 65, 39, 38, 39, 48, 47, 50, 57, 63, 58, 63, 59, 38, 63,
    61, 26, 26, 57, 26, 90, 61, 61, 62, 62, 40, 55, 38, 61, 58, 84, 56, 58, 56, 39, 36, 39, 67,
)  # fmt: skip
_OTHER, _WIDE = 75, 105
_ARROWS = "←→"
_RIGHT_TO_LEFT = ("R", "AL", "AN")
FIRST_STRONG, END = "\u2068", "\u2069"


@lru_cache(maxsize=512)
def _letter(letter: str) -> int:
    code = ord(letter) - 32
    if 0 <= code < len(_ASCII):
        return _ASCII[code]
    if unicodedata.combining(letter):
        return 0
    wide = letter in _ARROWS or unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF
    return _WIDE if wide else _OTHER


def width(text: str, size: float) -> float:
    """At most so many pixels are taken by `text` in letters of `size` pixels."""
    return sum(map(_letter, text)) * size * _MARGIN / 100


def fitted(text: str, size: float, room: float) -> str:
    """`text` in one line, ended by an ellipsis where it is wider than `room` pixels."""
    text = plain(text, 400)
    if width(text, size) <= room:
        return text
    left = room - width("…", size)
    kept = 0
    for letter in text:
        left -= width(letter, size)
        if left < 0:
            break
        kept += 1
    return f"{text[:kept].rstrip()}…"


def wrapped(text: str, size: float, room: float, most: int) -> list[str]:
    """`text` in at most `most` lines of `room` pixels; an ellipsis ends the last one if more follows."""
    lines = list(_lines(plain(text, 1_000), size, room))
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], fitted(" ".join(lines[most - 1 :]), size, room)]


def _lines(text: str, size: float, room: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            yield fitted(line, size, room)
            line = word
        else:
            line = longer
    if line:
        yield fitted(line, size, room)


def isolated(text: str) -> str:
    """`text` so that letters from right to left turn nothing that stands beside them."""
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        return f"{FIRST_STRONG}{text}{END}"
    return text
