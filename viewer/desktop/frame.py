"""The window before anything is in it: where it stands, its colours, and a sketch of what comes.

It is on the screen before the panels are even loaded, so nothing slow may be imported here. The namespace
`Qt` alone takes a tenth of the whole start: what needs it imports it late.
"""

import os
from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from viewer.desktop.look.sizes import BOTTOM, LEFT, NARROW, RIGHT, TOP, WIDE
from viewer.desktop.look.tokens import Tokens

_UNSEEN_MS = 400
"""A window that starts minimised is never painted; what is to come comes all the same."""


class _Picture(QObject):
    """Waits for the next picture of a window, or until it is clear that there will be none."""

    def __init__(self, window: QMainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._go_on)
        self._wait.start(_UNSEEN_MS)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and watched is self._window:
            self._window.removeEventFilter(self)
            self._wait.start(0)  # the picture is drawn by what follows this filter
        return False

    def _go_on(self) -> None:
        self._window.removeEventFilter(self)
        self.deleteLater()
        self._then()


class Frame(QMainWindow):
    """An empty window that looks like ours."""

    painted = Signal()
    """Once, when its first picture is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Wardshelf")
        self.setMinimumSize(420, 360)
        room = self.screen().availableSize()
        self.resize(min(1440, int(room.width() * 0.94)), min(900, int(room.height() * 0.94)))
        self.typed = ""
        """What was typed before there was a box to take it."""
        self._tokens: Tokens | None = None
        self._left, self._right = LEFT, 0  # the home page, which comes first, has nothing beside it
        self._unseen = QTimer(self)
        self._unseen.setSingleShot(True)
        self._unseen.timeout.connect(self._tell)

    def take_place(self, places: Mapping[str, object]) -> None:
        """Stand where the window stood, passing over what does not fit."""
        geometry, panels = places.get("geometry"), places.get("panels")
        if isinstance(geometry, str):
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode("ascii", "ignore"))))
        if isinstance(panels, dict):
            self._left = LEFT if panels.get("left") is not False else 0
            beside = panels.get("right") is not False and panels.get("bare") is False
            self._right = RIGHT if beside else 0

    def show_empty(self, tokens: Tokens) -> None:
        """Show the window in the colours of `tokens` before there is anything in it."""
        self._tokens = tokens
        self.show()
        self._unseen.start(_UNSEEN_MS)

    def fill(self, content: QWidget) -> None:
        """Put into the window what it is for."""
        self._tokens = None
        self.setCentralWidget(content)
        content.show()  # at once; Qt would wait for the next turn of the loop

    def when_drawn(self, then: Callable[[], None]) -> None:
        """Call `then` once the next picture of the window is on the screen."""
        _Picture(self, then)

    def come_forward(self, token: str = "") -> None:
        """Raise the window, as a second start asks; `token` is what Wayland gave that start for it."""
        from PySide6.QtCore import Qt

        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it when it asks to be activated
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if token:
            os.environ.pop("XDG_ACTIVATION_TOKEN", None)  # it is good for once, and no child's

    def _tell(self) -> None:
        if self._tokens is not None:
            self._tokens = None
            self.painted.emit()

    def _sketch(self, tokens: Tokens) -> None:
        """Paint what the window will be made of: bars, panels, and the lines between them."""
        from PySide6.QtCore import QRect
        from PySide6.QtGui import QColor, QPainter

        width, height = self.width(), self.height()
        middle = height - TOP - BOTTOM
        left = self._left if width >= NARROW else 0
        right = self._right if width >= WIDE else 0
        painter = QPainter(self)
        for area, colour in (
            (QRect(0, 0, width, height), tokens.chrome),
            (QRect(0, TOP, left, middle), tokens.side),
            (QRect(left, TOP, width - left, middle), tokens.page),
            (QRect(0, TOP - 1, width, 1), tokens.line),
            (QRect(0, height - BOTTOM, width, 1), tokens.line),
            (QRect(left, TOP, 1 if left else 0, middle), tokens.line),
            (QRect(width - right - 1, TOP, 1 if right else 0, middle), tokens.line),
        ):
            painter.fillRect(area, QColor(colour))
        painter.end()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tokens is None:
            super().paintEvent(event)
            return
        self._sketch(self._tokens)
        if self._unseen.isActive():
            self._unseen.start(0)  # once this picture is on the screen

    def closeEvent(self, event: QCloseEvent) -> None:
        if (content := self.centralWidget()) is not None:
            content.close()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._tokens is not None and event.text().isprintable():
            self.typed += event.text()
        super().keyPressEvent(event)
