"""Papers side by side: who and what stay in sight while harms and results are scrolled below them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.evidence.compared_cells import ComparedDelegate, ComparedModel
from viewer.desktop.evidence.printed import TableHead, page_of
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.elided_label import ElidedLabel
from viewer.desktop.widgets.fields import IconButton
from viewer.desktop.widgets.later import Later
from viewer.desktop.widgets.plain import PlainLabel, tip
from viewer.desktop.widgets.row_list import Where, place_of
from viewer.desktop.widgets.small import button, label, row
from viewer.desktop.widgets.tab_page import TabPage
from viewer.errors import ViewerError
from viewer.evidence.comparison import CAUTION, FEWEST, MOST, ComparedGroup, PaperComparison, compare, head_of
from viewer.evidence.drawings.axis import ratio_axis
from viewer.library import statement
from viewer.library.evidence import Paper
from viewer.library.model import COMPARISON, PAPERS, Label, Page, Source
from viewer.prose import counted

_LABELS, _LABELS_NARROW, _NARROW = 188, 116, 900
_MOST_OF_HEIGHT = 0.56
"""Of the page, for what stays in sight; more of it is scrolled by itself."""


class ComparedTable(QTableView):
    """One part of the comparison."""

    opened = Signal(int, str)  # column from 0, where
    left_below = Signal()
    left_above = Signal()
    removed = Signal(int)
    typed = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName("ComparedTable")
        self.setAccessibleName(name)
        self.compared = ComparedModel(self)
        self.drawer = ComparedDelegate(theme, self.compared, self)
        self.setModel(self.compared)
        self.setItemDelegate(self.drawer)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.viewport().update)

    def show_groups(self, groups: Sequence[ComparedGroup], names: Sequence[str], *, headed: bool) -> None:
        """Show these rows."""
        self.compared.show_groups(groups, names, headed=headed)
        self.clearSpans()
        for at, found in enumerate(self.compared.rows):
            if isinstance(found, ComparedGroup):
                self.setSpan(at, 0, 1, self.compared.columnCount())
        first = next(
            (at for at, one in enumerate(self.compared.rows) if not isinstance(one, ComparedGroup)), 0
        )
        self.setCurrentIndex(self.compared.index(first, min(1, len(names))))
        self.scrollToTop()

    def measure(self, widths: Sequence[int]) -> int:
        """Lay out for columns of these widths; gives the height of all rows."""
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        total = 0
        for at in range(self.compared.rowCount()):
            height = self.drawer.height_of(at, widths, self.font())
            self.setRowHeight(at, height)
            total += height
        return total

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = event.key(), self.currentIndex()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(max(0, at.column() - 1), place_of(event.modifiers()))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and at.column() > 0:
            self.removed.emit(at.column() - 1)
        elif key == Qt.Key.Key_Down and at.row() == self.compared.rowCount() - 1:
            self.left_below.emit()
        elif key == Qt.Key.Key_Up and at.row() <= 0:
            self.left_above.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class ComparisonPage(TabPage):
    """Two to four papers as columns; says what to do where there are fewer."""

    def __init__(
        self,
        theme: Theme,
        papers: Callable[[], tuple[Paper, ...]],
        source: Callable[[str], Source],
        labels: tuple[Label, ...] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("EvidencePage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._source, self._labels = theme, source, labels
        self._papers = {paper.doc: paper for paper in papers()}
        self._docs: tuple[str, ...] = ()
        self.comparison: PaperComparison | None = None
        self.who = ComparedTable(theme, "Who and what")
        self.found = ComparedTable(theme, "Harms and results")
        self._heads = QWidget()
        self._heads.setObjectName("ComparedHeads")
        self._heads.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head_row = QHBoxLayout(self._heads)
        self._nothing = label("", "notice")
        self._count = PlainLabel()
        self._measuring = Later(self, self._measure)
        self._lay_out()
        for table in (self.who, self.found):
            table.opened.connect(self._open)
            table.removed.connect(self._remove)
            table.typed.connect(self.typed)
        self.who.left_below.connect(lambda: self._go_to(self.found))
        self.found.left_above.connect(lambda: self._go_to(self.who))
        self._show()

    def title(self) -> str:
        return f"Side by side: {counted(len(self._docs), 'paper')}" if self._docs else "Side by side"

    def state(self) -> dict[str, object]:
        return {"papers": list(self._docs)}

    def take_state(self, state: object) -> None:
        raw = state.get("papers") if isinstance(state, dict) else None
        docs = [doc for doc in raw if isinstance(doc, str)] if isinstance(raw, list) else []
        self._take([doc for doc in dict.fromkeys(docs) if doc in self._papers][:MOST])

    def open_find(self) -> None:
        self.message.emit("Ctrl+F looks through pages and rows of the table. Ctrl+K searches every passage.")

    def escape(self) -> bool:
        if self.comparison is None or self.who.hasFocus():
            return False
        self.who.setFocus()
        return True

    def paper(self) -> Page | None:
        if self.comparison is None:
            return None
        sources = self._sources()
        numbers = {source.key: source.number for source in sources}
        html, text = self.comparison.html(None, numbers), self.comparison.text(None, numbers)
        head = TableHead(COMPARISON, " · ".join(self.comparison.names), CAUTION, self._labels)
        return page_of(head, html, text, sources)

    # showing

    def _take(self, docs: Sequence[str]) -> None:
        self._docs = tuple(docs)
        self._show()
        self.title_changed.emit()

    def _show(self) -> None:
        papers = [self._papers[doc] for doc in self._docs]
        self.comparison = compare(papers) if FEWEST <= len(papers) <= MOST else None
        self._stack.setCurrentIndex(1 if self.comparison is None else 0)
        self.setFocusProxy(self._add if self.comparison is None else self.who)
        self._count.setText(f"{len(papers)} of at most {MOST} papers")
        self._show_heads(papers)
        if self.comparison is None:
            self._nothing.setText(self._advice(papers))
            return
        first, *others = self.comparison.groups
        numbers = {source.key: source.number for source in self._sources()}
        axis = ratio_axis(effect for paper in papers for one in paper.outcomes if (effect := one.effect))
        for table in (self.who, self.found):
            table.drawer.axis = axis
            table.compared.numbers = numbers
        self.who.show_groups([first], self.comparison.names, headed=False)
        self.found.show_groups(others, self.comparison.names, headed=True)
        self._measuring.ask()

    def _advice(self, papers: Sequence[Paper]) -> str:
        if not self._papers:
            return "This library has no papers to put side by side. Ctrl+K searches what is there."
        marked = f"{head_of(papers[0])} is marked; one more is needed. " if papers else ""
        return (
            f"{marked}Mark two to four papers: with C in a list or in the hits, with Alt+C on the page of a "
            "paper, or with Space in the table of papers (Ctrl+E). Alt+C then shows them here."
        )

    def _show_heads(self, papers: Sequence[Paper]) -> None:
        while (item := self._head_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._head_row.addWidget(_corner(len(papers)))
        for at, paper in enumerate(papers):
            self._head_row.addWidget(self._head(at, paper))

    def _head(self, at: int, paper: Paper) -> QWidget:
        head, name = QWidget(), ElidedLabel()
        name.show_text(head_of(paper))
        name.setProperty("role", "column-name")
        name.setToolTip(tip(statement.plain(paper.title)))
        first, *others = map(statement.plain, paper.populations or ("population not stated",))
        chip = ElidedLabel()
        chip.setProperty("role", "population")
        chip.show_text(f"{first} +{len(others)}" if others else first)
        chip.setAccessibleName(", ".join((first, *others))[:400])
        chip.setMaximumWidth(chip.fontMetrics().horizontalAdvance(first) + 48)
        close = IconButton(
            self._theme, "close", f"Remove the column {head_of(paper)}", lambda: self._remove(at)
        )
        line = row(name, close)
        line.setStretch(0, 1)
        column = QVBoxLayout(head)
        column.setContentsMargins(12, 6, 6, 6)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(chip)
        return head

    def _measure(self) -> None:
        if self.comparison is None:
            return
        width = self.found.viewport().width()
        labels = _LABELS if self.width() >= _NARROW else _LABELS_NARROW
        each = max(60, (width - labels) // len(self._docs))
        widths = [labels, *[each] * len(self._docs)]
        for at, wide in enumerate(widths):
            if (item := self._head_row.itemAt(at)) is not None and (head := item.widget()) is not None:
                head.setFixedWidth(wide)
        high = self.who.measure(widths)
        self.found.measure(widths)
        room = max(80, round(self.height() * _MOST_OF_HEIGHT) - self._heads.sizeHint().height())
        self.who.setFixedHeight(min(high + 2, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measuring.ask()

    def _lay_out(self) -> None:
        caution = label(CAUTION, "strong")
        self._add = button("Add a paper", self._add_paper)
        copy, table = button("Copy", self._copy), button("Table of papers  Ctrl+E", self._add_paper)
        self._count.setProperty("role", "strong")
        hint = ElidedLabel()
        hint.show_text("Ctrl+Shift+C copies with citation · Ctrl+P prints · Ctrl+Shift+P PDF · Enter opens")
        hint.setProperty("role", "hint")
        caution_row = row(caution)
        caution_row.setContentsMargins(12, 8, 12, 8)
        self._head_row.setContentsMargins(0, 0, 0, 0)
        self._head_row.setSpacing(0)
        self._head_row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        for part in (self.who, self.found):
            part.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # columns stay in line
        columns = QWidget()
        inside = QVBoxLayout(columns)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        line = QFrame()
        line.setObjectName("ComparedRule")
        line.setFixedHeight(2)
        for widget in (self._heads, self.who, line):
            inside.addWidget(widget)
        inside.addWidget(self.found, 1)
        empty = QWidget()
        told = QVBoxLayout(empty)
        told.setContentsMargins(24, 24, 24, 24)
        told.addWidget(self._nothing)
        told.addWidget(table, 0, Qt.AlignmentFlag.AlignLeft)
        told.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(columns)
        self._stack.addWidget(empty)
        foot = QFrame()
        foot.setObjectName("EvidenceFoot")
        below = row(self._count, self._add, copy, hint)
        below.setStretch(3, 1)
        below.setContentsMargins(12, 6, 12, 6)
        foot.setLayout(below)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(caution_row)
        box.addWidget(self._stack, 1)
        box.addWidget(foot)

    # what is done with it

    def _go_to(self, table: ComparedTable) -> None:
        table.setFocus()

    def _open(self, column: int, where: str) -> None:
        self.document_requested.emit(self._docs[column], "", where)

    def _remove(self, column: int) -> None:
        if 0 <= column < len(self._docs):
            name = head_of(self._papers[self._docs[column]])
            self._take([doc for at, doc in enumerate(self._docs) if at != column])
            announce(self, f"{name} removed")
            self.setFocus()
            self.state_changed.emit()

    def _add_paper(self) -> None:
        self.page_requested.emit(PAPERS, {"marked": list(self._docs)}, Where.HERE)

    def _copy(self) -> None:
        if self.comparison is not None:
            sources = self._sources()
            cited = {source.key: f"{source.number}. {source.full}" for source in sources}
            numbers = {source.key: source.number for source in sources}
            QGuiApplication.clipboard().setText(self.comparison.text(cited, numbers))
            self.message.emit("The comparison was copied with its sources.")

    def _sources(self) -> list[Source]:
        """The references that the figures come from, by number."""
        keys = self.comparison.sources if self.comparison is not None else ()
        found = [source for key in keys if (source := self._found(key)) is not None]
        return sorted(found, key=lambda source: source.number)

    def _found(self, key: str) -> Source | None:
        try:
            return self._source(key)
        except (ViewerError, LookupError):
            return None


def _corner(count: int) -> QWidget:
    corner = QWidget()
    column = QVBoxLayout(corner)
    column.setContentsMargins(12, 6, 6, 6)
    name, about = PlainLabel(counted(count, "paper")), PlainLabel("in the order marked")
    name.setProperty("role", "strong")
    about.setProperty("role", "hint")
    for widget in (name, about):
        widget.setMinimumWidth(10)
        column.addWidget(widget)
    return corner
