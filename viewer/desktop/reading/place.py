"""Where a reader stands in a page: kept while letters grow, windows shrink and tabs are left."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a page, a character in it, and how many pixels below the top of the view its line stands."""

    part: int = 0
    position: int = 0
    offset: int = 0

    def as_list(self) -> list[int]:
        """For the session."""
        return [self.part, self.position, self.offset]


TOP = Place()


def place_from(value: object) -> Place:
    """What `as_list` gave, or the top where it is damaged."""
    if isinstance(value, list) and len(value) == 3 and all(type(n) is int and abs(n) < 2**31 for n in value):
        part, position, offset = value
        return Place(max(0, part), max(0, position), offset)
    return TOP


def place_of(view: QTextEdit, part: int) -> Place:
    """Where `view` stands now."""
    bar = view.verticalScrollBar()
    if bar.value() <= bar.minimum():
        return Place(part)
    left = round(view.document().rootFrame().frameFormat().leftMargin())
    cursor = view.cursorForPosition(QPoint(left + 2, 2))
    return Place(part, cursor.position(), view.cursorRect(cursor).top())


def go_to_place(view: QTextEdit, place: Place) -> None:
    """Scroll `view` to `place` of the part it shows."""
    bar = view.verticalScrollBar()
    cursor = cursor_at(view, place.position)
    view.setTextCursor(cursor)  # so that Tab goes on from here
    if place.position == 0:
        bar.setValue(bar.minimum())
        return
    view.document().documentLayout().documentSize()  # lays out all there is, so that the range is right
    bar.setValue(bar.value() + view.cursorRect(cursor).top() - place.offset)


def cursor_at(view: QTextEdit, position: int) -> QTextCursor:
    """A cursor at `position`, or at the end of a shorter text."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(min(position, view.document().characterCount() - 1))
    return cursor
