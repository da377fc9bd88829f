"""The glossary as a table: a row for each term, by its first letter, narrowed by what is typed."""

import re
from dataclasses import replace

from viewer.library.model import Page, Section

_ENTRY = re.compile(r"<h[2-4]>(<a name=\"[^\"]*\"></a>)?(.*?)</h[2-4]>\s*(.*)", re.DOTALL)
_TABLE = '<table class="facts terms" width="100%" cellspacing="0">'


def letter_of(section: Section) -> str:
    """The letter under which a term is looked for; `#` for a digit or a sign."""
    from viewer.search.analysis.analyser import fold  # late: the first picture needs no search

    first = fold(section.heading)[:1].upper()
    return first if first.isalpha() else "#" if first else ""


def letters_of(page: Page) -> dict[str, str]:
    """Each letter that has a term, and the anchor of its first one."""
    found: dict[str, str] = {}
    for section in page.sections:
        if section.heading:
            found.setdefault(letter_of(section), section.anchor)
    return found


def term_table(page: Page, typed: str = "") -> Page:
    """The page with each term as a row, and only those in which every word that was typed stands."""
    from viewer.search.analysis.analyser import fold  # late: as above

    words = fold(typed).split()
    kept = (
        section
        for section in page.sections
        if all(word in fold(f"{section.heading} {section.text}") for word in words)
    )
    rows = tuple(_row(section) for section in kept if section.heading or not words)
    if not rows:
        nothing = f"No term here has “{typed.strip()[:60]}”."
        rows = (Section("", "", 0, "<p>No term here has what was typed.</p>\n", nothing),)
    return replace(page, sections=rows)


def _row(section: Section) -> Section:
    match = _ENTRY.fullmatch(section.html.strip())
    if match is None:
        return section
    anchor, term, body = match.groups()
    label = f'<td class="label">{anchor or ""}<b>{term}</b></td>'
    row = f'<tr>{label}<td class="value">{body}</td></tr>'
    return replace(section, html=f"{_TABLE}{row}</table>\n")
