"""What Qt's rich text cannot draw: rounded grounds of labels, rounded callouts, rings around links."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPainter, QPainterPath, QPen, QTextTable
from PySide6.QtWidgets import QTextEdit

from viewer.desktop.look.tokens import Tokens
from viewer.desktop.reading.page.geometry import line_rects
from viewer.desktop.reading.page.links import LABEL, Link

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
