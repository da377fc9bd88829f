"""What the current tab shows: a document, the home page, what is no document, or that there is none."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.pane import PagePane
from viewer.desktop.reading.tabs.empty_page import EmptyPage, LoadPage, loaded
from viewer.desktop.reading.tabs.home_contents import Entry, HomeContents
from viewer.desktop.reading.tabs.home_page import HomePage
from viewer.desktop.reading.tabs.hosted_pages import HostedPages, PageStack
from viewer.desktop.reading.tabs.tab_list import Tab
from viewer.desktop.widgets.tab_page import TabPage
from viewer.library.model import HOME, Page

MakeHome = Callable[[Page], HomeContents]
"""What there is to start from, made of the library's own home page."""


class Shown(PageStack):
    """One widget for each kind of thing that a tab may hold; the one of the current tab lies in front."""

    document_requested = Signal(str, str, str)
    search_requested = Signal(str)
    command_requested = Signal(str)
    page_requested = Signal(str, object, str)  # what is no document, its state, where
    retitled = Signal()
    state_changed = Signal()

    def __init__(
        self,
        load_page: LoadPage,
        theme: Theme,
        pane: PagePane,
        make_home: MakeHome | None,
        hosted: HostedPages,
    ) -> None:
        super().__init__()
        self._load_page, self._make_home, self.hosted = load_page, make_home, hosted
        self.pane, self.empty, self.home = pane, EmptyPage(), HomePage(theme)
        self.page: Page | None = None
        """The document that is shown."""
        self.guest: TabPage | None = None
        """What is shown where it is no document."""
        self._home_as_text = False
        for widget in (self.empty, self.pane, self.home):
            self.addWidget(widget)
        hosted.made.connect(self._host)
        self.home.asked.connect(self._open_entry)

    def show_tab(self, tab: Tab | None, zoom: int) -> QWidget:
        """Show what a tab holds, at its place, and give the tab its title."""
        self.guest = None if tab is None else self.hosted.page(tab.visit.doc, self)
        self.page = None if tab is None or self.guest else loaded(self._load_page, tab.visit.doc)
        shown: QWidget = self.empty
        if tab is None or self.page is None:
            self.pane.show_nothing()
        else:
            tab.title = self.page.title
            shown = self._show_page(self.page, tab, zoom)
        if tab is not None and self.guest is not None:
            self.guest.take_state(tab.visit.state)
            tab.title, shown = self.guest.title(), self.guest
        self.put_in_front(shown)
        return shown

    def refresh_home(self, zoom: int) -> None:
        """Show the home page anew where it is shown, because what stands on it has changed."""
        if self.page is not None and self.shows_home():
            self._fill_home(self.page, zoom)

    def shows_home(self) -> bool:
        """Whether the home page is shown as one starts from it, not as text."""
        return self.currentWidget() is self.home

    def ask_for_text(self) -> None:
        """Let the home page be text when it is shown next: there is something to be found in it."""
        self._home_as_text = True

    def keep_place(self, tab: Tab) -> None:
        """Note in a tab where the reader stands."""
        if self.guest is not None:
            tab.visit.state = self.guest.state()
        elif self.page is not None and not self.shows_home():
            view = self.pane.view
            tab.visit.selected = view.contents.selected() if view.selected_text() else None
            pinned = view.contents.pinned == tab.visit.anchor
            tab.visit.place = None if pinned else view.contents.place()

    def _show_page(self, page: Page, tab: Tab, zoom: int) -> QWidget:
        as_text, self._home_as_text = self._home_as_text or tab.visit.anchor or tab.marks, False
        if page.doc == HOME and self._make_home is not None and not as_text:
            self.pane.show_nothing()
            self._fill_home(page, zoom)
            return self.home
        self.pane.show_page(page, tab.visit.target, tab.marks, "", tab.visit.selected)
        return self.pane

    def _fill_home(self, page: Page, zoom: int) -> None:
        if self._make_home is not None:
            self.home.show_contents(self._make_home(page), zoom)

    def _open_entry(self, entry: Entry, where: str) -> None:
        if entry.command:
            self.command_requested.emit(entry.command)
        elif entry.query:
            self.search_requested.emit(entry.query)
        else:
            self.document_requested.emit(entry.doc, entry.anchor, where)

    def _host(self, page: TabPage) -> None:
        page.document_requested.connect(self.document_requested)
        page.page_requested.connect(self.page_requested)
        page.title_changed.connect(lambda: self._retitle(page))
        page.state_changed.connect(self.state_changed)

    def _retitle(self, page: TabPage) -> None:
        if page is self.guest:
            self.retitled.emit()
