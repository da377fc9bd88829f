"""Bookmarks, notes and history of the page that is read, and the drawer that shows them."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.desktop.dialogs.bookmarks_panel import BookmarksPanel
from viewer.desktop.dialogs.drawer import Drawer
from viewer.desktop.dialogs.history_panel import HistoryPanel
from viewer.desktop.dialogs.notes_panel import NotesPanel
from viewer.desktop.theme import Theme
from viewer.desktop.window import HOME, MainWindow
from viewer.library.compiled import Library
from viewer.library.model import Page
from viewer.userdata.records import Bookmark, Note
from viewer.userdata.resolve import Resolved, resolve
from viewer.userdata.store import Store


class Keeping(QObject):
    """Keeps what the reader marks, writes and opens."""

    def __init__(self, store: Store, library: Library, theme: Theme, window: MainWindow) -> None:
        super().__init__(window)
        self._store, self._library, self._window = store, library, window
        self._tabs = window.parts.tabs
        self.bookmarks = BookmarksPanel(theme, store.bookmarks, self._resolve)
        self.notes = NotesPanel(theme, store.notes, self._resolve, lambda: store.saving)
        self.history = HistoryPanel(theme, store.history)
        panels: dict[str, QWidget] = {
            "Bookmarks": self.bookmarks,
            "Notes": self.notes,
            "History": self.history,
        }
        self.drawer = Drawer(theme, window.panels.area, panels)
        self.drawer.shown_changed.connect(window.panels.set_drawn)
        self.drawer.tabs.currentChanged.connect(self._aim_focus)
        self._panels = panels
        self._aim_focus()
        window.more_panes.append(lambda: self.drawer)
        for panel in (self.bookmarks, self.notes, self.history):
            panel.document_requested.connect(window.open)
        self.bookmarks.bookmarks_changed.connect(self._show_bookmarked)
        self.history.history_changed.connect(self._tabs.refresh_home)
        self._tabs.page_shown.connect(self._page_shown)
        self._tabs.section_reached.connect(self._section_reached)
        window.parts.hits.document_requested.connect(self._record_search)
        self._page_shown(self._tabs.current_page())

    def _aim_focus(self) -> None:
        """F6 into the drawer reaches the filter of the panel in front."""
        panel = self._panels[self.drawer.current]
        self.drawer.setFocusProxy(panel.findChild(QLineEdit) or panel)

    def show(self, name: str) -> None:
        """Show bookmarks, notes or history, or close the drawer."""
        self.drawer.toggle(name)

    def toggle_bookmark(self) -> None:
        """Bookmark the section that the reader is in, or take its bookmark away."""
        page, anchor, heading = self._place()
        if page is None:
            return
        found = self._store.bookmarks.find(page.doc, anchor)
        if found is not None:
            self._store.bookmarks.remove(found.id)
            self._window.status.tell("Bookmark removed")
        else:
            self._store.bookmarks.add(page.title, page.doc, anchor, heading)
            self._window.status.tell(f"Bookmarked: {heading or page.title}")
        self.bookmarks.reload()
        self._show_bookmarked()

    def write_note(self) -> None:
        """Open the note on the section that the reader is in."""
        page, anchor, heading = self._place()
        if page is None:
            return
        self.notes.show_section(page.doc, anchor, heading, page.title)
        self.drawer.show_tab("Notes", self.notes.editor.field)

    def flush(self) -> None:
        """Keep the note that is being written, now."""
        self.notes.flush()

    def show_saving(self) -> None:
        """Say anew whether what is kept reaches the disk."""
        self.notes.editor.show_state()

    def reload(self) -> None:
        """Show what the store holds now, after an import."""
        for panel in (self.bookmarks, self.notes, self.history):
            panel.reload()
        self._show_bookmarked()

    def _place(self) -> tuple[Page | None, str, str]:
        page, anchor = self._tabs.current_page(), self._tabs.current_section()
        sections = page.sections if page else ()
        heading = next((section.heading for section in sections if section.anchor == anchor), "")
        return page, anchor, heading

    def _page_shown(self, page: Page | None) -> None:
        listed = page is not None and page.doc != HOME and page.doc in self._library.titles()
        if page is not None and listed and self._store.settings.get("keep_history"):
            self._store.history.record(page.doc, page.title)
            if self.history.isVisible():
                self.history.reload()
        self._show_bookmarked()

    def _section_reached(self, anchor: str) -> None:
        self._show_bookmarked()
        if self.notes.isVisible() and not self.notes.editor.field.hasFocus():
            page, _, heading = self._place()
            if page is not None:
                self.notes.show_section(page.doc, anchor, heading, page.title)

    def _record_search(self, doc: str, anchor: str, where: str) -> None:
        text = self._window.parts.box.text().strip()
        if text and self._store.settings.get("keep_history"):
            self._store.history.record_search(text)

    def _show_bookmarked(self) -> None:
        page, anchor, _ = self._place()
        marked = page is not None and self._store.bookmarks.is_bookmarked(page.doc, anchor)
        self._window.top.show_bookmarked(marked)

    def _resolve(self, kept: Bookmark | Note) -> Resolved:
        return resolve(kept, self._library.titles(), self._library.headings)
