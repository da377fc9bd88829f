"""The engine and its peers behind one face: build, open, ask."""

import re
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from viewer.library.model import Passage
from viewer.library.vocabulary import Vocabulary
from viewer.search import build_index, open_index

LIMIT = 20
_WORD = re.compile(r"\w+")
_DEBIAN = "/usr/lib/python3/dist-packages"
_STOP = "a an the of in is are was were and or to for what how do does can with by on be it"


class Peer(Protocol):
    """Something that answers questions from passages."""

    name: str

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        """Index the passages in an empty folder."""

    def open(self, folder: Path) -> None:
        """Open what was built."""

    def ask(self, text: str) -> list[str]:
        """Answer a text as typed, its last word unfinished: ids, with excerpts made."""

    def answer(self, text: str) -> list[str]:
        """Answer a whole question: ids of the ten best."""


class Wardshelf:
    """This program."""

    name = "Wardshelf"

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        """Through the seam."""
        build_index(passages, folder, self._vocabulary)

    def open(self, folder: Path) -> None:
        """Through the seam."""
        self._engine = open_index(folder, self._vocabulary)

    def ask(self, text: str) -> list[str]:
        """Both tiers, excerpts included."""
        return [hit.id for hit in self._engine.search(text, LIMIT).hits]

    def answer(self, text: str) -> list[str]:
        """The same."""
        return [hit.id for hit in self._engine.search(text, 10).hits]


class Fts5:
    """SQLite FTS5 with Porter's stemmer: all words, the last a prefix; any word where that finds nothing."""

    name = "SQLite FTS5"

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        """One table of titles, headings and texts."""
        with sqlite3.connect(folder / "fts.sqlite") as base:
            base.execute(
                "CREATE VIRTUAL TABLE f USING fts5(id UNINDEXED, title, heading, text, "
                "tokenize='porter unicode61 remove_diacritics 2')"
            )
            rows = ((p.id, p.title, p.heading, p.text) for p in passages)
            base.executemany("INSERT INTO f VALUES (?, ?, ?, ?)", rows)
        base.close()

    def open(self, folder: Path) -> None:
        """Read-only, as a program would."""
        self._base = sqlite3.connect(f"file:{folder / 'fts.sqlite'}?mode=ro", uri=True)

    def ask(self, text: str) -> list[str]:
        """As above, with excerpts."""
        words = [f'"{word}"' for word in _WORD.findall(text)]
        if not words:
            return []
        if text[-1:].isalnum():
            words[-1] += "*"
        return self._run(" ".join(words), LIMIT) or self._run(" OR ".join(words), LIMIT)

    def answer(self, text: str) -> list[str]:
        """Any word, ranked by BM25: better on questions than all words."""
        return self._run(" OR ".join(f'"{word}"' for word in _WORD.findall(text)), 10)

    def _run(self, match: str, limit: int) -> list[str]:
        rows = self._base.execute(
            "SELECT id, snippet(f, 3, '', '', '…', 32) FROM f WHERE f MATCH ? "
            "ORDER BY bm25(f, 0, 2, 1, 1) LIMIT ?",
            (match, limit),
        )
        return [row[0] for row in rows]


