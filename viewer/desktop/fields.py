"""Text fields that every panel has alike."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from viewer.desktop.theme import Theme


class FilterField(QLineEdit):
    """A field that filters a list, with a button that clears it; both are named for a screen reader."""

    def __init__(self, theme: Theme, name: str, placeholder: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(placeholder or name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        for clear in self.findChildren(QAbstractButton):
            clear.setAccessibleName("Clear the filter")
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def _paint_icon(self) -> None:
        # The icon of a style sheet is taken only where the sheet came before the button.
        for action in self.findChildren(QAction):
            action.setIcon(self._theme.icon("close"))
