"""A passage as numbers: its words in order, and how often each stands in which field.

Every distinct chunk of text is analysed once; counting then runs in C.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from struct import Struct
from typing import NamedTuple

from viewer.library.model import Passage
from viewer.search.analysis.analyser import UNINDEXED, Analyser, chunks, visible
from viewer.search.analysis.identifiers import doi_token, dois
from viewer.search.index import impacts
from viewer.search.index.arrays import BREAK, Numbers, numbers
from viewer.search.index.lexicon import LexiconMaker

_ROW = Struct("=I")
"""One number of a row."""
_COUNTED_AT_ONCE = 1 << 20


class Tally(NamedTuple):
    """The words of one passage by number."""

    row: Numbers
    """As in `viewer.search.index.arrays`."""
    packed: dict[int, int]
    """For each word its packed frequencies, as in `viewer.search.index.impacts`."""
    lengths: tuple[int, ...]
    """Words by field."""


class _Chunks(dict[str, int]):
    """Chunks by number, each taken apart when it is first met."""

    def __init__(self, analyser: Analyser, lexicon: LexiconMaker) -> None:
        self._analyser, self._lexicon = analyser, lexicon
        self.row_of: list[bytes] = []
        """The words of a chunk as they stand in a row: bytes, because those of a text are joined by C."""
        self.posted_of: list[Sequence[int]] = []
        """The keys to post."""
        self.written_of: list[Sequence[tuple[str, int]]] = []

    def __missing__(self, chunk: str) -> int:
        word = self._analyser.word(chunk)
        place = self._of_tokens(chunk) if word is None else self._of_word(chunk, *word)
        self[chunk] = place
        return place

    def _of_word(self, chunk: str, term: str, surface: str, silent: bool) -> int:
        """Most chunks are one plain word; `Word` and `word` are the same chunk."""
        if chunk != surface and chunk.lower() == surface and silent == (surface in UNINDEXED):
            return self[surface]
        number = self._lexicon.number(term)
        return self._keep(_ROW.pack(number + 1), () if silent else (number,), ((surface, number),))

    def _of_tokens(self, chunk: str) -> int:
        row, posted, written = numbers(), list[int](), list[tuple[str, int]]()
        for term, surface, _, _, extra, silent in self._analyser.chunk(chunk):
            number = self._lexicon.number(term)
            written.append((surface, number))
            if not extra:
                row.append(number + 1)
            if not silent:
                posted.append(number)
        return self._keep(row.tobytes(), posted, written)

    def _keep(self, row: bytes, posted: Sequence[int], written: Sequence[tuple[str, int]]) -> int:
        self.row_of.append(row)
        self.posted_of.append(posted)
        self.written_of.append(written)
        return len(self.row_of) - 1


class Tallier:
    """Turns passages into numbers; `finish` tells the lexicon what was written, and how often."""

    def __init__(self, analyser: Analyser, lexicon: LexiconMaker) -> None:
        self._lexicon = lexicon
        self._chunks = _Chunks(analyser, lexicon)
        self._met = numbers()
        self._uses: Counter[int] = Counter()
        self._dois: Counter[tuple[str, int]] = Counter()

    def tally(self, passage: Passage) -> Tally:
        """The words of a passage."""
        row = numbers()
        *short, text = map(self._words, _texts(passage))
        # What one call of C counts, for Python to add the few words of the short fields to.
        packed: dict[int, int] = Counter(text[1])
        if len(text[0]) >= impacts.TEXT_ONLY:
            packed = {term: min(count, impacts.TEXT_ONLY - 1) for term, count in packed.items()}
        for field, (words, terms) in enumerate((*short, text)):
            row.extend(words)
            row.append(BREAK)
            for term in terms if field != impacts.TEXT else ():
                packed[term] = impacts.another(packed.get(term, 0), field)
        return Tally(row, packed, tuple(len(words) for words, _ in (*short, text)))

    def finish(self) -> None:
        """Tell the lexicon of all that was tallied."""
        self._uses.update(self._met)
        for chunk, uses in self._uses.items():
            for written in self._chunks.written_of[chunk]:
                self._lexicon.written[written] += uses
        for written, uses in self._dois.items():
            self._lexicon.written[written] += uses

    def _words(self, text: str) -> tuple[Numbers, Iterable[int]]:
        """Words in reading order as they stand in a row, and the key numbers to post."""
        found = list(map(self._chunks.__getitem__, chunks(text)))
        self._met += array("I", found)
        if len(self._met) > _COUNTED_AT_ONCE:
            self._uses.update(self._met)
            self._met = numbers()
        words = numbers()
        words.frombytes(b"".join(map(self._chunks.row_of.__getitem__, found)))
        terms: Iterable[int] = chain.from_iterable(map(self._chunks.posted_of.__getitem__, found))
        return words, [*terms, *self._doi_numbers(text)] if "10." in text else terms

    def _doi_numbers(self, text: str) -> Iterable[int]:
        for token in (doi_token(doi.text) for doi in dois(visible(text))):
            number = self._lexicon.number(token.term)
            self._dois[token.surface, number] += 1
            yield number


def _texts(passage: Passage) -> tuple[str, str, str, str]:
    """What is searched, by field as in `impacts.FIELDS`."""
    year = [str(passage.year)] if passage.year is not None else []
    keywords = " | ".join((*passage.keywords, *passage.authors, *year))
    heading = "" if passage.heading == impacts.OF_ONE_TABLE[0] else passage.heading
    return passage.title, heading, keywords, f"{passage.text}\n{passage.summary}"
