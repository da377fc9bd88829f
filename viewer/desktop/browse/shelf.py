"""One browse tab: a list with a quick filter of its own."""

from collections.abc import Callable, Iterable
from functools import cached_property

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.fields import FilterField
from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.row_list import RowList, place_of
from viewer.desktop.widgets.rows import ROW, Row


class _Inside(QWidget):
    """What is in a shelf: filter, list, and a sentence where the list is empty."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.filter = FilterField(theme, f"Filter {name}")
        self.list = RowList(theme, name)
        self._empty = PlainLabel()
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "notice")
        self._empty.setContentsMargins(18, 18, 18, 18)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        head = QWidget()
        inner = QVBoxLayout(head)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)

    def show_rows(self, rows: tuple[Row, ...], why_empty: str) -> None:
        """Show rows, or why there are none."""
        self.list.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._empty.setText(why_empty)


class Shelf(QWidget):
    """The documents of one tab; loaded and built when first needed. Tab comes to it from `after`."""

    opened = Signal(str, str, str)
    typed = Signal(str)
    reached = Signal(object)  # a Row, by an arrow key in the filter

    def __init__(self, theme: Theme, name: str, load: Callable[[], tuple[Row, ...]], after: QWidget) -> None:
        super().__init__()
        self._theme, self._name, self._load, self._after = theme, name, load, after
        self._rows: tuple[Row, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def filter(self) -> FilterField:
        """The field that narrows the list."""
        return self._inside.filter

    @property
    def list(self) -> RowList:
        """The documents."""
        return self._inside.list

    @cached_property
    def _inside(self) -> _Inside:
        inside = _Inside(self._theme, self._name)
        self._column.addWidget(inside)
        inside.show()  # at once: a layout shows it a moment later, when a key may have gone by already
        # What is made late stands last in the window's way of Tab, behind the page.
        QWidget.setTabOrder(self._after, inside.filter)
        QWidget.setTabOrder(inside.filter, inside.list)
        inside.filter.installEventFilter(self)
        inside.filter.textChanged.connect(self._refill)
        inside.list.opened.connect(self.opened)
        inside.list.typed.connect(self.typed)
        inside.list.selectionModel().currentChanged.connect(self._row_chosen)
        return inside

    def reload(self) -> None:
        """Load the documents anew, now where they show, else when they are next shown."""
        self._rows = None
        if self.isVisible():
            self._refill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._rows is None:
            self._refill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.list.move(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self.list.open_current(place_of(event.modifiers()))
        return super().eventFilter(watched, event)

    def _row_chosen(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Row) and self.filter.hasFocus():
            self.reached.emit(row)

    def _refill(self) -> None:
        if self._rows is None:
            self._rows = self._load()
        typed = self.filter.text().strip()
        nothing = f"No title here matches “{typed[:60]}”. Ctrl+K searches all text."
        rows = _matching(self._rows, typed) if typed else self._rows
        self._inside.show_rows(rows, nothing if typed else "Nothing of this kind in this library.")


def _matching(rows: Iterable[Row], typed: str) -> tuple[Row, ...]:
    """The rows that have every word that was typed, folded as search folds them: α finds alpha."""
    from viewer.search.analysis.analyser import fold  # late: the first picture needs no search

    words = fold(typed).split()
    printed = ((row, fold(row.printed)) for row in rows if not row.header)
    return tuple(row for row, text in printed if all(word in text for word in words))
