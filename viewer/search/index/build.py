"""Build the index of a library: passages → lexicon, names, and the postings that Whoosh keeps.

The same passages make the same bytes. Nothing says that the index is whole before the very last step.
"""

import gc
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from viewer.errors import SearchIndexError
from viewer.library.model import Passage
from viewer.library.vocabulary import Vocabulary
from viewer.search.analysis.analyser import Analyser
from viewer.search.index import header, impacts
from viewer.search.index import passages as columns
from viewer.search.index.arrays import PASSAGE, Numbers, Postings, apart, numbers, posting_list, renumbered
from viewer.search.index.lexicon import LexiconMaker
from viewer.search.index.names import NamesMaker
from viewer.search.index.segment_writer import WHOOSH_VERSION, Writer
from viewer.search.index.tally import Tallier

_STEP, _WRITTEN = 50, 5_000
"""Passages, and later words, between two reports of progress."""


def build(
    passages: Iterable[Passage],
    directory: Path,
    vocabulary: Vocabulary | None,
    progress: Callable[[int], None] | None,
    library: str = "",
) -> None:
    """Write the index of `passages` into `directory`, an empty folder; on any failure leave it empty.

    `library` is the hash of the library that it is made of.
    """
    if not directory.is_dir() or any(directory.iterdir()):
        raise SearchIndexError(f"{directory} must be an empty folder to build a search index in.")
    builder: _Builder | None = None
    try:
        builder = _Builder(directory, library)
        if vocabulary:
            (directory / header.VOCABULARY).write_text(vocabulary.to_json(), encoding="utf-8")
        with _undisturbed():
            builder.build(passages, progress or (lambda _: None))
    except BaseException:
        if builder:
            builder.abandon()
        _empty(directory)
        raise


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold off the collector of garbage: millions of numbers are made and none of them is in a ring."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _run(calls: Iterator[None]) -> None:
    """Make calls that give nothing: millions of them, without a step of Python for each."""
    deque(calls, maxlen=0)


def _empty(directory: Path) -> None:
    """Take away what was made here; the folder was empty before."""
    for path in sorted(directory.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()


class _Builder:
    def __init__(self, directory: Path, library: str) -> None:
        self._directory, self._library = directory, library
        self._writer = Writer(directory)
        self._analyser = Analyser()
        self._lexicon = LexiconMaker()
        self._tallier = Tallier(self._analyser, self._lexicon)
        self._names = NamesMaker()
        self._rows: list[Numbers] = []
        self._lengths: list[Numbers] = [numbers() for _ in impacts.FIELDS]
        self._postings: list[Postings] = []
        self._facts: dict[str, dict[str, Numbers]] = {"kind": {}, "authors": {}, "year": {}}
        self._tables: dict[str, tuple[str, list[int]]] = {}

    def build(self, passages: Iterable[Passage], progress: Callable[[int], None]) -> None:
        done = 0
        for done, passage in enumerate(passages, 1):
            self._add(done - 1, passage)
            if done % _STEP == 0:
                progress(done)
        self._finish(lambda: progress(done))
        header.write(self._directory, WHOOSH_VERSION, done, self._writer.terms, self._library)
        progress(done)

    def abandon(self) -> None:
        """Let go of the files."""
        self._writer.abandon()

    def _add(self, number: int, passage: Passage) -> None:
        row, lengths = self._count(number, passage)
        self._rows.append(row)
        for lengths_of, length in zip(self._lengths, lengths, strict=True):
            lengths_of.append(length)
        self._writer.add(columns.shown(passage))
        if passage.heading in impacts.OF_ONE_TABLE:
            self._tables.setdefault(passage.doc, (passage.heading, []))[1].append(number)
        self._add_facts(number, passage)
        self._names.add(number, passage)

    def _count(self, number: int, passage: Passage) -> tuple[Numbers, tuple[int, ...]]:
        row, packed, lengths = self._tallier.tally(passage)
        self._postings += (posting_list() for _ in range(len(self._lexicon.ids) - len(self._postings)))
        postings, frequencies = map(self._postings.__getitem__, packed), packed.values()
        _run(map(array.append, postings, map((number << PASSAGE).__or__, frequencies)))
        return row, lengths

    def _add_facts(self, number: int, passage: Passage) -> None:
        authors = {token.surface for name in passage.authors for token in self._analyser.tokens(name)}
        years = {str(passage.year)} if passage.year is not None else set()
        for field, values in (("kind", {passage.kind}), ("authors", authors), ("year", years)):
            for value in sorted(values):
                self._facts[field].setdefault(value, numbers()).append(number)

    def _finish(self, still_here: Callable[[], None]) -> None:
        self._tallier.finish()
        counts = list(map(len, self._postings))
        order = self._lexicon.order()
        self._writer.add_words(renumbered(self._rows, order))
        fields = ("authors", "kind", "words", "year")
        self._writer.write((field, self._inverted(field, still_here)) for field in fields)
        self._writer.finish()
        self._lexicon.save(self._directory, order, counts)
        self._names.save(self._directory, self._analyser)

    def _inverted(
        self, field: str, still_here: Callable[[], None]
    ) -> Iterator[tuple[bytes, Numbers, Numbers]]:
        if field == "words":
            yield from self._inverted_words(still_here)
        for value, row in sorted((value.encode(), row) for value, row in self._facts.get(field, {}).items()):
            yield value, row, array("I", bytes(4 * len(row)))

    def _inverted_words(self, still_here: Callable[[], None]) -> Iterator[tuple[bytes, Numbers, Numbers]]:
        tables = [parts for first, parts in self._tables.values() if first == impacts.OF_ONE_TABLE[0]]
        coder = impacts.Coder(self._lengths, tables)
        order = sorted((term.encode(), number) for term, number in self._lexicon.ids.items())
        for place, (term, number) in enumerate(order):
            if place % _WRITTEN == 0:
                still_here()  # who watches may stop the build
            if self._postings[number]:
                passages, packs = apart(self._postings[number])
                yield term, passages, coder.codes(passages, packs)
