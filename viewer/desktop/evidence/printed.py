"""A table of evidence as a page, so that it is printed, written as PDF and copied as every page is."""

from collections.abc import Iterable

from viewer.library.model import Page, Section, Source


def page_of(doc: str, title: str, summary: str, html: str, text: str, sources: Iterable[Source] = ()) -> Page:
    """`html` and `text` of one table as the only section of a page."""
    cited = tuple(sources)
    section = Section("", "", 0, html, text, tuple(source.key for source in cited))
    return Page(doc, "page", title, summary, (), (), (section,), cited, ())
