"""The hits: chips, what is to say about the answer, the list, and what to do when there is none."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.search.note import AnswerNote, KindChips
from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.row_list import RowList, Where
from viewer.desktop.widgets.rows import Row
from viewer.library.model import NOT_COVERED, OWN
from viewer.search.answer import Answer, Hit

_HINT = "↑ ↓ move · → sections · Enter open · Esc clear"
_BATCH = 16
"""Rows that are laid out at once: a letter must show its hits before all of a long list is measured."""


def _one_a_document(rows: Iterable[Row]) -> dict[str, Row]:
    """The first row of each document."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.doc, row)
    return found


class HitsPanel(QWidget):
    """Shows an answer; `describe` turns a hit into a row; `has_limits`: a page says what is not covered."""

    document_requested = Signal(str, str, str)  # doc, anchor, where
    query_requested = Signal(str, bool)
    kind_chosen = Signal(str)
    typed = Signal(str)
    compare_requested = Signal(str)  # doc of a paper

    def __init__(
        self,
        theme: Theme,
        describe: Callable[[Hit], Row],
        has_limits: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._describe = describe
        self._kind = ""
        self._shown_kind: str | None = ""
        self._query = ""
        self._own: tuple[Row, ...] = ()
        self.chips = KindChips()
        self.note = AnswerNote()
        self.list = RowList(theme, "Hits")
        self.list.setBatchSize(_BATCH)
        self._hint = PlainLabel(_HINT)
        self._hint.setProperty("role", "hint")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(14, 8, 14, 8)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._build_empty(has_limits))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((self.chips, 0), (self.note, 0), (self._stack, 1), (self._hint, 0)):
            column.addWidget(widget, stretch)
        self.note.hide()
        self.list.opened.connect(self.document_requested)
        self.list.typed.connect(self.typed)
        self.list.compare_requested.connect(self.compare_requested)
        self.note.query_requested.connect(self.query_requested)
        self.chips.kind_chosen.connect(self._choose)

    @property
    def kinds(self) -> tuple[str, ...] | None:
        """The kinds to search, or None for all."""
        return (self._kind,) if self._kind else None

    @property
    def empty_text(self) -> str:
        """What is said where there are no hits."""
        return self._empty.text()

    def show_answer(self, answer: Answer) -> None:
        """Replace the hits; a fuller answer to the same query keeps the row that was current."""
        current = self.list.current() if self.list.currentIndex().row() > 0 else None
        rows = _one_a_document(map(self._describe, answer.hits))
        kept = rows.get(current.doc) if current and answer.query == self._query else None
        self._query = answer.query
        keep = (kept.doc, kept.anchor) if kept else None
        self.list.show_rows((*rows.values(), *self._own_rows(answer)), keep)
        self._show_chips(answer)
        self.note.show_answer(answer)
        self._stack.setCurrentIndex(0 if answer.hits or self._own else 1)
        self._hint.setVisible(bool(answer.hits))
        self._say_empty(answer)

    def keep_own(self, own: tuple[Row, ...]) -> None:
        """What the reader wrote that belongs to the next answer; it stands below the hits."""
        self._own = own

    def _own_rows(self, answer: Answer) -> tuple[Row, ...]:
        head = "Your notes" if answer.hits else "Not in this library. Your notes"
        return (Row("", head, header=True), *self._own) if self._own else ()

    def show_names(self, answer: Answer) -> None:
        """Put names that answer above the hits that are there, while the passages have not spoken.

        Nothing is said about what is not found, and a row that the reader has chosen stays chosen.
        """
        current = self.list.current() if self.list.currentIndex().row() > 0 else None
        names = _one_a_document(map(self._describe, answer.hits))
        former = (row for row in self.list.rows.all() if row.header or row.doc not in names)
        chosen = names.get(current.doc, current) if current else None
        self.list.show_rows((*names.values(), *former), (chosen.doc, chosen.anchor) if chosen else None)
        self._stack.setCurrentIndex(0)

    def move_rows(self, steps: int, by_page: bool) -> None:
        """Move the current row without taking the focus."""
        self.list.move(steps * (self.list.page_rows() if by_page else 1))

    def step_link(self, step: int) -> bool:
        """Go to the next section that the current hit links to, or back; False where there is none."""
        return self.list.step_link(step)

    def clear_filter(self) -> None:
        """Show all kinds again, for a new search."""
        self._kind = ""

    def step_kind(self, step: int) -> None:
        """Choose the next kind of hits, or the previous one."""
        self._choose(self.chips.beside(self._shown_kind or "", step))

    def _show_chips(self, answer: Answer) -> None:
        """The chip that is down says what is listed, whether it was pressed or typed, and how much of it."""
        typed = answer.typed_kinds
        self._shown_kind = self._kind or (typed[0] if len(typed) == 1 else None if typed else "")
        counts = dict(answer.kinds)
        if self._shown_kind:
            counts[self._shown_kind] = len(answer.hits)
        self.chips.show_counts(counts, self._shown_kind)

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self.kind_chosen.emit(kind)

    def _build_empty(self, has_limits: bool) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(18, 22, 18, 18)
        column.setSpacing(10)
        self._empty = PlainLabel()
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "notice")
        self._all_kinds = QPushButton("Search all kinds")
        self._all_kinds.setAutoDefault(False)
        self._all_kinds.clicked.connect(lambda: self._choose(""))
        covered = QPushButton("What this library does not cover")
        covered.setAutoDefault(False)
        covered.clicked.connect(lambda: self.document_requested.emit(NOT_COVERED, "", Where.HERE))
        covered.setVisible(has_limits)  # not every library says what it does not cover
        for widget in (self._empty, self._all_kinds, covered):
            column.addWidget(widget)
        column.addStretch(1)
        return box

    def _say_empty(self, answer: Answer) -> None:
        others = sum(answer.kinds.values())
        self._all_kinds.setVisible(bool(self._kind) and others > 0)
        said = " ".join(part for part in (answer.notice, answer.relaxed) if part)
        where = "your papers" if OWN in (self._kind, *answer.typed_kinds) else "this library"
        text = said or f"“{answer.query.strip()[:80]}” is not in {where}."
        if self._kind and others:
            text = f"Nothing of this kind; {others} in other kinds."
        advice = "This says nothing about whether evidence exists. Try fewer words or another spelling."
        self._empty.setText(f"{text}\n\n{advice}")
