"""Rows of the left panel: one model and one delegate for hits and for browse lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.plain import tip
from viewer.desktop.widgets.text import TextBlock, whole_text

ROW = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
Spans = tuple[tuple[int, int], ...]
_HERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class RowLink:
    """A section of a row's document that can be opened by itself."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows; spans are matches to mark."""

    doc: str
    title: str
    anchor: str = ""
    aside: str = ""
    chip: str = ""
    subtitle: str = ""
    body: str = ""
    title_spans: Spans = ()
    body_spans: Spans = ()
    links: tuple[RowLink, ...] = ()
    """Further sections, as small links below; those that one line has room for are shown."""
    whole: bool = False
    """True where the title is what the row says, as of a question or a reference: two lines, not one."""
    header: bool = False
    """True where the row is a group heading that cannot be opened."""

    @property
    def printed(self) -> str:
        """All that stands in the row, which a filter looks through."""
        return f"{self.title} {self.aside} {self.chip} {self.subtitle} {self.body}"

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        chip, plus, more = self.chip.partition(" +")
        population = f"Population: {chip}{f' and {more} more' if plus else ''}" if chip else ""
        also = f"Also in: {', '.join(link.text for link in self.links)}" if self.links else ""
        parts = (self.title, self.aside, population, self.subtitle, self.body, also)
        return ". ".join(part for part in parts if part).replace("?.", "?")


_SIDE = 16.0
_BODY = 8
"""Lines of an excerpt at most: it was cut before, where no caveat is lost."""
_MARK = 11
"""Pixels of the mark of a note, which stands in the margin."""
NOTED = "You have a note on it"
_WORTH = 90.0
"""Pixels beside a chip that are worth the beginning of design and number."""


def _links(row: Row, font: QFont, top: float, inner: float) -> tuple[tuple["Part", ...], list["Part"]]:
    """The links that one line has room for, and the dots between them; the rest are in the page."""
    found: list[Part] = []
    dots: list[Part] = []
    x = _SIDE
    for number, link in enumerate(row.links):
        dot = TextBlock("·", font, 12, inner, lines=1) if number else None
        gap = dot.width + 10 if dot else 0.0
        block = TextBlock(link.text, font, 12, 10_000, weight=500, lines=1)
        if x + gap + block.width > _SIDE + inner and found:
            break
        if dot:
            dots.append((x + 5, top, dot, "muted"))
        found.append((x + gap, top, block, "accent"))
        x += gap + block.width
    return tuple(found), dots


