"""Paints the table of papers: three lines a row, a chip for the population, the interval on one axis."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.desktop.evidence.interval_mark import NO_RATIO, can_paint, paint_axis, paint_mark
from viewer.desktop.evidence.paper_model import MARKED, PAPER, Column, Index
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.text import TextBlock
from viewer.evidence.drawings.axis import Axis, ratio_axis
from viewer.evidence.drawings.lettering import isolated
from viewer.evidence.paper_rows import PaperRow, ResultLine
from viewer.library import statement

ROW_HEIGHT = 64
AXIS = 112.0
"""Pixels of the axis; its cell has 14 more on each side."""
_TOP, _LINE, _SIDE, _BOX = 6.0, 17.0, 8.0, 16.0


@dataclass(frozen=True, slots=True)
class CellLine:
    """One line of a cell, elided, or as many as there is room for where it is the only one."""

    text: str
    role: str = "ink"
    weight: int = 400
    pixels: int = 12
    lines: int = 1
    """As many lines as it may take, as the last one of its cell."""


class PaperDelegate(QStyledItemDelegate):
    """Paints cells by what their column is."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.axis: Axis = ratio_axis((), AXIS)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PaperRow = index.data(PAPER)
        rect = QRectF(option.rect)
        painter.save()
        painter.setClipRect(rect)
        self._paint_ground(painter, rect, option.state, marked=index.data(MARKED), first=index.column() == 0)
        column = Column(index.column())
        if column == Column.STUDY:
            self._paint_study(painter, rect, row, option.font, marked=index.data(MARKED))
        elif column == Column.DRAWING:
            self._paint_drawing(painter, rect, row, option.font)
        elif column == Column.POPULATION:
            self._paint_population(painter, rect, row, option.font)
        else:
            self._paint_lines(painter, rect, lines_of(row, column), option.font)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, *, marked: bool, first: bool
    ) -> None:
        t = self._theme.tokens
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or marked:
            painter.fillRect(rect, QColor(t.selection))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(t.line))
        if selected and first:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(t.accent))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _paint_study(
        self, painter: QPainter, rect: QRectF, row: PaperRow, font: QFont, *, marked: bool
    ) -> None:
        t = self._theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect.left() + 10.5, rect.center().y() - _BOX / 2 + 0.5, _BOX, _BOX)
        painter.setPen(QPen(QColor(t.accent if marked else t.outline), 1))
        painter.setBrush(QColor(t.accent if marked else t.page))
        painter.drawRoundedRect(box, 4, 4)
        if marked:
            painter.setPen(QPen(QColor(t.on_accent), 2))
            x, y = box.left(), box.top()
            painter.drawPolyline(
                [QPointF(x + 3.5, y + 8), QPointF(x + 7, y + 11.5), QPointF(x + 12.5, y + 4.5)]
            )
        room = QRectF(rect).adjusted(28, 0, 0, 0)
        self._paint_lines(painter, room, (CellLine(row.study, weight=600, pixels=12),), font)

    def _paint_population(self, painter: QPainter, rect: QRectF, row: PaperRow, font: QFont) -> None:
        t = self._theme.tokens
        inner = rect.width() - 2 * _SIDE - 12
        text = elided(row.population, _font(font, 11, 500), inner, _MIDDLE)  # `…, unresectable` ends apart
        width = QFontMetricsF(_font(font, 11, 500)).horizontalAdvance(text)
        chip = QRectF(rect.left() + _SIDE, rect.top() + _TOP, width + 12, 18)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(t.line if self._theme.name == "contrast" else t.population_back))
        painter.setBrush(QColor(t.population_back))
        painter.drawRoundedRect(chip, 4, 4)
        _draw(painter, chip.adjusted(6, 0, 6, 0), text, _font(font, 11, 500), t.population)
        below = QRectF(rect.left(), rect.top() + 19, rect.width(), rect.height() - 19)
        block = _block(row.condition, font.family(), 12, 400, below.width() - 2 * _SIDE, 2)
        block.draw(painter, below.topLeft() + QPointF(_SIDE, _TOP), t.second, t)

    def _paint_drawing(self, painter: QPainter, rect: QRectF, row: PaperRow, font: QFont) -> None:
        t = self._theme.tokens
        left = rect.left() + (rect.width() - self.axis.length) / 2
        drawn = [line for line in row.results if can_paint(line.effect)]
        if not drawn:
            text = QRectF(rect.left(), rect.top(), rect.width(), rect.height())
            _draw(painter, text, NO_RATIO, _font(font, 11, 400), t.muted, Qt.AlignmentFlag.AlignCenter)
            return
        paint_axis(painter, left, rect.top(), rect.height() - 1, self.axis, t)
        sides = [statement.sides(line.effect) for line in drawn if line.effect is not None]
        alike = len(set(sides)) == 1
        for place, line in enumerate(drawn):
            assert line.effect is not None  # noqa: S101  (it can be painted)
            y = rect.top() + (20 if len(drawn) == 1 else 14 + place * (16 if alike else 31))
            paint_mark(painter, left, y, line.effect, self.axis, t)
            if not alike:
                self._paint_ends(painter, rect, y + 4, sides[place], font)
        if alike:
            self._paint_ends(painter, rect, rect.bottom() - 20, sides[0], font)

    def _paint_ends(
        self, painter: QPainter, rect: QRectF, y: float, pair: tuple[str, str], font: QFont
    ) -> None:
        """Which arm did better at which end."""
        small, half = _font(font, 11, 400), rect.width() / 2 - 4
        if not pair[0]:
            return
        texts = (f"← {elided(pair[0], small, half - 16)}", f"{elided(pair[1], small, half - 16)} →")
        colour = self._theme.tokens.muted
        _draw(painter, QRectF(rect.left() + 2, y, half, 16), texts[0], small, colour)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        _draw(painter, QRectF(rect.right() - half - 2, y, half, 16), texts[1], small, colour, right)

    def _paint_lines(self, painter: QPainter, rect: QRectF, lines: tuple[CellLine, ...], font: QFont) -> None:
        room = rect.width() - 2 * _SIDE
        if len(lines) == 1:
            line = lines[0]
            block = _block(line.text, font.family(), line.pixels, line.weight, room, 3)
            y = max(_TOP - 2, (rect.height() - block.height) / 2)
            colour = getattr(self._theme.tokens, line.role)
            block.draw(painter, rect.topLeft() + QPointF(_SIDE, y), colour, self._theme.tokens)
            return
        count = sum(line.lines for line in lines)
        pitch = min(_LINE, (rect.height() - 4) / count)
        top = rect.top() + max(2.0, (rect.height() - count * pitch) / 2)
        for place, line in enumerate(lines):
            colour = getattr(self._theme.tokens, line.role)
            area = QRectF(rect.left() + _SIDE, top + place * pitch, room, pitch)
            if line.lines > 1:
                block = _block(line.text, font.family(), line.pixels, line.weight, room, line.lines)
                block.draw(painter, area.topLeft(), colour, self._theme.tokens)
                continue
            own = _font(font, line.pixels, line.weight)
            if QFontMetricsF(own).horizontalAdvance(line.text[:200]) > room:
                own = _font(font, min(line.pixels, 11), line.weight)  # rather small than cut
            _draw(painter, area, elided(line.text, own, room), own, colour)


