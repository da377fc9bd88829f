"""The tables of library.sqlite. A reader opens no file whose tables differ from these in a single letter."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from viewer.errors import LibraryError
from viewer.library.model import KINDS, Card, Edition, Label, Mention, Page, Passage, Section, Source
from viewer.library.sieve import sieved

VERSION = 2
"""Raised with every change of the tables or of what stands in them."""
FILE = "library.sqlite"
MAX_LINE = 1_000
"""Characters of a title, heading or label that are shown."""
MAX_TEXT = 20_000
"""Characters of a summary or of what a label tells more."""
MAX_LABELS = 100
MAX_PAGE = 8_000_000
"""Characters of HTML of a page: a longer one would stall the window, however it is shown."""

_COLUMNS = {
    "meta": "name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL",
    "documents": (
        "id INTEGER PRIMARY KEY, doc TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, "
        "summary TEXT NOT NULL, grouping TEXT NOT NULL, labels TEXT NOT NULL, year INTEGER, "
        "note TEXT NOT NULL, breadcrumb TEXT NOT NULL, sources TEXT NOT NULL, newest INTEGER"
    ),
    "sections": (
        "doc INTEGER NOT NULL, place INTEGER NOT NULL, anchor TEXT NOT NULL, heading TEXT NOT NULL, "
        "level INTEGER NOT NULL, html TEXT NOT NULL, text TEXT NOT NULL, sources TEXT NOT NULL, "
        "PRIMARY KEY (doc, place)"
    ),
    "passages": (
        "id INTEGER PRIMARY KEY, passage TEXT NOT NULL, doc INTEGER NOT NULL, anchor TEXT NOT NULL, "
        "heading TEXT NOT NULL, text TEXT NOT NULL, keywords TEXT NOT NULL, summary TEXT NOT NULL, "
        "authors TEXT NOT NULL, year INTEGER"
    ),
    "sources": (
        "id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, number INTEGER NOT NULL, short TEXT NOT NULL, "
        "long TEXT NOT NULL, checked TEXT NOT NULL, year INTEGER, item TEXT NOT NULL"
    ),
    "mentions": (
        "doc INTEGER NOT NULL, place INTEGER NOT NULL, citing INTEGER NOT NULL, anchor TEXT NOT NULL, "
        "heading TEXT NOT NULL, PRIMARY KEY (doc, place)"
    ),
    "glossary": "slug TEXT PRIMARY KEY NOT NULL, term TEXT NOT NULL, definition TEXT NOT NULL",
    "papers": "doc TEXT PRIMARY KEY NOT NULL, paper TEXT NOT NULL",
    "images": "name TEXT PRIMARY KEY NOT NULL, data BLOB NOT NULL",
}
TABLES = {name: f"CREATE TABLE {name} ({columns})" for name, columns in _COLUMNS.items()}
"""The statement that makes each table, as SQLite keeps it."""


Record = Sequence[Any]


def _fault() -> LibraryError:
    return LibraryError(
        "The library is damaged (a value of the wrong type). Put a good copy of the library in its place."
    )


def text(value: object) -> str:
    """A text, or LibraryError."""
    if not isinstance(value, str):
        raise _fault()
    return value


def line(value: object, most: int = MAX_LINE) -> str:
    """A text for a line or two, which ends with an ellipsis where it would stall a list; or LibraryError."""
    all_of_it = text(value)
    return all_of_it if len(all_of_it) <= most else f"{all_of_it[: most - 1]}…"


def whole(value: object) -> int:
    """A whole number, or LibraryError."""
    if type(value) is not int:
        raise _fault()
    return value


def maybe(value: object) -> int | None:
    """A whole number or nothing, or LibraryError."""
    return None if value is None else whole(value)


def data(value: object) -> bytes:
    """Bytes, or LibraryError."""
    if not isinstance(value, bytes):
        raise _fault()
    return value


def kind(value: object) -> str:
    """One of the kinds, or LibraryError."""
    if value not in KINDS:
        raise _fault()
    return text(value)


def _json(value: object) -> Any:  # noqa: ANN401  (whatever stands there: the callers check it)
    try:
        return json.loads(text(value))
    except (ValueError, RecursionError) as error:
        raise _fault() from error


def strings(value: object) -> tuple[str, ...]:
    """A JSON list of texts, or LibraryError."""
    if value == "[]":
        return ()  # most sections of a page with thousands cite nothing
    found = _json(value)
    if not isinstance(found, list):
        raise _fault()
    return tuple(text(one) for one in found)


def _labels(value: object) -> tuple[Label, ...]:
    found = _json(value)
    if not isinstance(found, list) or not all(isinstance(one, list) and len(one) == 3 for one in found):
        raise _fault()
    if len(found) > MAX_LABELS:
        raise _fault()
    return tuple(Label(line(name), line(role), line(detail, MAX_TEXT)) for name, role, detail in found)


def edition(value: object) -> Edition:
    """The edition, from JSON."""
    found = _json(value)
    if not isinstance(found, dict) or set(found) != {field.name for field in fields(Edition)}:
        raise _fault()
    newest = maybe(found.pop("newest_source"))
    return Edition(**{name: text(value) for name, value in found.items()}, newest_source=newest)


def card(row: Record) -> Card:
    """A document in a list."""
    doc, of_kind, title, summary, group, labels, year, note = row
    return Card(
        text(doc),
        kind(of_kind),
        line(title),
        line(summary, MAX_TEXT),
        line(group),
        _labels(labels),
        maybe(year),
        line(note),
    )


def page(
    row: Record,
    sections: tuple[Section, ...],
    sources: tuple[Source, ...],
    mentions: tuple[Mention, ...],
    newest: object,
) -> Page:
    """A whole document."""
    doc, of_kind, title, summary, breadcrumb, labels = row
    crumbs = tuple(map(line, strings(breadcrumb)))
    return Page(
        text(doc), kind(of_kind), line(title), line(summary, MAX_TEXT), crumbs, _labels(labels), sections,
        sources, mentions, maybe(newest),
    )  # fmt: skip


def section(row: Record) -> Section:
    """A section of a page."""
    anchor, heading, level, html, plain, sources = row
    return Section(
        text(anchor), line(heading), whole(level), sieved(text(html)), text(plain), strings(sources)
    )


def source(row: Record) -> Source:
    """A reference beside a page."""
    key, number, short, full, checked, year = row
    return Source(text(key), whole(number), text(short), text(full), text(checked), maybe(year))


def mention(row: Record) -> Mention:
    """A passage that cites."""
    doc, of_kind, title, anchor, heading = row
    return Mention(text(doc), kind(of_kind), line(title), text(anchor), line(heading))


def passage(row: Record) -> Passage:
    """What search finds."""
    name, doc, of_kind, title, heading, plain, keywords, anchor, summary, authors, year = row
    return Passage(
        text(name), text(doc), kind(of_kind), line(title), line(heading), text(plain), strings(keywords),
        text(anchor), text(summary), strings(authors), maybe(year),
    )  # fmt: skip


def item(row: Record) -> dict[str, Any]:
    """A CSL-JSON item."""
    found = _json(row[0])
    if not isinstance(found, dict):
        raise _fault()
    return found
