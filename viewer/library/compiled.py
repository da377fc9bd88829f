"""Reads a compiled library. Its file may come from anywhere, so it is treated as hostile."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from viewer.errors import LibraryError
from viewer.library import manifest, schema
from viewer.library.checksums import ADVICE, DIFFERS, Checksums, checksum
from viewer.library.model import Card, Edition, Mention, Page, Passage, Source
from viewer.library.vocabulary import Vocabulary

_CARDS = "SELECT doc, kind, title, summary, grouping, labels, year, note FROM documents"
_SECTIONS = "SELECT anchor, heading, level, html, text, sources FROM sections WHERE doc = ? ORDER BY place"
_MENTIONS = (
    "SELECT d.doc, d.kind, m.anchor, m.heading FROM mentions m "
    "JOIN documents d ON d.id = m.citing WHERE m.doc = ? ORDER BY m.place"
)
_ALL_SOURCES = "SELECT key, number, short, long, checked, year, item FROM sources ORDER BY number, key"
_SOURCES = "SELECT key, number, short, long, checked, year, item FROM sources WHERE key = ?"
_PAPERS = "SELECT doc, paper FROM papers"
_SIZE_OF_PAPERS = "SELECT count(*), total(length(CAST(paper AS BLOB))) FROM papers"
_TERMS = "SELECT slug, term, definition FROM glossary"
DAMAGED = "Damaged entry"
_BATCH = 500
_MAX_ROWS = 250_000
"""Rows of a kind: a content folder has fewer files."""
_MAX_VALUE = 64_000_000
"""Bytes that one value may have: a page of 5 MB is well below."""


# SQLite quotes a damaged schema in its messages, which Python then cannot decode.
_FAULTS = (sqlite3.Error, UnicodeDecodeError)


class NotFound(LibraryError, KeyError):  # noqa: N818  (it is what the reader is told, not a fault)
    """The library holds no such document or reference."""

    def __str__(self) -> str:
        return str(self.args[0])


class Library:
    """An open library; may be asked from any thread."""

    def __init__(self, directory: Path, connection: sqlite3.Connection) -> None:
        self.directory = directory
        self._connection = connection
        # One connection serves the window and the worker, one question at a time.
        self._lock = threading.Lock()
        self._cards: tuple[Card, ...] | None = None
        self._titles: Mapping[str, str] | None = None
        self._papers: tuple[Any, ...] | None = None
        self._sha256 = ""
        self._checksums = Checksums(manifest.records(directory))
        self.edition: Edition = schema.edition(self._meta("edition"))

    @classmethod
    def open(cls, directory: Path) -> "Library":
        """Open the library in a folder; raises LibraryError with one sentence for the reader."""
        path = directory / schema.FILE
        if not path.is_file():
            raise LibraryError(_no_library(directory))
        connection = None
        try:
            connection = _connect(path)
            _check_tables(connection, path)
            return cls(directory, connection)
        except LibraryError:
            if connection:
                connection.close()
            raise
        except _FAULTS as error:
            if connection:
                connection.close()
            raise _damaged(path, error) from error

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._connection.close()

    def cards(self, kind: str | None = None) -> tuple[Card, ...]:
        """All documents in the order of lists, or those of one kind."""
        if self._cards is None:
            self._cards = tuple(map(self._card, self._all(f"{_CARDS} ORDER BY id")))
        return tuple(card for card in self._cards if kind in (None, card.kind))

    def titles(self) -> Mapping[str, str]:
        """Title of each document."""
        if self._titles is None:
            self._titles = {card.doc: card.title for card in self.cards()}
        return self._titles

    def page(self, doc: str) -> Page:
        """A whole document; raises NotFound, or LibraryError where it is not as it was built."""
        row, sections, mentions = rows = self._page(doc)
        if not self._checksums.agrees("page", doc, rows):
            raise LibraryError(f"{DIFFERS} {ADVICE}")
        if sum(len(schema.text(section[3])) for section in sections) > schema.MAX_PAGE:
            raise LibraryError(
                f"This page is longer than {schema.MAX_PAGE // 1_000_000} million characters, "
                "so it is not shown. Have it divided by whoever made the library."
            )
        *head, keys, newest = row
        return schema.page(
            head,
            tuple(map(schema.section, sections)),
            tuple(map(self.source, schema.strings(keys))),
            tuple(map(self._mention, mentions)),
            newest,
        )

    def _page(self, doc: str) -> tuple[schema.Record, list[schema.Record], list[schema.Record]]:
        query = (
            "SELECT id, doc, kind, title, summary, breadcrumb, labels, sources, newest "
            "FROM documents WHERE doc = ?"
        )
        found = self._all(query, (doc,))
        if not found:
            raise self._missing("page", doc, f"The library holds no document named {doc}.")
        number, *row = found[0]
        return row, self._all(_SECTIONS, (number,)), self._all(_MENTIONS, (number,))

    def _missing(self, kind: str, key: str, words: str) -> LibraryError:
        """What was there when the library was built is damaged, not unknown."""
        return LibraryError(f"{DIFFERS} {ADVICE}") if self._checksums.has(kind, key) else NotFound(words)

    def _mention(self, row: schema.Record) -> Mention:
        doc, kind, anchor, heading = row
        return schema.mention((doc, kind, self.titles()[schema.text(doc)], anchor, heading))

    def _card(self, row: schema.Record) -> Card:
        card = schema.card(row)
        if self._checksums.agrees("card", card.doc, row):
            return card
        return Card(card.doc, card.kind, DAMAGED, DIFFERS, card.group, (), None, "")

    def headings(self, doc: str) -> dict[str, str]:
        """The headings of a document by anchor; none where it is not in the library."""
        query = (
            "SELECT s.anchor, s.heading FROM sections s JOIN documents d ON d.id = s.doc "
            "WHERE d.doc = ? ORDER BY s.place"
        )
        return {schema.text(anchor): schema.line(heading) for anchor, heading in self._all(query, (doc,))}

    def passages(self) -> Iterator[Passage]:
        """Every passage, in the order of documents; raises LibraryError where they were changed."""
        running = 0
        for row in self._passages():
            running = checksum([running, row])
            yield schema.passage(row)
        if not self._checksums.agrees_on("rest", "passages", running):
            raise LibraryError(f"{DIFFERS} {ADVICE}")

    def _passages(self) -> Iterator[schema.Record]:
        query = (
            "SELECT p.id, p.passage, d.doc, d.kind, d.title, p.heading, p.text, p.keywords, "
            "p.anchor, p.summary, p.authors, p.year FROM passages p JOIN documents d ON d.id = p.doc "
            "WHERE p.id > ? ORDER BY p.id LIMIT ?"
        )
        last = 0
        while batch := self._all(query, (last, _BATCH)):
            yield from (row[1:] for row in batch)
            last = batch[-1][0]

    def passage_count(self) -> int:
        """How many passages there are."""
        return schema.whole(self._all("SELECT count(*) FROM passages")[0][0])

    def source(self, key: str) -> Source:
        """A reference as shown beside a page; raises NotFound."""
        found = self._all(_SOURCES, (key,))
        if not found:
            raise self._missing("source", key, f"The library holds no reference named {key}.")
        source = schema.source(found[0][:-1])
        if not self._checksums.agrees("source", key, found[0]):
            return Source(source.key, source.number, DAMAGED, DIFFERS, DAMAGED, None)
        return source

    def references(self, keys: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """CSL-JSON items by key, or all of them by number; raises NotFound."""
        if keys is None:
            keys = [row[0] for row in self._all("SELECT key FROM sources ORDER BY number, key")]
        return [self._item(key) for key in keys]

    def _item(self, key: str) -> dict[str, Any]:
        found = self._all(_SOURCES, (key,))
        if not found:
            raise self._missing("source", key, f"The library holds no reference named {key}.")
        if not self._checksums.agrees("source", key, found[0]):
            raise LibraryError(f"Reference {key}: {DIFFERS} {ADVICE}")
        return schema.item(found[0][-1:])

    def papers(self) -> tuple[Any, ...]:
        """Every card as an `evidence.Paper`, by title; one that cannot be shown says why in `compared`."""
        # Late, and so without the type: what papers are made of takes 10 ms, which the start has not.
        from viewer.library import evidence_record

        if self._papers is None:
            count, size = self._all(_SIZE_OF_PAPERS)[0]
            if count > evidence_record.MAX_PAPERS or size > evidence_record.MAX_ALL:
                raise LibraryError(evidence_record.TOO_MANY)
            found = [self._paper_or_why(row) for row in self._all(_PAPERS)]
            self._papers = tuple(sorted(found, key=lambda paper: (paper.title.casefold(), paper.doc)))
        return self._papers

    def paper(self, doc: str) -> Any:  # noqa: ANN401  (an evidence.Paper, as above)
        """A card as an `evidence.Paper`; raises NotFound, or LibraryError where it cannot be shown."""
        from viewer.library import evidence_record  # late: as above

        found = self._all(f"{_PAPERS} WHERE doc = ?", (doc,))
        if not found:
            raise self._missing("paper", doc, f"The library holds no paper named {doc}.")
        if not self._checksums.agrees("paper", doc, found[0]):
            raise LibraryError(f"{DIFFERS} {ADVICE}")
        return evidence_record.read(*found[0])

    def _paper_or_why(self, row: schema.Record) -> Any:  # noqa: ANN401  (as above)
        from viewer.library import evidence_record  # late: as above

        doc = schema.text(row[0])
        if not self._checksums.agrees("paper", doc, row):
            return evidence_record.refused(doc, DAMAGED, DIFFERS)
        try:
            return evidence_record.read(*row)
        except LibraryError as error:
            return evidence_record.refused(doc, self.titles().get(doc, DAMAGED), str(error))

    def glossary(self, slug: str) -> tuple[str, str] | None:
        """Term and definition."""
        found = self._all("SELECT term, definition FROM glossary WHERE slug = ?", (slug,))
        if not found:
            return None
        term, definition = map(schema.text, found[0])
        return (term, definition) if self._checksums.agrees("term", slug, found[0]) else (DAMAGED, DIFFERS)

    def image(self, name: str) -> bytes | None:
        """The bytes of `images/name.png`, as named in a page."""
        found = self._all("SELECT data FROM images WHERE name = ?", (name,))
        data = schema.data(found[0][0]) if found else None
        return data if data is not None and self._checksums.agrees("image", name, data) else None

    def vocabulary(self) -> Vocabulary:
        """Abbreviations, drugs, spellings and lay terms."""
        return Vocabulary.from_json(self._meta("vocabulary"))

    def checksums(self) -> dict[str, dict[str, int]]:
        """The checksum of every record as it stands here, for the manifest."""
        running = 0
        for row in self._passages():
            running = checksum([running, row])
        pages = (schema.text(row[0]) for row in self._all("SELECT doc FROM documents ORDER BY id"))
        rest = {name: checksum(self._text(name)) for name in ("edition", "vocabulary")}
        return {
            "page": {doc: checksum(self._page(doc)) for doc in pages},
            "card": {row[0]: checksum(row) for row in self._all(f"{_CARDS} ORDER BY id")},
            "source": {row[0]: checksum(row) for row in self._all(_ALL_SOURCES)},
            "paper": {row[0]: checksum(row) for row in self._all(_PAPERS)},
            "term": {row[0]: checksum(row[1:]) for row in self._all(_TERMS)},
            "image": {row[0]: checksum(row[1]) for row in self._all("SELECT name, data FROM images")},
            "rest": {**rest, "passages": running},
        }

    def sha256(self) -> str:
        """The hash of library.sqlite as it lies on the disk, not as a manifest claims it."""
        if not self._sha256:
            self._sha256 = manifest.hash_file(self.directory / schema.FILE)
        return self._sha256

    def claimed_sha256(self) -> str:
        """The hash of library.sqlite as the manifest claims it, at no cost; without one, the hash."""
        return manifest.claimed(self.directory, schema.FILE) or self.sha256()

    def _meta(self, name: str) -> str:
        found = self._text(name)
        if not self._checksums.agrees("rest", name, found):
            raise LibraryError(f"{self.directory / schema.FILE}: {DIFFERS} {ADVICE}")
        return found

    def _text(self, name: str) -> str:
        found = self._all("SELECT value FROM meta WHERE name = ?", (name,))
        if not found:
            raise _damaged(self.directory / schema.FILE, f"no {name}")
        return schema.text(found[0][0])

    def _all(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        try:
            with self._lock:
                rows = self._connection.execute(query, values).fetchmany(_MAX_ROWS + 1)
        except sqlite3.ProgrammingError as error:
            raise LibraryError("The library was closed.") from error
        except (*_FAULTS, OverflowError) as error:
            raise _damaged(self.directory / schema.FILE, error) from error
        if len(rows) > _MAX_ROWS:
            raise _damaged(self.directory / schema.FILE, f"more than {_MAX_ROWS:,} rows of a kind")
        return rows


def _connect(path: Path) -> sqlite3.Connection:
    # An authority must stay empty, so that a network share (//server/share) becomes file:////server/share.
    place = path.absolute().as_posix()
    uri = f"file://{quote(place if place.startswith('/') else f'/{place}', safe='/:')}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _check_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file with any table, view, index or trigger that is not ours: those could run queries."""
    query = (
        "SELECT type, name, sql FROM sqlite_schema "
        "WHERE NOT (type = 'index' AND sql IS NULL AND name LIKE 'sqlite!_autoindex!_%' ESCAPE '!')"
    )
    found = {(kind, name): sql for kind, name, sql in connection.execute(query)}
    version = _version(connection) if ("table", "meta") in found else None
    if version is not None and version != str(schema.VERSION):
        advice = (
            "newer; install a newer program" if _newer(version) else "older; build it again with this program"
        )
        raise LibraryError(
            f"The library {path} was made by another version of the program, which is {advice}."
        )
    if found != {("table", name): sql for name, sql in schema.TABLES.items()}:
        raise _damaged(path, "its tables are not those of a library")


def _no_library(directory: Path) -> str:
    if (directory / "library.toml").is_file():
        return f"{directory} holds content that is not built yet; run: wardshelf build {directory} -o OUT"
    return f"There is no library in {directory}: the file {schema.FILE} is missing there."


def _version(connection: sqlite3.Connection) -> str | None:
    found = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchall()
    return str(found[0][0])[:20] if found else None


def _newer(version: str) -> bool:
    return version.isdecimal() and int(version) > schema.VERSION


def _damaged(path: Path, why: object) -> LibraryError:
    return LibraryError(
        f"The library {path} is damaged ({why}). Put a good copy of the library in its place."
    )
