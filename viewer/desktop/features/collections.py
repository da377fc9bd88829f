"""Gathers what is read into a collection: the selection, the section, the page."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from viewer.desktop.window.window import MainWindow
from viewer.library.model import HOME, OWN_PREFIX, Page
from viewer.prose import long_date
from viewer.userdata.records import Collection, CollectionItem
from viewer.userdata.store import Store


class Collector(QObject):
    """Puts things into the collection that was chosen or made last."""

    gathered = Signal(str)  # id of the collection

    def __init__(
        self, store: Store, issue: str, window: MainWindow, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(window)
        self._collections, self._issue, self._window, self._today = store.collections, issue, window, today
        self._chosen = ""

    def choose(self, collection: str) -> None:
        """Gather into this collection from now on."""
        self._chosen = collection

    def gather(self) -> None:
        """Gather the selected passage in whole sentences, else the section, else the page."""
        page = self._page()
        if page is not None:
            self._put(self._passage(page) or self._section(page))

    def gather_page(self) -> None:
        """Gather the whole page."""
        page = self._page()
        if page is not None:
            self._put(CollectionItem("", "", page.title, page.doc, edition=self._edition(page)))

    def _page(self) -> Page | None:
        page = self._window.parts.tabs.current_page()
        if page is not None and page.doc != HOME:
            return page
        self._window.status.message("Open a page first: there is nothing here to gather")
        return None

    def _passage(self, page: Page) -> CollectionItem | None:
        from viewer.desktop.reading.quote.passage import passage_of  # late: nothing at the start needs it

        view = self._window.parts.tabs.pane.view
        chosen = passage_of(view.textCursor()) if view.selected_text() else None
        if chosen is None or not chosen.paragraphs:
            return None
        section = page.section(view.sections.section_at(chosen.start))
        anchor, heading = (section.anchor, section.heading) if section is not None else ("", "")
        text = "\n".join(chosen.paragraphs)
        return CollectionItem(
            "", "", page.title, page.doc, anchor, heading, text, chosen.keys, self._edition(page)
        )

    def _section(self, page: Page) -> CollectionItem:
        section = page.section(self._window.parts.tabs.current_section())
        anchor, heading = (section.anchor, section.heading) if section is not None else ("", "")
        return CollectionItem("", "", page.title, page.doc, anchor, heading, edition=self._edition(page))

    def _edition(self, page: Page) -> str:
        """The edition that a page is of; papers of the reader's own are of none."""
        return "" if page.doc.startswith(OWN_PREFIX) else self._issue

    def _put(self, item: CollectionItem) -> None:
        into = self._target()
        added = self._collections.gather(into.id, item)
        name = item.heading or item.title
        told = f"Gathered into “{into.name}”: {name}" if added else f"Already in “{into.name}”: {name}"
        self._window.status.message(told)
        self.gathered.emit(into.id)

    def _target(self) -> Collection:
        known = self._collections.list()
        chosen = next((found for found in known if found.id == self._chosen), known[-1] if known else None)
        into = chosen or self._collections.add(f"Collection of {long_date(self._today())}")
        self._chosen = into.id
        return into
