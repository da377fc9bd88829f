"""The main window: places the panels and connects their signals; decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from viewer.desktop.browse.panel import BrowsePanel
from viewer.desktop.commands.bind import Commands, Handler
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs
from viewer.desktop.search.asking import SearchFlow, Searching
from viewer.desktop.search.box import SearchBox
from viewer.desktop.search.labelled import label_query
from viewer.desktop.search.panel import HitsPanel
from viewer.desktop.side.panel import SidePanel
from viewer.desktop.widgets.row_list import Where
from viewer.desktop.widgets.tab_page import TabPage
from viewer.desktop.window.bars import StatusBar, TopBar
from viewer.desktop.window.layout import LeftPanel, Pane, PanelLayout, next_pane
from viewer.library.model import BROWSED, CHANGES, GLOSSARY, HELP, HOME, SEARCH, TERM, Edition, Page


@dataclass(frozen=True, slots=True)
class Parts:
    """The panels, built by the composition root."""

    box: SearchBox
    hits: HitsPanel
    browse: BrowsePanel
    tabs: DocumentTabs
    side: SidePanel
    searching: Searching


_SETTLE_MS = 400


def _done(_: object) -> None:
    """Forget what a command gave back."""


class MainWindow(QWidget):
    """What is in the frame: top bar, left panel, document tabs, right panel, status bar."""

    closing = Signal()
    session_changed = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, parts: Parts, edition: Edition) -> None:
        super().__init__()
        self.setObjectName("Chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self.parts = theme, parts
        self.links_open = Where.HERE
        self.flow = SearchFlow(parts.box, parts.hits, parts.searching, self)
        self.more_panes: list[Pane] = []
        self.left = LeftPanel(parts.browse, parts.hits)
        self.panels = PanelLayout(self.left, parts.tabs, parts.side, self)
        self._menu = QMenu(self)
        self.commands = Commands(self)
        self.commands.add(self._own_handlers())
        self.commands.fill(self._menu)
        self.top = TopBar(theme, parts.box, self._menu)
        self.status = StatusBar()
        self.status.show_library(
            edition.title,
            f"edition {edition.edition} · {edition.caution}",
            edition.disclaimer,
        )
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.session_changed)
        for n, kind in enumerate(BROWSED, 1):
            name = dict(parts.browse.names).get(kind, "")
            self.offer(f"browse-{n}", offered=bool(name), text=name)
        self._place()
        self._connect()

    # -- state ---------------------------------------------------------------------------------------------

    def state(self) -> dict[str, object]:
        """What the next start goes on with."""
        return {"tabs": self.parts.tabs.state(), "browse": self.parts.browse.current}

    def places(self) -> dict[str, object]:
        """Where the window and its panels stand; can be thrown away without loss."""
        geometry = bytes(self.window().saveGeometry().toBase64().data()).decode("ascii")
        return {"geometry": geometry, "panels": self.panels.state()}

    def restore(self, state: Mapping[str, object], places: Mapping[str, object]) -> None:
        """Take up what was kept, passing over what does not fit."""
        panels = places.get("panels")
        if isinstance(panels, dict):
            self.panels.restore(panels)
        browse, tabs = state.get("browse"), state.get("tabs")
        if isinstance(browse, int):
            self.parts.browse.show_tab(browse, focus=False)
        if isinstance(tabs, dict):
            self.parts.tabs.restore(tabs)
        if not self.parts.tabs.current_title():
            self.parts.tabs.open(HOME)

    def open(self, doc: str, anchor: str = "", where: str = Where.HERE) -> None:
        """Open what a list or a link asked for; a link may also lead to a search or to a glossary term."""
        if doc.startswith(SEARCH):
            self.flow.ask(unquote(doc.removeprefix(SEARCH)))
            return
        if doc.startswith(TERM):
            doc, anchor = GLOSSARY, doc.removeprefix(TERM)
        self.parts.tabs.open(doc, anchor, (), where)
        self.panels.set_searching(False)

    def offer(self, command: str, *, offered: bool, text: str = "") -> None:
        """Take a command that this library has no use for out of menus and keys, or put it back."""
        self.commands[command].setVisible(offered)
        self.commands[command].setEnabled(offered)
        if text:
            self.commands[command].setText(text)

    # -- building ------------------------------------------------------------------------------------------

    def _place(self) -> None:
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.top)
        self.body.addWidget(self.panels.area, 1)
        self.body.addWidget(self.status)
        for button, command in self.top.commands():
            self.top.bind(button, self.commands[command])

    def _connect(self) -> None:
        box, browse, tabs, side = self.parts.box, self.parts.browse, self.parts.tabs, self.parts.side
        flow = self.flow
        flow.open_requested.connect(tabs.open)
        flow.wanted.connect(self.panels.set_searching)
        flow.shown.connect(self.left.show_hits)
        flow.counted.connect(self.status.count)
        browse.typed.connect(box.append)
        for source in (browse, side):
            source.document_requested.connect(self.open)
        tabs.document_requested.connect(self._open_link)
        tabs.page_shown.connect(side.show_page)
        tabs.page_shown.connect(self._on_page)
        tabs.page_shown.connect(lambda _: self.panels.set_alone(tabs.current_hosted() is not None))
        tabs.section_reached.connect(side.show_section)
        side.section_requested.connect(tabs.go_to_section)
        tabs.search_requested.connect(flow.ask)
        tabs.label_requested.connect(lambda text: flow.ask(label_query(text)))
        tabs.command_requested.connect(lambda command: self.commands[command].trigger())
        tabs.can_go_changed.connect(self._on_can_go)
        tabs.marks_changed.connect(self.status.marks)
        tabs.session_changed.connect(self._settling.start)
        tabs.hosted.made.connect(self._take_in)
        self.panels.shown_changed.connect(self._on_panels)
        self.panels.splitter.splitterMoved.connect(self._settling.start)

    def _own_handlers(self) -> dict[str, Handler]:
        tabs = self.parts.tabs
        handlers: dict[str, Handler] = {
            "search": self.flow.activate,
            "search-slash": self.flow.activate,
            "search-selection": self._search_selection,
            "next-kind": lambda: self.flow.step_kind(1),
            "previous-kind": lambda: self.flow.step_kind(-1),
            "undo-correction": self.flow.undo_correction,
            "escape": self._escape,
            "next-pane": lambda: self._step_pane(1),
            "previous-pane": lambda: self._step_pane(-1),
            "toggle-left": self.panels.toggle_left,
            "toggle-right": self.panels.toggle_right,
            "new-tab": self._new_tab,
            "close-tab": tabs.close_current,
            "reopen-tab": tabs.reopen_closed,
            "duplicate-tab": tabs.duplicate_current,
            "close-others": tabs.close_others,
            "next-tab": lambda: tabs.step(1),
            "previous-tab": lambda: tabs.step(-1),
            "move-tab-left": lambda: tabs.move_current(-1),
            "move-tab-right": lambda: tabs.move_current(1),
            "back": tabs.go_back,
            "forward": tabs.go_forward,
            "home": lambda: tabs.open(HOME),
            "next-section": lambda: self._step_section(1),
            "previous-section": lambda: self._step_section(-1),
            "find": tabs.find,
            "find-next": tabs.find_next,
            "find-previous": tabs.find_previous,
            "zoom-in": lambda: tabs.zoom_by(1),
            "zoom-out": lambda: tabs.zoom_by(-1),
            "zoom-reset": tabs.reset_zoom,
            "full-screen": self._toggle_full_screen,
            "help": lambda: tabs.bring(HELP),
            "changes": lambda: tabs.bring(CHANGES),
            "quit": lambda: _done(self.window().close()),
        }
        handlers |= {f"tab-{n}": (lambda n=n: tabs.select(n)) for n in range(1, 10)}  # type: ignore[misc]
        handlers |= {f"browse-{n}": (lambda k=k: self._browse(k)) for n, k in enumerate(BROWSED, 1)}  # type: ignore[misc]
        return handlers

    def _take_in(self, page: TabPage) -> None:
        """Connect what a page that is no document tells."""
        page.typed.connect(self.parts.box.append)
        page.message.connect(self.status.message)

    # -- what happened -------------------------------------------------------------------------------------

    def _open_link(self, doc: str, anchor: str, where: str) -> None:
        self.open(doc, anchor, self.links_open if where == Where.HERE else where)

    def _on_page(self, page: Page | None) -> None:
        self.panels.set_bare(page is not None and page.doc == HOME)
        self.parts.browse.follow(page.doc if page else "", page.kind if page else "", turn=self.isVisible())

    def _on_can_go(self, back: bool, forward: bool) -> None:
        self.commands["back"].setEnabled(back)
        self.commands["forward"].setEnabled(forward)
        self.top.back.setEnabled(back)
        self.top.forward.setEnabled(forward)

    def _on_panels(self, left: bool, right: bool) -> None:
        self.commands["toggle-left"].setChecked(left)
        self.commands["toggle-right"].setChecked(right)
        self._settling.start()

    def _browse(self, kind: str) -> None:
        self.left.show_hits(False)
        self.panels.set_searching(True)
        self.parts.browse.show_kind(kind)

    def _new_tab(self) -> None:
        self.parts.tabs.open(HOME, where=Where.NEW)
        self.parts.box.activate()

    def _step_section(self, step: int) -> None:
        """Go to the section beside the one that the reader is in, as the outline lists them."""
        page, here = self.parts.tabs.current_page(), self.parts.tabs.current_section()
        sections = page.sections if page is not None else ()
        at = next((n + step for n, section in enumerate(sections) if section.anchor == here), 0)
        if 0 <= at < len(sections):
            self.parts.tabs.go_to_section(sections[at].anchor)
            self.parts.side.show_section(self.parts.tabs.current_section())  # where nothing had to scroll
            self.status.message(sections[at].heading or "Top of the page")
        else:
            self.status.message("This is the last section" if step > 0 else "This is the first section")

    def _search_selection(self) -> None:
        text = self.parts.tabs.selected_text()
        if text:
            self.flow.ask(text)

    def _escape(self) -> None:
        if self.parts.box.dismiss() or self.parts.tabs.escape():
            return
        if self.parts.box.text() and (self.parts.box.has_focus() or self.left.shows_hits):
            self.flow.clear()
        elif self.parts.browse.clear_filter():
            return
        else:
            self.panels.set_searching(False)
            self.parts.tabs.setFocus()

    def _step_pane(self, step: int) -> None:
        def left() -> QWidget:
            if self.left.shows_hits:
                return self.parts.hits.list
            return self.parts.browse.shelves[self.parts.browse.current].list

        panes: tuple[Pane, ...] = (
            lambda: self.parts.box,
            left,
            lambda: self.parts.tabs,
            lambda: self.parts.side,
        )
        next_pane((*panes, *self.more_panes), step)

    def _toggle_full_screen(self) -> None:
        frame = self.window()
        frame.setWindowState(frame.windowState() ^ Qt.WindowState.WindowFullScreen)

    # -- Qt ------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panels.fit(event.size().width())
        self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settling.stop()
        self._settling.timeout.disconnect(self.session_changed)  # a late scroll must find nothing to write to
        self.closing.emit()
        super().closeEvent(event)
        QApplication.quit()
