"""The drawer with bookmarks, notes and history, over the main window."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.desktop.drawer.bookmarks import BookmarksPanel
from viewer.desktop.drawer.drawer import Drawer
from viewer.desktop.drawer.history import HistoryPanel
from viewer.desktop.drawer.notes import NotesPanel
from viewer.desktop.look.theme import Theme
from viewer.desktop.window.window import MainWindow
from viewer.library.model import Page
from viewer.userdata.records import Bookmark, Note
from viewer.userdata.relocate import Resolved
from viewer.userdata.store import Store


class Kept:
    """Three panels in a drawer."""

    def __init__(
        self,
        store: Store,
        resolve: Callable[[Bookmark | Note], Resolved],
        theme: Theme,
        window: MainWindow,
    ) -> None:
        self.bookmarks = BookmarksPanel(theme, store.bookmarks, resolve)
        self.notes = NotesPanel(theme, store.notes, resolve, lambda: store.saving)
        self.history = HistoryPanel(theme, store.history)
        self._panels: dict[str, QWidget] = {
            "Bookmarks": self.bookmarks,
            "Notes": self.notes,
            "History": self.history,
        }
        self.drawer = Drawer(theme, window.panels.area, self._panels)
        self.drawer.shown_changed.connect(window.panels.set_drawn)
        self.drawer.tabs.currentChanged.connect(self._aim_focus)
        self._aim_focus()
        window.more_panes.append(lambda: self.drawer)
        for panel in (self.bookmarks, self.notes, self.history):
            panel.document_requested.connect(window.open)

    def show(self, name: str) -> None:
        """Show bookmarks, notes or history, or close the drawer."""
        self.drawer.toggle(name)

    def write_note(self, page: Page, anchor: str, heading: str) -> None:
        """Open the note on a section."""
        self.notes.show_section(page.doc, anchor, heading, page.title)
        self.drawer.show_tab("Notes", self.notes.editor.field)

    def follow(self, page: Page, anchor: str, heading: str) -> None:
        """Show the note on a section where notes are shown and none is being written."""
        if self.notes.isVisible() and not self.notes.editor.field.hasFocus():
            self.notes.show_section(page.doc, anchor, heading, page.title)

    def page_recorded(self) -> None:
        """Show the history anew where it is shown."""
        if self.history.isVisible():
            self.history.reload()

    def bookmarked(self) -> None:
        """Show the bookmarks anew."""
        self.bookmarks.reload()

    def flush(self) -> None:
        """Keep the note that is being written, now."""
        self.notes.flush()

    def show_saving(self) -> None:
        """Say anew whether what is kept reaches the disk."""
        self.notes.editor.show_state()

    def reload(self) -> None:
        """Show what the store holds now."""
        for panel in (self.bookmarks, self.notes, self.history):
            panel.reload()

    def _aim_focus(self) -> None:
        """F6 into the drawer reaches the filter of the panel in front."""
        panel = self._panels[self.drawer.current]
        self.drawer.setFocusProxy(panel.findChild(QLineEdit) or panel)
