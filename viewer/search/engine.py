"""Query → ranked hits: puts the parts of search together."""

import gc
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from viewer import disk
from viewer.callbacks import IsStale
from viewer.errors import LibraryError
from viewer.library.vocabulary import Vocabulary
from viewer.search.analysis.analyser import Analyser
from viewer.search.answer import Answer, Engine, Hit
from viewer.search.index import header
from viewer.search.index.lexicon import Lexicon
from viewer.search.index.names import Names
from viewer.search.index.passages import Passages
from viewer.search.index.segment import Reader
from viewer.search.name_search import Naming
from viewer.search.query import sections
from viewer.search.query.expand import Expander
from viewer.search.query.parse import Query, parse
from viewer.search.query.suggest import Suggested, Suggester
from viewer.search.query.thesaurus import Thesaurus
from viewer.search.ranking import bitmaps
from viewer.search.ranking.explain import explain as explained
from viewer.search.ranking.feedback import Feedback
from viewer.search.ranking.filters import PassageFilters
from viewer.search.ranking.match import Asked, Matched, ask, idf, match
from viewer.search.ranking.postings import Postings
from viewer.search.ranking.rerank import Closer
from viewer.search.ranking.score import Spread, order
from viewer.search.results.highlights import Register, Spotter
from viewer.search.results.hits import Maker
from viewer.search.results.messages import also, marks, relaxed, too_common

_FEW = 2
"""Hits, or passages with a word, that are few enough to ask whether something else was meant."""
_VOCABULARY = 64_000_000
"""Bytes that a vocabulary may have."""


def open_engine(directory: Path, vocabulary: Vocabulary | None, library: str = "") -> Engine:
    """Open an index, whoever made it; raises SearchIndexError."""
    reader = Reader(directory, library)
    try:
        engine = IndexEngine(directory, vocabulary or _built_with(directory), reader)
    except BaseException:
        reader.close()
        raise
    gc.freeze()  # what is loaded by now stays: no collection of garbage need look through it while one types
    return engine


def _built_with(directory: Path) -> Vocabulary:
    path = directory / header.VOCABULARY
    try:
        if not path.exists():
            return Vocabulary()
        return Vocabulary.from_json(disk.read_plain(path, _VOCABULARY).decode())
    except (OSError, ValueError, LibraryError) as error:
        raise header.damaged() from error


@dataclass(frozen=True, slots=True)
class Request:
    """What an answer is to be like."""

    limit: int
    kinds: Collection[str] | None
    stale: IsStale
    correct: bool
    explain: bool


