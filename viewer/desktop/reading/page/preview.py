"""A small sheet beside a link that says what it leads to, without taking the focus."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.plain import PlainLabel

_WIDTH = 420
_GAP = 6
_SHOW_MS = 280
_HIDE_MS = 220
"""Long enough to move the mouse from the link into the preview."""


class Preview(QFrame):
    """Title and text of what a link leads to, over `parent` and never over the link itself."""

    clicked_through = Signal(QPoint, object)  # where in the parent, modifiers
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("Preview")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Preview")
        self._title, self._text = _line("heading"), _line("notice")
        self._parent = parent
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(4)
        box.addWidget(self._title)
        box.addWidget(self._text)
        self._wanted: tuple[str, str, QRect] | None = None
        self._showing = _single_shot(self, _SHOW_MS, self._appear)
        self._hiding = _single_shot(self, _HIDE_MS, self.hide)
        self.hide()

    def offer(self, title: str, text: str, link: QRect) -> None:
        """Show soon: the mouse rests on the link at `link` (in the parent)."""
        self._wanted = (title, text, link)
        self._hiding.stop()
        self._showing.start()

    def show_at(self, title: str, text: str, link: QRect) -> None:
        """Show at once, and have a screen reader say it: the keyboard is on the link, or it was clicked."""
        self._wanted = (title, text, link)
        self._appear()
        announce(self, f"{title}. {text}")

    def leave(self) -> None:
        """Hide soon, unless the mouse goes into the preview."""
        self._showing.stop()
        if self.isVisible():
            self._hiding.start()

    def dismiss(self) -> bool:
        """Hide at once; False where nothing was shown."""
        was_shown = self.isVisible()
        self._showing.stop()
        self._hiding.stop()
        self.hide()
        if was_shown:
            self.dismissed.emit()
        return was_shown

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click means what lies below: the reader saw the link before the preview came over it."""
        self.dismiss()
        self.clicked_through.emit(self.mapToParent(event.position().toPoint()), event.modifiers())

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hiding.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._hiding.start()

    def _appear(self) -> None:
        self._showing.stop()
        self._hiding.stop()
        if self._wanted is None:
            return
        title, text, link = self._wanted
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        room = self._parent.rect()
        size = self._size(room.width())
        self.setGeometry(QRect(_corner(link, size, room), size))
        self.show()
        self.raise_()

    def _size(self, room: int) -> QSize:
        width = min(_WIDTH, room - 2 * _GAP)
        self.setFixedWidth(width)
        for widget in (self, self._title, self._text):
            widget.ensurePolished()  # the first time the style sheet has not given them their letters yet
        self._box.invalidate()
        self._box.activate()
        frame = self.height() - self.contentsRect().height()  # the border, which the layout does not count
        return QSize(width, self._box.heightForWidth(width - frame) + frame)


def _corner(link: QRect, size: QSize, room: QRect) -> QPoint:
    """Below the link, or above it where there is more room."""
    x = max(room.left() + _GAP, min(link.left() - 12, room.right() - size.width() - _GAP))
    below = link.bottom() + _GAP
    above = link.top() - _GAP - size.height()
    fits_below = below + size.height() <= room.bottom()
    return QPoint(
        x, below if fits_below or room.bottom() - below >= link.top() - room.top() else max(0, above)
    )


def _line(role: str) -> QLabel:
    label = PlainLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label


def _single_shot(parent: QWidget, milliseconds: int, slot: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
