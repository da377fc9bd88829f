"""The table of papers as a widget: arrows move, Space marks, Enter opens, C compares, letters search."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from viewer.desktop.evidence.paper_delegate import AXIS, ROW_HEIGHT, PaperDelegate
from viewer.desktop.evidence.paper_model import HEADS, Column, PaperModel
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.row_list import Where, place_of
from viewer.evidence.drawings.axis import printed, ratio_axis
from viewer.evidence.paper_rows import PaperRow

_WIDTHS = (146, 52, 148, 150, 100, 104, 186, 138, 118, 44)
"""At least so wide; what room there is beyond goes to the columns of words."""
_STRETCH = {Column.TREATMENT: 3, Column.POPULATION: 2, Column.RESULT: 3, Column.HARM: 2}
_HEAD_HEIGHT = 58
_ORDERED = {Column.STUDY: "name", Column.YEAR: "year", Column.TREATMENT: "treatment", Column.DESIGN: "n"}
"""Columns whose head puts the table in an order; no other does."""


class PaperHeader(QHeaderView):
    """Two lines a head, and the axis over the drawings."""

    def __init__(self, theme: Theme, view: "PaperView") -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme, self._view = theme, view
        self.order = ("year", False)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(_HEAD_HEIGHT)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:  # noqa: N802
        t, column = self._theme.tokens, Column(logical)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(t.chrome))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(t.outline))
        font = painter.font()
        font.setPixelSize(12)
        if column == Column.DRAWING:
            self._paint_axis(painter, rect)
            painter.restore()
            return
        name, about = HEADS[column]
        by, reverse = self.order
        if _ORDERED.get(column) == by:
            # An arrow up where what is first is first in the alphabet or the smallest.
            up = reverse if by in ("year", "n") else not reverse
            name = f"{name} {'▴' if up else '▾'}" if column != Column.DESIGN else name
            about = f"{about} {'▴' if up else '▾'}" if column == Column.DESIGN else about
        inset = 28 if column == Column.STUDY else 0
        left = rect.adjusted(8 + inset, 0, -2, 0)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(t.ink))
        middle = rect.top() + rect.height() // 2
        painter.drawText(left.left(), middle + (-2 if about else 4), name)
        font.setWeight(font.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(t.muted))
        if about:
            painter.drawText(left.left(), middle + 15, about)
        painter.restore()

    def _paint_axis(self, painter: QPainter, rect: QRect) -> None:
        """Ends of the axis, no difference in words; which arm is at which end stands in each row."""
        t, axis = self._theme.tokens, self._view.drawer.axis
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        left = rect.left() + (rect.width() - axis.length) / 2
        lines = (("← better with →", 18), ("no difference", 34))
        painter.setPen(QColor(t.ink))
        for text, y in lines:
            painter.drawText(QRect(rect.left(), rect.top() + y - 12, rect.width(), 16), _CENTRE, text)
        painter.setPen(QColor(t.muted))
        ends = ((0.0, printed(axis.low) if axis.high <= 4 else f"1/{printed(axis.high)}"), (axis.middle, "1"),
                (axis.length, printed(axis.high)))  # fmt: skip
        for x, text in ends:
            at = round(left + x)
            painter.drawText(QRect(at - 30, rect.top() + 38, 60, 16), _CENTRE, text)


_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)


class PaperView(QTableView):
    """The rows that are left."""

    opened = Signal(str, str)  # doc, where
    compare_requested = Signal()
    mark_toggled = Signal(str)
    removal_requested = Signal()
    typed = Signal(str)
    order_requested = Signal(str)
    row_reached = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("PaperTable")
        self.setAccessibleName("Table of papers")
        self.papers = PaperModel(self)
        self.drawer = PaperDelegate(theme, self)
        self.setModel(self.papers)
        self.setItemDelegate(self.drawer)
        self.head = PaperHeader(theme, self)
        self.setHorizontalHeader(self.head)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.head.sectionClicked.connect(self._head_clicked)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.row_reached.emit())
        theme.changed.connect(self.viewport().update)
        self._share_room()

    def show_rows(self, rows: tuple[PaperRow, ...], keep: str) -> None:
        """Show `rows`; current is that of the document `keep`, else the first."""
        column = max(0, self.currentIndex().column())
        self.papers.show_rows(rows)
        self.drawer.axis = ratio_axis(self.papers.effects(), AXIS)
        at = next((place for place, row in enumerate(rows) if row.doc == keep), 0)
        if rows:
            self.setCurrentIndex(self.papers.index(at, column))
        self.head.viewport().update()
        self.row_reached.emit()

    def current(self) -> PaperRow | None:
        """The row that Enter would open."""
        at = self.currentIndex().row()
        return self.papers.rows[at] if 0 <= at < len(self.papers.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current(), event.key()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if row is not None:
                self.opened.emit(row.doc, place_of(event.modifiers()))
        elif key == Qt.Key.Key_Space and plain:
            if row is not None:
                self.mark_toggled.emit(row.doc)
        elif key == Qt.Key.Key_C and plain:
            self.compare_requested.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_requested.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain and self.papers.rows:
            at = 0 if key == Qt.Key.Key_Home else len(self.papers.rows) - 1
            self.setCurrentIndex(self.papers.index(at, self.currentIndex().column()))
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        doc = self.papers.rows[index.row()].doc
        inside = event.position().x() - self.columnViewportPosition(0)
        if event.button() == Qt.MouseButton.MiddleButton:
            self.opened.emit(doc, Where.BACKGROUND)
        elif event.button() == Qt.MouseButton.LeftButton and index.column() == 0 and inside < 32:
            self.mark_toggled.emit(doc)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        row = self.current()
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(row.doc, place_of(event.modifiers()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        spare = max(0, self.viewport().width() - sum(_WIDTHS))
        shares = sum(_STRETCH.values())
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width + spare * _STRETCH.get(Column(column), 0) // shares)

    def _head_clicked(self, column: int) -> None:
        if (by := _ORDERED.get(Column(column))) is not None:
            self.order_requested.emit(by)
