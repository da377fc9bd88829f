"""A table of evidence as a page, so that it is printed, written as PDF and copied as every page is."""

from collections.abc import Iterable
from dataclasses import dataclass

from viewer.library.model import Edition, Label, Page, Section, Source


@dataclass(frozen=True, slots=True)
class TableHead:
    """What stands over a table of evidence wherever it is taken."""

    doc: str
    title: str
    summary: str
    labels: tuple[Label, ...]


def review_label(edition: Edition) -> tuple[Label, ...]:
    """That no clinician has checked this edition, as every page says it; nothing where one has."""
    return () if edition.is_reviewed else (Label(edition.review, "warn", edition.review_note),)


def page_of(head: TableHead, html: str, text: str, sources: Iterable[Source] = ()) -> Page:
    """`html` and `text` of one table as the only section of a page."""
    cited = tuple(sources)
    section = Section("", "", 0, html, text, tuple(source.key for source in cited))
    return Page(head.doc, "page", head.title, head.summary, (), head.labels, (section,), cited, ())
