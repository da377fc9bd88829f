"""The bars above and below: navigation and search at the top, edition and hits at the bottom."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from viewer.desktop.look.sizes import BOTTOM
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.elided_label import ElidedLabel
from viewer.desktop.widgets.fields import IconButton
from viewer.desktop.widgets.plain import PlainLabel
from viewer.prose import escape

_TOLD_MS = 6_000
_ROOMY = 760


class TopBar(QFrame):
    """Back, forward, the search box, bookmarks, light or dark, menu."""

    def __init__(self, theme: Theme, search_box: QWidget, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TopBar")
        self._theme = theme
        self.back = IconButton(theme, "chevron-left", "Back")
        self.forward = IconButton(theme, "chevron-right", "Forward")
        self.bookmark = IconButton(theme, "bookmark", "Bookmark this page")
        self.appearance = IconButton(theme, "moon", "Light or dark")
        self.menu = IconButton(theme, "menu", "Menu")
        for button in (self.back, self.forward, self.bookmark, self.appearance, self.menu):
            button.setMinimumSize(0, 0)  # the style sheet gives them their size
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu.setToolTip("")
        self.menu.setMenu(menu)
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._left = QWidget()
        self._right = QWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(0)
        search_box.setMaximumWidth(728)
        row.addWidget(self._group(self._left, (self.back, self.forward)), 1)
        row.addWidget(search_box, 60)
        row.addWidget(self._group(self._right, (self.bookmark, self.appearance, self.menu)), 1)
        theme.changed.connect(self._show_appearance)
        self._show_appearance()

    def commands(self) -> tuple[tuple[QToolButton, str], ...]:
        """Which button does which command."""
        return (
            (self.back, "back"),
            (self.forward, "forward"),
            (self.bookmark, "bookmark"),
            (self.appearance, "toggle-theme"),
        )

    def bind(self, button: QToolButton, action: QAction) -> None:
        """Let `button` do `action`, with its keys in the tool tip."""
        button.clicked.connect(action.trigger)
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        button.setToolTip(f"{action.text()} ({keys})" if keys else action.text())

    def show_bookmarked(self, bookmarked: bool) -> None:
        """Fill the bookmark where the page has one."""
        if bookmarked:
            self.bookmark.show_icon("bookmark-filled", "accent")
        else:
            self.bookmark.show_icon("bookmark")
        self.bookmark.setAccessibleName("Remove the bookmark" if bookmarked else "Bookmark this page")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # As wide on both sides, so that the search box stands in the middle of a wide window.
        width = self._right.sizeHint().width() if self.width() > 900 else 0
        self._left.setMinimumWidth(width)

    def _group(self, box: QWidget, buttons: tuple[QToolButton, ...]) -> QWidget:
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if box is self._right:
            row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        if box is self._left:
            row.addStretch(1)
        return box

    def _show_appearance(self) -> None:
        self.appearance.show_icon("sun" if self._theme.dark else "moon")


class StatusBar(QFrame):
    """Edition and disclaimer on the left; hits, time and `offline` on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StatusBar")
        self.setMinimumHeight(BOTTOM)  # as high with the Stop button as without: the page must not jump
        self._left = ElidedLabel()
        self._right = PlainLabel("offline")
        self._marks = PlainLabel()
        self._working = PlainLabel()
        self.stop = QPushButton("Stop")
        self.stop.setAutoDefault(False)
        self.stop.setProperty("role", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 14, 2)
        row.setSpacing(12)
        row.addWidget(self._left, 1)
        for widget in (self._working, self.stop, self._marks, self._right):
            row.addWidget(widget)
        self._standing = ""
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(_TOLD_MS)
        self._forget.timeout.connect(lambda: self.count(self._standing))
        self.progress("")

    def show_library(self, library: str, caution: str, detail: str = "") -> None:
        """Show which library this is, or only `caution` where room is short; `detail` is the tool tip."""
        self._left.show_text(f"{library} · {caution}", caution)
        self._left.setToolTip(f"<p>{escape(detail)}</p>" if detail else "")
        self._left.setAccessibleDescription(detail)

    def message(self, text: str) -> None:
        """Say for a few seconds what was done, and have a screen reader say it."""
        self._right.setText(f"{text} · offline")
        announce(self, text)
        self._forget.start()

    def marks(self, current: int, total: int) -> None:
        """Show how many words of the search are marked in the page."""
        count = f"{current} of {total} marked" if current else f"{total} marked"
        keys = " · F3 next · Esc clears" if self.width() > _ROOMY else ""
        self._marks.setText(f"{count}{keys}" if total else "")

    def progress(self, text: str) -> None:
        """Show how far long work is, with `stop` beside it; an empty text hides both."""
        self._working.setText(text)
        self._working.setVisible(bool(text))
        self.stop.setVisible(bool(text))
        self.stop.setAccessibleName(f"Stop: {text}")

    def count(self, text: str) -> None:
        """Show the number of hits and the time."""
        self._standing = text
        self._forget.stop()
        self._right.setText(f"{text} · offline" if text else "offline")
