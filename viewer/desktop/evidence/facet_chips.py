"""What the table is narrowed to, each with a button that takes it away."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.desktop.widgets.flow_layout import FlowLayout
from viewer.evidence.papers import FACETS, Facets
from viewer.library import statement
from viewer.prose import cut

_MOST = 24
"""Chips that are shown; beyond them `Clear all` and the list are left."""


class FacetChips(QWidget):
    """One button for each thing chosen, then `Clear all`."""

    removed = Signal(str, str)  # facet and value; `years` or `words` and nothing
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(6, self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName("Narrowed to")

    def show_facets(self, facets: Facets) -> None:
        """Show a button for each thing chosen; the focus stays in the row where it was in it."""
        had_focus = self.isAncestorOf(focus) if (focus := self.window().focusWidget()) is not None else False
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        chosen = list(_chosen(facets))
        for facet, name, value in chosen[:_MOST]:
            said = f"{name} {statement.plain(value)}"
            self._add(f"{cut(said, 44)}  ×", f"Remove: {said}", "chip", facet, value)
        if chosen:
            self._add("Clear all", "Clear all", "link", "", "")
        self.setVisible(bool(chosen))
        if had_focus and chosen:
            self._first().setFocus()

    def _add(self, text: str, name: str, role: str, facet: str, value: str) -> None:
        button = QPushButton(text.replace("&", "&&"))
        button.setProperty("role", role)
        button.setAccessibleName(name)
        button.setAutoDefault(True)
        if facet:
            button.clicked.connect(lambda: self.removed.emit(facet, value))
        else:
            button.clicked.connect(self.cleared)
        self._flow.addWidget(button)
        button.show()

    def _first(self) -> QWidget:
        item = self._flow.itemAt(0)
        widget = item.widget() if item is not None else None
        return widget or self


def _chosen(facets: Facets) -> Iterator[tuple[str, str, str]]:
    for facet in FACETS:
        for value in facets.of(facet.id):
            yield facet.id, facet.name, value
    if facets.has_years:
        first = "" if facets.first is None else str(facets.first)
        last = "" if facets.last is None else str(facets.last)
        yield (
            "years",
            "Year",
            f"{first}–{last}" if first and last else f"from {first}" if first else f"to {last}",
        )
    if facets.words.strip():
        yield "words", "Rows with", facets.words.strip()
