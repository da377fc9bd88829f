"""Build the index of a library: passages → lexicon, names, and the postings that Whoosh keeps.

The same passages make the same bytes. Nothing says that the index is whole before the very last step.
"""

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from viewer.errors import SearchIndexError
from viewer.library.model import Passage
from viewer.library.vocabulary import Vocabulary
from viewer.search import header, impacts, sentences
from viewer.search.arrays import Numbers, numbers
from viewer.search.lexicon import LexiconMaker
from viewer.search.names import NamesMaker
from viewer.search.rows import BREAK, pack_row
from viewer.search.store import WHOOSH_VERSION, Writer
from viewer.search.text import DOI, Analyser, Token, chunks, doi_token

_STEP = 50
"""Passages between two reports of progress."""


def build(
    passages: Iterable[Passage],
    directory: Path,
    vocabulary: Vocabulary | None,
    progress: Callable[[int], None] | None,
) -> None:
    """Write the index of `passages` into `directory`, an empty folder; on any failure leave it empty."""
    if not directory.is_dir() or any(directory.iterdir()):
        raise SearchIndexError(f"{directory} must be an empty folder to build a search index in.")
    builder: _Builder | None = None
    try:
        builder = _Builder(directory)
        if vocabulary:
            (directory / header.VOCABULARY).write_text(vocabulary.to_json(), encoding="utf-8")
        builder.build(passages, progress or (lambda _: None))
    except BaseException:
        if builder:
            builder.abandon()
        _empty(directory)
        raise


def _empty(directory: Path) -> None:
    """Take away what was made here; the folder was empty before."""
    for path in sorted(directory.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()


class _Builder:
    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._writer = Writer(directory)
        self._analyser = Analyser()
        self._lexicon = LexiconMaker()
        self._names = NamesMaker()
        self._seen: set[str] = set()
        self._row_of: dict[str, tuple[int, ...]] = {}
        self._posted_of: dict[str, tuple[int, ...]] = {}
        self._lengths: list[Numbers] = [numbers() for _ in impacts.FIELDS]
        self._postings: list[tuple[Numbers, Numbers]] = []
        self._facts: dict[str, dict[str, Numbers]] = {"kind": {}, "authors": {}, "year": {}}

    def build(self, passages: Iterable[Passage], progress: Callable[[int], None]) -> None:
        done = 0
        for done, passage in enumerate(passages, 1):
            self._add(done - 1, passage)
            if done % _STEP == 0:
                progress(done)
        self._finish()
        header.write(self._directory, WHOOSH_VERSION, done)
        progress(done)

    def abandon(self) -> None:
        """Let go of the files."""
        self._writer.abandon()

    def _add(self, number: int, passage: Passage) -> None:
        row = numbers()
        *short, text = map(self._words, _texts(passage))
        # What one call of C counts, for Python to add the few words of the short fields to.
        packed: dict[int, int] = Counter(text[1])
        if len(text[0]) >= impacts.TEXT_ONLY:
            packed = {term: min(count, impacts.TEXT_ONLY - 1) for term, count in packed.items()}
        for field, (words, terms) in enumerate((*short, text)):
            row.extend(words)
            row.append(BREAK)
            self._lengths[field].append(len(words))
            for term in terms if field != impacts.TEXT else ():
                packed[term] = impacts.another(packed.get(term, 0), field)
        for term, frequencies in packed.items():
            passages, packs = self._postings[term]
            passages.append(number)
            packs.append(frequencies)
        self._writer.add((_shown(passage), pack_row(row)))
        self._add_facts(number, passage)
        self._names.add(number, passage)

    def _words(self, text: str) -> tuple[Numbers, Iterable[int]]:
        """Words in reading order as they stand in a row, and the key numbers to post."""
        found = chunks(text)
        new = set(found) - self._seen
        for chunk in found if new else ():
            if chunk in new:
                self._learn(chunk)
                new.discard(chunk)
        words = numbers()
        words.extend(chain.from_iterable(map(self._row_of.__getitem__, found)))
        terms: Iterable[int] = chain.from_iterable(map(self._posted_of.__getitem__, found))
        if "10." in text:
            terms = [*terms, *(self._number(doi_token(match.group())) for match in DOI.finditer(text))]
        return words, terms

    def _number(self, token: Token) -> int:
        number = self._lexicon.number(token)
        if number == len(self._postings):
            self._postings.append((numbers(), numbers()))
        return number

    def _learn(self, chunk: str) -> None:
        tokens = [(self._number(token), token) for token in self._analyser.chunk(chunk)]
        self._row_of[chunk] = tuple(number + 1 for number, token in tokens if not token.extra)
        self._posted_of[chunk] = tuple(number for number, token in tokens if not token.silent)
        self._seen.add(chunk)

    def _add_facts(self, number: int, passage: Passage) -> None:
        authors = {token.surface for name in passage.authors for token in self._analyser.tokens(name)}
        years = {str(passage.year)} if passage.year is not None else set()
        for field, values in (("kind", {passage.kind}), ("authors", authors), ("year", years)):
            for value in sorted(values):
                self._facts[field].setdefault(value, numbers()).append(number)

    def _finish(self) -> None:
        counts = numbers()
        counts.extend(len(row) for row, _ in self._postings)
        self._writer.write((field, self._inverted(field)) for field in ("authors", "kind", "words", "year"))
        self._writer.finish()
        self._lexicon.save(self._directory, counts)
        self._names.save(self._directory, self._analyser)

    def _inverted(self, field: str) -> Iterator[tuple[bytes, Numbers, Numbers]]:
        if field == "words":
            yield from self._inverted_words()
        for value, row in sorted((value.encode(), row) for value, row in self._facts.get(field, {}).items()):
            yield value, row, array("I", bytes(4 * len(row)))

    def _inverted_words(self) -> Iterator[tuple[bytes, Numbers, Numbers]]:
        worths = impacts.norms(self._lengths)
        order = sorted((term.encode(), number) for term, number in self._lexicon.ids.items())
        for term, number in order:
            row, packs = self._postings[number]
            if row:
                yield term, row, impacts.codes(row, packs, worths)


def _texts(passage: Passage) -> tuple[str, str, str, str]:
    """What is searched, by field as in `impacts.FIELDS`."""
    year = [str(passage.year)] if passage.year is not None else []
    keywords = " | ".join((*passage.keywords, *passage.authors, *year))
    return passage.title, passage.heading, keywords, f"{passage.text}\n{passage.summary}"


def _shown(passage: Passage) -> bytes:
    shown = (
        passage.id,
        passage.doc,
        passage.kind,
        passage.title,
        passage.heading,
        passage.anchor,
        passage.summary,
        passage.text,
        sentences.starts(passage.text),
    )
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
