"""Paints a bookmark: title, section and note line below it, and what became of it in this edition."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
    QWidget,
)

from viewer.desktop.drawer.bookmarks_model import ITEM, BookmarksModel
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.text import TextBlock
from viewer.escaping import escape
from viewer.userdata.records import Bookmark, Folder

Index = QModelIndex | QPersistentModelIndex
_ICON = 18
_LEFT, _TEXT, _RIGHT = 4, 30, 8


class BookmarksDelegate(QStyledItemDelegate):
    """Rows of one, two or three lines, each cut with an ellipsis."""

    def __init__(self, theme: Theme, model: BookmarksModel, tree: QTreeView) -> None:
        super().__init__(tree)
        self._theme, self._model, self._tree = theme, model, tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        depth = 2 if index.parent().isValid() else 1
        room = self._tree.viewport().width() - depth * self._tree.indentation() - _TEXT - _RIGHT
        blocks = self._blocks(index, option, max(40, room))
        return QSize(
            120, round(sum(block.height for block, _ in blocks)) + (10 if self._theme.compact else 14)
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        self._paint_ground(painter, option)
        item = index.data(ITEM)
        icon = "folder" if isinstance(item, Folder) else "bookmark"
        blocks = self._blocks(index, option, max(40, option.rect.width() - _TEXT - _RIGHT))
        y = option.rect.top() + (option.rect.height() - sum(block.height for block, _ in blocks)) / 2
        place = QRect(option.rect.left() + _LEFT, round(y), _ICON, _ICON)
        self._theme.icon(icon, "accent" if icon == "folder" else "muted").paint(painter, place)
        for block, role in blocks:
            ink = getattr(self._theme.tokens, role)
            block.draw(painter, QPointF(option.rect.left() + _TEXT, y), ink, self._theme.tokens)
            y += block.height
        painter.restore()

    def helpEvent(  # noqa: N802
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        QToolTip.showText(event.globalPos(), self.whole_text(index, option), view)
        return True

    def whole_text(self, index: Index, option: QStyleOptionViewItem) -> str:
        """What a tool tip says: everything in the row, where some of it was cut; else nothing."""
        item = index.data(ITEM)
        blocks = self._blocks(index, option, max(40, option.rect.width() - _TEXT - _RIGHT))
        if not any(block.is_cut for block, _ in blocks):
            return ""
        lines = [item.name if isinstance(item, Folder) else item.title]
        lines += [text for text, _ in _details(item, self._model)] if isinstance(item, Bookmark) else []
        return "".join(f"<p>{escape(line)}</p>" for line in lines)

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(_TEXT - 10, 0, 0, 0))

    def _blocks(self, index: Index, option: QStyleOptionViewItem, room: float) -> list[tuple[TextBlock, str]]:
        item = index.data(ITEM)
        if isinstance(item, Folder):
            count = self._model.rowCount(index)
            return [(_block(f"{item.name}  ({count})", option, 14, room, 600, 2), "ink")]
        lines = [(_block(item.title, option, 14, room, 500, 2), "ink")] if isinstance(item, Bookmark) else []
        for text, role in _details(item, self._model) if isinstance(item, Bookmark) else ():
            lines.append((_block(text, option, 12, room), role))
        return lines

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens, state = self._theme.tokens, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(tokens.chrome))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.setPen(Qt.PenStyle.NoPen)


def _block(
    text: str, option: QStyleOptionViewItem, pixels: int, room: float, weight: int = 400, lines: int = 1
) -> TextBlock:
    return TextBlock(text, option.font, pixels, room, weight=weight, lines=lines)


def _details(mark: Bookmark, model: BookmarksModel) -> list[tuple[str, str]]:
    below = " · ".join(part for part in (mark.heading, mark.note) if part)
    became = model.words(mark)
    return [(text, role) for text, role in ((below, "muted"), (became, "warn")) if text]
