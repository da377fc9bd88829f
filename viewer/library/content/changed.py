"""changes.tsv: what changed on each page since the former edition, as `wardshelf changes` counted it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from viewer.errors import Problem
from viewer.library.content.tables import TableRow

FILE = "changes.tsv"
COLUMNS = ("doc", "edition", "since", "added", "corrected", "withdrawn")
WHOLE_PAGE = "page"
"""In the column `added`: the page itself is new."""
FORMER = "Former edition"
"""Header of a column that repeats what no longer holds, and is not judged, nor the name of its page."""
_COUNTED = ("corrected", "added", "withdrawn")


@dataclass(frozen=True, slots=True)
class PageChange:
    """What changed on a page: a line for its head."""

    since: str
    said: str
    """`2 corrected, 5 added`; empty where the whole page is new."""


def from_rows(
    rows: Iterable[TableRow], edition: str, docs: Iterable[str], problems: list[Problem]
) -> Mapping[str, PageChange]:
    """Read the table; what is not about this edition and its pages is left out and named."""
    known, found = set(docs), {}
    for row in rows:
        faults = list(_faults(row, edition, known))
        problems.extend(Problem(FILE, row.line, message, warning) for message, warning in faults)
        if not faults:
            counts = [f"{row[name]} {name}" for name in _COUNTED if row[name] not in ("0", "")]
            found[row["doc"]] = PageChange(
                row["since"], "" if row["added"] == WHOLE_PAGE else ", ".join(counts)
            )
    return found


def _faults(row: TableRow, edition: str, docs: set[str]) -> Iterator[tuple[str, bool]]:
    numbers = [row[name] for name in _COUNTED if row[name] != WHOLE_PAGE or name != "added"]
    if not row["since"] or not all(number.isdecimal() for number in numbers):
        yield "a change needs the edition it is since, and whole numbers", False
    elif row["edition"] != edition:
        yield f"is about edition {row['edition']}, this is {edition}: run `wardshelf changes` again", True
    elif row["doc"] not in docs:
        yield f"there is no document `{row['doc']}`: run `wardshelf changes` again", True
