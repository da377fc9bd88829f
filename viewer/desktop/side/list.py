"""A list of the side panel: as high as its rows, reached by Tab, opened by Enter or a click."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from viewer.desktop.look.theme import Theme
from viewer.desktop.side.rows import SIDE_ROW, Measure, SideModel, SideRow, laid_out
from viewer.desktop.widgets.row_list import Where, place_of

Index = QModelIndex | QPersistentModelIndex
_LEAST = 24
_INDENT = 12


class _Delegate(QStyledItemDelegate):
    """Paints rows, and in an outline the bar beside them."""

    def __init__(self, theme: Theme, outline: bool, shown_in: "SideList") -> None:
        super().__init__(shown_in)
        self._theme, self._outline, self._list = theme, outline, shown_in
        self._left = 12 if outline else 0
        self._gap = 5 if outline else 9
        self._heights: list[int] = []
        self._for: tuple[int, QFont, int] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._list.viewport().width(), self.heights()[index.row()])

    def heights(self) -> list[int]:
        """How high the rows are, measured once: a page may have a thousand sections."""
        width, font, rows = self._list.viewport().width(), self._list.font(), self._list.entries.rows
        wanted = (width, font, id(rows))
        if wanted != self._for:
            self._for = wanted
            measure = Measure(font, self._theme.tokens)
            high = (measure.height(row, self._room(row, width)) for row in rows)
            self._heights = [max(_LEAST, round(height) + self._gap) for height in high]
        return self._heights

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: SideRow = index.data(SIDE_ROW)
        rect, tokens = option.rect, self._theme.tokens
        current = self._outline and bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ink = tokens.accent if current or hovered else tokens.second
        layout, height = laid_out(row, option.font, self._room(row, rect.width()), tokens, ink)
        painter.save()
        if self._outline:
            self._paint_bar(painter, rect, current)
        y = rect.top() + ((rect.height() - height) / 2 if self._outline else 0)
        layout.draw(painter, QPointF(rect.left() + self._left + row.indent * _INDENT, y))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def _room(self, row: SideRow, width: int) -> float:
        return width - self._left - row.indent * _INDENT - 4

    def _paint_bar(self, painter: QPainter, rect: QRect, current: bool) -> None:
        tokens = self._theme.tokens
        painter.fillRect(
            QRect(rect.left(), rect.top(), 2, rect.height()),
            QColor(tokens.accent if current else tokens.line),
        )


class SideList(QListView):
    """Rows; in an `outline` the one where the reader is stands out."""

    opened = Signal(str, str, str)  # doc, anchor, where

    def __init__(self, theme: Theme, name: str, *, outline: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "rows")
        self.setObjectName("SideList")
        self.setAccessibleName(name)
        self.entries = SideModel(self)
        self.setModel(self.entries)
        self._delegate = _Delegate(theme, outline, self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._outline = outline
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: tuple[SideRow, ...]) -> None:
        """Show these rows."""
        self.entries.show_rows(rows)
        self._fit()

    def make_current(self, anchor: str) -> QRect | None:
        """Let the row of a section stand out; gives where it is."""
        for number, row in enumerate(self.entries.rows):
            if row.anchor == anchor:
                index = self.entries.index(number)
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                return self.visualRect(index)
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index, place_of(event.modifiers()))
        elif event.text().isprintable() and event.text().strip():
            event.ignore()  # letters belong to the search box
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._open(index, place_of(event.modifiers()))
        elif index.isValid() and event.button() == Qt.MouseButton.MiddleButton:
            self._open(index, Where.BACKGROUND)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.entries.rowCount():
            self.setCurrentIndex(self.entries.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def _open(self, index: Index, where: str) -> None:
        row: SideRow = index.data(SIDE_ROW)
        self.opened.emit(row.doc, row.anchor, where)

    def _fit(self) -> None:
        """As high as all rows: the panel scrolls, not its lists."""
        self.setFixedHeight(sum(self._delegate.heights()))
