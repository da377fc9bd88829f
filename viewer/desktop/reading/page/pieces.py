"""Long pages in pieces: parts shown one at a time, and slices of them laid out one at a time."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from viewer.library.model import Section

PART = 120_000
"""Weight of the HTML that is shown at a time: about its length. A new window size lays it all out at once."""
SLICE = 16_000
"""Weight of the HTML that is laid out at a time: some 8 ms."""
_CELL = 120
"""What a cell of a table weighs more than its letters: laying it out takes as long as so many letters."""
_END = re.compile(r"</(?:p|ul|ol|table|h[1-6]|blockquote|pre)>")
_CONTAINER = re.compile(r"<(/?)(?:table|[uo]l|blockquote|pre|div)\b")
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some HTML of one section; `raw` where it is cut without regard to its tags and shown as plain text."""

    anchor: str
    html: str
    raw: bool = False

    @property
    def weight(self) -> int:
        """How much there is to lay out."""
        return len(self.html) + (0 if self.raw else _CELL * self.html.count("<td"))

    @property
    def shown(self) -> str:
        """The HTML to show."""
        return f"<p>{_TAG.sub(' ', self.html)}</p>" if self.raw else self.html


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces that are shown together."""

    pieces: tuple[Piece, ...]

    def slices(self) -> Iterator[str]:
        """The HTML of the part in portions that are quick to lay out."""
        for group in _grouped(chain.from_iterable(map(_in_slices, self.pieces)), SLICE):
            yield "".join(piece.shown for piece in group)


def weight_of(sections: Iterable[Section]) -> int:
    """How much there is to lay out in all of `sections`."""
    return sum(Piece(section.anchor, section.html).weight for section in sections)


def parts_of(sections: Sequence[Section]) -> tuple[Part, ...]:
    """The sections of a page in parts of about PART at most, in order; never none."""
    pieces = (piece for section in sections for piece in _pieces(section))
    return tuple(Part(tuple(group)) for group in _grouped(pieces, PART)) or (Part(()),)


def part_with(parts: Sequence[Part], anchor: str) -> int:
    """The index of the first part that holds the section `anchor`, else 0."""
    found = (i for i, part in enumerate(parts) if any(piece.anchor == anchor for piece in part.pieces))
    return next(found, 0)


def _grouped(pieces: Iterable[Piece], most: int) -> Iterator[list[Piece]]:
    waiting: list[Piece] = []
    total = 0
    for piece in pieces:
        weight = piece.weight
        if waiting and total + weight > most:
            yield waiting
            waiting, total = [], 0
        waiting.append(piece)
        total += weight
    if waiting:
        yield waiting


def _pieces(section: Section) -> Iterable[Piece]:
    """The section as a whole where it fits into a part: it is cut up only when it is shown."""
    whole = Piece(section.anchor, section.html)
    return (whole,) if whole.weight <= PART else _in_slices(whole)


def _in_slices(piece: Piece) -> Iterable[Piece]:
    if piece.weight <= SLICE:
        return (piece,)
    return split(piece, SLICE * len(piece.html) // piece.weight)


def split(piece: Piece, limit: int = SLICE) -> Iterator[Piece]:
    """Cut HTML after whole paragraphs, lists and tables once `limit` characters are reached."""
    html, start = piece.html, 0
    while len(html) - start > limit:
        end = _cut(html, start, limit)
        if end is None:
            yield from _raw(piece.anchor, html, start)
            return
        yield Piece(piece.anchor, html[start:end])
        start = end
    if html[start:].strip():
        yield Piece(piece.anchor, html[start:])


def _cut(html: str, start: int, limit: int) -> int | None:
    """Where the first whole block at or after `limit` ends; None where none does within eight times that."""
    open_containers, looked_to = 0, start
    for match in _END.finditer(html, start + limit, start + 8 * limit):
        slashes = _CONTAINER.findall(html, looked_to, match.end())
        open_containers += 2 * slashes.count("") - len(slashes)
        if open_containers == 0:
            return match.end()
        looked_to = match.end()
    return None if len(html) - start > 8 * limit else len(html)


def _raw(anchor: str, html: str, start: int) -> Iterator[Piece]:
    """Plain paragraphs instead of a table or paragraph that is too long to lay out at once."""
    while start < len(html):
        end = html.find(" ", start + _PARAGRAPH, start + 2 * _PARAGRAPH) + 1 or start + _PARAGRAPH
        opened = html.rfind("<", start, end)
        if opened > html.rfind(">", start, end):
            end = html.find(">", end) + 1 or len(html)  # never within a tag
        if html[start:end].strip():
            yield Piece(anchor, html[start:end], raw=True)
        start = end
