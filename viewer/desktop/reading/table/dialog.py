"""A wide table in a view of its own: scrolled both ways, copied by cell or as a whole."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.reading.table.cells import Cells
from viewer.desktop.widgets.plain import PlainLabel, tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_WIDEST = 320
_SIZE = (1000, 560)


class TableModel(QAbstractTableModel):
    """Cells as a Qt model."""

    def __init__(self, cells: Cells, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells = cells
        self._columns = max((len(row) for row in [cells.header, *cells.rows]), default=0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._cells.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == Qt.ItemDataRole.TextAlignmentRole:
            return _START
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._cells.rows[index.row()]
        text = row[index.column()] if index.column() < len(row) else ""
        return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if not across or role != Qt.ItemDataRole.DisplayRole or section >= len(self._cells.header):
            return None
        return self._cells.header[section]


class _View(QTableView):
    """A table whose selected cells are copied by the usual key."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_cells(self)
        else:
            super().keyPressEvent(event)


def copy_cells(view: QTableView) -> None:
    """Put the selected cells on the clipboard, tab-separated."""
    chosen = view.selectionModel().selectedIndexes()
    lines: dict[int, dict[int, str]] = {}
    for index in chosen:
        lines.setdefault(index.row(), {})[index.column()] = str(index.data()).replace("\n", " ")
    columns = sorted({index.column() for index in chosen})
    rows = ("\t".join(cells.get(column, "") for column in columns) for _, cells in sorted(lines.items()))
    QGuiApplication.clipboard().setText("\n".join(rows))


@dataclass(frozen=True, slots=True)
class Provenance:
    """What has to go with a table wherever it goes."""

    title: str
    """Of the page it stands in."""
    caveats: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    def as_text(self) -> str:
        """Below a copied table."""
        return "\n".join(["", "", *self.caveats, f"— {self.title}", *self.labels])


class TableDialog(QDialog):
    """The table, what page it is from, what has to be known of it, and how to copy it."""

    def __init__(self, cells: Cells, provenance: Provenance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = provenance.title
        self.setWindowTitle(f"Table: {title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._cells, self._provenance = cells, provenance
        self.view = _View()
        self.view.setModel(TableModel(cells, self))
        self._set_up_view(title)
        box = QVBoxLayout(self)
        if provenance.caveats:
            box.addWidget(_warning("\n".join(provenance.caveats)))
        box.addWidget(self.view, 1)
        box.addLayout(self._buttons())
        room = self.screen().availableSize()
        self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 80))

    def _set_up_view(self, title: str) -> None:
        view = self.view
        view.setAccessibleName(f"Table of {title}")
        view.setWordWrap(True)
        view.setTabKeyNavigation(False)  # Tab goes on to the buttons
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.horizontalHeader().setVisible(bool(self._cells.header))
        view.horizontalHeader().setDefaultAlignment(_START)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)  # from here on the style is known, and with it the room around a cell
        view = self.view
        view.resizeColumnsToContents()
        for column in range(view.model().columnCount()):
            view.setColumnWidth(column, min(_WIDEST, view.columnWidth(column) + 4))
        view.resizeRowsToContents()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        hint = PlainLabel("Ctrl+C copies the selected cells.")
        hint.setProperty("role", "hint")
        row.addWidget(hint)
        row.addStretch(1)
        for text, act in (("Copy the whole table", self._copy_all), ("Close", self.accept)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self._cells.as_text() + self._provenance.as_text())


def _warning(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("role", "warn")
    label.setWordWrap(True)
    return label
