"""The map of evidence: treatments by populations, the papers of the chosen cell beside it."""

from collections.abc import Callable
from math import sqrt

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.evidence.printed import TableHead, page_of
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.flow_layout import FlowLayout
from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.row_list import RowList, Where
from viewer.desktop.widgets.rows import Row
from viewer.desktop.widgets.small import button, label, row
from viewer.desktop.widgets.tab_page import TabPage
from viewer.evidence.comparison import FEWEST, MOST, head_of
from viewer.evidence.evidence_map import CAUTION, LETTERS, NOTHING, EvidenceMap, MapCell, map_of
from viewer.evidence.paper_rows import endpoint_of
from viewer.evidence.papers import Facets
from viewer.library import statement
from viewer.library.evidence import Paper
from viewer.library.model import COMPARISON, EVIDENCE_MAP, PAPERS, Label, Page
from viewer.prose import counted, escape

MAP_CELL = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
_HERE = QModelIndex()
_ROW, _COLUMN, _HEAD, _BESIDE = 42, 96, 88, 960
_LIST = 346
_DOT = 4.6
"""Radius of the dot of one paper; its area grows with their number."""
_LARGEST = 17.0
LEGEND = (
    "Letter: the strongest design among them · R randomised · S single arm · O observational "
    "· G guideline or review · ? design not stated"
)


