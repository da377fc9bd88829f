"""What was read, by day: search in it, delete an entry, a day or everything."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from viewer.desktop.dialogs.parts import button, label, row
from viewer.desktop.row_list import RowList
from viewer.desktop.rows import Row
from viewer.desktop.theme import Theme
from viewer.userdata.history import History
from viewer.userdata.records import Day, Visit


class _List(RowList):
    """Rows that can be deleted."""

    delete_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        else:
            super().keyPressEvent(event)


class HistoryPanel(QWidget):
    """Pages by day over the store; `reload` after one was opened."""

    document_requested = Signal(str, str, str)  # doc, anchor, where
    history_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        history: History,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._history, self._today = history, today
        self._shown: list[Visit | None] = []
        self.setAccessibleName("History")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter history")
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName("Filter history")
        self.list = _List(theme, "History")
        self.empty = label("", "muted")
        self.delete_button = button("Delete entry", self.delete_current)
        self.all_button = button("Delete all…", self._ask)
        self.yes_button = button("Delete all", self._delete_all, "primary")
        self.no_button = button("Keep", self._stop_asking)
        self._question = label("Delete every page and search, in the backups too?", "warn")
        self._place()
        self._connect()
        self._stop_asking()

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self._question)
        column.addLayout(row(self.delete_button, None, self.no_button, self.all_button, self.yes_button))

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _: self.reload())
        self.list.opened.connect(self.document_requested)
        self.list.typed.connect(self._type)
        self.list.delete_requested.connect(self.delete_current)

    def reload(self) -> None:
        """Show what the store holds now; while hidden, when it is shown."""
        if not self.isVisible():
            return
        rows: list[Row] = []
        self._shown = []
        for day in self._history.by_day(self.filter.text()):
            rows.append(Row(doc="", title=day_name(day, self._today()), header=True))
            rows += [_row(visit) for visit in day.visits]
            self._shown += [None, *day.visits]
        self.list.show_rows(tuple(rows))
        self.empty.setText("No page holds these words." if self.filter.text() else "Nothing read yet.")
        self.empty.setVisible(not rows)
        for made in (self.delete_button, self.all_button):
            made.setEnabled(bool(rows))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.reload()

    def delete_current(self) -> None:
        """Forget the entry that is chosen."""
        place = self.list.currentIndex().row()
        visit = self._shown[place] if 0 <= place < len(self._shown) else None
        if visit is None:
            return
        self._history.delete(visit.doc, visit.day)
        self.reload()
        self.list.setCurrentIndex(self.list.rows.index(min(place, self.list.rows.rowCount() - 1)))
        self.history_changed.emit()

    def _type(self, text: str) -> None:
        self.filter.setFocus()
        self.filter.setText(self.filter.text() + text)

    def _ask(self) -> None:
        for widget in (self._question, self.yes_button, self.no_button):
            widget.show()
        self.all_button.hide()
        self.no_button.setFocus()

    def _stop_asking(self) -> None:
        for widget in (self._question, self.yes_button, self.no_button):
            widget.hide()
        self.all_button.show()

    def _delete_all(self) -> None:
        self._history.delete_all()
        self._stop_asking()
        self.filter.clear()
        self.reload()
        self.filter.setFocus()
        self.history_changed.emit()


def day_name(day: Day, today: date) -> str:
    """`Today`, `Yesterday`, or the day with its date."""
    try:
        when = date.fromisoformat(day.day)
    except ValueError:
        return day.day
    names = {0: "Today", 1: "Yesterday"}
    return names.get((today - when).days, f"{when:%A} {when.day} {when:%B %Y}")


def _row(visit: Visit) -> Row:
    try:
        time = f"{datetime.fromisoformat(visit.at).astimezone():%H:%M}"
    except ValueError:
        time = ""
    return Row(doc=visit.doc, anchor=visit.anchor, title=visit.title, aside=time)
