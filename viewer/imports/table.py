"""A table of JATS → rows of text; a cell that spans several stands in each of them."""

from viewer.imports.inline import flat
from viewer.imports.tree import Element

_WIDEST = 60
_CELLS = 30_000
"""Cells of a table after which spanning ones are no longer repeated."""
_MOST = 200_000
"""Letters that repeating one cell may make."""


def table_text(table: Element) -> str:
    """Rows as `| a | b |`; spanning cells are repeated, so that a column says the same in every row."""
    rows = grid(table)
    width = max(map(len, rows), default=0)
    lines = ["| " + " | ".join((*row, *[""] * (width - len(row)))) + " |" for row in rows]
    return "\n".join(lines)


def grid(table: Element) -> list[list[str]]:
    """The cells of each row."""
    rows: list[list[str]] = []
    held: dict[int, tuple[int, str]] = {}
    made = 0
    for row in table.below("tr"):
        cells, column = list[str](), 0
        waiting = [one for one in row.elements() if one.name in ("td", "th")]
        while waiting or any(place >= column for place in held):
            if column >= _WIDEST and not waiting:
                break
            if column in held:
                left, text = held.pop(column)
                cells.append(text)
                if left > 1:
                    held[column] = (left - 1, text)
                column += 1
            elif waiting:
                column = _place(waiting.pop(0), cells, column, held, repeats=made <= _CELLS)
            else:
                cells.append("")
                column += 1
        held = {place: value for place, value in held.items() if value[0] > 0}
        rows.append(cells)
        made += len(cells)
        if made > _CELLS:
            held = {}  # more spanning than any table has: from here on each cell stands once
    return rows


def _place(
    cell: Element, cells: list[str], column: int, held: dict[int, tuple[int, str]], *, repeats: bool
) -> int:
    text = flat(cell).replace("|", "\\|")
    wide, high = (_span(cell.attributes.get(name, "1")) for name in ("colspan", "rowspan"))
    if not repeats or len(text) * wide * high > _MOST:
        wide = high = 1
    for _ in range(wide):
        cells.append(text)
        if high > 1:
            held[column] = (high - 1, text)
        column += 1
    return column


def _span(text: str) -> int:
    return min(int(text), _WIDEST) if text.isdecimal() and len(text) < 4 and int(text) else 1
