"""What was read and searched, by day: filter it, open it again, delete an entry, a day or everything."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.fields import FilterField
from viewer.desktop.widgets.row_list import RowList, Where
from viewer.desktop.widgets.rows import Row
from viewer.desktop.widgets.small import add, button, label, row
from viewer.library.model import SEARCH
from viewer.prose import long_date, weekday
from viewer.userdata.history import History
from viewer.userdata.records import Day, Search, Visit


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A row of the history and what it stands for; neither a page nor a search for the head of a day."""

    row: Row
    day: str
    """ISO date."""
    visit: Visit | None = None
    search: Search | None = None


def entries(days: Iterable[Day], today: date) -> tuple[HistoryEntry, ...]:
    """The rows of some days, each under its head."""
    return tuple(entry for day in days for entry in _of_day(day, today))


def day_name(day: str, today: date) -> str:
    """`Today`, `Yesterday`, or the day with its date."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return day
    names = {0: "Today", 1: "Yesterday"}
    return names.get((today - when).days, f"{weekday(when)} {long_date(when)}")


def _of_day(day: Day, today: date) -> Iterator[HistoryEntry]:
    yield HistoryEntry(Row(doc="", title=day_name(day.day, today), header=True), day.day)
    made = [(visit.at, HistoryEntry(_page(visit), day.day, visit=visit)) for visit in day.visits]
    made += [(search.at, HistoryEntry(_search(search), day.day, search=search)) for search in day.searches]
    yield from (entry for _, entry in sorted(made, key=lambda pair: pair[0], reverse=True))


def _page(visit: Visit) -> Row:
    return Row(doc=visit.doc, anchor=visit.anchor, title=visit.title, aside=_time(visit.at))


def _search(search: Search) -> Row:
    link = f"{SEARCH}{quote(search.text)}"
    return Row(doc=link, title=search.text, aside=_time(search.at), subtitle="Search")


def _time(at: str) -> str:
    try:
        return f"{datetime.fromisoformat(at).astimezone():%H:%M}"
    except (ValueError, OverflowError):
        return ""


_EMPTY = "Nothing read yet. Pages that you open and searches stand here by day; the settings switch that off."


class _HistoryList(RowList):
    """Rows that can be deleted: Del the one that is chosen, Shift+Del its day."""

    delete_requested = Signal()
    delete_day_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Delete:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.delete_day_requested.emit()
        else:
            self.delete_requested.emit()


class HistoryPanel(QWidget):
    """Pages and searches by day over the store; `reload` after one was opened."""

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
        self._shown: tuple[HistoryEntry, ...] = ()
        self._agreed: Callable[[], None] = history.delete_all
        self.setAccessibleName("History")
        self.filter = FilterField(theme, "Filter history")
        self.list = _HistoryList(theme, "History")
        self.empty = label("", "muted")
        self.delete_button = button("Delete entry", self.delete_current)
        self.day_button = button("Delete day…", self.ask_for_day)
        self.all_button = button("Delete all…", self._ask_for_all)
        self.yes_button = button("Delete", self._delete_agreed, "primary")
        self.no_button = button("Keep", self._stop_asking)
        self.question = label("", "warn")
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
        column.addWidget(self.question)
        column.addLayout(row(self.delete_button, self.day_button, None, self.all_button, gap=6))
        column.addLayout(row(None, self.no_button, self.yes_button))

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _: self.reload())
        self.filter.left_down.connect(self.list.setFocus)
        self.list.opened.connect(self.document_requested)
        self.list.typed.connect(self.filter.append)
        self.list.delete_requested.connect(self.delete_current)
        self.list.delete_day_requested.connect(self.ask_for_day)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)

    # -- what is shown -------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Show what the store holds now; while hidden, when it is shown."""
        if not self.isVisible():
            return
        self._shown = entries(self._history.by_day(self.filter.text()), self._today())
        self.list.show_rows(tuple(entry.row for entry in self._shown))
        self.empty.setText("No page or search holds these words." if self.filter.text() else _EMPTY)
        self.empty.setVisible(not self._shown)
        for made in (self.delete_button, self.day_button, self.all_button):
            made.setEnabled(bool(self._shown))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop_asking()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc answers the question before it closes the drawer.
        if event.key() == Qt.Key.Key_Escape and self.question.isVisible():
            self._stop_asking()
        else:
            super().keyPressEvent(event)

    def _current(self) -> HistoryEntry | None:
        place = self.list.currentIndex().row()
        return self._shown[place] if 0 <= place < len(self._shown) else None

    # -- deleting ------------------------------------------------------------------------------------------

    def delete_current(self) -> None:
        """Forget the entry that is chosen."""
        entry, place = self._current(), self.list.currentIndex().row()
        if entry is None or entry.row.header:
            return
        if entry.visit is not None:
            self._history.delete(entry.visit.doc, entry.visit.day)
        elif entry.search is not None:
            self._history.delete_search(entry.search.text)
        self._changed(f"Deleted: {entry.row.title}")
        self.list.setCurrentIndex(self.list.rows.index(min(place, self.list.rows.rowCount() - 1)))
        if self.list.current() is not None:
            self.list.move(0)  # off the head of a day

    def ask_for_day(self, day: str = "") -> None:
        """Ask before the pages and searches of a day are deleted; by default of the day that is chosen."""
        entry = self._current()
        wanted = day or (entry.day if entry else "")
        if wanted:
            name = day_name(wanted, self._today())
            question = f"Delete every page and search of one day, {name}, in the backups too?"
            self._ask(question, lambda: self._history.delete_day(wanted))

    def _ask_for_all(self) -> None:
        self._ask("Delete every page and search, in the backups too?", self._history.delete_all)

    def _ask(self, question: str, agreed: Callable[[], None]) -> None:
        self._agreed = agreed
        self.question.setText(question)
        self._show_question(True)
        self.no_button.setFocus()
        announce(self.question, question)

    def _stop_asking(self) -> None:
        had_focus = self.no_button.hasFocus() or self.yes_button.hasFocus()
        self._show_question(False)
        if had_focus:
            self.list.setFocus()

    def _show_question(self, on: bool) -> None:
        for widget in (self.question, self.yes_button, self.no_button):
            widget.setVisible(on)
        for widget in (self.delete_button, self.day_button, self.all_button):
            widget.setVisible(not on)

    def _delete_agreed(self) -> None:
        self._agreed()
        self._stop_asking()
        self.filter.clear()
        self._changed("Deleted.")
        (self.list if self._shown else self.filter).setFocus()

    def _changed(self, said: str) -> None:
        self.reload()
        announce(self, said)
        self.history_changed.emit()

    # -- menu ----------------------------------------------------------------------------------------------

    def _show_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        menu = self.context_menu(self._shown[index.row()]) if index.isValid() else None
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def context_menu(self, entry: HistoryEntry) -> QMenu:
        """What can be done with an entry, or with the day whose head it is."""
        menu = QMenu(self)
        place = (entry.row.doc, entry.row.anchor)
        if entry.search is not None:
            add(menu, "Search again", lambda: self.document_requested.emit(*place, Where.HERE))
        elif entry.visit is not None:
            add(menu, "Open", lambda: self.document_requested.emit(*place, Where.HERE))
            add(
                menu,
                "Open in a background tab",
                lambda: self.document_requested.emit(*place, Where.BACKGROUND),
            )
        if not entry.row.header:
            menu.addSeparator()
            add(menu, "Delete\tDel", self.delete_current)
        name = day_name(entry.day, self._today())
        add(menu, f"Delete one day, {name}…\tShift+Del", lambda: self.ask_for_day(entry.day))
        return menu
