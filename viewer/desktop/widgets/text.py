"""Text laid out once and painted often, with rounded marks behind matches."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.look.tokens import Tokens
from viewer.desktop.widgets.plain import PlainLabel
from viewer.prose import escape


def break_lines(layout: QTextLayout, room: float, leading: float, *, lead: float = 0.0) -> float:
    """Break a layout into lines of `room` pixels; gives its height.

    A line is `leading` times as high as its letters, which stand `lead` of their height below its top.
    """
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, y + line.height() * lead))
        y += line.height() * leading
    layout.endLayout()
    return y


def whole_text(lines: Iterable[str], blocks: Iterable["TextBlock"]) -> str:
    """What the tool tip of a row says: all its lines, where one of its blocks was cut; else nothing."""
    if not any(block.is_cut for block in blocks):
        return ""
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


class TextBlock:
    """`text` in `pixels` high letters, wrapped to `room` and cut with an ellipsis after `lines`."""

    def __init__(
        self,
        text: str,
        font: QFont,
        pixels: int,
        room: float,
        *,
        weight: int = 400,
        lines: int = 2,
        leading: float = 1.22,
        spacing: float = 0.0,
        spans: Sequence[tuple[int, int]] = (),
    ) -> None:
        self._font = QFont(font)
        self._font.setPixelSize(pixels)
        self._font.setWeight(QFont.Weight(weight))
        if spacing:
            self._font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        self._spans = tuple(spans)
        self._leading = leading
        self._layout = self._broken(text, room)
        self.is_cut = self._layout.lineCount() > lines
        if self.is_cut:
            self._layout = self._broken(self._cut(text, room, lines), room)
        rows = [self._layout.lineAt(i) for i in range(self._layout.lineCount())]
        self.height = sum(row.height() * leading for row in rows)
        self.width = max((row.naturalTextWidth() for row in rows), default=0.0)

    def draw(self, painter: QPainter, at: QPointF, ink: str, tokens: Tokens) -> None:
        """Paint at `at` in the colour `ink`; marked letters are always in the ink of marks."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        formats = []
        for start, end in self._spans:
            self._mark(painter, at, start, end, tokens.mark)
            piece = QTextLayout.FormatRange()
            piece.start, piece.length = start, end - start
            piece.format = QTextCharFormat()
            piece.format.setForeground(QColor(tokens.mark_ink))
            formats.append(piece)
        painter.setPen(QColor(ink))
        self._layout.draw(painter, at, formats)

    def _broken(self, text: str, room: float) -> QTextLayout:
        layout = QTextLayout(text, self._font)
        break_lines(layout, room, self._leading, lead=(self._leading - 1) / 2)
        return layout

    def _cut(self, text: str, room: float, lines: int) -> str:
        """The text up to the last line that is shown, that line elided."""
        last = self._layout.lineAt(lines - 1)
        start = last.textStart()
        rest = text[start : start + 4 * last.textLength() + 20]
        elided = QFontMetricsF(self._font).elidedText(rest, Qt.TextElideMode.ElideRight, room - 1)
        cut = text[:start] + elided
        limit = len(cut) - 1
        self._spans = tuple((s, min(e, limit)) for s, e in self._spans if s < limit)
        return cut

    def _mark(self, painter: QPainter, at: QPointF, start: int, end: int, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for i in range(self._layout.lineCount()):
            line = self._layout.lineAt(i)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = (line.cursorToX(x)[0] for x in (first, last))  # type: ignore[index]
                box = QRectF(at.x() + left - 1, at.y() + line.y() - 0.5, right - left + 2, line.height() + 1)
                painter.drawRoundedRect(box, 2.5, 2.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)


_PIXELS = 15
_LEADING = 1.28
_LINES = 1_000


class Prose(PlainLabel):
    """Text of 15 pixels at one and a half lines; a label to screen readers."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 20)

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width).height) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._laid_out(self.width()).draw(painter, QPointF(0, 0), self._theme.tokens.ink, self._theme.tokens)
        painter.end()

    def _laid_out(self, width: int) -> TextBlock:
        return TextBlock(self.text(), self.font(), _PIXELS, width, lines=_LINES, leading=_LEADING)
