"""Links in a page: what they point to, where they stand, and where they open."""

from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFragment

from viewer.library.model import TERM

SCHEME = "wardshelf:"
"""Prefix of links to a section as they are copied."""
LABEL, TABLE, PART = "label:", "table:", "part:"
"""Prefixes of links within the view: a label's detail, a table's own view, another part of a long page."""
LOCAL = (TERM, LABEL, TABLE, PART)
"""Prefixes of links that open no document."""
_OUTSIDE = ("http:", "https:", "mailto:", "doi:", "ftp:")


@dataclass(frozen=True, slots=True)
class Link:
    """A link and the characters it stands on."""

    href: str
    start: int
    end: int


def is_outside(href: str) -> bool:
    """Whether a link leads out of the library."""
    return href.startswith(_OUTSIDE) or "://" in href


def target_of(href: str, doc: str) -> tuple[str, str]:
    """Document and anchor of a link that stands in `doc`."""
    name, _, anchor = href.removeprefix(SCHEME).partition("#")
    return name or doc, anchor


def address_of(href: str, doc: str) -> str:
    """A link that stands in `doc` as it is copied: so that it leads to the same place from anywhere."""
    return href if is_outside(href) else SCHEME + "#".join(filter(None, target_of(href, doc)))


def number_in(name: str, prefix: str) -> int:
    """The number that a link or anchor within the view names after `prefix`, -1 where it names none."""
    digits = name.removeprefix(prefix)
    return int(digits) if name.startswith(prefix) and digits.isascii() and digits.isdecimal() else -1


def link_at(cursor: QTextCursor) -> Link | None:
    """The whole link around `cursor`, also where parts of it are bold."""
    pieces = _fragments(cursor.block())
    at = next((i for i, piece in enumerate(pieces) if _holds(piece, cursor.position())), None)
    if at is None or not (href := pieces[at].charFormat().anchorHref()):
        return None
    first = last = at
    while first > 0 and pieces[first - 1].charFormat().anchorHref() == href:
        first -= 1
    while last + 1 < len(pieces) and pieces[last + 1].charFormat().anchorHref() == href:
        last += 1
    return Link(href, pieces[first].position(), pieces[last].position() + pieces[last].length())


def text_of(document: QTextDocument, link: Link) -> str:
    """The characters that a link stands on."""
    cursor = QTextCursor(document)
    cursor.setPosition(link.start)
    cursor.setPosition(link.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def _holds(piece: QTextFragment, position: int) -> bool:
    return piece.position() <= position < piece.position() + piece.length()


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    found = []
    pieces = block.begin()
    while not pieces.atEnd():
        found.append(pieces.fragment())
        pieces += 1
    return found
