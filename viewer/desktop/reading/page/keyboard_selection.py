"""Selecting with Shift and the arrows, in a page that arrows scroll."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

_MOVE = QTextCursor.MoveOperation
_KEYS = {
    Qt.Key.Key_Left: (_MOVE.PreviousCharacter, _MOVE.PreviousWord),
    Qt.Key.Key_Right: (_MOVE.NextCharacter, _MOVE.NextWord),
    Qt.Key.Key_Up: (_MOVE.Up, _MOVE.PreviousBlock),
    Qt.Key.Key_Down: (_MOVE.Down, _MOVE.NextBlock),
    Qt.Key.Key_Home: (_MOVE.StartOfLine, _MOVE.Start),
    Qt.Key.Key_End: (_MOVE.EndOfLine, _MOVE.End),
}
"""Key → what it moves by, and what it moves by with Ctrl."""


def extended(cursor: QTextCursor, event: QKeyEvent, start: int) -> QTextCursor | None:
    """The selection after a key, begun at `start` where there was none; nothing for any other key."""
    moves = _KEYS.get(Qt.Key(event.key()))
    if moves is None or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return None
    if not cursor.hasSelection():
        cursor.setPosition(start)
    by_word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    cursor.movePosition(moves[by_word], QTextCursor.MoveMode.KeepAnchor)
    return cursor
