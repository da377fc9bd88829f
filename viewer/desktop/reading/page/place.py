"""Where a reader stands in a page: kept while letters grow, windows shrink and tabs are left."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QTextBlock, QTextCursor
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
Selection = tuple[int, int]
"""Where a selection was begun, and where it ends."""


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
    cursor = _cursor_at(view, 2)
    return Place(part, cursor.position(), view.cursorRect(cursor).top())


def position_at(view: QTextEdit, y: int) -> int:
    """The character at the left of the column, `y` pixels below the top of what shows."""
    return _cursor_at(view, y).position()


def _cursor_at(view: QTextEdit, y: int) -> QTextCursor:
    left = round(view.document().rootFrame().frameFormat().leftMargin())
    return view.cursorForPosition(QPoint(left + 2, y))


def selection_of(view: QTextEdit) -> Selection | None:
    """What is selected in `view`."""
    cursor = view.textCursor()
    return (cursor.anchor(), cursor.position()) if cursor.hasSelection() else None


def put_caret(view: QTextEdit, caret: QTextCursor, selected: Selection | None) -> None:
    """Put the caret at `caret`, so that Tab goes on from there, or select anew what was selected."""
    if selected is not None:
        caret = cursor_at(view, selected[0])
        caret.setPosition(cursor_at(view, selected[1]).position(), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(caret)


def go_to_place(view: QTextEdit, place: Place, selected: Selection | None = None) -> None:
    """Scroll `view` to `place` of the part it shows, with `selected` selected."""
    bar = view.verticalScrollBar()
    cursor = cursor_at(view, place.position)
    put_caret(view, cursor, selected)
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


def line_rects(view: QTextEdit, start: int, end: int) -> list[QRectF]:
    """One rectangle in the viewport for each line that characters `start` to `end` of one block stand on."""
    block = view.document().findBlock(start)
    return [
        _rect(view, first, width) for first, width in _runs(block, start, min(end, start + block.length()))
    ]


def _runs(block: QTextBlock, start: int, end: int) -> Iterator[tuple[int, float]]:
    """Where each line of the stretch begins, and how wide it is there."""
    layout = block.layout() if block.isValid() else None
    if layout is None:
        return
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start - block.position(), line.textStart())
        last = min(end - block.position(), line.textStart() + line.textLength())
        if first < last:
            yield block.position() + first, abs(_x(line.cursorToX(last)) - _x(line.cursorToX(first)))


def _rect(view: QTextEdit, position: int, width: float) -> QRectF:
    cursor = QTextCursor(view.document())
    cursor.setPosition(position)
    caret = QRectF(view.cursorRect(cursor))
    return QRectF(caret.left(), caret.top(), width, caret.height())


def _x(value: object) -> float:
    """PySide gives the coordinate together with the position it was asked for."""
    return float(value[0] if isinstance(value, tuple) else value)  # type: ignore[arg-type]
