"""The reading area: document tabs and the page of the current one."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.desktop.look.sheets import sheet
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.page import style
from viewer.desktop.reading.page.drawings import LoadPaper
from viewer.desktop.reading.page.images import LoadImage
from viewer.desktop.reading.page.menu import TabOffers
from viewer.desktop.reading.page.place import TOP
from viewer.desktop.reading.pane import Describe, PagePane
from viewer.desktop.reading.tabs.empty_page import LoadPage, title_of_loaded
from viewer.desktop.reading.tabs.hosted_pages import HostedPages
from viewer.desktop.reading.tabs.menus import PageMenus
from viewer.desktop.reading.tabs.shown import MakeHome, Shown
from viewer.desktop.reading.tabs.tab_list import Tab, TabList, TabVisit, TitleOf, restored, said_lost
from viewer.desktop.reading.tabs.tab_strip import TabStrip
from viewer.desktop.widgets.row_list import Where
from viewer.desktop.widgets.tab_page import TabPage
from viewer.library.model import HOME, OWN_LABEL, OWN_PREFIX, Page
from viewer.prose import short_title

_STILL_MS = 400
"""A scroll is kept once the page has stood still for that long."""


def _tab_title(tab: Tab) -> str:
    """The title, with whose it is before that of a paper of the reader's own."""
    return f"{OWN_LABEL} · {short_title(tab.title)}" if tab.visit.doc.startswith(OWN_PREFIX) else tab.title


