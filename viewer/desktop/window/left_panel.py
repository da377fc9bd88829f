"""The left panel: browse lists, and hits while the search box holds text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget


class LeftPanel(QFrame):
    """Two faces of one place."""

    def __init__(self, browse: QWidget, hits: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("LeftPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedWidget()
        self._stack.addWidget(browse)
        self._stack.addWidget(hits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_hits(self, on: bool) -> None:
        """Show the hits, or the browse lists."""
        self._stack.setCurrentIndex(1 if on else 0)

    @property
    def shows_hits(self) -> bool:
        """Whether the hits are in front."""
        return self._stack.currentIndex() == 1
