"""Long pages in pieces: parts shown one at a time, and slices of them laid out one at a time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viewer.library.model import Section

PART = 200_000
"""Characters of HTML that are shown at a time."""
SLICE = 24_000
"""Characters of HTML that are laid out at a time: about 10 ms."""
_END = re.compile(r"</(?:p|ul|ol|table|h[1-6]|blockquote|pre)>")
_CONTAINERS = ("table", "ul", "ol", "blockquote", "pre", "div")
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some HTML of one section."""

    anchor: str
    html: str


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces that are shown together."""

    pieces: tuple[Piece, ...]

    def slices(self) -> Iterator[str]:
        """The HTML of the part in portions that are quick to lay out."""
        waiting: list[str] = []
        size = 0
        for piece in self.pieces:
            if waiting and size + len(piece.html) > SLICE:
                yield "".join(waiting)
                waiting, size = [], 0
            waiting.append(piece.html)
            size += len(piece.html)
        if waiting:
            yield "".join(waiting)


def split_html(html: str, limit: int = SLICE) -> Iterator[str]:
    """Cut HTML after whole paragraphs, lists and tables once `limit` is reached."""
    start = 0
    while len(html) - start > limit:
        end = _cut(html, start, limit)
        if end is None:
            yield from _flattened(html[start:])
            return
        yield html[start:end]
        start = end
    if html[start:].strip():
        yield html[start:]


def _cut(html: str, start: int, limit: int) -> int | None:
    """Where the first whole block at or after `limit` ends; None where none does within eight times that."""
    for match in _END.finditer(html, start + limit, start + 8 * limit):
        chunk = html[start : match.end()]
        if all(chunk.count(f"<{tag}") == chunk.count(f"</{tag}>") for tag in _CONTAINERS):
            return match.end()
    return None if len(html) - start > 8 * limit else len(html)


def _flattened(html: str) -> Iterator[str]:
    """Plain paragraphs instead of a table or paragraph that is too long to lay out at once."""
    text = _TAG.sub(" ", html)
    start = 0
    while start < len(text):
        end = text.find(" ", start + _PARAGRAPH, start + 2 * _PARAGRAPH)
        end = end if end >= 0 else start + _PARAGRAPH
        if text[start:end].strip():
            yield f"<p>{text[start:end]}</p>"
        start = end


def parts_of(sections: Sequence[Section]) -> tuple[Part, ...]:
    """The sections of a page in parts of at most about PART characters, in order; never none."""
    parts: list[Part] = []
    waiting: list[Piece] = []
    size = 0
    for piece in _pieces(sections):
        if waiting and size + len(piece.html) > PART:
            parts.append(Part(tuple(waiting)))
            waiting, size = [], 0
        waiting.append(piece)
        size += len(piece.html)
    parts.append(Part(tuple(waiting)))
    return tuple(parts)


def _pieces(sections: Sequence[Section]) -> Iterator[Piece]:
    for section in sections:
        if len(section.html) <= 2 * SLICE:
            yield Piece(section.anchor, section.html)
        else:
            for html in split_html(section.html):
                yield Piece(section.anchor, html)


def part_with(parts: Sequence[Part], anchor: str) -> int:
    """The index of the first part that holds the section `anchor`, else 0."""
    found = (i for i, part in enumerate(parts) if any(piece.anchor == anchor for piece in part.pieces))
    return next(found, 0)
