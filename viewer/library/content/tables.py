"""Tab-separated tables beside the pages: first line the header, `#` starts a comment line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viewer.errors import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table by column name, with the line it stands on."""

    cells: Mapping[str, str]
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read(text: str, file: str, columns: Sequence[str], problems: list[Problem]) -> list[Row]:
    """Read a table that must have `columns` in this order; trailing cells may be left out."""
    rows: list[Row] = []
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if header != list(columns):
                problems.append(
                    Problem(file, number, f"the header must be {', '.join(columns)}, with tabs between")
                )
                return []
        elif len(cells) > len(columns):
            problems.append(Problem(file, number, f"has {len(cells)} cells, the header {len(columns)}"))
        else:
            rows.append(
                Row(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)), number)
            )
    return rows
