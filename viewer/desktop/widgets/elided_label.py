"""A label that ends with an ellipsis where there is no room for all of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from viewer.desktop.widgets.plain import PlainLabel


class ElidedLabel(PlainLabel):
    """A line that takes the room it is given and ends with an ellipsis where that is not enough."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: tuple[str, ...] = ("",)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, *texts: str) -> None:
        """Show the first that there is room for, or what fits of the last; a screen reader has the first."""
        self._texts = texts
        self.setAccessibleName(texts[0])
        self._elide()

    def _elide(self) -> None:
        room, metrics = max(0, self.contentsRect().width()), self.fontMetrics()
        fitting = (text for text in self._texts if metrics.horizontalAdvance(text) <= room)
        text = next(fitting, self._texts[-1])
        self.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()
