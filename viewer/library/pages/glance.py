"""What a page says of its evidence in few words: labels, its line in a list, the rows of At a glance."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from viewer.library.content.changed import PageChange
from viewer.library.content.document import SOURCE, Document
from viewer.library.model import CARRIED, Edition, Label

SHORT = 48
"""Characters of a label; longer designs stand in the table below it alone."""
_SILENT = ("not stated", "not known", "not applicable", "not dated")


def of_change(change: PageChange | None) -> tuple[Label, ...]:
    """The label that says what changed on a page since the former edition."""
    if change is None:
        return ()
    said = f"Changed since {change.since}: {change.said}" if change.said else f"New since {change.since}"
    return (Label(said, "plain", f"{said}. Statement by statement under “What changed in this edition”."),)


def of_document(document: Document, edition: Edition, newest: int | None) -> tuple[Label, ...]:
    """All labels, the review label first."""
    plain = (Label(text, "plain", detail) for text, detail in _plain(document, newest))
    populations = (Label(text, "population") for text in document.values("population"))
    qualifiers = (Label(text, "qualifier") for text in document.values("qualifier"))
    return (*of_review(edition), *_of_carriage(document), *populations, *qualifiers, *plain)


def _of_carriage(document: Document) -> tuple[Label, ...]:
    """The label of a page that is carried as its source published it."""
    if not document.is_carried:
        return ()
    detail = f"{CARRIED}: nobody here held its statements and figures against their sources."
    return (Label(CARRIED, "warn", detail),)


def of_review(edition: Edition) -> tuple[Label, ...]:
    """The label that says whether a clinician has checked the edition."""
    if edition.is_reviewed:
        return (Label(f"Clinically reviewed: {edition.review}", "plain", edition.review_note),)
    return (Label(edition.review, "warn", edition.review_note),)


def _plain(document: Document, newest: int | None) -> Iterator[tuple[str, str]]:
    if design := brief(document.text("design")):
        yield design, uncited(document.text("design"))
    if size := patients(document.text("n")):
        yield size, uncited(document.text("n"))
    if year := document.text("year"):
        yield year if year.isdecimal() else "Year not known", "Year of publication"
    if checked := document.text("checked"):
        yield capital(clause(checked)), uncited(checked)
    if status := brief(document.text("status")):
        yield status, f"As of {document.text('status_date')}"
    if document.kind == "modality" and document.text("group"):
        yield document.text("group"), "Group"
    if newest and document.kind not in ("paper", "trial"):
        detail = (
            f"The newest source cited here is of {newest}. Nobody searched systematically for newer ones."
        )
        yield f"Newest source here: {newest}; no systematic search", detail


def note(document: Document) -> str:
    """`Adults with asthma · phase 2 RCT · n = 99`."""
    populations = "; ".join(document.values("population"))
    parts = [
        CARRIED if document.is_carried else "",
        populations,
        *document.values("qualifier"),
        brief(document.text("design")),
        patients(document.text("n")),
    ]
    if document.kind == "trial":
        parts.append(brief(document.text("status")))
    return capital(" · ".join(part for part in parts if part))


def brief(text: str) -> str:
    """A text without citations, if short enough for a label: cutting one could turn its meaning."""
    for candidate in (text, text.split(";")[0], text.split(" (")[0]):
        short = uncited(candidate).rstrip(".")
        if len(short) <= SHORT:
            return "" if short.lower().startswith(_SILENT) else short
    return ""


def patients(text: str) -> str:
    """`n = 99`, or nothing where the number is not stated or takes a sentence."""
    short = brief(text.split(" (")[0].split(";")[0])
    return f"n = {short}" if short[:1].isdigit() else ""


def clause(text: str) -> str:
    """What stands before the first semicolon or full stop."""
    return uncited(text).split(";")[0].split(". ")[0].rstrip(".")


def capital(text: str) -> str:
    """The text with its first letter in capital."""
    return text[:1].upper() + text[1:]


def uncited(text: str) -> str:
    """Take citations out of Markdown."""
    return re.sub(r"\s*\[@[^\]]*\]", "", text).strip()


ANCHOR = "at-a-glance"
HEADING = "At a glance"
REFERENCE = "Reference"
WHO, LIMITS, CHECKS = "Who was studied", "Limits", "Reference and checks"
"""Under which headings the rows of a card stand; its results have a table of their own."""
CHECKS_ANCHOR = "reference-and-checks"
RESULT, HARMS = "Result", "Harms"
_PLACES = {
    RESULT: "", HARMS: "", LIMITS: LIMITS, REFERENCE: CHECKS, "Grade": CHECKS, "Checked": CHECKS,
}  # fmt: skip
PUBLISHED = "Published as"
WORKS = (REFERENCE, PUBLISHED)
"""Rows that name a work in full."""
GRADES = {
    "A": "A: figures read in the abstract or at the publisher",
    "A/B": "A/B: some figures read in the abstract, others in a secondary report",
    "B": "B: figures read in a secondary report only",
    "P": "P: figures read in a published evidence summary",
}


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """A row: its label, Markdown, the line of its field, and whether its numbers need a source."""

    label: str
    markdown: str
    line: int
    judged: bool = True

    @property
    def place(self) -> str:
        """The heading that a row of a card stands under; empty for results and harms."""
        return _PLACES.get(self.label, WHO)


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
        _Column(HARMS, "harms"),
        _Column(LIMITS, "limits"),
        _Column("Primary endpoint", "endpoint"),
        _Column("Endpoint met", "met"),
        _Column(RESULT, "result"),
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
    for field, label in ((SOURCE, PUBLISHED), ("reference", REFERENCE)):
        if (key := document.text(field)) in works:
            yield _of_work(label, key, works[key], document.line(field))
    for column in _COLUMNS.get(document.kind, ()):
        if text := document.text(column.field):
            if column.field == "grade":
                text = GRADES.get(text, text)
            if column.judged:
                text = _sourced(text, reference)
            yield GlanceRow(column.label, text, document.line(column.field), column.judged)


def _of_work(label: str, key: str, work: str, line: int) -> GlanceRow:
    # Titles may hold what Markdown would read as its own.
    text = re.sub(r"([\\`*_\[\]<>&!~^])", r"\\\1", work)
    return GlanceRow(label, f"{text} [@{key}]", line, judged=False)


def _sourced(text: str, reference: str) -> str:
    return f"{text} [@{reference}]" if reference and re.search(r"\d", text) and "[@" not in text else text
