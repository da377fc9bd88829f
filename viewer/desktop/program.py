"""The composition root: builds every part, hands it in, starts the loop."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from viewer import paths
from viewer.desktop.background.worker import Worker
from viewer.desktop.browse.panel import ALL_TABS, BrowsePanel
from viewer.desktop.features.evidence import hosted_pages
from viewer.desktop.features.home import home_contents
from viewer.desktop.features.index import Index
from viewer.desktop.frame import Frame
from viewer.desktop.look.fonts import choose_font
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs
from viewer.desktop.reading.tabs.home_contents import HomeContents
from viewer.desktop.search.asking import Searching
from viewer.desktop.search.box import SearchBox
from viewer.desktop.search.labelled import Labels
from viewer.desktop.search.panel import HitsPanel
from viewer.desktop.side.panel import SidePanel
from viewer.desktop.widgets.describe import browse_tabs, guide_rows, row_of_hit, rows_of_cards
from viewer.desktop.widgets.rows import Row
from viewer.desktop.window.window import MainWindow, Parts
from viewer.errors import LibraryError, ViewerError
from viewer.imports.own_shelf import OwnShelf
from viewer.instance import Instance
from viewer.library.compiled import Library
from viewer.library.model import CHANGES, HOME, NOT_COVERED, OWN, OWN_PREFIX, TERM, Card, Page
from viewer.userdata.preset import read_preset
from viewer.userdata.records import Notice
from viewer.userdata.store import Store
from viewer.userdata.window_state import WindowState

_KEPT = 4
"""Pages read last, bookmarks and searches on the home page."""
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
        proofs: object = None,
    ) -> None:
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._instance, self._proofs = instance, proofs
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
        self._labels = Labels(self._cards.values())
        parts = self._panels()
        self._places = WindowState(data_dir / "window.json")
        self.frame = frame
        self.window = MainWindow(self.theme, parts, self.library.edition)
        self.window.offer("changes", offered=CHANGES in self._cards)
        self._keep: Callable[[], None] = _nothing
        self._closed = False
        self._stop_editing: Callable[[], None] = _nothing
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
        self._stop_editing()
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

        editing = self._proofs is not None
        kept = (self.theme, self.worker, self._places, self.own, editing)
        context = Context(self.store, self.library, self._library_dir, *kept)
        self._keep = build(self.window, self.index, context, (*self._notices, *self.store.notices))
        if editing:
            self._edit(self._proofs)
        else:
            self.index.start()
            show_first_start(self.store, self.library.edition, self.theme, self.window)
        self.window.commands.complete()
        self._handed_over()  # what came before anybody watched

    def _panels(self) -> Parts:
        box = SearchBox(self.theme)
        has_limits = NOT_COVERED in self._cards
        hits = HitsPanel(self.theme, lambda hit: row_of_hit(hit, self._card(hit.doc)), has_limits)
        browse = BrowsePanel(
            self.theme, self._rows, ALL_TABS if self._proofs else browse_tabs(self.library.cards)
        )
        tabs = DocumentTabs(
            self._page,
            self.theme,
            self.library.image,
            self._describe,
            self._title,
            self._home,
            self.library.paper,
            hosted_pages(self.theme, self.library.edition, self.library.papers, self.library.source),
        )
        searching = Searching(self.worker)
        searching.labels = self._labels
        return Parts(box, hits, browse, tabs, SidePanel(self.theme), searching)

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

    def _home(self, page: Page) -> HomeContents:
        recent = [visit for visit in self.store.history.recent(_KEPT + 1) if visit.doc != HOME][:_KEPT]
        kept = (recent, self.store.bookmarks.list()[:_KEPT], self.store.history.recent_searches(_KEPT))
        cards = tuple(self._cards.values())
        return home_contents(page, cards, self._labels.having, self.library.edition, kept, date.today())

    def _connect(self) -> None:
        self.window.parts.tabs.pages_lost.connect(self._note_lost)
        self.index.progressed.connect(self.window.status.progress)
        self.window.status.stop.clicked.connect(self.index.stop)
        self.window.parts.searching.failed.connect(self.index.rebuild)
        self.window.closing.connect(self.close)
        self._watcher = QFileSystemWatcher([str(self._instance.hand_over_folder)], self.window)
        self._watcher.directoryChanged.connect(self._handed_over)

    def _edit(self, proofs: object) -> None:
        from viewer.desktop.features.editing import Editing  # late: few edit
        from viewer.proofs import Proofs

        if not isinstance(proofs, Proofs):
            raise TypeError(f"{proofs!r} is no proofs")
        editing = Editing(proofs, self.library, self.window)
        editing.indexed.connect(self.index.opened)
        editing.renewed.connect(self._renew)
        editing.start()
        self._stop_editing = editing.close

    def _renew(self) -> None:
        """Show the library as it is now, after what it is made from was saved."""
        self._cards.clear()
        self._cards.update((card.doc, card) for card in self.library.cards())
        self.window.parts.browse.reload()
        self.window.parts.tabs.reload()

    def _note_lost(self, text: str) -> None:
        """Tell it once there are notices: the session is restored before the first picture."""
        self._notices.append(Notice(text, "session", warning=False))

    def _handed_over(self) -> None:
        for question in self._instance.read_hand_over():
            self.frame.come_forward(question.token)
            if question.query:
                self.window.flow.ask(question.query)
