"""The reader's bookmarks: folders, order, titles, note lines; deleting can be undone."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from viewer.desktop.drawer.bookmarks_model import BookmarksModel
from viewer.desktop.drawer.bookmarks_tree import BookmarksDelegate, BookmarksTree
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.fields import FilterField, IconButton
from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.row_list import Where
from viewer.desktop.widgets.small import NO_PATIENTS, UndoBar, add, label, row
from viewer.userdata.bookmarks import Bookmarks
from viewer.userdata.records import Bookmark, Folder
from viewer.userdata.relocate import Resolved, remembered

_EMPTY = "No bookmarks yet. Ctrl+D keeps the page that you read; it outlives new editions."


class BookmarksPanel(QWidget):
    """A tree of bookmarks over the store; `reload` after the store was changed elsewhere."""

    document_requested = Signal(str, str, str)  # doc, anchor, where
    bookmarks_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        bookmarks: Bookmarks,
        resolve: Callable[[Bookmark], Resolved],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bookmarks, self._resolve = bookmarks, remembered(resolve)
        self.setAccessibleName("Bookmarks")
        self.filter = FilterField(theme, "Filter bookmarks")
        self.model = BookmarksModel(self._resolve, self)
        self.tree = BookmarksTree("Bookmarks")
        self.tree.setItemDelegate(BookmarksDelegate(theme, self.model, self.tree))
        self.tree.setModel(self.model)
        self.note = QLineEdit()
        self.undo_bar = UndoBar()
        self.empty = label(_EMPTY, "muted")
        self._place(theme)
        self._connect()
        theme.changed.connect(self.tree.viewport().update)

    def _place(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        new = IconButton(theme, "plus", "New folder", self.new_folder)
        delete = IconButton(theme, "trash", "Delete (Del)", self.delete_current)
        column.addLayout(row(self.filter, new, delete, gap=4))
        column.addWidget(self.empty)
        column.addWidget(self.tree, 1)
        column.addWidget(self.undo_bar)
        name = PlainLabel("Note line")
        name.setProperty("role", "hint")
        name.setBuddy(self.note)
        self.note.setAccessibleName("Note line of the bookmark")
        self.note.setPlaceholderText(f"Why you keep it. {NO_PATIENTS}")
        self.note.setMaxLength(1000)
        column.addWidget(name)
        column.addWidget(self.note)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _: self.reload())
        self.filter.left_down.connect(self._enter_tree)
        self.note.editingFinished.connect(self._keep_note)
        self.tree.opened.connect(self._open)
        self.tree.delete_requested.connect(self.delete_current)
        self.tree.undo_requested.connect(self.undo_bar.undo)
        self.tree.shift_requested.connect(self.shift_current)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.tree.selectionModel().currentChanged.connect(lambda now, _: self._show_note(now))
        # Later, because the model is reset: the view must have ended its drag or closed its editor by then.
        later = Qt.ConnectionType.QueuedConnection
        self.model.moved.connect(self._move, later)
        self.model.folder_moved.connect(self._move_folder, later)
        self.model.renamed.connect(self._rename, later)

    # -- what is shown -------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Show what the store holds now, keeping what is chosen and open; while hidden, when it is shown."""
        if not self.isVisible():
            return
        chosen = self.current()
        marks = self._bookmarks.list()
        self.tree.remember_open()
        self.model.show_bookmarks(self._bookmarks.folders(), marks, self.filter.text())
        self.tree.restore_open(everything=bool(self.filter.text()))
        if chosen is not None:
            self.tree.setCurrentIndex(self.model.find(chosen.id))
        nothing = self.model.rowCount() == 0
        self.empty.setText("No bookmark holds these words." if self.filter.text() else _EMPTY)
        self.empty.setVisible(nothing)
        self._show_note(self.tree.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def current(self) -> Bookmark | Folder | None:
        """The bookmark or folder that is chosen."""
        return self.model.item(self.tree.currentIndex())

    def _show_note(self, index: QModelIndex) -> None:
        item = self.model.item(index)
        self.note.setEnabled(isinstance(item, Bookmark))
        self.note.setText(item.note if isinstance(item, Bookmark) else "")

    def _enter_tree(self) -> None:
        self.tree.setFocus()
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.model.index(0, 0))

    # -- what the reader does ------------------------------------------------------------------------------

    def new_folder(self) -> None:
        """Make a folder and let its name be typed."""
        self.filter.clear()
        folder = self._bookmarks.add_folder("New folder")
        self._changed()
        self.tree.setCurrentIndex(self.model.find(folder.id))
        self.tree.edit(self.tree.currentIndex())

    def delete_current(self) -> None:
        """Delete what is chosen; the bar below takes it back."""
        item = self.current()
        if item is None:
            return
        folder = isinstance(item, Folder)
        removed = (self._bookmarks.remove_folder if folder else self._bookmarks.remove)(item.id)
        neighbour = self._neighbour(self.tree.currentIndex())
        self._changed()
        if neighbour is not None:
            self.tree.setCurrentIndex(self.model.find(neighbour.id))
        if removed is not None:
            name = item.name if isinstance(item, Folder) else item.title
            self.undo_bar.offer(f"Deleted “{name}”.", self._change(lambda: self._bookmarks.restore(removed)))

    def _neighbour(self, index: QModelIndex) -> Bookmark | Folder | None:
        """What to choose after the row at `index` has gone."""
        row, parent = index.row(), index.parent()
        beside = (self.model.item(self.model.index(row + step, 0, parent)) for step in (1, -1))
        return next((item for item in beside if item is not None), self.model.item(parent))

    def shift_current(self, step: int) -> None:
        """Move what is chosen one place up or down among its neighbours."""
        item, index = self.current(), self.tree.currentIndex()
        if self.filter.text() or item is None:
            return
        if isinstance(item, Folder):
            self._bookmarks.move_folder(item.id, max(0, index.row() + step))
        else:
            place = self._bookmarks.list(item.folder).index(item)
            self._bookmarks.move(item.id, item.folder, max(0, place + step))
        self._changed()

    def _open(self, index: QModelIndex, where: str) -> None:
        item = self.model.item(index)
        if isinstance(item, Bookmark):
            place = self._resolve(item)
            if place.doc:
                self.document_requested.emit(place.doc, place.anchor, where)

    def _move(self, bookmark: str, folder: str, index: int) -> None:
        self._bookmarks.move(bookmark, folder, index)
        self._changed()

    def _move_folder(self, folder: str, index: int) -> None:
        self._bookmarks.move_folder(folder, index)
        self._changed()

    def _rename(self, identity: str, title: str) -> None:
        known = {folder.id for folder in self._bookmarks.folders()}
        (self._bookmarks.rename_folder if identity in known else self._bookmarks.rename)(identity, title)
        self._changed()

    def _keep_note(self) -> None:
        item = self.current()
        if isinstance(item, Bookmark) and item.note != self.note.text():
            self._bookmarks.set_note(item.id, self.note.text())
            self._changed()

    def _change(self, act: Callable[..., object]) -> Callable[..., None]:
        def change(*values: object) -> None:
            act(*values)
            self._changed()

        return change

    def _changed(self) -> None:
        self.reload()
        self.bookmarks_changed.emit()

    def _show_menu(self, at: QPoint) -> None:
        menu = self.context_menu()
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.tree.viewport().mapToGlobal(at))

    def context_menu(self) -> QMenu | None:
        """What can be done with what is chosen."""
        item, index = self.current(), self.tree.currentIndex()
        if item is None:
            return None
        menu = QMenu(self)
        if isinstance(item, Bookmark):
            add(menu, "Open", lambda: self._open(index, Where.HERE))
            add(menu, "Open in a background tab", lambda: self._open(index, Where.BACKGROUND))
            self._add_folders(menu.addMenu("Move to folder"), item)
        add(menu, "Rename\tF2", lambda: self.tree.edit(index))
        add(menu, "Move up\tAlt+↑", lambda: self.shift_current(-1))
        add(menu, "Move down\tAlt+↓", lambda: self.shift_current(1))
        menu.addSeparator()
        add(menu, "Delete\tDel", self.delete_current)
        return menu

    def _add_folders(self, menu: QMenu, mark: Bookmark) -> None:
        for folder in (Folder("", "No folder"), *self._bookmarks.folders()):
            move = self._change(lambda to=folder.id: self._bookmarks.move(mark.id, to, 1_000_000))
            add(menu, folder.name, move).setEnabled(folder.id != mark.folder)
