"""What is wrong with the content folder that is edited, line by line, below the page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.plain import PlainLabel
from viewer.errors import Problem

_LINES = 6
"""Rows that show without scrolling."""


class ProofPanel(QFrame):
    """Faults first, then warnings, then what is left to do; Enter or a double click opens the page."""

    document_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ProofPanel")
        self.setAccessibleName("Faults of the content folder")
        self._head = PlainLabel()
        self._head.setProperty("role", "notice")
        self._head.setContentsMargins(14, 6, 14, 2)
        self.list = QListWidget()
        self.list.setAccessibleName("Faults")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.list.setMaximumHeight(_LINES * (self.fontMetrics().height() + 6))
        self.list.itemActivated.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.list)

    @property
    def text(self) -> str:
        """The line above the list."""
        return self._head.text()

    def show_problems(self, summary: str, problems: Sequence[Problem]) -> None:
        """Show `problems` under `summary`, the gravest first."""
        self._head.setText(summary)
        self.list.clear()
        for problem in sorted(problems, key=lambda one: (one.warning, one.work, one.file, one.line)):
            item = QListWidgetItem(str(problem))
            item.setData(Qt.ItemDataRole.UserRole, problem.file.removesuffix(".md"))
            item.setToolTip("")
            self.list.addItem(item)
        self.list.setVisible(bool(problems))
        announce(self, summary)

    def _open(self, item: QListWidgetItem) -> None:
        self.document_requested.emit(str(item.data(Qt.ItemDataRole.UserRole)))
