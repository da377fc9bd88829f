"""The list of the left panel: keyboard, mouse and type-to-search, the same for hits and for browse lists."""

from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.overlay_bar import OverlayBar
from viewer.desktop.widgets.rows import Row, RowDelegate, RowModel
from viewer.library.model import FOLDERS

PAPER_FOLDER = next(f"{folder}/" for folder, kind in FOLDERS.items() if kind == "paper")


class Where(StrEnum):
    """Where a document opens: in the current tab, in a tab behind it, in a new tab in front."""

    HERE = "here"
    BACKGROUND = "background"
    NEW = "new"


def place_of(modifiers: Qt.KeyboardModifier) -> Where:
    """Where a document opens when Enter or a click came with `modifiers`."""
    if not modifiers & Qt.KeyboardModifier.ControlModifier:
        return Where.HERE
    return Where.NEW if modifiers & Qt.KeyboardModifier.ShiftModifier else Where.BACKGROUND


class RowList(QListView):
    """A list of rows; a click or Enter opens, C marks a paper, other letters start a search."""

    opened = Signal(str, str, str)  # doc, anchor, where
    link_chosen = Signal(int)  # which of the current row's links, from 0; -1 is the row itself
    typed = Signal(str)
    compare_requested = Signal(str)  # doc of a paper

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rows")
        self.setAccessibleName(name)
        self.rows = RowModel(self)
        self._delegate = RowDelegate(theme, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # ten thousand documents must not stall the window
        self.setBatchSize(60)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(24)
        self.bar = OverlayBar(self)
        theme.changed.connect(self.relayout)

    def show_rows(self, rows: tuple[Row, ...], keep: tuple[str, str] | None = None) -> None:
        """Show `rows`; current is the row of document and anchor `keep`, else the first that opens."""
        self.choose_link(-1)
        self.rows.show_rows(rows)
        chosen = next((i for i, row in enumerate(rows) if (row.doc, row.anchor) == keep), None)
        if chosen is None:
            chosen = next((i for i, row in enumerate(rows) if not row.header), None)
        if chosen is not None:
            self.setCurrentIndex(self.rows.index(chosen))
        self.scrollToTop()

    def choose(self, doc: str) -> None:
        """Make the row of a document current and bring it into view; no row where it is not here."""
        rows = self.rows.all()
        found = next((number for number, row in enumerate(rows) if row.doc == doc and doc), None)
        self.choose_link(-1)
        self.setCurrentIndex(QModelIndex() if found is None else self.rows.index(found))

    def show_noted(self, docs: frozenset[str]) -> None:
        """Mark the rows of documents that the reader wrote a note on."""
        if docs != self._delegate.noted:
            self._delegate.noted = self.rows.noted = docs
            self.viewport().update()

    def current(self) -> Row | None:
        """The row that Enter would open."""
        index = self.currentIndex()
        return self.rows.row(index) if index.isValid() else None

    def move(self, steps: int) -> None:  # type: ignore[override]  # QWidget.move places a widget; rows are meant here
        """Make the row `steps` further on current, passing over headings."""
        self.choose_link(-1)
        count = self.rows.rowCount()
        direction = 1 if steps > 0 else -1
        at = self.currentIndex().row()
        target = min(max(at + steps, 0), count - 1)
        while 0 <= target < count and self.rows.row(target).header:
            target += direction
        if 0 <= target < count:
            self.setCurrentIndex(self.rows.index(target))

    def step_link(self, step: int) -> bool:
        """Go on to the next link of the current row, or back to the row itself; False where there is none."""
        row = self.current()
        if row is None:
            return False
        shown = len(self._delegate.links_of(row, self.viewport().width(), self.font()))
        target = self._delegate.link + step
        if not -1 <= target < shown:
            return False
        self.choose_link(target)
        announce(self, f"Section: {row.links[target].text}" if target >= 0 else row.title)
        return True

    def choose_link(self, number: int) -> None:
        """Let Enter open link `number` of the current row, from 0; -1 is the row itself."""
        if number != self._delegate.link:
            self._delegate.link = number
            self.viewport().update()
            self.link_chosen.emit(number)

    def page_rows(self) -> int:
        """How many rows PgUp and PgDn pass over."""
        height = max(1, self.sizeHintForRow(max(0, self.currentIndex().row())))
        return max(1, self.viewport().height() // height - 1)

    def open_current(self, where: str) -> bool:
        """Ask for the current row; False where there is none."""
        row = self.current()
        if row is None or row.header:
            return False
        chosen = self._delegate.link
        anchor = row.links[chosen].anchor if 0 <= chosen < len(row.links) else row.anchor
        self.opened.emit(row.doc, anchor, where)
        return True

    def relayout(self) -> None:
        """Measure every row anew."""
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() != Qt.FocusReason.MouseFocusReason
        if by_key and not self.currentIndex().isValid():  # the page that is read is in another list
            first = next((number for number, row in enumerate(self.rows.all()) if not row.header), None)
            if first is not None:
                self.setCurrentIndex(self.rows.index(first))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        plain = not modifiers & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current(place_of(modifiers))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            self.move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            self.step_link(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_C and plain and (row := self.current()) and row.doc.startswith(PAPER_FOLDER):
            self.compare_requested.emit(row.doc)
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index: QModelIndex | QPersistentModelIndex = self.indexAt(event.position().toPoint())
        if not index.isValid() or self.rows.row(index).header:
            return
        row = self.rows.row(index)
        link = self._link_at(event.position().toPoint())
        anchor = row.links[link].anchor if link >= 0 else row.anchor
        if event.button() == Qt.MouseButton.MiddleButton:
            self.opened.emit(row.doc, anchor, Where.BACKGROUND)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.choose_link(link)
            self.opened.emit(row.doc, anchor, place_of(event.modifiers()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._link_at(event.position().toPoint()) >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _link_at(self, point: QPoint) -> int:
        """The link at a point of the viewport; -1 where there is none."""
        index = self.indexAt(point)
        if not index.isValid():
            return -1
        shape = self.visualRect(index)
        places = self._delegate.links_of(self.rows.row(index), shape.width(), self.font())
        inside = QPointF(point - shape.topLeft())
        return next((number for number, place in enumerate(places) if place.contains(inside)), -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.relayout()
