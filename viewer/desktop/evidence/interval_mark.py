"""Paints the mark of a ratio and its interval in a cell, on the axis that drawings use."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from viewer.desktop.look.tokens import Tokens
from viewer.evidence.drawings.axis import Axis, AxisPoint
from viewer.library.evidence import Effect, number

_MARK, _CAP, _ARROW = 7.0, 3.5, 5.0
NO_RATIO = "no ratio stated"


def can_paint(effect: Effect | None) -> bool:
    """Whether an effect is a ratio that an axis can hold, with an interval that holds it, or none."""
    if effect is None or effect.measure == "difference":
        return False
    value, interval = number(effect.value), effect.interval
    if value is None or value <= 0:
        return False
    if interval is None:
        return True
    low, high = number(interval.low), number(interval.high)
    return low is not None and high is not None and low <= value <= high


def paint_axis(painter: QPainter, left: float, top: float, height: float, axis: Axis, tokens: Tokens) -> None:
    """The line of no difference, dashed, behind the marks of a cell."""
    pen = QPen(QColor(tokens.muted), 1, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    x = left + axis.middle
    painter.drawLine(QPointF(x, top), QPointF(x, top + height))


def paint_mark(painter: QPainter, left: float, y: float, effect: Effect, axis: Axis, tokens: Tokens) -> None:
    """A square at the ratio with whiskers, hollow where no interval is stated, an arrow where one is cut."""
    value = number(effect.value)
    if value is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if effect.interval is not None:
        ends = (number(effect.interval.low), number(effect.interval.high))
        _paint_whiskers(painter, left, y, [axis.spot(end) for end in ends if end is not None], tokens)
    spot = axis.spot(value)
    accent = QColor(tokens.accent)
    if spot.cut:
        _paint_arrow(painter, QPointF(left + spot.x, y), spot.cut, accent)
        return
    inset = 0.75 if effect.interval is None else 0.0
    square = QRectF(left + spot.x - _MARK / 2, y - _MARK / 2, _MARK, _MARK).adjusted(
        inset, inset, -inset, -inset
    )
    painter.setPen(QPen(accent, 1.5) if inset else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.page) if inset else accent)
    painter.drawRect(square)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_whiskers(painter: QPainter, left: float, y: float, ends: list[AxisPoint], tokens: Tokens) -> None:
    ink = QColor(tokens.ink)
    xs = [left + end.x for end in ends]
    painter.setPen(QPen(ink, 1.5))
    painter.drawLine(QPointF(xs[0], y), QPointF(xs[-1], y))
    for end, x in zip(ends, xs, strict=True):
        if end.cut:
            _paint_arrow(painter, QPointF(x, y), end.cut, ink)
        else:
            painter.setPen(QPen(ink, 1.5))
            painter.drawLine(QPointF(x, y - _CAP), QPointF(x, y + _CAP))


def _paint_arrow(painter: QPainter, at: QPointF, way: str, colour: QColor) -> None:
    """Where the axis was cut: the interval goes on."""
    sign = -1 if way == "left" else 1
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    back = at.x() - sign * 2
    painter.drawPolygon(
        QPolygonF(
            [QPointF(at.x() + sign * _ARROW, at.y()), QPointF(back, at.y() - 4), QPointF(back, at.y() + 4)]
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