class RowModel(QAbstractListModel):
    """Rows as a Qt model; reset once per answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self.noted: frozenset[str] = frozenset()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def all(self) -> tuple[Row, ...]:
        """Every row, in its order."""
        return tuple(self._rows)

    def row(self, index: Index | int) -> Row:
        """The row at `index`."""
        return self._rows[index if isinstance(index, int) else index.row()]

    def rowCount(self, parent: Index = _HERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.spoken}. {NOTED}" if row.doc in self.noted else row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._rows[index.row()].header:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


Part = tuple[float, float, TextBlock, str]
"""Left, top, what is written, and the token of its colour."""


@dataclass(slots=True)
class _Laid:
    """A row as it is painted."""

    parts: list[Part]
    height: float = 0.0
    links: tuple[Part, ...] = ()


class RowDelegate(QStyledItemDelegate):
    """Paints a row: title, what it is, population, place, excerpt with marks, links to further sections."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.link = -1
        """Which link of the row that is current is chosen, from 0; -1 is the row itself."""
        self.noted: frozenset[str] = frozenset()
        """Documents that the reader wrote a note on; their rows have a mark."""
        self._blocks: dict[tuple[Row, int], _Laid] = {}
        theme.changed.connect(self._blocks.clear)

    def forget(self) -> None:
        """Drop what was measured, after the font or the rows changed."""
        self._blocks.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW)
        view = option.widget
        width = view.viewport().width() if hasattr(view, "viewport") else option.rect.width()
        return QSize(width, int(self._layout(row, width, option.font).height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        rect = QRectF(option.rect)
        laid = self._layout(row, option.rect.width(), option.font)
        painter.save()
        self._paint_ground(painter, rect, row, option.state)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        for number, (x, y, block, _) in enumerate(laid.links):
            if selected and number == self.link:
                self._paint_chosen(painter, rect.topLeft() + QPointF(x, y), block)
        for x, y, block, role in (*laid.parts, *laid.links):
            at = rect.topLeft() + QPointF(x, y)
            if role == "population":
                self._paint_chip(painter, at, block)
            block.draw(painter, at, getattr(self._theme.tokens, role), self._theme.tokens)
        if row.doc in self.noted:
            place = QRectF(rect.left() + 4, rect.top() + 14, _MARK, _MARK).toRect()
            self._theme.icon("note", "accent").paint(painter, place)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        text = self.whole_text(index, option.rect.width(), option.font)
        QToolTip.showText(event.globalPos(), tip(text), view)
        return True

    def whole_text(self, index: Index, width: int, font: QFont) -> str:
        """What a tool tip says: everything in the row, where some of it was cut; else nothing."""
        row: Row = index.data(ROW)
        laid = self._layout(row, width, font)
        lines = (row.title, row.chip, row.subtitle, row.body)
        return whole_text(lines, (block for _, _, block, _ in laid.parts))

    def links_of(self, row: Row, width: int, font: QFont) -> tuple[QRectF, ...]:
        """Where the links stand that a row of `width` pixels shows, from its left upper corner."""
        laid = self._layout(row, width, font)
        return tuple(QRectF(x - 4, y - 3, block.width + 8, block.height + 6) for x, y, block, _ in laid.links)

    def _layout(self, row: Row, width: int, font: QFont) -> _Laid:
        key = (row, width)
        if key not in self._blocks:
            if len(self._blocks) > 2_000:
                self._blocks.clear()
            self._blocks[key] = self._measure(row, width, font)
        return self._blocks[key]

    def _measure(self, row: Row, width: int, font: QFont) -> _Laid:
        side, top = _SIDE, 7.0 if self._theme.compact else 10.0
        inner = max(80.0, width - 2 * side)
        if row.header:
            block = TextBlock(row.title, font, 12, inner, weight=600)
            return _Laid([(side, 12.0, block, "muted")], 12.0 + block.height + 4.0)
        parts: list[Part] = []
        aside = TextBlock(row.aside, font, 11, inner, weight=500, lines=1) if row.aside else None
        room = inner - (aside.width + 12 if aside else 0)
        lines = 3 if not row.links and not row.body else 2 if row.whole else 1
        title = TextBlock(row.title, font, 14, room, weight=600, spans=row.title_spans, lines=lines)
        parts.append((side, top, title, "ink"))
        if aside:
            parts.append((side + inner - aside.width, top + 1, aside, "accent"))
        y = top + title.height + 1
        y += self._measure_place(row, font, parts, (side, y), inner)
        if row.body:
            block = TextBlock(row.body, font, 13, inner, spans=row.body_spans, lines=_BODY, leading=1.15)
            parts.append((side, y + 2, block, "second"))
            y += block.height + 3
        links, dots = _links(row, font, y + 2, inner)
        return _Laid(parts + dots, y + top + (links[0][2].height + 3 if links else 0), links)

    def _measure_place(
        self,
        row: Row,
        font: QFont,
        parts: list[Part],
        at: tuple[float, float],
        inner: float,
    ) -> float:
        """Set the population chip and the place, beside one another where both fit; gives their height."""
        x, y = at
        height = 0.0
        room = inner
        if row.chip:
            chip = TextBlock(row.chip, font, 11, inner - 14, weight=500, lines=1)
            parts.append((x + 6, y + 3, chip, "population"))
            height = chip.height + 6
            room = inner - chip.width - 20
        if row.subtitle:
            beside = TextBlock(row.subtitle, font, 12, 10_000, lines=1)
            if row.chip and (beside.width <= room or (row.body and room > _WORTH)):
                beside = TextBlock(row.subtitle, font, 12, room, lines=1)
                parts.append((x + inner - room, y + 2, beside, "muted"))
            else:
                block = TextBlock(row.subtitle, font, 12, inner, lines=1 if row.body else 3)
                parts.append((x, y + height + 1, block, "muted"))
                height += block.height + 2
        return height

    def _paint_chosen(self, painter: QPainter, at: QPointF, block: TextBlock) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.accent), 1.5))
        painter.drawRoundedRect(QRectF(at.x() - 4, at.y() - 1, block.width + 8, block.height + 2), 4, 4)

    def _paint_ground(self, painter: QPainter, rect: QRectF, row: Row, state: QStyle.StateFlag) -> None:
        t = self._theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or (state & QStyle.StateFlag.State_MouseOver and not row.header):
            painter.fillRect(rect, QColor(t.selection if selected else t.chrome))
        if not row.header:
            painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), QColor(t.line))
        if selected:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(t.accent))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(t.accent), 2))
                painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_chip(self, painter: QPainter, at: QPointF, block: TextBlock) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QColor(
                self._theme.tokens.line
                if self._theme.name == "contrast"
                else self._theme.tokens.population_back
            )
        )
        painter.setBrush(QColor(self._theme.tokens.population_back))
        painter.drawRoundedRect(QRectF(at.x() - 6, at.y() - 2, block.width + 12, block.height + 4), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
