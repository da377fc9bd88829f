"""The reader's collections: choose one, name it, order what is in it, take it along."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QVBoxLayout, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.fields import IconButton
from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.row_list import RowList, Where
from viewer.desktop.widgets.rows import Row
from viewer.desktop.widgets.small import NO_PATIENTS, UndoBar, add, button, label, row
from viewer.library.model import OWN_LABEL, OWN_PREFIX
from viewer.prose import counted, cut
from viewer.userdata.collections import Collections
from viewer.userdata.records import Collection, CollectionItem
from viewer.userdata.relocate import Resolved, remembered

_NONE = "No collection yet. Ctrl+G gathers the section that you read, or what is selected, into a new one."
_EMPTY = "Nothing in it yet. Ctrl+G gathers the section that you read, or what is selected."


class _ItemList(RowList):
    """Items that can be ordered with Alt and the arrows, and taken out with Del."""

    delete_requested = Signal()
    undo_requested = Signal()
    shift_requested = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift_requested.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        else:
            super().keyPressEvent(event)


class _NameField(QLineEdit):
    """A name; Down leads to the list below."""

    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class CollectionsPanel(QWidget):
    """One collection at a time over the store; `reload` after something was gathered."""

    document_requested = Signal(str, str, str)  # doc, anchor, where
    export_requested = Signal(str, str)  # id of a collection, `pdf` or `ris`
    chosen = Signal(str)  # id of the collection that is shown, into which is gathered

    def __init__(
        self,
        theme: Theme,
        collections: Collections,
        resolve: Callable[[CollectionItem], Resolved],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._collections, self._resolve = collections, remembered(resolve)
        self._known: tuple[Collection, ...] = ()
        self._items: tuple[CollectionItem, ...] = ()
        self._wanted = ""
        self.setAccessibleName("Collections")
        self.choice = QComboBox()
        self.choice.setAccessibleName("Collection")
        self.name = _NameField()
        self.name.setAccessibleName("Name of the collection")
        self.name.setPlaceholderText(f"Name. {NO_PATIENTS}")
        self.name.setMaxLength(200)
        self.list = _ItemList(theme, "What is in the collection")
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.empty = label("", "muted")
        self.undo_bar = UndoBar()
        self.pdf_button = button("PDF…", lambda: self._export("pdf"))
        self.ris_button = button("References…", lambda: self._export("ris"))
        self._place(theme)
        self._connect()

    def _place(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        new = IconButton(theme, "plus", "New collection", self.new_collection)
        self._delete = IconButton(theme, "trash", "Delete the collection", self.delete_collection)
        head = row(self.choice, new, self._delete, gap=4)
        head.setStretch(0, 1)
        column.addLayout(head)
        self._caption = PlainLabel("Name")
        self._caption.setProperty("role", "hint")
        self._caption.setBuddy(self.name)
        for widget in (self._caption, self.name, self.empty):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.undo_bar)
        column.addLayout(row(self.pdf_button, self.ris_button, None, gap=6))

    def _connect(self) -> None:
        self.choice.activated.connect(self._choose)
        self.name.editingFinished.connect(self._rename)
        self.name.left_down.connect(self.list.setFocus)
        self.list.opened.connect(lambda _doc, _anchor, where: self._open(where))
        self.list.delete_requested.connect(self.delete_current)
        self.list.undo_requested.connect(self.undo_bar.undo)
        self.list.shift_requested.connect(self.shift_current)
        self.list.customContextMenuRequested.connect(self._show_menu)

    # -- what is shown -------------------------------------------------------------------------------------

    def show_collection(self, collection: str) -> None:
        """Show a collection, now or when the panel is."""
        self._wanted = collection
        self.reload()

    def reload(self) -> None:
        """Show what the store holds now; while hidden, when it is shown."""
        if not self.isVisible():
            return
        self._known = self._collections.list()
        index = next((n for n, found in enumerate(self._known) if found.id == self._wanted), -1)
        index = index if index >= 0 else len(self._known) - 1
        self.choice.clear()
        self.choice.addItems([found.name.replace("&", "&&") for found in self._known])
        self.choice.setCurrentIndex(index)
        found = self._known[index] if self._known else None
        self._wanted = found.id if found else ""
        self.name.setText(found.name if found else "")
        for widget in (self.choice, self.name, self._delete):
            widget.setEnabled(found is not None)
        self._show_items(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def _show_items(self, current: int) -> None:
        self._items = self._collections.items(self._wanted)
        rows = tuple(self._row(number, item) for number, item in enumerate(self._items, 1))
        self.list.show_rows(rows)
        if rows:
            at = max(0, min(current, len(rows) - 1))
            self.list.setCurrentIndex(self.list.rows.index(at))
        self.empty.setText(_EMPTY if self._known else _NONE)
        self.empty.setVisible(not rows)
        for one in (self.pdf_button, self.ris_button):
            one.setEnabled(bool(rows))

    def _row(self, number: int, item: CollectionItem) -> Row:
        place = self._resolve(item)
        where = item.heading or ("Page" if not item.text else "")
        checked = OWN_LABEL if item.doc.startswith(OWN_PREFIX) else ""
        subtitle = " · ".join(part for part in (checked, where, place.words) if part)
        return Row(place.doc, item.title, item.id, str(number), "", subtitle, cut(item.text, 240))

    # -- what the reader does ------------------------------------------------------------------------------

    def new_collection(self) -> None:
        """Make a collection and let its name be typed."""
        made = self._collections.add("New collection")
        self._show(made.id)
        self.name.setFocus()
        self.name.selectAll()

    def delete_collection(self) -> None:
        """Delete the collection that is shown; the bar below takes it back."""
        removed = self._collections.remove(self._wanted)
        if removed is not None:
            self._show("")

            def undo() -> None:
                self._collections.restore(removed)
                self._show(removed.collection.id)

            self.undo_bar.offer(f"Deleted “{removed.collection.name}”.", undo)

    def delete_current(self) -> None:
        """Take the chosen item out; the bar below puts it back."""
        at = self.list.currentIndex().row()
        removed = self._collections.drop(self._items[at]) if 0 <= at < len(self._items) else None
        if removed is not None:
            self._show_items(at)

            def undo() -> None:
                self._collections.restore(removed)
                self._wanted = removed.item.collection
                self.reload()

            self.undo_bar.offer(f"Taken out: “{removed.item.heading or removed.item.title}”.", undo)

    def shift_current(self, step: int) -> None:
        """Move the chosen item one place up or down."""
        at = self.list.currentIndex().row()
        if 0 <= at < len(self._items) and 0 <= at + step < len(self._items):
            self._collections.move(self._items[at], at + step)
            self._show_items(at + step)
            announce(self.list, f"Moved to {at + step + 1} of {counted(len(self._items), 'item')}")

    def _show(self, collection: str) -> None:
        self._wanted = collection
        self.reload()
        self.chosen.emit(self._wanted)

    def _choose(self, index: int) -> None:
        self._show(self._known[index].id)

    def _rename(self) -> None:
        known = {found.id: found.name for found in self._known}
        if self._wanted in known and self.name.text().strip() not in ("", known[self._wanted]):
            self._collections.rename(self._wanted, self.name.text())
            at = self.list.currentIndex().row()
            self.reload()
            self._show_items(at)

    def _open(self, where: str) -> None:
        at = self.list.currentIndex().row()
        if 0 <= at < len(self._items):
            place = self._resolve(self._items[at])
            if place.doc:
                self.document_requested.emit(place.doc, place.anchor, where)

    def _export(self, form: str) -> None:
        if self._items:
            self.export_requested.emit(self._wanted, form)

    def _show_menu(self, at: QPoint) -> None:
        menu = self.context_menu()
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def context_menu(self) -> QMenu | None:
        """What can be done with the item that is chosen."""
        if not self._items:
            return None
        menu = QMenu(self)
        add(menu, "Open", lambda: self._open(Where.HERE))
        add(menu, "Open in a background tab", lambda: self._open(Where.BACKGROUND))
        add(menu, "Move up\tAlt+↑", lambda: self.shift_current(-1))
        add(menu, "Move down\tAlt+↓", lambda: self.shift_current(1))
        menu.addSeparator()
        add(menu, "Take out\tDel", self.delete_current)
        return menu
