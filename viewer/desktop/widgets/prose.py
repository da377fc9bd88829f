"""A paragraph with air between its lines, which a style sheet cannot give to a label."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.text import TextBlock

_PIXELS = 15
_LEADING = 1.28
_LINES = 1_000


class Prose(QLabel):
    """Text of 15 pixels at one and a half lines; a label to screen readers."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, 20)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return round(self._laid_out(width).height) + 1

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        self._laid_out(self.width()).draw(painter, QPointF(0, 0), self._theme.tokens.ink, self._theme.tokens)
        painter.end()

    def _laid_out(self, width: int) -> TextBlock:
        return TextBlock(self.text(), self.font(), _PIXELS, width, lines=_LINES, leading=_LEADING)