class DocumentTabs(QWidget):
    """Tabs of documents; decides nothing about what a link leads to, but asks for it."""

    page_shown = Signal(object)  # Page | None
    section_reached = Signal(str)
    document_requested = Signal(str, str, str)  # doc, anchor, where
    outside_link_requested = Signal(str)
    search_requested = Signal(str)
    label_requested = Signal(str)
    command_requested = Signal(str)
    carry_requested = Signal(str, str)  # "citation", "section" or "reference", and an anchor or key
    can_go_changed = Signal(bool, bool)  # back, forward
    zoom_changed = Signal(int)
    marks_changed = Signal(int, int)  # current (from 1), total
    session_changed = Signal()
    pages_lost = Signal(str)  # a sentence: what of the last session cannot be opened again

    def __init__(
        self,
        load_page: LoadPage,
        theme: Theme,
        load_image: LoadImage,
        describe: Describe,
        title_of: TitleOf | None = None,
        make_home: MakeHome | None = None,
        load_paper: LoadPaper | None = None,
        hosted: HostedPages | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ReadingArea")
        self._theme = theme
        self._title_of_page = title_of or partial(title_of_loaded, load_page)
        self.hosted = hosted or HostedPages()
        self._list = TabList()
        self.zoom = style.USUAL
        self.strip = TabStrip(theme)
        self.pane = PagePane(theme, load_image, describe, load_paper)
        self.shown = Shown(load_page, theme, self.pane, make_home, self.hosted)
        self._still = QTimer(self)
        self._menus = PageMenus(self.pane, self.current_page, self)
        self._lay_out()
        self._connect()
        self._restyle()
        self._show_current()

    # what the window asks for

    def open(
        self, doc: str, anchor: str = "", marks: Sequence[str] = (), where: str = Where.HERE,
        state: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        """Open a document at a section, in this tab, in one behind it (`background`) or in a `new` one.

        What is no document opens with its `state`.
        """
        self._keep_place()
        tab, visit = self._list.tab, TabVisit(doc, anchor, state=state)
        if where == Where.HERE and tab is not None:
            self._open_here(tab, visit, tuple(marks))
        else:
            self._open_beside(Tab([visit], marks=tuple(marks)), where)
        self.session_changed.emit()

    def close_current(self) -> None:
        """Close the current tab."""
        self._close(self._list.current)

    def close_others(self) -> None:
        """Close every tab but the current one."""
        self._keep_place()
        self._list.close_others()
        self._tabs_changed()

    def reopen_closed(self) -> None:
        """Open the tab that was closed last, where it stood."""
        self._keep_place()
        if (at := self._list.reopen()) is not None:
            self._list.select(at)
            self._show_current()
            self.session_changed.emit()

    def duplicate_current(self) -> None:
        """Open the current tab once more, beside it."""
        self._keep_place()
        if (tab := self._list.tab) is not None:
            self._open_beside(tab.copy(), Where.NEW)
            self.session_changed.emit()

    def move_current(self, way: int) -> None:
        """Move the current tab to the left (-1) or right (1)."""
        end = self._list.current + way
        if self._list.tab is not None and 0 <= end < len(self._list.tabs):
            self._list.move(self._list.current, end)
            self._tabs_changed()

    def go_back(self) -> None:
        """Go to the page read before in this tab."""
        self._step_history(-1)

    def go_forward(self) -> None:
        """Go to the page that was gone back from."""
        self._step_history(1)

    def bring(self, doc: str) -> None:
        """Select the first tab that shows `doc`, or open it in a new one."""
        if (at := self._list.showing(doc)) is None:
            self.open(doc, where=Where.NEW)
        else:
            self._select(at)

    def step(self, way: int) -> None:
        """Select the next tab (1) or the previous one (-1), round and round."""
        if self._list.tabs:
            self._select((self._list.current + way) % len(self._list.tabs))

    def select(self, number: int) -> None:
        """Select a tab, counted from 1; 9 is the last one."""
        count = len(self._list.tabs)
        at = count - 1 if number == 9 else number - 1
        if 0 <= at < count:
            self._select(at)

    def state(self) -> dict[str, object]:
        """Tabs, their histories and places, in values that JSON knows."""
        self._keep_place()
        return self._list.state()

    def restore(self, state: object) -> None:
        """Open what `state` gave, as far as it can be read and is still in the library."""
        self._list, lost = restored(state, self.title_of)
        self._show_current()
        if lost:
            self.pages_lost.emit(said_lost(lost))

    def set_zoom(self, zoom: int) -> None:
        """Show pages at `zoom` per cent."""
        if (zoom := style.allowed(zoom)) != self.zoom:
            self.zoom = zoom
            self.pane.restyle(zoom)
            self.refresh_home()
            self.zoom_changed.emit(zoom)

    def zoom_by(self, way: int) -> None:
        """One step larger (1) or smaller (-1)."""
        self.set_zoom(style.stepped(self.zoom, way))

    def reset_zoom(self) -> None:
        """The usual size."""
        self.set_zoom(style.USUAL)

    def find(self) -> None:  # type: ignore[override]  # QWidget.find finds widgets; words are meant here
        """Open the find bar, or what stands for it; the home page is shown as text for it."""
        if self.shown.guest is not None:
            self.shown.guest.open_find()
        elif self._list.tab is not None:
            if self.shown.shows_home():
                self.shown.ask_for_text()
                self._show_current()
            self.pane.open_find_bar()

    def find_next(self) -> None:
        """Go to the next mark; opens the find bar where nothing is marked."""
        self._step_marks(1)

    def find_previous(self) -> None:
        """Go to the previous mark; opens the find bar where nothing is marked."""
        self._step_marks(-1)

    def escape(self) -> bool:
        """One step back: preview, find bar, marks; False where there is none of them."""
        if self.shown.guest is not None:
            return self.shown.guest.escape()
        return self._forgetting_marks(self.pane.escape())

    def current_page(self) -> Page | None:
        """The page that is shown; nothing where that is no document."""
        return self.shown.page

    def current_hosted(self) -> TabPage | None:
        """What is shown where it is no document."""
        return self.shown.guest

    def current_title(self) -> str:
        """What the current tab is called."""
        return "" if self._list.tab is None else self._list.tab.title

    def current_paper(self) -> Page | None:
        """The page to print and to copy, also of what is no document."""
        return self.shown.page if self.shown.guest is None else self.shown.guest.paper()

    def current_section(self) -> str:
        """The anchor of the section that the reader is in."""
        return self.pane.view.sections.current

    def selected_text(self) -> str:
        """What is selected in the page."""
        return self.pane.view.selected_text()

    def go_to_section(self, anchor: str) -> None:
        """Scroll to a section of the page that is shown."""
        self.pane.go_to(anchor or TOP)

    def refresh_home(self) -> None:
        """Show the home page anew where it is shown, because what was last read has changed."""
        self.shown.refresh_home(self.zoom)

    def reload(self) -> None:
        """Show the page as the library has it now, at the place where it is read."""
        self._keep_place()
        self._show_current()

    def refresh_own(self) -> None:
        """Show a page of the reader's own anew where it is shown, because it has changed."""
        if self.shown.page is None or self.shown.page.doc.startswith(OWN_PREFIX):
            self._keep_place()
            self._show_current()

    # tabs

    def _open_here(self, tab: Tab, visit: TabVisit, marks: tuple[str, ...]) -> None:
        same_page = self.shown.page is not None and tab.visit.doc == visit.doc == self.shown.page.doc
        if not same_page or tab.visit.anchor != visit.anchor:
            tab.go(visit)
        else:
            tab.visit.place = None
        tab.marks = marks
        if same_page:
            self.pane.go_to(visit.anchor or TOP, marks)
            self._tell_history()
        else:
            self._show_current()

    def _open_beside(self, tab: Tab, where: str) -> None:
        tab.title = self.title_of(tab.visit.doc) or tab.visit.doc
        if self._list.add_beside(tab, behind=where == Where.BACKGROUND):
            self._show_current()
        else:
            self._show_tabs()

    def _select(self, at: int) -> None:
        if at != self._list.current and 0 <= at < len(self._list.tabs):
            self._keep_place()
            self._list.select(at)
            self._show_current()
            self.session_changed.emit()

    def _close(self, at: int) -> None:
        if not 0 <= at < len(self._list.tabs):
            return
        self._keep_place()
        was_current = at == self._list.current
        self._list.close(at)
        if was_current:
            self._show_current()
        self._tabs_changed()

    def _moved(self, start: int, end: int) -> None:
        self._list.move(start, end)
        self._tabs_changed()

    def _step_history(self, way: int) -> None:
        if (tab := self._list.tab) is not None and tab.can_step(way):
            self._keep_place()
            tab.index += way
            tab.marks = ()
            self._show_current()
            self.session_changed.emit()

    def _step_marks(self, way: int) -> None:
        if self.pane.marks.active:
            self.pane.step_marks(way)
        else:
            self.find()

    def _forgetting_marks(self, done: bool) -> bool:
        if (tab := self._list.tab) is not None and not self.pane.marks.active:
            tab.marks = ()
        return done

    # showing

    def _show_current(self) -> None:
        tab = self._list.tab
        self.setFocusProxy(self.shown.show_tab(tab, self.zoom))
        self.shown.empty.offer_reopening(bool(self._list.closed))
        self._show_tabs()
        self._tell_history()
        self.page_shown.emit(self.shown.page)
        self.section_reached.emit(self.current_section())

    def _retitle(self) -> None:
        if self._list.tab is not None and self.shown.guest is not None:
            self._list.tab.title = self.shown.guest.title()
            self._show_tabs()

    def title_of(self, doc: str) -> str | None:
        """What a tab of `doc` is called, where there is such a thing."""
        return self.hosted.title_of(doc) or self._title_of_page(doc)

    def _keep_place(self) -> None:
        """Note in the current tab where the reader stands."""
        if (tab := self._list.tab) is not None:
            self.shown.keep_place(tab)

    def _show_tabs(self) -> None:
        self.strip.show_tabs([_tab_title(tab) for tab in self._list.tabs], self._list.current)

    def _tabs_changed(self) -> None:
        self._show_tabs()
        self.session_changed.emit()

    def _tell_history(self) -> None:
        steps = self._list.tab.can_step if self._list.tab is not None else lambda _: False
        self.can_go_changed.emit(steps(-1), steps(1))

    def _restyle(self) -> None:
        self.setStyleSheet(sheet("reading.qss", self._theme.tokens))
        self.pane.restyle(self.zoom)

    def _tab_menu(self, number: int, at: QPoint) -> None:
        self._select(number)
        reopen = self.reopen_closed if self._list.closed else None
        offers = TabOffers(self.close_current, self.close_others, self.duplicate_current, reopen)
        self._menus.open_for_tab(at, offers)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.strip)
        box.addWidget(self.shown, 1)

    def _connect(self) -> None:
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self.session_changed)
        self._theme.changed.connect(self._restyle)
        self.shown.document_requested.connect(self.document_requested)
        self.shown.search_requested.connect(self.search_requested)
        self.shown.command_requested.connect(self.command_requested)
        self.shown.page_requested.connect(lambda doc, state, where: self.open(doc, "", (), where, state))
        self.shown.retitled.connect(self._retitle)
        self.shown.state_changed.connect(self._still.start)
        self.strip.selected.connect(self._select)
        self.strip.close_requested.connect(self._close)
        self.strip.moved.connect(self._moved)
        self.strip.menu_requested.connect(self._tab_menu)
        self.pane.section_reached.connect(self.section_reached)
        self.pane.marks_changed.connect(self.marks_changed)
        self.pane.label_requested.connect(self.label_requested)
        self.pane.command_requested.connect(self.command_requested)
        self.pane.view.zoom_stepped.connect(self.zoom_by)
        self._menus.document_requested.connect(self.document_requested)
        self._menus.outside_link_requested.connect(self.outside_link_requested)
        self._menus.search_requested.connect(self.search_requested)
        self._menus.carry_requested.connect(self.carry_requested)
        self._menus.find_requested.connect(self.find)
        self.pane.view.verticalScrollBar().valueChanged.connect(lambda: self._still.start())
        self.shown.empty.home_requested.connect(lambda: self.document_requested.emit(HOME, "", Where.NEW))
        self.shown.empty.reopen_requested.connect(self.reopen_closed)
