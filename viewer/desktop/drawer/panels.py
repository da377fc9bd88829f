"""The drawer with its panels: bookmarks, notes, collections, history."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.desktop.drawer.bookmarks import BookmarksPanel
from viewer.desktop.drawer.collections import CollectionsPanel
from viewer.desktop.drawer.drawer import Drawer
from viewer.desktop.drawer.history import HistoryPanel
from viewer.desktop.drawer.notes import NotesPanel
from viewer.desktop.look.theme import Theme
from viewer.library.model import Page
from viewer.userdata.records import Bookmark, CollectionItem, Note
from viewer.userdata.relocate import Resolved
from viewer.userdata.store import Store


class ReaderDrawer(Drawer):
    """What the reader keeps, beside the page that is read."""

    document_requested = Signal(str, str, str)  # doc, anchor, where

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        store: Store,
        resolve: Callable[[Bookmark | Note | CollectionItem], Resolved],
    ) -> None:
        self.bookmarks = BookmarksPanel(theme, store.bookmarks, resolve)
        self.notes = NotesPanel(theme, store.notes, resolve, lambda: store.saving)
        self.collections = CollectionsPanel(theme, store.collections, resolve)
        self.history = HistoryPanel(theme, store.history)
        panels = {
            "Bookmarks": self.bookmarks,
            "Notes": self.notes,
            "Collections": self.collections,
            "History": self.history,
        }
        super().__init__(theme, host, panels)
        self.tabs.currentChanged.connect(self._aim_focus)
        self._aim_focus()
        for panel in (self.bookmarks, self.notes, self.collections, self.history):
            panel.document_requested.connect(self.document_requested)

    def write_note(self, page: Page, anchor: str, heading: str) -> None:
        """Open the note on a section."""
        self.notes.show_section(page.doc, anchor, heading, page.title)
        self.show_tab("Notes", self.notes.editor.field)

    def follow(self, page: Page, anchor: str, heading: str) -> None:
        """Show the note on a section where notes are shown and none is being written."""
        if self.notes.isVisible() and not self.notes.editor.field.hasFocus():
            self.notes.show_section(page.doc, anchor, heading, page.title)

    def reload(self) -> None:
        """Show what the store holds now."""
        for panel in (self.bookmarks, self.notes, self.collections, self.history):
            panel.reload()

    def _aim_focus(self) -> None:
        """F6 into the drawer reaches the filter of the panel in front."""
        panel = self._panels[self.current]
        self.setFocusProxy(panel.findChild(QLineEdit) or panel)
