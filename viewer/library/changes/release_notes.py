"""What changed as a page of the library, as the table that labels its pages, and as JSON."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from viewer.library.changes.comparison import (
    ADDED,
    CORRECTED,
    MOVED,
    REWORDED,
    WITHDRAWN,
    Change,
    Comparison,
    PageStatement,
    has_figure,
)
from viewer.library.content.changed import COLUMNS, FORMER, WHOLE_PAGE
from viewer.library.model import Edition, Page

_HEAD = """\
---
title: What changed in this edition
summary: What was corrected and withdrawn since the former edition, and which pages are new.
order: 8
keywords: [changes, new in this edition, edition, updates, what's new, corrected, corrections, withdrawn]
---

Made by comparing the two editions. Statements are paired by the likeness of their words; one that says the
same in nearly the same words and figures is not listed, nor is a withdrawn one without any figure.
What stands under “Former edition” no longer holds. What was added to a page is counted at its head.
"""
_MARKUP = re.compile(r"([\\\\`*_\[\]<>&!|{}~])")


def markdown(comparison: Comparison, old: Edition, new: Edition, titles: Mapping[str, str]) -> str:
    """The page `pages/changes.md`; `titles` of the pages of both editions."""
    gone = {page.doc for page in comparison.gone_pages}
    writer = _NotesWriter(titles, gone)
    corrected = [change for change in comparison.changes if change.what == CORRECTED]
    withdrawn = [
        change for change in comparison.changes
        if change.what == WITHDRAWN and change.here.doc not in gone and has_figure(change.here.text)
    ]  # fmt: skip
    parts = [
        *writer.pages("New pages", comparison.new_pages, "no such page"),
        *writer.pages("Pages withdrawn", comparison.gone_pages, "a page of its own"),
        *writer.table("Corrected", ("Page", FORMER, "This edition"), corrected),
        *writer.table("Withdrawn", ("Page", FORMER), withdrawn),
    ]
    edition = f"\n## Edition {new.edition}, compared with {old.edition}\n"
    return "".join([_HEAD, edition, *(parts or ["\nNothing of this kind.\n"])])


class _NotesWriter:
    def __init__(self, titles: Mapping[str, str], gone: set[str]) -> None:
        self._titles = titles
        self._gone = gone

    def pages(self, heading: str, pages: Iterable[Page], former: str) -> Iterator[str]:
        rows = [f"| {self._link(page.doc, '')} | {former} |\n" for page in pages]
        if rows:
            yield f"\n### {heading}\n\n| Page | {FORMER} |\n|---|---|\n{''.join(rows)}"

    def table(self, heading: str, columns: tuple[str, ...], changes: Iterable[Change]) -> Iterator[str]:
        rows = [self._row(change) for change in changes]
        if rows:
            ruler = "|".join("---" for _ in columns)
            yield f"\n### {heading}\n\n| {' | '.join(columns)} |\n|{ruler}|\n{''.join(rows)}"

    def _row(self, change: Change) -> str:
        cells = [self._link(change.here.doc, change.new.anchor if change.new else "")]
        cells += [_escaped(change.old.text)] if change.old else []
        cells += [f"{_escaped(change.new.text)}{_cited(change.new)}"] if change.new else []
        return f"| {' | '.join(cells)} |\n"

    def _link(self, doc: str, anchor: str) -> str:
        title = _escaped(self._titles.get(doc, doc))
        place = f"{doc}#{anchor}" if anchor else doc
        return title if doc in self._gone else f"[{title}]({place})"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _cited(statement: PageStatement) -> str:
    works = []
    for citation in statement.citations:
        place = f", {citation.place}" if citation.place else ""
        works.append(f"@{citation.key}{place}{f', read {citation.read}' if citation.read else ''}")
    return f" [{'; '.join(works)}]" if works else ""


def table(comparison: Comparison, old: Edition, new: Edition) -> str:
    """The file `changes.tsv`, which tells each page what changed on it."""
    fresh = {page.doc for page in comparison.new_pages}
    gone = {page.doc for page in comparison.gone_pages}
    counts: dict[str, Counter[str]] = {}
    for change in comparison.changes:
        counts.setdefault(change.here.doc, Counter())[change.what] += 1
    lines = ["\t".join(COLUMNS)]
    for doc, of_doc in counts.items():
        numbers = [str(of_doc[what]) for what in (ADDED, CORRECTED, WITHDRAWN)]
        if doc in fresh:
            numbers = [WHOLE_PAGE, "0", "0"]
        if doc not in gone and numbers != ["0", "0", "0"]:
            lines.append("\t".join((doc, new.edition, old.edition, *numbers)))
    return "\n".join(lines) + "\n"


def as_json(comparison: Comparison, old: Edition, new: Edition) -> dict[str, object]:
    """Everything, for other programs."""
    counts = comparison.counts()
    return {
        "old": {"id": old.id, "edition": old.edition, "compiled": old.compiled},
        "new": {"id": new.id, "edition": new.edition, "compiled": new.compiled},
        "counts": {what: counts[what] for what in (ADDED, CORRECTED, WITHDRAWN, REWORDED, MOVED)},
        "pages": {
            "added": [page.doc for page in comparison.new_pages],
            "withdrawn": [page.doc for page in comparison.gone_pages],
        },
        "references": {
            "added": list(comparison.new_sources),
            "withdrawn": list(comparison.gone_sources),
        },
        "statements": [_change_json(change) for change in comparison.changes],
    }


def _change_json(change: Change) -> dict[str, object]:
    return {"what": change.what, "old": _statement_json(change.old), "new": _statement_json(change.new)}


def _statement_json(statement: PageStatement | None) -> dict[str, object] | None:
    if statement is None:
        return None
    return {
        "doc": statement.doc,
        "anchor": statement.anchor,
        "heading": statement.heading,
        "text": statement.text,
        "references": [citation.key for citation in statement.citations],
    }
