"""A label whose links Tab goes through."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QWidget

_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class LinkLabel(QLabel):
    """Takes the focus at a link, and lets it go at the last one.

    WORKAROUND: Shift+Tab never leaves the first link of a QLabel, and the focus comes in beside the links.
    """

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        before = self.selectionStart()
        moved = super().focusNextPrevChild(forward)
        if moved and not forward and self.hasFocus() and before == self.selectionStart() >= 0:
            return QWidget.focusNextPrevChild(self, False)
        return moved

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if event.reason() in _BY_TAB and not self.hasSelectedText():
            super().focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)
