"""The composition root: builds every part, hands it in, starts the loop."""

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from viewer import paths
from viewer.desktop.background.worker import Worker
from viewer.desktop.browse.panel import BrowsePanel
from viewer.desktop.features.home import home_html
from viewer.desktop.features.index import Index
from viewer.desktop.frame import Frame
from viewer.desktop.look.fonts import choose_font
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs
from viewer.desktop.search.asking import Searching
from viewer.desktop.search.box import SearchBox
from viewer.desktop.search.panel import HitsPanel
from viewer.desktop.side.panel import SidePanel
from viewer.desktop.widgets.describe import guide_rows, row_of_hit, rows_of_cards
from viewer.desktop.widgets.rows import Row
from viewer.desktop.window.window import MainWindow, Parts
from viewer.errors import LibraryError, ViewerError
from viewer.imports.own_shelf import OwnShelf
from viewer.instance import Instance
from viewer.library.compiled import Library
from viewer.library.model import HOME, OWN, OWN_PREFIX, TERM, Card, Page
from viewer.userdata.preset import read_preset
from viewer.userdata.records import Notice
from viewer.userdata.store import Store
from viewer.userdata.window_state import WindowState

_SWITCH_SECONDS = 0.001  # the worker must let go of the interpreter within a frame


def _raise(error: ViewerError) -> None:
    raise error


def _nothing() -> None:
    """Keep nothing: the window was closed before there was anything to keep."""


class Program:
    """Every part of the running program."""

    def __init__(
        self,
        application: QApplication,
        frame: Frame,
        library_dir: Path,
        data_dir: Path,
        instance: Instance,
    ) -> None:
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._instance = instance
        self.library = Library.open(library_dir)
        resources = paths.resources()
        choose_font(application, resources / "fonts")
        application.setWindowIcon(QIcon(str(resources / "icons" / "wardshelf.svg")))
        preset, notices = read_preset(paths.program_folder() / "defaults.toml")
        self.saver = Worker()  # of its own: a search must never hold back what is to be kept
        self.store = Store(data_dir, run=self._save, defaults=preset.values, locked=preset.locked)
        self.theme = Theme(resources, str(self.store.settings.get("theme")))
        self.worker = Worker()
        self._cards = {card.doc: card for card in self.library.cards()}
        parts = self._panels()
        self._places = WindowState(data_dir / "window.json")
        self.frame = frame
        self.window = MainWindow(self.theme, parts, self.library.edition)
        self._keep: Callable[[], None] = _nothing
        self._closed = False
        self.index = Index(self.worker, library_dir, self.library, data_dir, paths.user_cache(), self.window)
        self._library_dir, self._notices = library_dir, list(notices)
        self._connect()

    def start(self, query: str) -> None:
        """Show what is in the window, then open the search index behind it."""
        self.window.parts.tabs.set_zoom(int(self.store.settings.get("zoom")))
        session = self.store.session.load() if self.store.settings.get("restore_session") else {}
        self.window.restore(session, self._places.load())
        self.theme.apply()  # last: every widget is polished once
        self.frame.fill(self.window)
        self.frame.show()
        if query:
            self.window.flow.ask(query)
        else:
            self.window.parts.box.setFocus()
        if self.frame.typed:
            self.window.parts.box.append(self.frame.typed)
        self.frame.when_drawn(self._after_show)

    def close(self) -> None:
        """Keep what is to be kept and let go of everything."""
        self._closed = True
        self.index.stop()
        self._keep()
        self.worker.close()
        self.window.parts.searching.close()
        self.saver.close()
        self.store.close()
        self.library.close()
        self._instance.release()

    def _save(self, work: Callable[[], None]) -> None:
        """Write what the reader keeps off the window's thread."""
        self.saver.ask("save", lambda _: work(), lambda _: None, _raise)

    def _after_show(self) -> None:
        if self._closed:  # before it was even drawn
            return
        # Late: none of it is in the first picture.
        from viewer.desktop.features.build import Context, build
        from viewer.desktop.features.first_start import show_first_start

        context = Context(
            self.store, self.library, self._library_dir, self.theme, self.worker, self._places, self.own
        )
        self._keep = build(self.window, self.index, context, (*self._notices, *self.store.notices))
        self.index.start()
        show_first_start(self.store, self.library.edition, self.theme, self.window)
        self.window.commands.complete()
        self._handed_over()  # what came before anybody watched

    def _panels(self) -> Parts:
        box = SearchBox(self.theme)
        hits = HitsPanel(self.theme, lambda hit: row_of_hit(hit, self._card(hit.doc)))
        browse = BrowsePanel(self.theme, self._rows)
        tabs = DocumentTabs(
            self._page,
            self.theme,
            self.library.image,
            self._describe,
            self._title,
            self._home,
        )
        return Parts(box, hits, browse, tabs, SidePanel(self.theme), Searching(self.worker))

    def _rows(self, kind: str) -> tuple[Row, ...]:
        if kind == OWN:
            return rows_of_cards(self.own.cards())
        return guide_rows(self.library.cards) if kind == "guide" else rows_of_cards(self.library.cards(kind))

    @cached_property
    def own(self) -> OwnShelf:
        """Papers of the reader's own."""
        return OwnShelf(self.store.papers)

    def _page(self, doc: str) -> Page:
        return self.own.page(doc) if doc.startswith(OWN_PREFIX) else self.library.page(doc)

    def _card(self, doc: str) -> Card | None:
        return self.own.card(doc) if doc.startswith(OWN_PREFIX) else self._cards.get(doc)

    def _title(self, doc: str) -> str | None:
        if not doc.startswith(OWN_PREFIX):
            return self.library.titles().get(doc)
        card = self.own.card(doc)
        return card.title if card else None

    def _describe(self, href: str) -> tuple[str, str] | None:
        """What a link leads to, for its preview."""
        doc = href.partition("#")[0]
        if doc.startswith(TERM):
            return self.library.glossary(doc.removeprefix(TERM))
        if doc.startswith("references/"):
            with suppress(LibraryError):
                source = self.library.source(doc.removeprefix("references/"))
                return f"{source.number}  {source.checked}", source.full
            return None
        card = self._card(doc)
        return (card.title, card.summary) if card else None

    def _home(self) -> str:
        recent = [visit for visit in self.store.history.recent(7) if visit.doc != HOME]
        return home_html(recent[:6], self.store.bookmarks.list()[:6], self.store.history.recent_searches(6))

    def _connect(self) -> None:
        self.window.parts.tabs.pages_lost.connect(self._note_lost)
        self.index.progressed.connect(self.window.status.progress)
        self.window.status.stop.clicked.connect(self.index.stop)
        self.window.parts.searching.failed.connect(self.index.rebuild)
        self.window.closing.connect(self.close)
        self._watcher = QFileSystemWatcher([str(self._instance.hand_over_folder)], self.window)
        self._watcher.directoryChanged.connect(self._handed_over)

    def _note_lost(self, text: str) -> None:
        """Tell it once there are notices: the session is restored before the first picture."""
        self._notices.append(Notice(text, "session", warning=False))

    def _handed_over(self) -> None:
        for question in self._instance.read_hand_over():
            self.frame.come_forward(question.token)
            if question.query:
                self.window.flow.ask(question.query)
