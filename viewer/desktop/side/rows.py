"""Rows of the side panel: text in several styles, where it leads, how it is read aloud."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout

from viewer.desktop.look.tokens import Tokens
from viewer.desktop.widgets.text import break_lines

Index = QModelIndex | QPersistentModelIndex
SIDE_ROW = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
_PIXELS = 13
_LEADING = 1.22


@dataclass(frozen=True, slots=True)
class Run:
    """Text and its style: `plain`, `number` (bold, in the accent colour), `aside` (italic), `head` (bold)."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class SideRow:
    """One row; `doc` is empty where `anchor` is a section of the page that is shown."""

    runs: tuple[Run, ...]
    doc: str = ""
    anchor: str = ""
    indent: int = 0

    @property
    def text(self) -> str:
        """The row as it is shown and read aloud."""
        return "".join(run.text for run in self.runs)


class SideModel(QAbstractListModel):
    """Rows as a Qt model."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SideRow, ...] = ()

    @property
    def rows(self) -> tuple[SideRow, ...]:
        """All rows."""
        return self._rows

    def show_rows(self, rows: tuple[SideRow, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == SIDE_ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text
        return None


class Measure:
    """Measures rows in one font; those that are plain and fit into one line are not laid out for it."""

    def __init__(self, font: QFont, tokens: Tokens) -> None:
        self._font, self._tokens = font, tokens
        small = QFont(font)
        small.setPixelSize(_PIXELS)
        self._metrics = QFontMetricsF(small)
        self._line = laid_out(SideRow((Run("x"),)), font, 1_000, tokens, "")[1]

    def height(self, row: SideRow, width: float) -> float:
        """How high `row` is in lines of `width` pixels."""
        plain = len(row.runs) == 1 and row.runs[0].style == "plain"
        if plain and self._metrics.horizontalAdvance(row.text) < width - 1:
            return self._line
        return laid_out(row, self._font, width, self._tokens, "")[1]


def laid_out(row: SideRow, font: QFont, width: float, tokens: Tokens, ink: str) -> tuple[QTextLayout, float]:
    """The row broken into lines of `width` pixels, and how high they are together."""
    small = QFont(font)
    small.setPixelSize(_PIXELS)
    layout = QTextLayout(row.text, small)
    layout.setFormats(_formats(row, tokens, ink))
    return layout, break_lines(layout, max(40.0, width), _LEADING)


def _formats(row: SideRow, tokens: Tokens, ink: str) -> list[QTextLayout.FormatRange]:
    formats, start = [], 0
    for run in row.runs:
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, len(run.text), _format(run.style, tokens, ink)
        formats.append(piece)
        start += len(run.text)
    return formats


def _format(style: str, tokens: Tokens, ink: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor({"number": tokens.accent, "head": tokens.muted}.get(style, ink)))
    if style in ("number", "head"):
        form.setFontWeight(QFont.Weight.DemiBold)
    elif style == "aside":
        form.setFontItalic(True)
    return form
