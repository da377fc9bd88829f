"""Writes an assembled library into library.sqlite, the same bytes for the same content."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from viewer.callbacks import Progress
from viewer.library import evidence_record, schema
from viewer.library.model import Label
from viewer.library.pages.assemble import Assembled, DocumentEntry


def write(library: Assembled, path: Path, progress: Progress | None = None) -> None:
    """Write `path`, which must not exist, without putting it in place."""
    with closing(sqlite3.connect(path)) as connection:
        # No journal: the file is thrown away whole if anything fails.
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;")
        for statement in schema.TABLES.values():
            connection.execute(statement)
        _write_meta(library, connection)
        _write_documents(library.entries, connection, progress)
        _write_rest(library, connection)
        connection.commit()


def _write_meta(library: Assembled, connection: sqlite3.Connection) -> None:
    values = {
        "schema": str(schema.VERSION),
        "edition": _json(asdict(library.edition)),
        "vocabulary": library.vocabulary.to_json(),
    }
    _insert(connection, "meta", values.items())


def _write_documents(
    entries: Sequence[DocumentEntry],
    connection: sqlite3.Connection,
    progress: Progress | None,
) -> None:
    ids = {entry.page.doc: number for number, entry in enumerate(entries, 1)}
    headings = {(e.page.doc, section.anchor): section.heading for e in entries for section in e.page.sections}
    for number, entry in enumerate(entries, 1):
        _insert(connection, "documents", [_document(number, entry)])
        _insert(connection, "sections", _sections(number, entry))
        _insert(connection, "passages", _passages(number, entry))
        mentions = (
            (number, place, ids[doc], anchor, headings.get((doc, anchor), ""))
            for place, (doc, anchor) in enumerate(entry.mentions)
        )
        _insert(connection, "mentions", mentions)
        if progress:
            progress("writing", number, len(entries))


def _document(number: int, entry: DocumentEntry) -> tuple[object, ...]:
    page, card = entry.page, entry.card
    keys = _json([source.key for source in page.sources])
    return (
        number, page.doc, page.kind, page.title, page.summary, card.group, _labels(page.labels),
        card.year, card.note, _json(page.breadcrumb), keys, page.newest_source,
    )  # fmt: skip


def _sections(number: int, entry: DocumentEntry) -> Iterator[tuple[object, ...]]:
    for place, s in enumerate(entry.page.sections):
        yield number, place, s.anchor, s.heading, s.level, s.html, s.text, _json(s.sources)


def _passages(number: int, entry: DocumentEntry) -> Iterator[tuple[object, ...]]:
    for p in entry.passages:
        words, authors = _json(p.keywords), _json(p.authors)
        yield None, p.id, number, p.anchor, p.heading, p.text, words, p.summary, authors, p.year


def _write_rest(library: Assembled, connection: sqlite3.Connection) -> None:
    sources = ((reference.source(), reference.item) for reference in library.references)
    rows = ((None, s.key, s.number, s.short, s.full, s.checked, s.year, _json(item)) for s, item in sources)
    _insert(connection, "sources", rows)
    _insert(connection, "glossary", ((term.slug, term.term, term.definition) for term in library.glossary))
    papers = ((paper.doc, evidence_record.written(paper)) for paper in library.papers)
    _insert(connection, "papers", sorted(papers))
    _insert(connection, "images", sorted(library.images.items()))


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        places = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} VALUES ({places})", row)  # noqa: S608  (a name of ours, no value)


def _labels(labels: Sequence[Label]) -> str:
    return _json([[label.text, label.role, label.detail] for label in labels])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