def lines_of(row: PaperRow, column: Column) -> tuple[CellLine, ...]:
    """What a cell says, line by line."""
    if column == Column.YEAR:
        return (CellLine(row.year or "–", pixels=13),)
    if column == Column.TREATMENT:
        return (CellLine(row.treatment),)
    if column == Column.DESIGN:
        kind = row.paper.type or "design not stated"
        lines = (CellLine(f"{kind[0].upper()}{kind[1:]}"), CellLine(f"n {row.n}", "second"))
        return lines if row.design == row.paper.type else (*lines, CellLine(row.design, "muted", pixels=11))
    if column == Column.ENDPOINT:
        return _endpoint_lines(row)
    if column == Column.RESULT:
        return _result_lines(row.results) or (CellLine("Not stated", "muted"),)
    if column == Column.HARM:
        return _harm_lines(row)
    return (CellLine(row.read, pixels=13),)


def _endpoint_lines(row: PaperRow) -> tuple[CellLine, ...]:
    """Whether the endpoint was met before what it was, so that no room is too small for it."""
    endpoint, met = statement.plain(row.paper.endpoint), statement.plain(row.paper.met)
    if met and met != statement.NOT_STATED:
        return (CellLine(f"{met[0].upper()}{met[1:]}", weight=600), CellLine(endpoint, "second", lines=2))
    said = row.endpoint if row.endpoint != endpoint else endpoint
    return (CellLine(f"{said[:1].upper()}{said[1:]}", "muted"),)


