"""The table of papers: facets beside it, what it is narrowed to above it, what to do with it below."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from viewer import disk
from viewer.desktop.evidence.facet_chips import FacetChips
from viewer.desktop.evidence.facet_list import FacetPanel
from viewer.desktop.evidence.paper_view import PaperView
from viewer.desktop.evidence.printed import TableHead, page_of
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.fields import FilterField
from viewer.desktop.widgets.file_dialog import ask_where_to_save
from viewer.desktop.widgets.later import Later
from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.row_list import Where
from viewer.desktop.widgets.small import button, label, row
from viewer.desktop.widgets.tab_page import TabPage
from viewer.evidence.comparison import FEWEST, MOST
from viewer.evidence.paper_rows import (
    CAUTION,
    PaperRow,
    as_csv,
    as_html,
    as_paper_html,
    as_text,
    is_asked,
    row_of,
)
from viewer.evidence.papers import ORDERS, Facets, counts, filtered, in_range, ordered
from viewer.library.evidence import Paper
from viewer.library.model import COMPARISON, PAPERS, Label, Page
from viewer.prose import counted, cut

_ORDER_NAMES = {"year": "Year", "n": "Number", "name": "Name", "treatment": "Treatment"}
_NARROW = 900
"""Below it the facets stand in front of the table when they are asked for, instead of beside it."""
_FACETS = 236
EMPTY = (
    "This library has no papers to list. Open another library, or add paper cards to its content folder and "
    "build it again. Ctrl+K searches what is there."
)
NONE_LEFT = (
    "No paper is left. Take away a filter above, or clear all. "
    "This says nothing about whether evidence exists."
)
ChooseFile = Callable[[QWidget, str, str, str], str]


class PapersPage(TabPage):
    """The table; one widget for all its tabs, each with a state of its own."""

    def __init__(
        self,
        theme: Theme,
        papers: Callable[[], tuple[Paper, ...]],
        labels: tuple[Label, ...] = (),
        choose: ChooseFile = ask_where_to_save,
    ) -> None:
        super().__init__()
        self.setObjectName("EvidencePage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._papers, self._labels, self._choose = papers(), labels, choose
        self._rows: dict[str, PaperRow] = {}
        self._facets, self._by, self._reverse = Facets(), "year", False
        self._asked_facets = False
        self.facets = FacetPanel(theme)
        self.facets.setFixedWidth(_FACETS)
        self.chips = FacetChips()
        self.filter = FilterField(theme, "Filter rows", "Filter rows · Ctrl+F")
        self.order = QComboBox()
        self.table = PaperView(theme)
        self._count = label("", "notice")
        self._detail = label("", "notice")
        self._nothing = label("", "notice")
        self._filtering = Later(self, self._show)
        self._lay_out()
        self._connect()
        self._show()

    # what a tab asks for

    def title(self) -> str:
        return "Table of papers"

    def state(self) -> dict[str, object]:
        current = self.table.current()
        return {
            "facets": self._facets.state(), "by": self._by, "reverse": self._reverse,
            "marked": list(self.table.papers.marked), "current": current.doc if current else "",
        }  # fmt: skip

    def take_state(self, state: object) -> None:
        raw = state if isinstance(state, dict) else {}
        self._facets = Facets.from_state(raw.get("facets"))
        by, marked, current = raw.get("by"), raw.get("marked"), raw.get("current")
        self._by = by if by in ORDERS else "year"
        self._reverse = raw.get("reverse") is True
        known = {paper.doc for paper in self._papers}
        docs = [doc for doc in marked if doc in known] if isinstance(marked, list) else []
        self.table.papers.mark(list(dict.fromkeys(docs))[:MOST])
        self.filter.blockSignals(True)
        self.filter.setText(self._facets.words)
        self.filter.blockSignals(False)
        self._show(current if isinstance(current, str) else "")

    def open_find(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def escape(self) -> bool:
        if self._asked_facets:
            self._show_facets(False)
            return True
        if self.filter.hasFocus() and self.filter.text():
            self.filter.clear()
            return True
        if not self.table.hasFocus():
            self.table.setFocus()
            return True
        return False

    def paper(self) -> Page | None:
        if not self.table.papers.rows:
            return None
        rows = self.table.papers.rows
        head = TableHead(PAPERS, self.title(), self._summary(), self._labels)
        return page_of(head, as_paper_html(rows), as_text(rows))

    # what is done with it

    def copy_table(self) -> None:
        """Put the rows that are left on the clipboard: as text, as rich text and as CSV."""
        rows = self.table.papers.rows
        data = QMimeData()
        data.setText(as_text(rows))
        data.setHtml(as_html(rows))
        data.setData("text/csv", as_csv(rows).encode("utf-8"))
        QGuiApplication.clipboard().setMimeData(data)
        self.message.emit(f"{counted(len(rows), 'paper')} copied as a table.")

    def export_csv(self) -> None:
        """Ask for a file and write the rows that are left."""
        chosen = self._choose(self.window(), "Export the table", "papers.csv", "CSV (*.csv)")
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_name(f"{path.name}.csv")
        try:  # with a mark at its beginning, by which spreadsheets know UTF-8
            disk.write(path, as_csv(self.table.papers.rows).encode("utf-8-sig"))
        except OSError as error:
            self.message.emit(f"{path} could not be written: {error.strerror or error}.")
        else:
            self.message.emit(f"{path} was written.")

    def compare(self) -> None:
        """Put the marked papers side by side; the current one is marked too where they are too few."""
        current = self.table.current()
        marked = self.table.papers.marked
        if current is not None and len(marked) < FEWEST and current.doc not in marked:
            self.toggle_mark(current.doc)
            marked = self.table.papers.marked
        if len(marked) < FEWEST:
            self.message.emit("Mark two to four papers with Space, then press C.")
            return
        self.page_requested.emit(COMPARISON, {"papers": list(marked)}, Where.NEW)

    def toggle_mark(self, doc: str) -> None:
        """Mark a paper, or no more; a fifth one is refused in words."""
        marked = self.table.papers.marked
        if doc in marked:
            self.table.papers.mark([one for one in marked if one != doc])
        elif len(marked) == MOST:
            self.message.emit(f"At most {MOST} papers stand side by side. Take one of the marks away first.")
            return
        else:
            self.table.papers.mark([*marked, doc])
        announce(self, f"{counted(len(self.table.papers.marked), 'paper')} marked")
        self._show_marked()
        self.state_changed.emit()

    def toggle_facet(self, facet: str, value: str) -> None:
        """Narrow by a value, or no more."""
        self._narrow(self._facets.toggled(facet, value))

    def set_order(self, by: str) -> None:
        """Put in order by `by`; the same once more turns the order round."""
        self._reverse = not self._reverse if by == self._by else False
        self._by = by
        self._show()
        self.state_changed.emit()

    def _narrow(self, facets: Facets) -> None:
        self._facets = facets
        self.filter.blockSignals(True)
        if self.filter.text().strip() != facets.words.strip():
            self.filter.setText(facets.words)
        self.filter.blockSignals(False)
        self._show()
        announce(self, self._count.text())
        self.state_changed.emit()

    def _remove(self, facet: str, value: str) -> None:
        if facet in ("years", "words"):
            self._narrow(self._facets.without(facet))
        else:
            self._narrow(self._facets.toggled(facet, value))

    def _remove_last(self) -> None:
        """Take away the last thing that the table was narrowed to."""
        facets = self._facets
        if facets.words.strip():
            self._narrow(facets.without("words"))
        elif facets.has_years:
            self._narrow(facets.without("years"))
        elif facets.chosen:
            name, values = list(facets.chosen.items())[-1]
            self._narrow(facets.toggled(name, values[-1]))

    # showing

    def _show(self, keep: str = "") -> None:
        current = self.table.current()
        keep = keep or (current.doc if current is not None else "")
        there = in_range(self._papers, self._facets)
        left = ordered(filtered(there, Facets(self._facets.chosen)), self._by, reverse=self._reverse)
        rows = tuple(map(self._row, left))
        self.table.head.order = (self._by, self._reverse)
        self.table.show_rows(rows, keep)
        self.facets.show_facets(counts(self._papers, self._facets, there), self._facets)
        self.chips.show_facets(self._facets)
        self.order.blockSignals(True)
        self.order.setCurrentIndex(ORDERS.index(self._by))
        self.order.blockSignals(False)
        self._count.setText(self._summary())
        self._nothing.setText(NONE_LEFT if self._papers else EMPTY)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._show_marked()
        self._show_detail()

    def _row(self, paper: Paper) -> PaperRow:
        """The row of a paper, made once unless one of its outcomes is asked for."""
        words, wanted = self._facets.words, self._facets.of("outcome")
        if is_asked(paper, words, wanted):
            return row_of(paper, words, wanted)
        if paper.doc not in self._rows:
            self._rows[paper.doc] = row_of(paper)
        return self._rows[paper.doc]

    def _summary(self) -> str:
        left, every = len(self.table.papers.rows), len(self._papers)
        count = f"{left:,} of {counted(every, 'paper')}." if left != every else f"{counted(every, 'paper')}."
        return f"{count} {CAUTION}"

    def _show_marked(self) -> None:
        count = len(self.table.papers.marked)
        self._marked.setText(f"{count} marked" if count else "Space marks")
        self._compare.setEnabled(bool(self.table.papers.rows))

    def _show_detail(self) -> None:
        current = self.table.current()
        lines = [] if current is None else [*current.results[:1], *current.harms[:1]]
        said = " ".join(f"{line.comparison} {line.whole}".strip() for line in lines)
        self._detail.setText(
            cut(f"{current.study}: {said or 'no outcome was read.'}", 300) if current else ""
        )

    def _show_facets(self, asked: bool) -> None:
        self._asked_facets = asked
        beside = self.width() >= _NARROW
        self.facets.setVisible(beside or asked)
        self._body.setVisible(beside or not asked)
        self._facet_button.setVisible(not beside)
        if asked:
            self.facets.setFocus()
        elif not beside:
            self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= _NARROW
        if beside != (event.oldSize().width() >= _NARROW) or event.oldSize().width() < 0:
            self._asked_facets = False
            self.facets.setVisible(beside and bool(self._papers))
            self._body.show()
            self._facet_button.setVisible(not beside)
        self.facets.setFixedWidth(_FACETS if beside else event.size().width())
        self._detail.setVisible(event.size().height() >= 400)

    def _lay_out(self) -> None:
        self.order.setAccessibleName("Order of the table")
        self.order.addItems([_ORDER_NAMES[by] for by in ORDERS])
        self.filter.setFixedWidth(190)
        self._facet_button = button("Narrow…", lambda: self._show_facets(True))
        self._marked = PlainLabel()
        self._marked.setProperty("role", "strong")
        self._compare = button("Compare  C", self.compare, "primary")
        above = row(self._count, self._facet_button, PlainLabel("Order"), self.order, self.filter)
        above.setStretch(0, 1)
        above.setContentsMargins(12, 8, 12, 6)
        chips = QHBoxLayout()
        chips.setContentsMargins(12, 0, 12, 4)
        chips.addWidget(self.chips)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._nothing.setContentsMargins(24, 24, 24, 24)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(self._nothing)
        below = QFrame()
        below.setObjectName("EvidenceFoot")
        copy, export = button("Copy table", self.copy_table), button("Export CSV…", self.export_csv)
        foot = QVBoxLayout(below)
        foot.setContentsMargins(12, 6, 12, 6)
        foot.addWidget(self._detail)
        foot.addLayout(row(self._marked, self._compare, copy, export, None))
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(chips)
        column.addWidget(self._stack, 1)
        column.addWidget(below)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.facets)
        across.addWidget(self._body, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.facets.toggled.connect(self.toggle_facet)
        self.facets.years_changed.connect(self._narrow_years)
        self.chips.removed.connect(self._remove)
        self.chips.cleared.connect(lambda: self._narrow(Facets()))
        self.filter.textChanged.connect(self._narrow_words)
        self.filter.left_down.connect(self.table.setFocus)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.order.activated.connect(lambda at: self.set_order(ORDERS[at]))
        table = self.table
        table.opened.connect(lambda doc, where: self.document_requested.emit(doc, "", where))
        table.compare_requested.connect(self.compare)
        table.mark_toggled.connect(self.toggle_mark)
        table.removal_requested.connect(self._remove_last)
        table.order_requested.connect(self.set_order)
        table.typed.connect(self.typed)
        table.row_reached.connect(self._show_detail)

    def _narrow_words(self, words: str) -> None:
        first, last = self._facets.first, self._facets.last
        self._facets = Facets(self._facets.chosen, first, last, words)
        self._filtering.ask()
        self.state_changed.emit()

    def _narrow_years(self, first: int | None, last: int | None) -> None:
        self._narrow(Facets(self._facets.chosen, first, last, self._facets.words))
