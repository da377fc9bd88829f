"""The main window: places the panels and connects their signals; decides nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from viewer.desktop.browse.panel import BrowsePanel
from viewer.desktop.commands.bind import Commands, Handler
from viewer.desktop.commands.table import ACTIONS
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs
from viewer.desktop.search.asking import Searching
from viewer.desktop.search.box import SearchBox
from viewer.desktop.search.panel import HitsPanel
from viewer.desktop.side.panel import SidePanel
from viewer.desktop.window.bars import StatusBar, TopBar
from viewer.desktop.window.layout import LeftPanel, Pane, PanelLayout, next_pane
from viewer.library.model import Edition
from viewer.search.answer import Answer


@dataclass(frozen=True, slots=True)
class Parts:
    """The panels, built by the composition root."""

    box: SearchBox
    hits: HitsPanel
    browse: BrowsePanel
    tabs: DocumentTabs
    side: SidePanel
    searching: Searching


HOME, GLOSSARY = "pages/home", "pages/glossary"
SEARCH, TERM = "search:", "glossary/"
HERE = "here"
_SETTLE_MS = 400


def _done(_: object) -> None:
    """Forget what a command gave back."""


class MainWindow(QWidget):
    """What is in the frame: top bar, left panel, document tabs, right panel, status bar."""

    closing = Signal()
    session_changed = Signal()

    def __init__(self, theme: Theme, parts: Parts, edition: Edition, others: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("Chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self.parts = theme, parts
        self._answer: Answer | None = None
        self.links_open = HERE
        self._open_when_answered = ""
        self.more_panes: list[Pane] = []
        self.left = LeftPanel(parts.browse, parts.hits)
        self.panels = PanelLayout(self.left, parts.tabs, parts.side, self)
        self._menu = QMenu(self)
        own = self._own_handlers()
        self.own_commands = frozenset(own)
        # Commands that are done by what is built only once the window shows.
        late = {a.id: partial(others, a.id) for a in ACTIONS if a.bound and a.id not in own}
        self.commands = Commands(self, {**own, **late})
        self.commands.fill(self._menu)
        self.top = TopBar(theme, parts.box, self._menu)
        self.status = StatusBar()
        self.status.say(
            edition.title,
            f"edition {edition.edition} · for clinicians, not a guideline",
            edition.disclaimer,
        )
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.session_changed)
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
        if self.parts.tabs.current_page() is None:
            self.parts.tabs.open(HOME)

    def open(self, doc: str, anchor: str = "", where: str = HERE) -> None:
        """Open what a list or a link asked for; a link may also lead to a search or to a glossary term."""
        if doc.startswith(SEARCH):
            self.ask(unquote(doc.removeprefix(SEARCH)))
            return
        if doc.startswith(TERM):
            doc, anchor = GLOSSARY, doc.removeprefix(TERM)
        self.parts.tabs.open(doc, anchor, (), where)
        self.panels.set_searching(False)

    def ask(self, text: str) -> None:
        """Search for `text` as if it had been typed."""
        self.parts.box.set_text(text)
        self.parts.box.activate()

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
        box, hits, browse, tabs, side = (
            self.parts.box, self.parts.hits, self.parts.browse, self.parts.tabs, self.parts.side,
        )  # fmt: skip
        box.text_changed.connect(self._on_typed)
        box.moved.connect(self._on_moved)
        box.submitted.connect(self._on_submitted)
        hits.document_requested.connect(self._open_hit)
        hits.query_requested.connect(self._on_query)
        hits.kind_chosen.connect(lambda _: self._on_query(box.text(), True))
        self.parts.searching.answered.connect(self._on_answer)
        self.parts.searching.cleared.connect(self._on_cleared)
        self.parts.searching.failed.connect(self.status.count)
        for panel in (hits, browse):
            panel.typed.connect(box.append)
        for source in (browse, side):
            source.document_requested.connect(self.open)
        tabs.document_requested.connect(self._open_link)
        tabs.page_shown.connect(side.show_page)
        tabs.section_reached.connect(side.show_section)
        side.section_requested.connect(tabs.go_to_section)
        tabs.search_requested.connect(self.ask)
        tabs.can_go_changed.connect(self._on_can_go)
        tabs.marks_changed.connect(self.status.marks)
        tabs.session_changed.connect(self._settling.start)
        self.panels.shown_changed.connect(self._on_panels)
        self.panels.splitter.splitterMoved.connect(self._settling.start)

    def _own_handlers(self) -> dict[str, Handler]:
        tabs = self.parts.tabs
        handlers: dict[str, Handler] = {
            "search": self._search,
            "search-slash": self._search,
            "search-selection": self._search_selection,
            "undo-correction": self._undo_correction,
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
            "find": tabs.find,
            "find-next": tabs.find_next,
            "find-previous": tabs.find_previous,
            "zoom-in": lambda: tabs.zoom_by(1),
            "zoom-out": lambda: tabs.zoom_by(-1),
            "zoom-reset": tabs.reset_zoom,
            "full-screen": self._toggle_full_screen,
            "help": lambda: tabs.bring("pages/help"),
            "changes": lambda: tabs.bring("pages/changes"),
            "quit": lambda: _done(self.window().close()),
        }
        handlers |= {f"tab-{n}": (lambda n=n: tabs.select(n)) for n in range(1, 10)}  # type: ignore[misc]
        handlers |= {f"browse-{n}": (lambda n=n: self._browse(n - 1)) for n in range(1, 7)}  # type: ignore[misc]
        return handlers

    # -- what happened -------------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        self._open_when_answered = ""
        if text.strip():
            self.panels.set_searching(True)  # here, not with the answer: a late one must not cover the page
        else:
            self.parts.hits.clear_filter()
        self.parts.searching.search(text, self.parts.hits.kinds)

    def _on_moved(self, steps: int, by_page: bool) -> None:
        self.panels.set_searching(bool(self.parts.box.text().strip()))
        self.parts.hits.move_rows(steps, by_page=by_page)

    def _on_query(self, text: str, correct: bool) -> None:
        if text != self.parts.box.text():
            self.parts.box.set_text(text)
        self.parts.searching.search(text, self.parts.hits.kinds, correct=correct)

    def _on_answer(self, answer: Answer) -> None:
        self._answer = answer
        self.parts.hits.show_answer(answer)
        self.parts.box.show_also(answer.also)
        self.left.show_hits(True)
        passages = "1 passage" if answer.total == 1 else f"{answer.total:,} passages"
        self.status.count(f"{passages} · {max(1, round(answer.elapsed_ms))} ms")
        if self._open_when_answered and answer.query == self.parts.box.text():
            where, self._open_when_answered = self._open_when_answered, ""
            self.parts.hits.list.open_current(where)

    def _on_cleared(self) -> None:
        self._answer = None
        self.parts.box.show_also(())
        self.left.show_hits(False)
        self.panels.set_searching(False)
        self.status.count("")

    def _on_submitted(self, where: str) -> None:
        if self._answer is not None and self._answer.query == self.parts.box.text():
            self.parts.hits.list.open_current(where)
        elif self.parts.box.text().strip():
            self._open_when_answered = (
                where  # Enter came sooner than the answer: it means the words as typed now
            )

    def _open_hit(self, doc: str, anchor: str, where: str) -> None:
        marks = self._answer.marks if self._answer else ()
        self.parts.tabs.open(doc, anchor, marks, where)
        if where != "background":
            self.panels.set_searching(False)

    def _open_link(self, doc: str, anchor: str, where: str) -> None:
        self.open(doc, anchor, self.links_open if where == HERE else where)

    def _on_can_go(self, back: bool, forward: bool) -> None:
        self.commands["back"].setEnabled(back)
        self.commands["forward"].setEnabled(forward)
        self.top.back.setEnabled(back)
        self.top.forward.setEnabled(forward)

    def _on_panels(self, left: bool, right: bool) -> None:
        self.commands["toggle-left"].setChecked(left)
        self.commands["toggle-right"].setChecked(right)
        self._settling.start()

    def _browse(self, index: int) -> None:
        self.left.show_hits(False)
        self.panels.set_searching(True)
        self.parts.browse.show_tab(index)

    def _search(self) -> None:
        self.parts.box.activate()
        if self.parts.box.text().strip():
            self.panels.set_searching(True)

    def _new_tab(self) -> None:
        self.parts.tabs.open(HOME, where="new")
        self.parts.box.activate()

    def _search_selection(self) -> None:
        text = self.parts.tabs.selected_text()
        if text:
            self.ask(text)

    def _undo_correction(self) -> None:
        if self._answer is not None and self._answer.corrected:
            self._on_query(self._answer.query, False)

    def _escape(self) -> None:
        if self.parts.tabs.escape():
            return
        if self.parts.box.text() and (self.parts.box.has_focus() or self.left.shows_hits):
            self.parts.box.activate()  # first: the hits go, and with them a focus that was in them
            self.parts.box.set_text("")
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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.panels.fit(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._settling.stop()
        self._settling.timeout.disconnect(self.session_changed)  # a late scroll must find nothing to write to
        self.closing.emit()
        super().closeEvent(event)
        QApplication.quit()
