"""What is to say about an answer above its hits: corrections, loosened queries, suggestions, kinds."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from viewer.desktop.widgets.flow_layout import FlowLayout
from viewer.desktop.widgets.plain import PlainLabel
from viewer.library.model import FILTERS, KIND_NAMES
from viewer.search.answer import Answer

_SHORT = {"reference": "Refs"}
"""Names that are too long for a row of chips."""


class AnswerNote(QFrame):
    """One or two lines and the queries that can be asked instead."""

    query_requested = Signal(str, bool)  # text, whether it may be corrected

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AnswerNote")
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        self._text.setProperty("role", "notice")
        self._links = QWidget()
        self._flow = FlowLayout(4, self._links)
        self._flow.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(4)
        column.addWidget(self._text)
        column.addWidget(self._links)

    @property
    def text(self) -> str:
        """What is said above the hits, with the queries that may be asked instead."""
        links = (self._flow.itemAt(place) for place in range(self._flow.count()))
        buttons = (link.widget() for link in links if link is not None)
        offered = ", ".join(button.accessibleName() for button in buttons if button is not None)
        return " ".join(part for part in (self._text.text(), f"{offered}." if offered else "") if part)

    def show_answer(self, answer: Answer) -> None:
        """Say what there is to say, or hide."""
        lines = [answer.notice, answer.relaxed] if answer.hits else []  # else the empty list itself says it
        if answer.corrected:
            lines.insert(0, f"Showing hits for “{answer.corrected}”.")
        elif answer.suggestions:
            lines.append("Did you mean:")
        self._text.setText("\n".join(line for line in lines if line))
        self._show_links(answer)
        self.setVisible(bool(self._text.text()) or bool(self._flow.count()))

    def _show_links(self, answer: Answer) -> None:
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if answer.corrected:
            self._link(f"Search instead for “{answer.query.strip()}”", answer.query, correct=False)
        for suggestion in answer.suggestions[:4]:
            self._link(suggestion, suggestion, correct=True)
        self._links.setVisible(self._flow.count() > 0)

    def _link(self, text: str, query: str, *, correct: bool) -> None:
        metrics = self.fontMetrics()
        button = QPushButton(metrics.elidedText(text, Qt.TextElideMode.ElideRight, 300))
        button.setProperty("role", "link")
        button.setAutoDefault(False)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.query_requested.emit(query, correct))
        self._flow.addWidget(button)


class KindChips(QWidget):
    """One chip for all hits and one a kind; exactly one is down."""

    kind_chosen = Signal(str)  # a kind, or empty for all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Filter hits by kind")
        flow = FlowLayout(3, self)
        flow.setContentsMargins(10, 10, 8, 10)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips: dict[str, QPushButton] = {}
        for kind in ("", *FILTERS):
            chip = QPushButton()
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
            chip.clicked.connect(lambda _=False, kind=kind: self.kind_chosen.emit(kind))
            self._group.addButton(chip)
            flow.addWidget(chip)
            self._chips[kind] = chip
        self._chips[""].setChecked(True)

    def show_counts(self, counts: Mapping[str, int], chosen: str | None) -> None:
        """Show `counts` of each kind, with `chosen` down even where it has none; None is no single kind."""
        for kind, chip in self._chips.items():
            count = counts.get(kind, 0) if kind else sum(counts.values())
            name = KIND_NAMES[kind][1] if kind else "All"
            chip.setText(f"{_SHORT.get(kind, name)} {count}")
            chip.setAccessibleName(f"{name}, {count} found")
            chip.setVisible(not kind or count > 0 or kind == chosen)
        self._press(chosen)
        self.updateGeometry()

    def beside(self, chosen: str, step: int) -> str:
        """The kind of the chip `step` after that of `chosen`, among those that show, round and round."""
        shown = [kind for kind, chip in self._chips.items() if not chip.isHidden()]
        return shown[(shown.index(chosen) + step) % len(shown)] if chosen in shown else ""

    def _press(self, chosen: str | None) -> None:
        self._group.setExclusive(chosen is not None)
        for kind, chip in self._chips.items():
            chip.setChecked(kind == chosen)