@dataclass(slots=True)
class _Run:
    """One pass over the index."""

    request: Request
    query: Query
    asked: list[Asked]
    matched: Matched | None = None
    allowed: int | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was found."""
        return not self.matched or not self.matched.flags


class IndexEngine:
    """An open index: `search` on one thread at a time, `names` beside it on any."""

    def __init__(self, directory: Path, vocabulary: Vocabulary, reader: Reader) -> None:
        self._reader = reader
        self._analyser = Analyser()
        self._register = Register(self._analyser)
        self._lexicon = Lexicon(directory)
        self._thesaurus = Thesaurus(vocabulary, Analyser())
        self._sections = sections.of_library(vocabulary.sections)
        self._postings = Postings(self._reader, self._lexicon)
        self._facts = PassageFilters(self._reader)
        self._passages = Passages(self._reader)
        self._spread = Spread(self._passages)
        self._expander = Expander(self._lexicon, self._thesaurus, self._analyser, self._postings.occurs)
        self._closer = Closer(self._postings, self._lexicon)
        self._feedback = Feedback(self._postings, self._lexicon, self._thesaurus.unlearnt())
        self._suggester = Suggester(self._lexicon.surfaces, self._lexicon.count, self._thesaurus)
        self._naming = Naming(
            Names(directory, reader.count), self._facts, self._passages, self._lexicon, self._thesaurus
        )
        self._lock = Lock()

    def search(
        self,
        text: str,
        limit: int = 20,
        kinds: Collection[str] | None = None,
        is_stale: IsStale | None = None,
        *,
        correct: bool = True,
        explain: bool = False,
    ) -> Answer:
        """Answer from both tiers; see `viewer.search.answer.Engine`."""
        start = time.perf_counter()
        request = Request(max(0, limit), kinds, is_stale or (lambda: False), correct, explain)
        with self._lock:
            answer = self._search(text, request)
        return replace(answer, stale=request.stale(), elapsed_ms=(time.perf_counter() - start) * 1000)

    def names(self, text: str, limit: int = 8, kinds: Collection[str] | None = None) -> Answer:
        """Answer from names alone; see `viewer.search.answer.Engine`."""
        start = time.perf_counter()
        answer = self._naming.answer(text, max(0, limit), kinds)
        return replace(answer, partial=True, elapsed_ms=(time.perf_counter() - start) * 1000)

    def close(self) -> None:
        """Release the files of the index."""
        with self._lock:
            self._reader.close()

    def _search(self, text: str, request: Request) -> Answer:
        query = self._parsed(text)
        if not query.words and not query.filtered:
            empty = "" if query.notices or not text.strip() else "Type a word to look for."
            return Answer(text, notice=" ".join(query.notices) or empty)
        run = self._run(query, request)
        if run.is_empty and any(word.quoted for word in query.words) and not request.stale():
            run = self._run(query.unquoted(), request)
        suggested = self._suggest(run)
        corrected = None
        if request.correct and suggested.certain and not request.stale():
            other = self._run(self._parsed(suggested.texts[0]), request)
            if not other.is_empty:
                run, corrected, suggested = other, suggested.texts[0].strip(), Suggested()
        answer = self._answer(run)
        return replace(answer, query=text, corrected=corrected, suggestions=suggested.texts)

    def _parsed(self, text: str) -> Query:
        """What is asked; where a number is in it that names one thing here, that alone."""
        query = parse(text, self._analyser, frozenset(self._facts.kinds))
        known = [word for word in query.identifiers if self._postings.occurs(word.terms)]
        if not known:
            return query
        return replace(query, words=tuple(replace(word, either=1) for word in known), excluded=())

    def _run(self, query: Query, request: Request) -> _Run:
        """Read what the words need, and find which passages answer."""
        stale = request.stale
        asked = [ask(group, self._postings, stale) for group in self._expander.groups(query)]
        allowed = self._facts.filtered(query)
        if query.excluded:
            everything = bitmaps.everything(self._postings.count)
            allowed = everything if allowed is None else allowed
            for group in self._expander.exact(query.excluded):
                allowed &= ~self._postings.row(group.forms[0], stale).flags
        run = _Run(request, query, asked, allowed=allowed)
        if not stale():
            run.matched = self._match(run, self._narrowed(run))
        return run

    def _match(self, run: _Run, allowed: int | None) -> Matched:
        known = [one for one in run.asked if one.forms]
        if any(one.group.kept and not one.forms for one in run.asked):
            known = []  # what turns the meaning is not in this library: nothing answers
        if not known and not run.asked and allowed is not None:
            return Matched.of(allowed)
        return match(known, allowed, self._postings.count) if known else Matched.of(0)

    def _narrowed(self, run: _Run) -> int | None:
        """The passages that filters leave, those of kinds included."""
        allowed = run.allowed
        for wanted in (run.query.kinds, run.request.kinds):
            if wanted:
                of_kinds = self._facts.of_kinds(wanted)
                allowed = of_kinds if allowed is None else allowed & of_kinds
        return allowed

    def _suggest(self, run: _Run) -> Suggested:
        """For unknown words; where all are known but little is found, for the rare ones, never certain."""
        unknown = [one.group.word for one in run.asked if all(form.why == "root" for form, _ in one.forms)]
        if unknown:
            return self._suggester.suggest(run.query, unknown)
        if run.matched and run.matched.all_flags.bit_count() <= _FEW:
            rare = [one.group.word for one in run.asked if one.row.count <= _FEW]
            return replace(self._suggester.commoner(run.query, rare), certain=False)
        return Suggested()

    def _answer(self, run: _Run) -> Answer:
        matched, query, request = run.matched, run.query, run.request
        if matched is None or request.stale():
            return Answer(query.typed)
        asked = [one for one in run.asked if one.forms]
        words = [one.group.word for one in run.asked if one.group.weight == 1.0]
        names = self._naming.strong(query, words, self._narrowed_bytes(run))
        ranked = order(
            query.text, asked, matched, names, self._closer, self._feedback, request.limit, request.stale
        )
        numbered = any(map(str.isdecimal, query.text))
        spread = self._spread.spread(
            ranked, request.limit, sections.wanted(query, self._sections), numbered=numbered
        )
        ranked = spread if asked else self._passages.one_a_document(ranked)
        hits = tuple(self._hits(run, ranked[: request.limit], names))
        filtered = query.kinds or request.kinds
        everywhere = self._match(run, run.allowed) if filtered else matched
        has = bitmaps.present(matched.flags, self._postings.count)
        beyond = [number for _, number in ranked if not has[number]]
        rare = any(number not in names for number in beyond)
        return Answer(
            query.typed,
            hits,
            matched.flags.bit_count() + len(beyond),
            also=also(asked),
            relaxed=relaxed(run.query, run.asked, matched, rare=rare, nobody=self._facts.nobody(query)),
            marks=marks(run.asked, query.text, self._lexicon, self._postings),
            kinds=self._facts.count(everywhere.flags, beyond),
            typed_kinds=tuple(sorted(query.kinds)),
            notice=" ".join((*query.notices, *too_common(query, run.asked))),
        )

    def _hits(self, run: _Run, ranked: list[tuple[float, int]], names: Mapping[int, float]) -> Iterator[Hit]:
        asked = [one for one in run.asked if one.forms]
        maker = Maker(self._passages, self._spotter(run.asked), self._weight)
        for score, number in ranked:
            if run.request.stale():
                return
            why: tuple[str, ...] = ()
            if run.request.explain:
                why = explained(number, asked, names, self._postings, self._reader)
            yield maker.hit(number, score, "name" if number in names else "passage", why)

    def _narrowed_bytes(self, run: _Run) -> bytes | None:
        allowed = self._narrowed(run)
        return None if allowed is None else bitmaps.present(allowed, self._postings.count)

    def _spotter(self, asked: list[Asked]) -> Spotter:
        terms, phrases = set[str](), set[tuple[str, ...]]()
        for one in asked:
            for form in (form for form, _ in one.forms):
                if len(form.terms) == 1:
                    terms.add(form.terms[0])
                else:
                    phrases.add(form.terms)
        return Spotter(self._register, frozenset(terms), tuple(sorted(phrases)))

    def _weight(self, term: str) -> float:
        number = self._postings.number(term)
        return idf(self._lexicon.counts[number], self._postings.count) if number is not None else 1.0