class MapModel(QAbstractTableModel):
    """Cells of a map."""

    def __init__(self, found: EvidenceMap, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._map = found

    def cell(self, index: Index) -> MapCell:
        """The cell at `index`."""
        return self._map.cell(self._map.treatments[index.row()], self._map.populations[index.column()])

    def rowCount(self, parent: Index = _HERE) -> int:
        return 0 if parent.isValid() else len(self._map.treatments)

    def columnCount(self, parent: Index = _HERE) -> int:
        return 0 if parent.isValid() else len(self._map.populations)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == MAP_CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{len(cell.papers)} {LETTERS[cell.strongest]}" if cell.papers else "–"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text.replace("<", "‹")
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        names = self._map.populations if way == Qt.Orientation.Horizontal else self._map.treatments
        if role == Qt.ItemDataRole.DisplayRole and section < len(names):
            return statement.plain(names[section], 60)
        return None


class MapDelegate(QStyledItemDelegate):
    """A dot whose area is the number of papers, their number, and the letter of the strongest design."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_COLUMN, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: MapCell = index.data(MAP_CELL)
        t, rect = self._theme.tokens, QRectF(option.rect)
        painter.save()
        painter.setClipRect(rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(t.selection))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(t.line))
        painter.fillRect(QRectF(rect.right() - 1, rect.top(), 1, rect.height()), QColor(t.line))
        font = painter.font()
        font.setPixelSize(13)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not cell.papers:
            painter.setFont(font)
            painter.setPen(QColor(t.muted))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), "–")
        else:
            self._paint_dot(painter, rect, cell)
            font.setWeight(font.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(t.ink))
            text = f"{len(cell.papers):,} {LETTERS[cell.strongest]}"
            where = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(rect.adjusted(0, 0, -8, 0), where, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_dot(self, painter: QPainter, rect: QRectF, cell: MapCell) -> None:
        t = self._theme.tokens
        radius = min(_LARGEST, _DOT * sqrt(len(cell.papers)))
        middle = QPointF(rect.left() + 8 + _LARGEST, rect.center().y())
        painter.setPen(QPen(QColor(t.accent), 1.5))
        painter.setBrush(QColor(t.accent if LETTERS[cell.strongest] == "R" else t.page))
        painter.drawEllipse(middle, radius, radius)


class MapView(QTableView):
    """Arrows move, Enter opens the table of a cell, C compares its papers."""

    opened = Signal()
    compare_requested = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme, found: EvidenceMap) -> None:
        super().__init__()
        self.setObjectName("EvidenceMap")
        self.setAccessibleName("Map of evidence: treatments by populations")
        self.setAccessibleDescription(f"{CAUTION} {LEGEND}")
        self.cells = MapModel(found, self)
        self.setModel(self.cells)
        self.setItemDelegate(MapDelegate(theme, self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultSectionSize(_COLUMN)
        self.horizontalHeader().setFixedHeight(_HEAD)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setFixedWidth(170)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setSectionsClickable(False)
            head.setHighlightSections(True)
        self.setCornerButtonEnabled(False)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_C and plain:
            self.compare_requested.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class MapPage(TabPage):
    """The map, and what stands in the chosen cell."""

    def __init__(
        self, theme: Theme, papers: Callable[[], tuple[Paper, ...]], labels: tuple[Label, ...] = ()
    ) -> None:
        super().__init__()
        self.setObjectName("EvidencePage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._map, self._labels = map_of(papers()), labels
        self.view = MapView(theme, self._map)
        self.list = RowList(theme, "Papers of the cell")
        self._place, self._told = label("", "column-name"), label("", "notice")
        self._lay_out()
        self.view.opened.connect(self._open_table)
        self.view.compare_requested.connect(self._compare)
        self.view.typed.connect(self.typed)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_cell())
        self.list.opened.connect(self.document_requested)
        self.list.typed.connect(self.typed)
        self._choose("", "")

    def title(self) -> str:
        return "Map of evidence"

    def state(self) -> dict[str, object]:
        cell = self._cell()
        return {"treatment": cell.treatment, "population": cell.population} if cell is not None else {}

    def take_state(self, state: object) -> None:
        raw = state if isinstance(state, dict) else {}
        treatment, population = raw.get("treatment"), raw.get("population")
        if isinstance(treatment, str) and isinstance(population, str):
            self._choose(treatment, population)

    def open_find(self) -> None:
        self.message.emit(
            "Ctrl+F looks through pages and rows of the table. Enter opens the table of a cell."
        )

    def escape(self) -> bool:
        if self.view.hasFocus():
            return False
        self.view.setFocus()
        return True

    def paper(self) -> Page | None:
        if not self._map.treatments:
            return None
        text = self._map.text()
        html = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
        return page_of(TableHead(EVIDENCE_MAP, self.title(), CAUTION, self._labels), html, text)

    def _choose(self, treatment: str, population: str) -> None:
        rows, columns = self._map.treatments, self._map.populations
        filled = next(iter(sorted(self._map.cells)), None)
        wanted = (treatment, population) if treatment in rows and population in columns else filled
        if wanted is not None:
            self.view.setCurrentIndex(self.view.cells.index(rows.index(wanted[0]), columns.index(wanted[1])))
        self._show_cell()

    def _cell(self) -> MapCell | None:
        index = self.view.currentIndex()
        return self.view.cells.cell(index) if index.isValid() else None

    def _show_cell(self) -> None:
        cell = self._cell()
        if cell is None:
            return
        self._place.setText(f"{statement.plain(cell.treatment, 60)} · {statement.plain(cell.population, 60)}")
        count = counted(len(cell.papers), "paper")
        strongest = (
            f"{count}. Strongest design: {cell.strongest}." if cell.papers else f"{NOTHING.capitalize()}."
        )
        self._told.setText(f"{strongest} Different patients: do not compare down the list.")
        self.list.show_rows(tuple(map(_row_of, cell.papers)))
        self._open.setEnabled(bool(cell.papers))
        self._beside.setEnabled(len(cell.papers) >= FEWEST)

    def _open_table(self) -> None:
        cell = self._cell()
        if cell is None or not cell.papers:
            self.message.emit(f"{NOTHING.capitalize()}.")
            return
        facets = Facets().toggled("treatment", cell.treatment).toggled("population", cell.population)
        self.page_requested.emit(PAPERS, {"facets": facets.state()}, Where.HERE)

    def _compare(self) -> None:
        cell = self._cell()
        if cell is None or not FEWEST <= len(cell.papers) <= MOST:
            self.message.emit(
                "Two to four papers stand side by side. Enter opens the table: mark them there."
            )
            return
        self.page_requested.emit(COMPARISON, {"papers": [paper.doc for paper in cell.papers]}, Where.NEW)

    def _lay_out(self) -> None:
        caution = label(CAUTION, "strong")
        above = row(caution)
        above.setContentsMargins(12, 8, 12, 8)
        legend = label(
            f"{LEGEND} · – {NOTHING} · area of the dot: number of papers · Enter opens the table", "hint"
        )
        legend.setContentsMargins(12, 8, 12, 8)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(legend)
        self._side = QFrame()
        self._side.setObjectName("MapSide")
        self._side.setFixedWidth(_LIST)
        inside = QVBoxLayout(self._side)
        inside.setContentsMargins(12, 10, 12, 10)
        self._open = button("Table  Enter", self._open_table, "primary")
        self._open.setAccessibleName("Open the table of this cell")
        self._beside = button("Compare  C", self._compare)
        inside.addWidget(self._place)
        inside.addWidget(self._told)
        inside.addWidget(self.list, 1)
        buttons = FlowLayout(8)  # one below the other where there is no room for both
        for made in (self._open, self._beside):
            buttons.addWidget(made)
        inside.addLayout(buttons)
        across = QWidget()
        line = QHBoxLayout(across)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(left, 1)
        line.addWidget(self._side)
        empty = PlainLabel("This library has no papers to map. Ctrl+K searches what is there.")
        empty.setProperty("role", "notice")
        empty.setWordWrap(True)
        empty.setContentsMargins(24, 24, 24, 24)
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        stack = QStackedWidget()
        stack.addWidget(across)
        stack.addWidget(empty)
        stack.setCurrentIndex(0 if self._map.treatments else 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(above)
        box.addWidget(stack, 1)
        self.setFocusProxy(self.view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setVisible(event.size().width() >= _BESIDE - 200)
        self._side.setFixedWidth(_LIST if event.size().width() >= _BESIDE else 240)


def _row_of(paper: Paper) -> Row:
    design = statement.plain(paper.design or paper.type) or "design not stated"
    endpoint = endpoint_of(paper)
    return Row(
        paper.doc,
        head_of(paper),
        aside=f"read {statement.plain(paper.read)}" if paper.read else "",
        subtitle=f"{design}, n {statement.plain(paper.n) or statement.NOT_STATED}",
        body=statement.plain(paper.compared) + (f". {endpoint}" if endpoint != statement.NOT_STATED else ""),
    )
