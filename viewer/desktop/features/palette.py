"""What drops from the search box: commands after `>`, recent and sample searches while it is empty."""

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from viewer.desktop.commands.palette import matching
from viewer.desktop.commands.table import Action
from viewer.desktop.look.theme import Theme
from viewer.desktop.search.box import COMMAND
from viewer.desktop.search.drop_list import DropList
from viewer.desktop.widgets.fields import holds
from viewer.desktop.widgets.rows import Row
from viewer.desktop.window.window import MainWindow
from viewer.library.model import HOME
from viewer.prose import cut

_MOST = 6
"""Searches of each group."""
_RUN, _SEARCH = "run ", "search "
Searches = Callable[[], Sequence[str]]


class Palette(QObject):
    """Fills the list below the search box, and does what is chosen in it."""

    def __init__(self, theme: Theme, window: MainWindow, recent: Searches, samples: Searches) -> None:
        super().__init__(window)
        self._window, self._box = window, window.parts.box
        self._recent, self._samples = recent, samples
        self._before: QWidget | None = None
        self._drop = DropList(theme, window, self._box)
        self._drop.chosen.connect(self._choose)
        self._box.offers = self
        self._box.text_changed.connect(self._on_typed)
        self._box.entered.connect(self._on_entered)
        self._box.left.connect(self._drop.hide)
        window.resized.connect(self._drop.hide)
        QApplication.instance().focusChanged.connect(self._note_focus)  # type: ignore[union-attr]
        if self._box.text().startswith(COMMAND):  # typed before there was anybody to answer
            self._on_typed(self._box.text())

    def show_commands(self) -> None:
        """Take the reader to the box with every command below it."""
        self._box.append(COMMAND)
        self._on_typed(COMMAND)

    # -- what the box asks ---------------------------------------------------------------------------------

    def move(self, steps: int, by_page: bool) -> bool:
        """Move in the list; Down in an empty box opens it. False where there is nothing to move in."""
        if self._drop.isHidden():
            return steps > 0 and not self._box.text() and self._offer_searches()
        self._drop.list.move(steps * (self._drop.list.page_rows() if by_page else 1))
        return True

    def submit(self, _where: str) -> bool:
        """Do what is chosen; False where nothing is."""
        return self._drop.isVisible() and self._drop.list.open_current(_where)

    def dismiss(self) -> bool:
        """Take the list away, and with it the beginning of a command; False where there was none."""
        if self._drop.isHidden():
            return False
        self._drop.hide()
        if self._box.text().startswith(COMMAND):
            self._box.set_text("")
            self._give_back()
        return True

    # -- what happened -------------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        if text.startswith(COMMAND):
            self._drop.show_rows(_command_rows(text.removeprefix(COMMAND), self._window), choose=True)
        else:
            self._drop.hide()

    def _on_entered(self) -> None:
        """The home page offers the same searches itself: there only Down opens the list."""
        page = self._window.parts.tabs.current_page()
        if not self._box.text() and (page is None or page.doc != HOME):
            self._offer_searches()

    def _offer_searches(self) -> bool:
        groups = (("Recent searches", self._recent()), ("For example", self._samples()))
        rows: list[Row] = []
        for head, texts in groups:
            if texts:
                rows.append(Row("", head, header=True))
                rows += [Row(_SEARCH + text, cut(text, 90)) for text in texts[:_MOST]]
        self._drop.show_rows(tuple(rows), choose=False)
        return bool(rows)

    def _choose(self, what: str) -> None:
        self._drop.hide()
        if what.startswith(_SEARCH):
            self._window.flow.ask(what.removeprefix(_SEARCH))
            return
        action = self._window.commands[what.removeprefix(_RUN)]
        self._box.set_text("")
        self._give_back()
        if action.isEnabled():
            action.trigger()
        else:
            self._window.status.message(f"“{action.text()}” has nothing to act on here")

    def _note_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """A command acts on what had the focus before the box: a link, a selection."""
        entered = new is not None and holds(self._box, new)
        if entered and old is not None and not holds(self._box, old):
            self._before = old

    def _give_back(self) -> None:
        before = self._before
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.parts.tabs.setFocus(Qt.FocusReason.OtherFocusReason)


def _command_rows(words: str, window: MainWindow) -> tuple[Row, ...]:
    rows = tuple(_row(action, window) for action in matching(words))
    if rows or not words.strip():
        return rows
    text = words.strip()  # such as `>3 metastases`, which means no command
    return (
        Row("", "No command is called so", header=True),
        Row(_SEARCH + text, f"Search for “{cut(text, 80)}”"),
    )


def _row(action: Action, window: MainWindow) -> Row:
    bound = window.commands[action.id]
    keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in bound.shortcuts()[:1]]
    state = "on" if action.checkable and bound.isChecked() else ""
    aside = " · ".join(part for part in (state, *keys) if part)
    return Row(_RUN + action.id, action.text.removesuffix("…"), aside=aside)
