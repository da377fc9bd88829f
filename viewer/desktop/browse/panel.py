"""The browse tabs: Modalities, FAQs, References, Papers, Guide, Trials, and papers of the reader's own."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from viewer.desktop.browse.shelf import Shelf
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.rows import Row
from viewer.library.model import BROWSED, KIND_NAMES, OWN


class BrowsePanel(QWidget):
    """Shelves under one tab bar; `rows_of` loads the rows of a kind."""

    document_requested = Signal(str, str, str)
    typed = Signal(str)
    reached = Signal(object)  # a Row, by an arrow key in a filter

    def __init__(
        self, theme: Theme, rows_of: Callable[[str], tuple[Row, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tabs = QTabBar()
        self.tabs.setProperty("role", "browse")
        self.tabs.setAccessibleName("Browse")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self._stack = QStackedWidget()
        self.shelves: list[Shelf] = []
        for kind in (*BROWSED, OWN):
            name = KIND_NAMES[kind][1]
            shelf = Shelf(theme, name, lambda kind=kind: rows_of(kind), self.tabs)  # type: ignore[misc]
            shelf.opened.connect(self.document_requested)
            shelf.typed.connect(self.typed)
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
        self.tabs.setTabVisible(len(BROWSED), False)

    @staticmethod
    def _indented(tabs: QTabBar) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(6, 2, 6, 0)
        row.addWidget(tabs, 1)
        return row

    def show_own(self, shown: bool) -> None:
        """Show the tab of the reader's own papers while there are any, with those that there are now."""
        place = len(BROWSED)
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

    def show_tab(self, index: int, *, focus: bool = True) -> None:
        """Show tab `index`, from 0, and put the focus into its list."""
        if 0 <= index < self.tabs.count() and self.tabs.isTabVisible(index):
            self.tabs.setCurrentIndex(index)
            if focus:
                self.shelves[index].list.setFocus()

    def clear_filter(self) -> bool:
        """Empty the filter that the reader types in; False where there is nothing to empty."""
        field = self.shelves[self.current].filter
        if not (field.hasFocus() and field.text()):
            return False
        field.clear()
        return True
