"""The cells of an HTML table as text. No Qt."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Cells:
    """A table: its header, which may be empty, and its rows."""

    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def as_text(self) -> str:
        """Tab-separated, as spreadsheets take it."""
        lines = [self.header, *self.rows] if self.header else self.rows
        return "\n".join("\t".join(lines_of.replace("\n", " ") for lines_of in line) for line in lines)


class _CellReader(HTMLParser):
    """Collects cells; a line break in a cell stays a line break."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = Cells()
        self._row: list[str] = []
        self._cell: list[str] | None = None
        self._is_header = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._row, self._is_header = [], False
        elif tag in ("td", "th"):
            self._cell = []
            self._is_header = self._is_header or tag == "th"
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self._row.append(
                "\n".join(" ".join(line.split()) for line in "".join(self._cell).split("\n")).strip()
            )
            self._cell = None
        elif tag == "tr" and self._row:
            if self._is_header and not self.cells.header and not self.cells.rows:
                self.cells.header = self._row
            else:
                self.cells.rows.append(self._row)

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data.replace("\n", " "))


def cells_of(html: str) -> Cells:
    """Read the first table of `html`."""
    reader = _CellReader()
    reader.feed(html)
    reader.close()
    return reader.cells
