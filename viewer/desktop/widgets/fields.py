"""Fields and buttons that every panel has alike."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from viewer.desktop.look.theme import Theme

_TARGET = 24
"""Pixels that a target has at least: WCAG 2.2, 2.5.8."""


class EnterButton(QToolButton):
    """A tool button that Enter presses, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class FilterField(QLineEdit):
    """A field that filters a list, with a button that clears it; both are named for a screen reader."""

    left_down = Signal()

    def __init__(self, theme: Theme, name: str, placeholder: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(placeholder or name)
        self.setAccessibleName(name)
        # Qt's own is 18 pixels high and takes its icon from a style sheet only where that came before it.
        self.clear_button = EnterButton(self)
        self.clear_button.setAccessibleName("Clear the filter")
        self.clear_button.setToolTip("Clear the filter")
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.setFixedSize(_TARGET, _TARGET)
        self.clear_button.clicked.connect(self.clear)
        self.clear_button.hide()
        self.setTextMargins(0, 0, _TARGET, 0)
        self.textChanged.connect(lambda text: self.clear_button.setVisible(bool(text)))
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def _paint_icon(self) -> None:
        self.clear_button.setIcon(self._theme.icon("close"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        at = self.rect().center().y() - _TARGET // 2 + 1
        self.clear_button.move(self.width() - _TARGET - 4, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)
