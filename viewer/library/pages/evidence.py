"""The labels of a page or hit, and the one line that a list shows of it."""

import re
from collections.abc import Iterator

from viewer.library.content.document import Document
from viewer.library.model import Edition, Label

SHORT = 48
"""Characters of a label; longer designs stand in the table below it alone."""
_SILENT = ("not stated", "not known", "not applicable", "not dated")


def of_document(document: Document, edition: Edition, newest: int | None) -> tuple[Label, ...]:
    """All labels, the review label first."""
    plain = (Label(text, "plain", detail) for text, detail in _plain(document, newest))
    populations = (Label(text, "population") for text in document.values("population"))
    qualifiers = (Label(text, "qualifier") for text in document.values("qualifier"))
    return (*of_review(edition), *populations, *qualifiers, *plain)


def of_review(edition: Edition) -> tuple[Label, ...]:
    """The label that says whether a clinician has checked the edition."""
    if edition.clinical_review == "none":
        return (Label("Not clinically reviewed", "warn", edition.review_note),)
    return (Label(f"Clinically reviewed: {edition.clinical_review}", "plain", edition.review_note),)


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
    """`Mixed solid tumours · phase 2 RCT · n = 99`."""
    populations = "; ".join(document.values("population"))
    parts = [
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
