"""The page that stands in for one that cannot be shown."""

from html import escape

from viewer.library.model import Page, Section


def missing_page(doc: str, reason: str) -> Page:
    """Says that `doc` cannot be shown, why, and what to do."""
    told = f"“{doc}” cannot be shown. {reason}".strip()
    advice = "It may have been removed or renamed in this edition. Search for it with Ctrl+K."
    html = f"<p>{escape(told)}</p>\n<p>{advice}</p>\n"
    section = Section("", "", 0, html, f"{told}\n{advice}")
    return Page(doc, "page", "Page not found", told, (), (), (section,), (), ())
