"""The browse tabs: one for each kind that the library has, and papers of the reader's own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from viewer.desktop.browse.shelf import Shelf
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.rows import Row
from viewer.library.model import BROWSED, HOME, KIND_NAMES, OWN

ALL_TABS = tuple((kind, KIND_NAMES[kind][1]) for kind in BROWSED)


class BrowsePanel(QWidget):
    """A shelf for each of `tabs` (kind and name) under one tab bar; `rows_of` loads the rows of a kind."""

    document_requested = Signal(str, str, str)
    typed = Signal(str)
    compare_requested = Signal(str)  # doc of a paper
    reached = Signal(object)  # a Row, by an arrow key in a filter

    def __init__(
        self,
        theme: Theme,
        rows_of: Callable[[str], tuple[Row, ...]],
        tabs: Sequence[tuple[str, str]] = ALL_TABS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.names = tuple(tabs)
        """Kind and name of each tab."""
        self.tabs = QTabBar()
        self.tabs.setProperty("role", "browse")
        self.tabs.setAccessibleName("Browse")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self._stack = QStackedWidget()
        self.shelves: list[Shelf] = []
        for kind, name in (*self.names, (OWN, KIND_NAMES[OWN][1])):
            shelf = Shelf(theme, name, lambda kind=kind: rows_of(kind), self.tabs)  # type: ignore[misc]
            shelf.opened.connect(self.document_requested)
            shelf.typed.connect(self.typed)
            shelf.compare_requested.connect(self.compare_requested)
            shelf.reached.connect(self.reached)
            self.tabs.addTab(name)
            self._stack.addWidget(shelf)
            self.shelves.append(shelf)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._indented(self.tabs))
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.tabs.setTabVisible(len(self.names), False)

    @staticmethod
    def _indented(tabs: QTabBar) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(6, 2, 6, 0)
        row.addWidget(tabs, 1)
        return row

    def show_own(self, shown: bool) -> None:
        """Show the tab of the reader's own papers while there are any, with those that there are now."""
        place = len(self.names)
        if not shown and self.current == place:
            self.tabs.setCurrentIndex(0)
        self.tabs.setTabVisible(place, shown)
        self.tabs.setProperty("crowded", shown)
        self.tabs.style().unpolish(self.tabs)
        self.tabs.style().polish(self.tabs)
        self.shelves[place].reload()

    @property
    def current(self) -> int:
        """The tab that shows, from 0."""
        return self.tabs.currentIndex()

    def show_kind(self, kind: str) -> None:
        """Show the tab of a kind, where there is one, and put the focus into its list."""
        kinds = [kind for kind, _ in self.names]
        if kind in kinds:
            self.show_tab(kinds.index(kind))

    def show_tab(self, index: int, *, focus: bool = True) -> None:
        """Show tab `index`, from 0, and put the focus into its list."""
        if 0 <= index < self.tabs.count() and self.tabs.isTabVisible(index):
            self.tabs.setCurrentIndex(index)
            if focus:
                self.shelves[index].list.setFocus()

    def show_noted(self, docs: frozenset[str]) -> None:
        """Mark the documents that the reader wrote a note on."""
        for shelf in self.shelves:
            shelf.show_noted(docs)

    def follow(self, doc: str, kind: str, *, turn: bool) -> None:
        """Let the row of the page that is read stand out; `turn` to the tab of its kind, unless one is here.

        Somebody who is here, in a list or a filter, is not taken elsewhere.
        """
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            return
        kinds = [kind for kind, _ in self.names]
        if turn and kind in kinds and doc != HOME:
            self.tabs.setCurrentIndex(kinds.index(kind))
        for shelf in self.shelves:
            shelf.follow(doc)

    def reload(self) -> None:
        """Load every list again."""
        for shelf in self.shelves:
            shelf.reload()

    def clear_filter(self) -> bool:
        """Empty the filter that the reader types in; False where there is nothing to empty."""
        field = self.shelves[self.current].filter
        if not (field.hasFocus() and field.text()):
            return False
        field.clear()
        return True
