"""Rows of papers side by side as a Qt model, and how their cells are painted."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.desktop.evidence.interval_mark import can_paint, paint_axis, paint_mark
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.text import TextBlock
from viewer.evidence.comparison import ComparedGroup, ComparedLine, ComparedRow, said_of
from viewer.evidence.drawings.axis import Axis, ratio_axis
from viewer.evidence.drawings.lettering import isolated
from viewer.library import statement

CELL = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
_HERE = QModelIndex()
_SIDE, _TOP, _AXIS, _DRAWN = 12.0, 8.0, 128.0, 40.0
_LONGEST = 24
"""Lines of a cell; what is longer ends with an ellipsis."""


class ComparedModel(QAbstractTableModel):
    """Labels in the first column, a paper in each of the others; a group's heading is a row of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[ComparedRow | ComparedGroup, ...] = ()
        self._names: tuple[str, ...] = ()
        self.harms: frozenset[int] = frozenset()
        self.numbers: Mapping[str, int] = {}
        """Key of a reference → its number."""

    def show_groups(self, groups: Sequence[ComparedGroup], names: Sequence[str], *, headed: bool) -> None:
        """Show rows of `groups`, each under its name where they are `headed`."""
        self.beginResetModel()
        rows: list[ComparedRow | ComparedGroup] = []
        harms: set[int] = set()
        for group in groups:
            rows += [group] if headed else []
            start = len(rows)
            rows += group.rows
            harms |= set(range(start, len(rows))) if group.is_harm else set()
        self.rows, self._names, self.harms = tuple(rows), tuple(names), frozenset(harms)
        self.endResetModel()

    def rowCount(self, parent: Index = _HERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _HERE) -> int:
        return 0 if parent.isValid() else len(self._names) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == CELL:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, index.column(), spoken=role == Qt.ItemDataRole.AccessibleTextRole)
        return None

    def _text(self, row: ComparedRow | ComparedGroup, column: int, *, spoken: bool) -> str:
        if isinstance(row, ComparedGroup):
            return f"{row.name}. {row.note}".strip() if column == 0 else ""
        if column == 0:
            return f"{row.name}. {row.about}".strip(". ")
        sides = (statement.of_sides(line.effect) for line in row.cells[column - 1] if line.effect is not None)
        lines = (said_of(line, self.numbers) for line in row.cells[column - 1])
        said = "; ".join((*lines, *dict.fromkeys(sides)))
        return f"{self._names[column - 1]}, {row.name}: {said}" if spoken else said


class ComparedDelegate(QStyledItemDelegate):
    """Paints labels, headings and the lines of a cell, an effect with its interval on one axis below it."""

    def __init__(self, theme: Theme, model: ComparedModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.axis: Axis = ratio_axis((), _AXIS)

    def height_of(self, row: int, widths: Sequence[int], font: QFont) -> int:
        """Pixels that a row needs in columns of these widths."""
        found = self._model.rows[row]
        if isinstance(found, ComparedGroup):
            return 30
        label = _label_blocks(found, font.family(), widths[0])
        heights = [sum(block.height for block, _ in label)]
        heights += [
            sum(h for *_, h in self._placed(cell, font, width))
            for cell, width in zip(found.cells, widths[1:], strict=True)
        ]
        return round(max(heights) + 2 * _TOP)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), 30)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, t = index.data(CELL), QRectF(option.rect), self._theme.tokens
        painter.save()
        painter.setClipRect(rect)
        if isinstance(row, ComparedGroup):
            self._paint_heading(painter, rect, row, option.font)
        else:
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if is_chosen and option.widget.hasFocus():  # of two parts, the one that keys go to
                painter.fillRect(rect, QColor(t.selection))
            if index.column() == 0:
                y = rect.top() + _TOP
                for block, role in _label_blocks(row, option.font.family(), option.rect.width()):
                    block.draw(painter, QPointF(rect.left() + _SIDE, y), getattr(t, role), t)
                    y += block.height
            else:
                is_harm = index.row() in self._model.harms
                self._paint_cell(painter, rect, row.cells[index.column() - 1], option.font, is_harm=is_harm)
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(t.line))
            painter.fillRect(QRectF(rect.right() - 1, rect.top(), 1, rect.height()), QColor(t.line))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, group: ComparedGroup, font: QFont) -> None:
        t = self._theme.tokens
        painter.fillRect(rect, QColor(t.chrome))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(t.line))
        name = _block(group.name, font.family(), 12, 600, rect.width(), 1)
        note = _block(group.note, font.family(), 12, 400, max(20.0, rect.width() - name.width - 40), 1)
        at = QPointF(rect.left() + _SIDE, rect.top() + (rect.height() - name.height) / 2)
        name.draw(painter, at, t.ink, t)
        note.draw(painter, at + QPointF(name.width + 12, 0), t.muted, t)

    def _paint_cell(
        self, painter: QPainter, rect: QRectF, cell: Sequence[ComparedLine], font: QFont, *, is_harm: bool
    ) -> None:
        t, y = self._theme.tokens, rect.top() + _TOP
        for line, block, height in self._placed(cell, font, round(rect.width())):
            role = {"missing": "muted", "difference": "warn"}.get(line.kind, "warn" if is_harm else "ink")
            block.draw(painter, QPointF(rect.left() + _SIDE, y), getattr(t, role), t)
            if line.effect is not None and can_paint(line.effect):
                left, top = rect.left() + _SIDE + 14, y + block.height
                paint_axis(painter, left, top + 2, 16, self.axis, t)
                paint_mark(painter, left, top + 10, line.effect, self.axis, t)
                self._paint_ends(painter, QRectF(rect.left() + _SIDE, top + 20, rect.width(), 16), line, font)
            y += height

    def _paint_ends(self, painter: QPainter, rect: QRectF, line: ComparedLine, font: QFont) -> None:
        assert line.effect is not None  # noqa: S101  (the caller has looked)
        below, above = statement.sides(line.effect)
        said = f"← better {below} · better {above} →" if below else "which side is better: not stated"
        block = _block(said, font.family(), 11, 400, rect.width() - 2 * _SIDE, 1)
        block.draw(painter, rect.topLeft(), self._theme.tokens.muted, self._theme.tokens)

    def _placed(
        self, cell: Sequence[ComparedLine], font: QFont, width: int
    ) -> list[tuple[ComparedLine, TextBlock, float]]:
        """Each line with its block and the height that it takes with its drawing."""
        found = []
        for line in cell:
            weight = 600 if line.kind == "difference" else 400
            block = _block(
                said_of(line, self._model.numbers), font.family(), 13, weight, width - 2 * _SIDE, _LONGEST
            )
            found.append((line, block, block.height + (_DRAWN if can_paint(line.effect) else 0)))
        return found


def _label_blocks(row: ComparedRow, family: str, width: float) -> list[tuple[TextBlock, str]]:
    room = width - 2 * _SIDE
    blocks = [(_block(row.name, family, 13, 500, room, 4), "second")]
    return [*blocks, (_block(row.about, family, 11, 400, room, 4), "muted")] if row.about else blocks


@lru_cache(maxsize=4_000)
def _block(text: str, family: str, pixels: int, weight: int, room: float, lines: int) -> TextBlock:
    return TextBlock(
        isolated(text), QFont(family), pixels, max(20.0, room), weight=weight, lines=lines, leading=1.25
    )
