"""What of a page lies where: the character and the drawing at a point, the marks of notes in the margin."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtWidgets import QTextEdit

from viewer.desktop.reading.page.contents import Contents
from viewer.desktop.reading.page.drawings import DRAWING
from viewer.desktop.reading.page.image_object import OBJECT
from viewer.desktop.reading.page.place import cursor_at, position_at

NotePlace = tuple[str, QRect]
"""Anchor of a section with a note (the first has none), and where in the viewport its mark stands."""
_NOTE = 15
"""Pixels of the mark of a note."""
_ROOM = 4
"""Pixels around it that take a click too."""


def character_at(view: QTextEdit, point: QPoint) -> int:
    """The character at a point of the viewport, -1 where there is none."""
    left, top = view.horizontalScrollBar().value(), view.verticalScrollBar().value()
    inside = QPointF(point.x() + left, point.y() + top)
    return view.document().documentLayout().hitTest(inside, Qt.HitTestAccuracy.ExactHit)


def drawing_at(view: QTextEdit, contents: Contents, point: QPoint) -> str:
    """The name of the drawing at a point of the view; empty where there is none."""
    position = character_at(view, view.viewport().mapFrom(view, point))
    return _drawing(view, contents, position) if position >= 0 else ""


def drawing_in_sight(view: QTextEdit, contents: Contents) -> str:
    """The name of the first drawing below the upper edge of what shows; empty where there is none."""
    text = view.document().toPlainText()
    position = text.find(OBJECT, position_at(view, 2))
    while position >= 0:
        if name := _drawing(view, contents, position):
            return name
        position = text.find(OBJECT, position + 1)
    return ""


def note_places(view: QTextEdit, contents: Contents, anchors: Iterable[str]) -> Iterator[NotePlace]:
    """Where the marks of notes on these sections stand."""
    margin = round(view.document().rootFrame().frameFormat().leftMargin())
    left = max(1, margin - view.horizontalScrollBar().value() - _NOTE - 5)
    for anchor in anchors:
        place = contents.heading_place(anchor)
        if place is not None:
            line = view.cursorRect(cursor_at(view, place))
            yield anchor, QRect(left, line.center().y() - _NOTE // 2, _NOTE, _NOTE)


def note_at(places: Iterable[NotePlace], point: QPoint) -> str | None:
    """The section whose note has its mark at a point of the viewport."""
    found = (
        anchor for anchor, place in places if place.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM).contains(point)
    )
    return next(found, None)


def _drawing(view: QTextEdit, contents: Contents, position: int) -> str:
    form = cursor_at(view, position + 1).charFormat()
    name = contents.images.name_of(form.toImageFormat().name()) if form.isImageFormat() else ""
    return name if name.startswith(DRAWING) else ""
