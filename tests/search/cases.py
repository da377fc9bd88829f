"""The table of search cases: what is typed, what must come, within how many hits."""

from dataclasses import dataclass
from pathlib import Path

from viewer.search import Answer, Engine

TABLE = Path(__file__).parent.parent / "cases" / "search.tsv"


@dataclass(frozen=True, slots=True)
class Case:
    """One row."""

    typed: str
    expected: str
    within: int
    note: str


def read() -> list[Case]:
    """All rows of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:] if line and not line.startswith("#"))
    return [Case(typed, expected, int(within), note) for typed, expected, within, note in rows]


def fault(case: Case, engine: Engine) -> str:
    """What is wrong with the answer to a case, or nothing."""
    answer = engine.search(case.typed, limit=max(20, case.within))
    if _holds(case, answer):
        return ""
    found = ", ".join(hit.id for hit in answer.hits[:4]) or "nothing"
    said = f"; corrected to “{answer.corrected}”" if answer.corrected else ""
    return f"{case.typed!r}: expected {case.expected} within {case.within} ({case.note}), found {found}{said}"


def _holds(case: Case, answer: Answer) -> bool:
    if case.expected == "nothing":
        return not answer.hits
    expected = case.expected.removeprefix("!")
    return _found(expected, case.within, answer) != case.expected.startswith("!")


def _found(expected: str, within: int, answer: Answer) -> bool:
    name, colon, value = expected.partition(":")
    if name == "corrected":
        return bool(answer.corrected) if not colon else answer.corrected == value
    if name == "also" and colon:
        return value in answer.also
    return any(expected in (hit.doc, hit.id) for hit in answer.hits[:within])