_ONE_LINE = 16
"""Letters of a harm's figures that have room in a line."""


def _harm_lines(row: PaperRow) -> tuple[CellLine, ...]:
    if not row.harms:
        said = row.harm
        return (CellLine(f"{said[:1].upper()}{said[1:]}", "muted"),)
    line = row.harms[0]
    figures = line.figures or line.ratio or statement.NOT_STATED
    where = [CellLine(line.circumstance, "muted", pixels=11)] if line.circumstance else []
    lines = 2 if len(figures) > _ONE_LINE else 1  # the arm of a harm is never what is cut
    return (CellLine(_named(line), "second"), *where, CellLine(figures, "warn", 600, lines=lines))


def _result_lines(results: tuple[ResultLine, ...]) -> tuple[CellLine, ...]:
    if not results:
        return ()
    first, *others = results
    if not others:
        figures = [CellLine(text) for text in (first.figures, short_ratio(first)) if text]
        where = [CellLine(first.circumstance, "muted", pixels=11)] if first.circumstance else []
        shown = figures or [CellLine("Not stated", "muted")]
        return (CellLine(_named(first), "second"), *shown, *where)
    if first.comparison and others[0].name == first.name:
        return (CellLine(first.name, "second"), *(CellLine(_brief(line)) for line in results))
    return tuple(
        line
        for one in results
        for line in (CellLine(_apart(one, first, others[0]), "second"), CellLine(_brief(one)))
    )


def _apart(line: ResultLine, first: ResultLine, second: ResultLine) -> str:
    """What tells two results of a row apart: their outcomes, else analysis and time."""
    return line.name if first.name != second.name else f"{line.circumstance or 'in all'} · {line.name}"


def _named(line: ResultLine) -> str:
    return f"{line.comparison} {line.name}".strip()


def _brief(line: ResultLine) -> str:
    return f"{line.comparison} {short_ratio(line) or line.figures or statement.NOT_STATED}".strip()


def short_ratio(line: ResultLine) -> str:
    """`HR 0.66 (0.55–0.80)`, the level where it is not 95; `CI` alone where none is stated."""
    effect = line.effect
    if effect is None or effect.interval is None:
        return line.ratio.replace(f" ({statement.NO_INTERVAL})", "")
    said = statement.of_effect(effect)
    said = said.replace("(95% CI ", "(", 1).replace("(CI of a level not stated ", "(CI ", 1)
    return said.replace("% CI ", "%: ", 1)


_RIGHT, _MIDDLE = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle


def elided(text: str, font: QFont, room: float, where: Qt.TextElideMode = _RIGHT) -> str:
    """`text` in one line of `room` pixels, so that its direction turns nothing beside it."""
    cut = QFontMetricsF(font).elidedText(text[:400], where, max(0.0, room))
    return isolated(cut)


@lru_cache(maxsize=4_000)
def _block(text: str, family: str, pixels: int, weight: int, room: float, lines: int) -> TextBlock:
    return TextBlock(
        isolated(text), QFont(family), pixels, max(20.0, room), weight=weight, lines=lines, leading=1.2
    )


def _font(font: QFont, pixels: int, weight: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    return made


def _draw(
    painter: QPainter, area: QRectF, text: str, font: QFont, colour: str,
    where: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
) -> None:  # fmt: skip
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(area, int(where | Qt.AlignmentFlag.AlignAbsolute), text)
