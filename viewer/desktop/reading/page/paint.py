"""What Qt's rich text cannot draw: rounded grounds of labels, rounded callouts, rings around links."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QTextDocument,
    QTextFragment,
    QTextTable,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.look.tokens import Tokens
from viewer.desktop.reading.page.html import chip_text
from viewer.desktop.reading.page.links import LABEL, Link, number_in
from viewer.desktop.reading.page.place import line_rects
from viewer.library.model import Label

_RADIUS = 5.0
_ROLES = {
    "warn": "warn_back",
    "population": "population_back",
    "qualifier": "population_back",
    "plain": "chip_back",
}


def paint_chips(
    painter: QPainter, view: QTextEdit, chips: Iterable[tuple[Link, str]], tokens: Tokens
) -> None:
    """Rounded grounds behind the labels of the page head, before the text is drawn on them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for chip, role in chips:
        ground = getattr(tokens, _ROLES.get(role, "chip_back"))
        painter.setPen(QPen(QColor(tokens.outline if ground == tokens.page else ground), 1))
        painter.setBrush(QColor(ground))
        for rect in line_rects(view, chip.start, chip.end):
            painter.drawRoundedRect(_chip_box(view, rect), _RADIUS, _RADIUS)


def _chip_box(view: QTextEdit, line: QRectF) -> QRectF:
    """The ground of a label, which is higher than the line of its text."""
    height = view.document().defaultFont().pixelSize() * 1.6
    return QRectF(line.left() + 0.5, line.center().y() - height / 2, line.width() - 1, height)


def paint_corners(painter: QPainter, view: QTextEdit, callouts: Iterable[QTextTable], tokens: Tokens) -> None:
    """Round the right corners of callouts by painting the page over them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.page))
    layout = view.document().documentLayout()
    shift = (-view.horizontalScrollBar().value(), -view.verticalScrollBar().value())
    shown = QRectF(view.viewport().rect())
    for table in callouts:
        rect = _ground(layout, table).translated(*shift)
        if rect.intersects(shown):
            painter.drawPath(_outside_of_corners(rect))


def _ground(layout: QAbstractTextDocumentLayout, table: QTextTable) -> QRectF:
    """The painted cell of a callout; Qt gives a rectangle shifted to the text of the first cell."""
    margins, cell = table.format(), table.cellAt(0, 0).format().toTableCellFormat()
    rect = layout.frameBoundingRect(table)
    rect.translate(-cell.leftPadding() - cell.leftBorder(), -cell.topPadding())
    return rect.adjusted(0, 0, 0, -margins.topMargin() - margins.bottomMargin())


def _outside_of_corners(rect: QRectF) -> QPainterPath:
    rounded = QPainterPath()
    rounded.addRoundedRect(rect.adjusted(-3 * _RADIUS, 0, 0, 0), _RADIUS, _RADIUS)
    whole = QPainterPath()
    whole.addRect(rect.adjusted(rect.width() - 2 * _RADIUS, 0, 1, 0))
    return whole.subtracted(rounded)


def paint_ring(painter: QPainter, view: QTextEdit, link: Link, tokens: Tokens) -> None:
    """A ring around the link that Enter would open."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in ring_boxes(view, link):
        painter.drawRoundedRect(rect, 4, 4)


def ring_boxes(view: QTextEdit, link: Link) -> list[QRectF]:
    """Where the ring around a link runs: around the whole ground of a label, else close to the text."""
    lines = line_rects(view, link.start, link.end)
    if link.href.startswith(LABEL):
        return [_chip_box(view, line) for line in lines]
    return [line.adjusted(-2, -1, 2, 1) for line in lines]


_WIDTH = 2
KEPT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The window or a menu takes the focus away and gives it back: nothing changes for the reader."""


class FocusRing(QWidget):
    """Lies over `parent`, takes no click, and shows while `parent` has the focus by keyboard."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._page = theme, parent
        self._wanted = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def focus_came(self, reason: Qt.FocusReason) -> None:
        """Show, unless the focus came by the mouse."""
        if reason not in KEPT:
            self._wanted = reason != Qt.FocusReason.MouseFocusReason
        self._place(self._wanted)

    def focus_went(self) -> None:
        """Hide: something else has the focus, or a link within shows its own ring."""
        self.hide()

    def fit(self) -> None:
        """Follow the size of the parent."""
        self._place(self.isVisible())

    def _place(self, shown: bool) -> None:
        self.setGeometry(self._page.rect())
        self.setVisible(shown)
        self.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        inside = self.rect().adjusted(_WIDTH, _WIDTH, -_WIDTH, -_WIDTH)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.accent))
        painter.end()


_HEAD = 4
"""Blocks that the head takes at most: where the page belongs, title, labels."""


def chips_in(document: QTextDocument, labels: tuple[Label, ...], room: int) -> list[tuple[Link, str]]:
    """Each label of the head and its role, as links; `room` is what the head was made for."""
    found = []
    for fragment in _head_fragments(document):
        number = number_in(next(iter(fragment.charFormat().anchorNames()), ""), LABEL)
        if 0 <= number < len(labels):
            start = fragment.position()
            found.append(
                (
                    Link(f"{LABEL}{number}", start, start + len(chip_text(labels[number], room))),
                    labels[number].role,
                )
            )
    return found


def _head_fragments(document: QTextDocument) -> Iterator[QTextFragment]:
    block = document.begin()
    for _ in range(_HEAD):
        pieces = block.begin()
        while not pieces.atEnd():
            yield pieces.fragment()
            pieces += 1
        block = block.next()
