"""The table of papers as a Qt model."""

from collections.abc import Collection, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from viewer.evidence.paper_rows import PaperRow, ResultLine
from viewer.library import statement
from viewer.library.evidence import Effect

PAPER = int(Qt.ItemDataRole.UserRole) + 1
MARKED = PAPER + 1
Index = QModelIndex | QPersistentModelIndex
_HERE = QModelIndex()


class Column(IntEnum):
    """Columns in their order."""

    STUDY, YEAR, TREATMENT, POPULATION, DESIGN, ENDPOINT, RESULT, DRAWING, HARM, READ = range(10)


HEADS = (
    ("Study", ""), ("Year", ""), ("Treatment", "first v second"), ("Population", "biomarker, line"),
    ("Design", "number"), ("Primary", "endpoint"), ("Main result", "95% CI; CI: level not stated"),
    ("Ratio drawn", ""), ("Serious harm", "first v second"), ("Read", ""),
)  # fmt: skip


class PaperModel(QAbstractTableModel):
    """Rows of papers; reset once per change of what is shown."""

    marked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PaperRow, ...] = ()
        self.marked: tuple[str, ...] = ()
        """Documents, in the order in which they were marked."""

    def show_rows(self, rows: Sequence[PaperRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def mark(self, docs: Collection[str]) -> None:
        """Mark these papers and no others."""
        self.marked = tuple(docs)
        if self.rows:
            first, last = self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(first, last, [MARKED, int(Qt.ItemDataRole.CheckStateRole)])
        self.marked_changed.emit()

    def effects(self) -> tuple[Effect, ...]:
        """Every effect that a row may draw."""
        return tuple(line.effect for row in self.rows for line in row.results if line.effect is not None)

    def rowCount(self, parent: Index = _HERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _HERE) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.STUDY else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == PAPER:
            return row
        if role == MARKED:
            return row.doc in self.marked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, index.column(), spoken=role == Qt.ItemDataRole.AccessibleTextRole)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Column.STUDY:
            return Qt.CheckState.Checked if row.doc in self.marked else Qt.CheckState.Unchecked
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return "\n".join(filter(None, HEADS[section]))

    def _text(self, row: PaperRow, column: int, *, spoken: bool) -> str:
        if column == Column.STUDY:
            marked = ", marked to compare" if spoken and row.doc in self.marked else ""
            return f"{row.study}{marked}"
        texts = {
            Column.YEAR: row.year or "year not stated", Column.TREATMENT: row.treatment,
            Column.POPULATION: f"{row.population}; {row.condition}",
            Column.DESIGN: f"{row.design}, n {row.n}",
            Column.ENDPOINT: row.endpoint, Column.RESULT: _said(row.results) or statement.NOT_STATED,
            Column.DRAWING: _directions(row.results), Column.HARM: _said(row.harms) or row.harm,
            Column.READ: f"read {row.read}",
        }  # fmt: skip
        return texts[Column(column)]


def _said(lines: Sequence[ResultLine]) -> str:
    return " ".join(f"{line.comparison} {line.whole}".strip() for line in lines)


def _directions(lines: Sequence[ResultLine]) -> str:
    said = [
        f"{line.comparison} {statement.of_effect(line.effect)}; {statement.of_sides(line.effect)}".strip()
        for line in lines
        if line.effect is not None
    ]
    return ". ".join(said) or "no ratio stated"
