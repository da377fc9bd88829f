"""A ring around a page that has the focus by keyboard: Qt draws none."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.desktop.look.theme import Theme

_WIDTH = 2
KEPT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The window or a menu takes the focus away and gives it back: nothing changes for the reader."""


class FocusRing(QWidget):
    """Lies over `parent`, takes no click, and shows while `parent` has the focus by keyboard."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._page = theme, parent
        self._wanted = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def focus_came(self, reason: Qt.FocusReason) -> None:
        """Show, unless the focus came by the mouse."""
        if reason not in KEPT:
            self._wanted = reason != Qt.FocusReason.MouseFocusReason
        self._place(self._wanted)

    def focus_went(self) -> None:
        """Hide: something else has the focus, or a link within shows its own ring."""
        self.hide()

    def fit(self) -> None:
        """Follow the size of the parent."""
        self._place(self.isVisible())

    def _place(self, shown: bool) -> None:
        self.setGeometry(self._page.rect())
        self.setVisible(shown)
        self.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        inside = self.rect().adjusted(_WIDTH, _WIDTH, -_WIDTH, -_WIDTH)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.accent))
        painter.end()
