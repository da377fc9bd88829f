"""What the home page adds to its text: last read and recent searches, as HTML for the page view."""

from collections.abc import Iterable
from urllib.parse import quote

from viewer.library.model import COMPARISON, EVIDENCE_MAP, PAPERS, SEARCH
from viewer.prose import escape
from viewer.userdata.records import Bookmark, Visit


def home_html(visits: Iterable[Visit], bookmarks: Iterable[Bookmark], searches: Iterable[str]) -> str:
    """The pages of evidence, then the lists that only this reader has; empty ones are left out."""
    evidence = ((PAPERS, "Table of papers"), (COMPARISON, "Side by side"), (EVIDENCE_MAP, "Map of evidence"))
    parts = (
        ("Evidence", [_link(doc, name) for doc, name in evidence]),
        ("Last read", [_link(f"{v.doc}#{v.anchor}" if v.anchor else v.doc, v.title) for v in visits]),
        ("Bookmarks", [_link(f"{b.doc}#{b.anchor}" if b.anchor else b.doc, b.title) for b in bookmarks]),
        ("Recent searches", [_link(f"{SEARCH}{quote(text)}", text) for text in searches]),
    )
    return "".join(f"<h2>{title}</h2><ul>{''.join(items)}</ul>" for title, items in parts if items)


def _link(href: str, text: str) -> str:
    return f'<li><a href="{escape(href)}">{escape(text)}</a></li>'
