"""The selected passage, as it may be carried away: whole sentences, table rows with what they are rows of."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

from viewer.desktop.reading.page.html import visible
from viewer.prose import whole_sentences

_CITATION = "references/"
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class SelectedPassage:
    """Paragraphs and the keys of the references cited in them."""

    paragraphs: tuple[str, ...]
    keys: tuple[str, ...]
    start: int = 0
    """The position of the first character that was selected."""


def passage_of(cursor: QTextCursor) -> SelectedPassage:
    """What `cursor` selects, widened to whole sentences and table rows."""
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    paragraphs: list[str] = []
    keys: dict[str, None] = {}
    rows_done: set[tuple[int, int]] = set()
    for block in _blocks(document, start, end):
        table = QTextCursor(block).currentTable()
        if table is not None and table.columns() > 1:
            row = (table.firstPosition(), table.cellAt(block.position()).row())
            text = "" if row in rows_done else _row_text(table, row[1])
            rows_done.add(row)
            keys |= dict.fromkeys(_row_keys(document, table, row[1]))
        else:
            text = whole_sentences(block.text(), start - block.position(), end - block.position())
            keys |= dict.fromkeys(_cited(block))
        if text := _clean(text):
            paragraphs.append(text)
    return SelectedPassage(tuple(paragraphs), tuple(keys), start)


def _blocks(document: QTextDocument, start: int, end: int) -> Iterator[QTextBlock]:
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        yield block
        block = block.next()


def _row_text(table: QTextTable, row: int) -> str:
    """`Label: value` for facts, `Header: cell; …` for other tables."""
    cells = [_cell_text(table, row, column) for column in range(table.columns())]
    if table.columns() == 2:
        return ": ".join(cell for cell in cells if cell)
    heads = [_cell_text(table, 0, column) for column in range(table.columns())]
    if row == 0:
        return ""
    return "; ".join(f"{head}: {cell}" for head, cell in zip(heads, cells, strict=True) if cell)


def _cell_text(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    chosen = cell.firstCursorPosition()
    chosen.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    return " ".join(chosen.selectedText().replace("\N{PARAGRAPH SEPARATOR}", " ").split())


def _row_keys(document: QTextDocument, table: QTextTable, row: int) -> Iterator[str]:
    # `table.document()` would make the document of the page invalid once Python lets the table go.
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        for block in _blocks(document, cell.firstPosition(), cell.lastPosition() + 1):
            yield from _cited(block)


def _cited(block: QTextBlock) -> Iterator[str]:
    pieces = block.begin()
    while not pieces.atEnd():
        href = pieces.fragment().charFormat().anchorHref()
        if href.startswith(_CITATION):
            yield href.removeprefix(_CITATION).partition("#")[0]
        pieces += 1


def _clean(text: str) -> str:
    return " ".join(visible(text).replace(_OBJECT, "").split())
