"""The drawer at the right of the window: what the reader keeps, beside the page that is read.

In a wide window it stands beside the page, so that nothing is covered; in a narrow one it lies over it.
"""

from collections.abc import Mapping

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.fields import IconButton
from viewer.desktop.widgets.small import row

_WIDTH = 380
_DOCKED_FROM = 900
"""Pixels of the host's width from which the drawer stands in its layout, where that is a row."""


class Drawer(QFrame):
    """Panels under tabs, over the right edge of `host`; Esc closes it, and the page stays usable."""

    shown_changed = Signal(bool)

    def __init__(self, theme: Theme, host: QWidget, panels: Mapping[str, QWidget]) -> None:
        super().__init__(host)
        self.setObjectName("Drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Kept")
        self._host, self._panels, self._names = host, dict(panels), list(panels)
        self._before: QWidget | None = None
        self.tabs = QTabBar()
        self.tabs.setProperty("role", "browse")
        self.tabs.setAccessibleName("Bookmarks, notes, collections and history")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self._stack = QStackedWidget()
        for name, panel in panels.items():
            self.tabs.addTab(name)
            self._stack.addWidget(panel)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        head = row(self.tabs, None, IconButton(theme, "close", "Close (Esc)", self.close_drawer))
        head.setContentsMargins(8, 6, 8, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        host.installEventFilter(self)
        self.hide()

    @property
    def current(self) -> str:
        """The name of the panel in front."""
        return self._names[self.tabs.currentIndex()]

    def toggle(self, name: str) -> None:
        """Show a panel, or close the drawer where that panel has the focus already."""
        if self.isVisible() and self.current == name and self._has_focus():
            self.close_drawer()
        else:
            self.show_tab(name)

    def show_tab(self, name: str, target: QWidget | None = None) -> None:
        """Show a panel and give the focus to `target` in it, by default to its first field."""
        if self._has_focus():
            self.tabs.setFocus()  # else Qt moves it out of the panel that hides, to the first button there is
        else:
            self._before = QApplication.focusWidget()
        self.tabs.setCurrentIndex(self._names.index(name))
        self._place()
        self.show()
        self.shown_changed.emit(True)
        field = target or self._panels[name].findChild(QLineEdit)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_drawer(self) -> None:
        """Hide the drawer, and give the focus back to what had it."""
        if self.isHidden():
            return
        had_focus = self._has_focus()
        self.hide()
        self.shown_changed.emit(False)
        before = self._before
        if had_focus and before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _place(self) -> None:
        room, layout = self._host.rect(), self._host.layout()
        width = min(_WIDTH, room.width())
        self.setFixedWidth(width)
        if isinstance(layout, QHBoxLayout) and room.width() >= _DOCKED_FROM:
            if layout.indexOf(self) < 0:
                layout.addWidget(self)
            layout.activate()
            return
        if layout is not None:
            layout.removeWidget(self)
        self.setGeometry(QRect(room.right() + 1 - width, room.top(), width, room.height()))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        # Esc closes the drawer before it does anything in the window behind.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)
