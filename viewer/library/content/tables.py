"""Tab-separated tables beside the pages: first line the header, `#` starts a comment line."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from viewer.errors import Problem


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table by column name, with the line it stands on."""

    cells: Mapping[str, str]
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read(text: str, file: str, columns: Sequence[str], problems: list[Problem]) -> list[TableRow]:
    """Read a table that must have `columns` in this order; trailing cells may be left out."""
    rows: list[TableRow] = []
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
                TableRow(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)), number)
            )
    return rows


COLUMNS = ("source", "value", "unit", "denominator", "population", "year", "grade", "what")
_NUMBER = re.compile(r"\d*\.\d+|\d+")
_TYPOGRAPHY = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "·": ".", "\u00a0": " ", "\u2009": " ", "\u202f": " "}
)


def plain(text: str) -> str:
    """Fold what typographers vary: dashes, thin spaces, `42.3 %`, `per cent`, thousands."""
    # From the first space of a run alone: from each of them, all that follow would be gone through.
    text = re.sub(r"(?<!\s)\s*(?:%|\bper ?cent\b)", "%", text.translate(_TYPOGRAPHY))
    return re.sub(r"(?<=\d)[, ](?=\d{3}(?!\d))", "", text)


def numbers(text: str) -> list[str]:
    """The numbers in a text as printed, without sign, `%` and commas between thousands."""
    return _NUMBER.findall(plain(text))


class Fact(NamedTuple):
    """A row of facts/: the reference, a printed value, what it measures, and how far it was read."""

    source: str
    value: str
    what: str
    grade: str = ""


class Facts:
    """The numbers known of each source, and what they measure."""

    def __init__(self, rows: Iterable[Fact]) -> None:
        self._numbers: dict[str, set[Decimal]] = {}
        self._grades: dict[str, dict[str, set[str]]] = {}
        self._measured: dict[str, list[str]] = {}
        for fact in rows:
            self._measured.setdefault(fact.source, []).append(fact.what)
            known = self._numbers.setdefault(fact.source, set())
            printed = self._grades.setdefault(fact.source, {})
            for number in numbers(fact.value):
                known.add(Decimal(number))
                printed.setdefault(number, set()).add(fact.grade)

    def measured(self, source: str) -> Sequence[str]:
        """What the numbers of a source measure, one text a number."""
        return self._measured.get(source, ())

    def knows(self, number: str, sources: Iterable[str]) -> bool:
        """Say whether one of `sources` gives `number`, as in `42.3` or `0.70`."""
        value = Decimal(number)
        return any(value in self._numbers.get(source, ()) for source in sources)

    def grades(self, number: str, source: str) -> frozenset[str]:
        """How far a number was read where a source prints it digit by digit; none where it does not."""
        return frozenset(self._grades.get(source, {}).get(number, ()))