class Xapian:
    """Xapian with its English stemmer; needs Debian's python3-xapian."""

    name = "Xapian"

    def __init__(self, xapian: ModuleType) -> None:
        self._x: Any = xapian

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        """Titles count twice."""
        base = self._x.WritableDatabase(str(folder), self._x.DB_CREATE_OR_OVERWRITE)
        terms = self._x.TermGenerator()
        terms.set_stemmer(self._x.Stem("en"))
        for passage in passages:
            document = self._x.Document()
            terms.set_document(document)
            for text, weight in ((passage.title, 2), (passage.heading, 1), (passage.text, 1)):
                terms.index_text(text, weight)
                terms.increase_termpos()
            document.set_data(f"{passage.id}\n{passage.text}")
            base.add_document(document)
        base.commit()
        base.close()

    def open(self, folder: Path) -> None:
        """With the parser for words being typed."""
        self._base = self._x.Database(str(folder))
        stopper = self._x.SimpleStopper()
        for word in _STOP.split():
            stopper.add(word)
        self._stopper = stopper  # Xapian does not keep it alive
        self._all = self._parser(self._x.Query.OP_AND)
        self._any = self._parser(self._x.Query.OP_OR)

    def ask(self, text: str) -> list[str]:
        """All words, the last a prefix; any word where that finds nothing; with excerpts."""
        flags = self._x.QueryParser.FLAG_DEFAULT | (
            self._x.QueryParser.FLAG_PARTIAL if text[-1:].isalnum() else 0
        )
        return self._run(self._all, text, flags, LIMIT) or self._run(self._any, text, flags, LIMIT)

    def answer(self, text: str) -> list[str]:
        """Any word but the commonest: better on questions than all words."""
        return self._run(self._any, text, self._x.QueryParser.FLAG_DEFAULT, 10)

    def _parser(self, operator: int) -> Any:  # noqa: ANN401 - Xapian has no types
        parser = self._x.QueryParser()
        parser.set_stemmer(self._x.Stem("en"))
        parser.set_stemming_strategy(self._x.QueryParser.STEM_SOME)
        parser.set_default_op(operator)
        parser.set_database(self._base)
        parser.set_stopper(self._stopper)
        return parser

    def _run(self, parser: Any, text: str, flags: int, limit: int) -> list[str]:  # noqa: ANN401 - as above
        enquire = self._x.Enquire(self._base)
        enquire.set_query(parser.parse_query(" ".join(_WORD.findall(text.lower())), flags))
        found = enquire.get_mset(0, limit)
        ids = []
        for match in found:
            name, _, body = match.document.get_data().decode().partition("\n")
            found.snippet(body, 240)
            ids.append(name)
        return ids


class Tantivy:
    """Tantivy with its English stemmer, a field each; needs `pip install tantivy`."""

    name = "tantivy"

    def __init__(self, tantivy: ModuleType) -> None:
        self._t: Any = tantivy

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        """Titles, headings and texts."""
        schema = self._t.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in ("title", "heading", "text"):
            schema.add_text_field(name, stored=True, tokenizer_name="en_stem")
        writer = self._t.Index(schema.build(), str(folder)).writer()
        for p in passages:
            writer.add_document(self._t.Document(id=p.id, title=p.title, heading=p.heading, text=p.text))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """As a program would."""
        self._index = self._t.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def ask(self, text: str) -> list[str]:
        """Any word; it knows no beginnings; with excerpts."""
        query = self._query(text)
        snippets = self._t.SnippetGenerator.create(self._searcher, query, self._index.schema, "text")
        found = [self._searcher.doc(address) for _, address in self._searcher.search(query, LIMIT).hits]
        for document in found:
            snippets.snippet_from_doc(document)
        return [document["id"][0] for document in found]

    def answer(self, text: str) -> list[str]:
        """Any word."""
        hits = self._searcher.search(self._query(text), 10).hits
        return [self._searcher.doc(address)["id"][0] for _, address in hits]

    def _query(self, text: str) -> Any:  # noqa: ANN401 - Tantivy has no types
        fields = ["title", "heading", "text"]
        return self._index.parse_query(" ".join(_WORD.findall(text.lower())), fields)


def peers(vocabulary: Vocabulary) -> list[Peer]:
    """All engines that this machine has; only ours knows what to do with a vocabulary."""
    engines: list[Peer] = [Wardshelf(vocabulary), Fts5()]
    with suppress(ImportError):
        engines.append(Xapian(_xapian()))
    with suppress(ImportError):
        engines.append(Tantivy(import_module("tantivy")))
    return engines


def _xapian() -> ModuleType:
    """Debian's own module: in a virtual environment it must be looked for."""
    sys.path.append(_DEBIAN)
    try:
        import xapian  # type: ignore[import-not-found, unused-ignore]
    finally:
        sys.path.remove(_DEBIAN)
    return xapian  # type: ignore[no-any-return, unused-ignore]
