"""Loading a page, and the one that stands in for a page that cannot be shown."""

from collections.abc import Callable

from viewer.errors import ViewerError
from viewer.escaping import escape
from viewer.library.model import Page, Section

LoadPage = Callable[[str], Page]


def loaded(load_page: LoadPage, doc: str) -> Page:
    """The page, or one that says why it cannot be shown."""
    try:
        return load_page(doc)
    except (ViewerError, LookupError) as error:
        return missing_page(doc, str(error) if isinstance(error, ViewerError) else "")


def title_of_loaded(load_page: LoadPage, doc: str) -> str | None:
    """The title of a page, or nothing where there is none."""
    try:
        return load_page(doc).title
    except (ViewerError, LookupError):
        return None


def missing_page(doc: str, reason: str) -> Page:
    """Says that `doc` cannot be shown, why, and what to do."""
    told = f"“{doc}” cannot be shown. {reason}".strip()
    advice = "It may have been removed or renamed in this edition. Search for it with Ctrl+K."
    html = f"<p>{escape(told)}</p>\n<p>{advice}</p>\n"
    section = Section("", "", 0, html, f"{told}\n{advice}")
    return Page(doc, "page", "Page not found", told, (), (), (section,), (), ())
