"""Above the glossary: its letters, and a field that narrows it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.page.term_table import letters_of
from viewer.desktop.widgets.fields import FilterField
from viewer.desktop.widgets.flow_layout import FlowLayout
from viewer.library.model import Page


class TermBar(QFrame):
    """Letters lead to their first term; what is typed narrows the table below."""

    letter_chosen = Signal(str)  # anchor
    narrowed = Signal(str)
    left_down = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TermBar")
        self.filter = FilterField(theme, "Filter the glossary")
        self.filter.setMaximumWidth(320)
        self.filter.textChanged.connect(self.narrowed)
        self.filter.left_down.connect(self.left_down)
        self._letters = QWidget()
        self._flow = FlowLayout(1, self._letters)
        self._flow.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 8)
        column.setSpacing(6)
        column.addWidget(self.filter)
        column.addWidget(self._letters)

    def show_page(self, page: Page) -> None:
        """Offer the letters of a glossary; nothing is typed yet."""
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for letter, anchor in letters_of(page).items():
            button = QPushButton(letter)
            button.setProperty("role", "chip")
            button.setAutoDefault(False)
            button.setAccessibleName(
                "Terms with a figure or a sign" if letter == "#" else f"Terms with {letter}"
            )
            button.clicked.connect(partial(self._choose, anchor))
            self._flow.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        else:
            super().keyPressEvent(event)

    def _choose(self, anchor: str) -> None:
        self.filter.clear()
        self.letter_chosen.emit(anchor)
