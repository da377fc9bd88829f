"""The tree of bookmarks: what keys and mouse mean in it."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
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
from viewer.desktop.widgets.plain import tip
from viewer.desktop.widgets.row_list import Where, place_of
from viewer.desktop.widgets.text import TextBlock, whole_text
from viewer.userdata.records import Bookmark, Folder

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BookmarksTree(QTreeView):
    """Enter or a click opens, F2 renames, Del deletes, Alt with an arrow or the mouse moves."""

    opened = Signal(QModelIndex, str)
    delete_requested = Signal()
    undo_requested = Signal()
    shift_requested = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._closed: set[str] = set()
        self.setAccessibleName(name)
        self.setProperty("role", "keep")
        self.setHeaderHidden(True)
        self.setIndentation(18)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(500)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def remember_open(self) -> None:
        """Note which folders are closed, before the model is reset."""
        for index, folder in self._folders():
            (self._closed.discard if self.isExpanded(index) else self._closed.add)(folder.id)

    def restore_open(self, *, everything: bool) -> None:
        """Open the folders that were not closed, or all of them."""
        for index, folder in self._folders():
            self.setExpanded(index, everything or folder.id not in self._closed)

    def _folders(self) -> list[tuple[QModelIndex, Folder]]:
        model = self.model()
        indexes = [model.index(row, 0) for row in range(model.rowCount())]
        found = [(index, index.data(ITEM)) for index in indexes]
        return [(index, item) for index, item in found if isinstance(item, Folder)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() in _ENTER and self.state() != QAbstractItemView.State.EditingState:
            self._activate(self.currentIndex(), place_of(event.modifiers()))
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift_requested.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging = self.state() == QAbstractItemView.State.DraggingState
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if dragging or not index.isValid() or not self.visualRect(index).contains(event.position().toPoint()):
            return
        if event.button() == Qt.MouseButton.MiddleButton:
            self._activate(index, Where.BACKGROUND)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._activate(index, place_of(event.modifiers()) or Where.HERE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()  # titles wrap anew

    def _activate(self, index: QModelIndex, where: str) -> None:
        if isinstance(index.data(ITEM), Bookmark):
            self.opened.emit(index, where)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))


Index = QModelIndex | QPersistentModelIndex
_ICON = 18
_LEFT, _TEXT, _RIGHT = 4, 30, 8


class BookmarksDelegate(QStyledItemDelegate):
    """Rows of one, two or three lines, each cut with an ellipsis."""

    def __init__(self, theme: Theme, model: BookmarksModel, tree: QTreeView) -> None:
        super().__init__(tree)
        self._theme, self._model, self._tree = theme, model, tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
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

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        QToolTip.showText(event.globalPos(), tip(self.whole_text(index, option)), view)
        return True

    def whole_text(self, index: Index, option: QStyleOptionViewItem) -> str:
        """What a tool tip says: everything in the row, where some of it was cut; else nothing."""
        item = index.data(ITEM)
        blocks = self._blocks(index, option, max(40, option.rect.width() - _TEXT - _RIGHT))
        lines = [item.name if isinstance(item, Folder) else item.title]
        lines += [text for text, _ in _details(item, self._model)] if isinstance(item, Bookmark) else []
        return whole_text(lines, (block for block, _ in blocks))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
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
