"""The labels of a page head: where they stand in the text."""

from collections.abc import Iterator

from PySide6.QtGui import QTextDocument, QTextFragment

from viewer.desktop.reading.page.html import chip_text
from viewer.desktop.reading.page.links import LABEL, Link, number_in
from viewer.library.model import Label

_HEAD = 4
"""Blocks that the head takes at most: where the page belongs, title, labels."""


def chips_in(document: QTextDocument, labels: tuple[Label, ...], room: int) -> list[tuple[Link, str]]:
    """Each label of the head and its role, as links; `room` is what the head was made for."""
    found = []
    for fragment in _head_fragments(document):
        number = number_in(next(iter(fragment.charFormat().anchorNames()), ""), LABEL)
        if 0 <= number < len(labels):
            start = fragment.position()
            found.append(
                (
                    Link(f"{LABEL}{number}", start, start + len(chip_text(labels[number], room))),
                    labels[number].role,
                )
            )
    return found


def _head_fragments(document: QTextDocument) -> Iterator[QTextFragment]:
    block = document.begin()
    for _ in range(_HEAD):
        pieces = block.begin()
        while not pieces.atEnd():
            yield pieces.fragment()
            pieces += 1
        block = block.next()
