"""The command that compares two editions: as text, as JSON, as a page, as the table that labels pages."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from viewer.cli.make import progress_of, write
from viewer.cli.output import FOUND, NOTHING, Output, Streams, clean
from viewer.library.changes import release_notes
from viewer.library.changes.comparison import MOVED, Change, Comparison, compare
from viewer.library.compiled import Library
from viewer.library.content import edition as edition_file
from viewer.library.model import Edition, Page

_SIGNS = {"added": "+", "corrected": "~", "withdrawn": "-", "reworded": "=", MOVED: ">"}


@dataclass(frozen=True, slots=True)
class _Read:
    edition: Edition
    pages: tuple[Page, ...]


def changes(streams: Streams, old: Path, new: Path, page: Path | None, *, as_json: bool) -> int:
    """Compare two libraries, compiled or as written, and print or write what changed."""
    before, after = _read(streams, old), _read(streams, new)
    comparison = compare(before.pages, after.pages)
    titles = {one.doc: one.title for one in (*before.pages, *after.pages)}
    editions = (before.edition, after.edition)
    if page is not None:
        _write(page, comparison, editions, titles)
    if as_json:
        streams.out.json(release_notes.as_json(comparison, *editions))
    elif page is None:
        _print(streams.out, comparison, titles)
    streams.out.flush()
    streams.err.line(_summary(comparison))
    return FOUND if comparison.changes or comparison.new_pages or comparison.gone_pages else NOTHING


def _read(streams: Streams, folder: Path) -> _Read:
    if (folder / edition_file.FILE).is_file():
        from viewer.library.checks.check import draft  # late: parsing Markdown is slow to import

        with progress_of(streams) as progress:
            made = draft(folder, progress)
        return _Read(made.edition, tuple(entry.page for entry in made.entries))
    with closing(Library.open(folder)) as library:
        return _Read(library.edition, tuple(library.page(card.doc) for card in library.cards()))


def _write(
    path: Path, comparison: Comparison, editions: tuple[Edition, Edition], titles: Mapping[str, str]
) -> None:
    if path.suffix == ".tsv":
        text = release_notes.table(comparison, *editions)
    else:
        text = release_notes.markdown(comparison, *editions, titles)
    write(path, text.encode("utf-8"))


def _print(out: Output, comparison: Comparison, titles: Mapping[str, str]) -> None:
    for sign, pages in (("+", comparison.new_pages), ("-", comparison.gone_pages)):
        for page in pages:
            out.line(f"{sign} {clean(page.doc)}  {out.bold(page.title)}")
    whole = {page.doc for page in (*comparison.new_pages, *comparison.gone_pages)}
    doc = ""
    for change in comparison.changes:
        here = change.here.doc
        if here in whole:
            continue
        if here != doc:
            doc = here
            out.line()
            out.line(f"{out.bold(titles.get(doc, doc))}  {out.dim(doc)}")
        _print_change(out, change)


def _print_change(out: Output, change: Change) -> None:
    sign = _SIGNS[change.what]
    if change.what == MOVED and change.old is not None:
        out.line(f"  {sign} {clean(change.here.text)}  {out.dim(f'from {change.old.doc}')}")
        return
    first, *rest = (statement.text for statement in (change.old, change.new) if statement is not None)
    out.line(f"  {sign} {clean(first)}")
    for text in rest:
        out.line(f"    {clean(text)}")


def _summary(comparison: Comparison) -> str:
    counts = comparison.counts()
    said = ", ".join(f"{counts[what]:,} {what}" for what in _SIGNS)
    pages = f"{len(comparison.new_pages)} added, {len(comparison.gone_pages)} withdrawn"
    works = f"{len(comparison.new_sources)} added, {len(comparison.gone_sources)} withdrawn"
    return f"Statements: {said}. Pages: {pages}. References: {works}."
