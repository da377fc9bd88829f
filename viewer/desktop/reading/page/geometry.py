"""Where characters stand in the viewport: for grounds, rings and marks that Qt cannot draw by itself."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit


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
