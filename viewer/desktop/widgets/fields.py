"""Fields and buttons that every panel has alike."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from viewer.desktop.look.theme import Theme

_TARGET = 24
"""Pixels that a target has at least: WCAG 2.2, 2.5.8."""
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_WINDOW_KEYS = (QKeyCombination(_CONTROL | _SHIFT, Qt.Key.Key_Z), QKeyCombination(_CONTROL, Qt.Key.Key_E))


def holds(widget: QWidget, focus: QWidget) -> bool:
    """Whether `focus` is `widget`, its proxy or inside it."""
    return widget is focus or widget.focusProxy() is focus or widget.isAncestorOf(focus)


def left_to_window(event: QEvent) -> bool:
    """Whether a text field would keep a key that is the window's; the event is ignored then.

    Qt takes Ctrl+Shift+Z for Redo, and under X11 Ctrl+E for the end of the line.
    """
    if not (isinstance(event, QKeyEvent) and event.keyCombination() in _WINDOW_KEYS):
        return False
    event.ignore()
    return True


class EnterButton(QToolButton):
    """A tool button that Enter presses, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(EnterButton):
    """A button that is an icon, named for a screen reader and in its tool tip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        act: Callable[[], object] = lambda: None,
        role: str = "second",
    ) -> None:
        super().__init__()
        self._theme, self._icon, self._role = theme, icon, role
        self.setIconSize(QSize(20, 20))
        self.setMinimumSize(30, 30)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.clicked.connect(lambda _=False: act())
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def show_icon(self, icon: str, role: str = "second") -> None:
        """Show another icon, in the colour of token `role`."""
        self._icon, self._role = icon, role
        self._paint_icon()

    def _paint_icon(self) -> None:
        self.setIcon(self._theme.icon(self._icon, self._role))


class FilterField(QLineEdit):
    """A field that filters a list, with a button that clears it; both are named for a screen reader."""

    left_down = Signal()

    def __init__(self, theme: Theme, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder or name)
        self.setAccessibleName(name)
        # Qt's own is 18 pixels high and takes its icon from a style sheet only where that came before it.
        self.clear_button = IconButton(theme, "close", "Clear the filter", self.clear)
        self.clear_button.setParent(self)
        self.clear_button.setIconSize(QSize(16, 16))
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.setFixedSize(_TARGET, _TARGET)
        self.clear_button.hide()
        self.setTextMargins(0, 0, _TARGET, 0)
        self.textChanged.connect(lambda text: self.clear_button.setVisible(bool(text)))

    def append(self, text: str) -> None:
        """Go on with what was typed in the list."""
        self.setFocus()
        self.setText(self.text() + text)

    def event(self, event: QEvent) -> bool:
        return False if left_to_window(event) else super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        at = self.rect().center().y() - _TARGET // 2 + 1
        self.clear_button.move(self.width() - _TARGET - 4, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)
