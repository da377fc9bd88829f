"""`At a glance`: the evidence fields of a page as rows, warnings above the figures they limit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from viewer.library.content.document import Document

ANCHOR = "at-a-glance"
HEADING = "At a glance"
REFERENCE = "Reference"
GRADES = {
    "A": "A: figures read in the abstract or at the publisher",
    "A/B": "A/B: some figures read in the abstract, others in a secondary report",
    "B": "B: figures read in a secondary report only",
}


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """A row: its label, Markdown, the line of its field, and whether its numbers need a source."""

    label: str
    markdown: str
    line: int
    judged: bool = True


@dataclass(frozen=True, slots=True)
class _Column:
    label: str
    field: str
    judged: bool = True


_POPULATION = _Column("Population", "population", judged=False)
_QUALIFIER = _Column("Biomarker and line", "qualifier", judged=False)
_COLUMNS = {
    "paper": (
        _Column("Question", "question"),
        _POPULATION,
        _QUALIFIER,
        _Column("Design", "design"),
        _Column("n", "n"),
        _Column("Comparison", "comparison"),
        _Column("Harms", "harms"),
        _Column("Limits", "limits"),
        _Column("Primary endpoint", "endpoint"),
        _Column("Endpoint met", "met"),
        _Column("Result", "result"),
        _Column("Grade", "grade", judged=False),
        _Column("Checked", "checked", judged=False),
    ),
    "trial": (
        _Column("Status", "status"),
        _Column("Status as of", "status_date", judged=False),
        _Column("Source of the status", "status_source", judged=False),
        _Column("Registry", "registry", judged=False),
        _POPULATION,
        _QUALIFIER,
        _Column("Design", "design"),
        _Column("n", "n"),
        _Column("Comparison", "comparison"),
        _Column("Primary endpoint", "endpoint"),
    ),
    # Population and biomarker of a treatment stand in its labels; a table that says them again is in the way.
    "modality": (_Column("Few papers", "few_papers", judged=False),),
}


def rows(document: Document, works: Mapping[str, str]) -> Iterator[GlanceRow]:
    """Yield the rows of a document; figures of a paper that cite nothing cite its own reference."""
    reference = document.text("reference")
    if reference in works:
        # Titles may hold what Markdown would read as its own.
        text = re.sub(r"([\\`*_\[\]<>&!])", r"\\\1", works[reference])
        yield GlanceRow(REFERENCE, f"{text} [@{reference}]", document.line("reference"), judged=False)
    for column in _COLUMNS.get(document.kind, ()):
        if text := document.text(column.field):
            if column.field == "grade":
                text = GRADES.get(text, text)
            if column.judged:
                text = _sourced(text, reference)
            yield GlanceRow(column.label, text, document.line(column.field), column.judged)


def _sourced(text: str, reference: str) -> str:
    return f"{text} [@{reference}]" if reference and re.search(r"\d", text) and "[@" not in text else text
