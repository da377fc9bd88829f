"""Bookmarks, notes and history of the page that is read; their drawer is built when it is asked for."""

from PySide6.QtCore import QObject, Signal

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.describe import row_of_note
from viewer.desktop.widgets.rows import Row
from viewer.desktop.window.window import MainWindow
from viewer.imports.own_shelf import OwnShelf
from viewer.library.compiled import Library
from viewer.library.model import HOME, OWN, OWN_PREFIX, Page
from viewer.userdata.records import Bookmark, CollectionItem, Note
from viewer.userdata.relocate import Resolved, resolve
from viewer.userdata.store import Store

_MOST_NOTES = 5


class Keeper(QObject):
    """Keeps what the reader marks, writes and opens, and tells of it; the drawer listens once it is there."""

    bookmarked = Signal()
    visited = Signal()
    section_reached = Signal(object, str, str)  # Page, anchor, heading
    saving_changed = Signal()
    flush_requested = Signal()
    reloaded = Signal()
    panel_requested = Signal(str)
    gathered = Signal(str)  # id of a collection
    collection_chosen = Signal(str)
    collection_export_requested = Signal(str, str)  # id of a collection, `pdf` or `ris`
    note_requested = Signal(object, str, str)  # Page, anchor, heading

    def __init__(
        self,
        store: Store,
        library: Library,
        theme: Theme,
        window: MainWindow,
        own: OwnShelf | None = None,
    ) -> None:
        super().__init__(window)
        self._store, self._library, self._theme, self._window = store, library, theme, window
        self._own = own
        self._tabs = window.parts.tabs
        self._has_drawer = False
        self._tabs.page_shown.connect(self._page_shown)
        self._tabs.section_reached.connect(self._section_reached)
        self._tabs.pane.view.note_requested.connect(self._open_note)
        window.flow.open_requested.connect(self._record_search)
        window.parts.searching.own = self._notes_with
        self._page_shown(self._tabs.current_page())

    def show(self, name: str) -> None:
        """Show bookmarks, notes, collections or history, or close the drawer."""
        self._need_drawer()
        self.panel_requested.emit(name)

    def toggle_bookmark(self) -> None:
        """Bookmark the section that the reader is in, or take its bookmark away."""
        page, anchor, heading = self._place()
        if page is None:
            return
        found = self._store.bookmarks.find(page.doc, anchor)
        if found is not None:
            self._store.bookmarks.remove(found.id)
            self._window.status.message("Bookmark removed")
        else:
            self._store.bookmarks.add(page.title, page.doc, anchor, heading)
            self._window.status.message(f"Bookmarked: {heading or page.title}")
        self.bookmarked.emit()
        self._show_bookmarked()

    def write_note(self) -> None:
        """Open the note on the section that the reader is in."""
        page, anchor, heading = self._place()
        if page is not None:
            self._need_drawer()
            self.note_requested.emit(page, anchor, heading)

    def _open_note(self, anchor: str) -> None:
        """Open the note whose mark in the page was clicked."""
        page = self._tabs.current_page()
        section = page.section(anchor) if page is not None else None
        if page is not None:
            self._need_drawer()
            self.note_requested.emit(page, anchor, section.heading if section else "")

    def reload(self) -> None:
        """Show what the store holds now, after an import."""
        self.reloaded.emit()
        self._show_bookmarked()
        self._show_noted()

    def _notes_with(self, words: str) -> tuple[Row, ...]:
        return tuple(row_of_note(note) for note in self._store.notes.search(words)[:_MOST_NOTES])

    def _show_noted(self) -> None:
        """Mark where the reader wrote on the page that shows."""
        page = self._tabs.current_page()
        notes = self._store.notes.list(page.doc) if page is not None else ()
        anchors = [note.anchor for note in notes]
        self._window.parts.side.show_noted(anchors)
        self._tabs.pane.view.show_noted(anchors)
        docs = self._store.notes.documents()
        self._window.parts.hits.list.show_noted(docs)
        self._window.parts.browse.show_noted(docs)

    def _need_drawer(self) -> None:
        if self._has_drawer:
            return
        self._has_drawer = True
        from viewer.desktop.drawer.panels import ReaderDrawer  # late: 4 MB

        drawer = ReaderDrawer(self._theme, self._window.panels.area, self._store, self._resolve)
        self.panel_requested.connect(drawer.toggle)
        self.note_requested.connect(drawer.write_note)
        self.section_reached.connect(drawer.follow)
        self.bookmarked.connect(drawer.bookmarks.reload)
        self.gathered.connect(drawer.collections.show_collection)
        drawer.collections.chosen.connect(self.collection_chosen)
        drawer.collections.export_requested.connect(self.collection_export_requested)
        self.visited.connect(drawer.history.reload)
        self.saving_changed.connect(drawer.notes.editor.show_state)
        self.flush_requested.connect(drawer.notes.flush)
        self.reloaded.connect(drawer.reload)
        drawer.shown_changed.connect(self._window.panels.set_drawn)
        drawer.document_requested.connect(self._window.open)
        drawer.notes.notes_changed.connect(self._show_noted)
        drawer.notes.editor.saved.connect(self._show_noted)
        drawer.bookmarks.bookmarks_changed.connect(self._show_bookmarked)
        drawer.history.history_changed.connect(self._tabs.refresh_home)
        self._window.more_panes.append(lambda: drawer)

    def _place(self) -> tuple[Page | None, str, str]:
        page, anchor = self._tabs.current_page(), self._tabs.current_section()
        section = page.section(anchor) if page else None
        return page, anchor, section.heading if section else ""

    def _page_shown(self, page: Page | None) -> None:
        listed = (
            page is not None and page.doc != HOME and (page.kind == OWN or page.doc in self._library.titles())
        )
        if page is not None and listed and self._store.settings.get("keep_history"):
            self._store.history.record(page.doc, page.title)
            self.visited.emit()
        self._show_bookmarked()
        self._show_noted()

    def _section_reached(self, anchor: str) -> None:
        self._show_bookmarked()
        page, _, heading = self._place()
        if page is not None:
            self.section_reached.emit(page, anchor, heading)

    def _record_search(self) -> None:
        text = self._window.parts.box.text().strip()
        if text and self._store.settings.get("keep_history"):
            self._store.history.record_search(text)

    def _show_bookmarked(self) -> None:
        page, anchor, _ = self._place()
        marked = page is not None and self._store.bookmarks.is_bookmarked(page.doc, anchor)
        self._window.top.show_bookmarked(marked)

    def _resolve(self, kept: Bookmark | Note | CollectionItem) -> Resolved:
        if self._own is not None and kept.doc.startswith(OWN_PREFIX):
            return resolve(kept, self._own.titles(), self._own.headings)
        return resolve(kept, self._library.titles(), self._library.headings)
