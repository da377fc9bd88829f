"""The tree of bookmarks: what keys and mouse mean in it."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from viewer.desktop.drawer.bookmarks_model import ITEM
from viewer.desktop.widgets.row_list import BACKGROUND, HERE, place_of
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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        dragging = self.state() == QAbstractItemView.State.DraggingState
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if dragging or not index.isValid() or not self.visualRect(index).contains(event.position().toPoint()):
            return
        if event.button() == Qt.MouseButton.MiddleButton:
            self._activate(index, BACKGROUND)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._activate(index, place_of(event.modifiers()) or HERE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()  # titles wrap anew

    def _activate(self, index: QModelIndex, where: str) -> None:
        if isinstance(index.data(ITEM), Bookmark):
            self.opened.emit(index, where)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))
