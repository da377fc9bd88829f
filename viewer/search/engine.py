"""Query → ranked hits: puts the parts of search together."""

import gc
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from types import MappingProxyType

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
from viewer.search.query.expand import Expander, Group
from viewer.search.query.parse import Query, parse
from viewer.search.query.suggest import Suggested, Suggester
from viewer.search.query.thesaurus import Thesaurus
from viewer.search.ranking import bitmaps, grouping
from viewer.search.ranking.explain import explain as explained
from viewer.search.ranking.feedback import Feedback
from viewer.search.ranking.filters import PassageFilters
from viewer.search.ranking.ledger import Ledger
from viewer.search.ranking.match import Asked, Matched, ask, idf, is_statement, match
from viewer.search.ranking.postings import Postings
from viewer.search.ranking.rerank import Closer
from viewer.search.ranking.score import CLOSE, LOOKED_THROUGH, Spread, order
from viewer.search.results.highlights import Register, Spotter
from viewer.search.results.hits import Maker
from viewer.search.results.messages import also, marks, relaxed, too_common
from viewer.search.results.snippets import CARD, LIST

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
    documents: bool = False
    """Whether hits are documents, `limit` of each kind."""


@dataclass(slots=True)
class _Run:
    """One pass over the index."""

    request: Request
    query: Query
    asked: list[Asked]
    matched: Matched | None = None
    allowed: int | None = None
    ledger: Ledger = field(default_factory=Ledger)

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

    def documents(
        self,
        text: str,
        limit: int = 100,
        kinds: Collection[str] | None = None,
        is_stale: IsStale | None = None,
        *,
        correct: bool = True,
    ) -> Answer:
        """Answer with one hit a document; see `viewer.search.answer.Engine`."""
        start = time.perf_counter()
        stale = is_stale or (lambda: False)
        request = Request(max(0, limit), kinds, stale, correct, explain=False, documents=True)
        with self._lock:
            answer = self._search(text, request)
        return replace(answer, stale=stale(), elapsed_ms=(time.perf_counter() - start) * 1000)

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
            run.matched = self._match(run, run.allowed if request.documents else self._narrowed(run))
        return run

    def _match(self, run: _Run, allowed: int | None, *, wide: bool = False) -> Matched:
        known = [one for one in run.asked if one.forms]
        unknown = [one.group for one in run.asked if one.group.kept and not one.forms]
        if unknown:
            allowed = self._silent(unknown, allowed) if is_statement(known) else None
            known = [] if allowed is None else known
        if not known and not run.asked and allowed is not None:
            return Matched.of(allowed)
        if not known:
            return Matched.of(0)
        return match(known, allowed, self._postings.count, wide=wide, against=self._against)

    def _silent(self, unknown: list[Group], allowed: int | None) -> int | None:
        """Where what turns the meaning is not in this library nothing answers, except for a long question.

        That is answered by passages that say nothing of what is turned round, if it can be told what that is.
        """
        if not all(group.opposite for group in unknown):
            return None
        allowed = bitmaps.everything(self._postings.count) if allowed is None else allowed
        for group in unknown:
            allowed &= ~self._against(group)
        return allowed

    def _against(self, group: Group) -> int:
        """The passages that have the opposite of a word: of `non-thermal` those with `thermal`."""
        flags = 0
        for form in group.opposite:
            flags |= self._postings.row(form, lambda: False).flags
        return flags

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
        if request.documents:
            return self._answer_of_documents(run, matched)
        ranked, names = self._ranked(run, matched, self._narrowed(run))
        hits = tuple(self._hits(run, ranked[: request.limit], names))
        filtered = query.kinds or request.kinds
        everywhere = self._match(run, run.allowed) if filtered else matched
        said, beyond = self._said(run, matched, ranked, names)
        counts = self._facts.count(everywhere.flags, beyond)
        return replace(said, hits=hits, total=matched.flags.bit_count() + len(beyond), kinds=counts)

    def _answer_of_documents(self, run: _Run, matched: Matched) -> Answer:
        """One hit a document; counted is what is listed, so that kinds are chosen among all that answers."""
        ranked, names = self._ranked(run, matched, run.allowed)
        grouped = grouping.by_document(ranked, self._passages)
        if len(grouped) < grouping.FEW and not run.request.stale():
            matched = self._match(run, run.allowed, wide=True)
            ranked, names = self._ranked(run, matched, run.allowed)
            grouped = grouping.by_document(ranked, self._passages)
        grouped = grouping.about_first(grouped, self._named(run.asked))
        listed, counts = grouping.most_of_a_kind(grouped, self._facts.kind, run.request.limit)
        wanted = [set(kinds) for kinds in (run.query.kinds, run.request.kinds) if kinds]
        if wanted:
            listed = [pairs for pairs in listed if all(self._facts.kind(pairs[0][1]) in of for of in wanted)]
        if wanted and not listed:  # of this kind, what has fewer of the words
            matched = self._match(run, self._narrowed(run))
            ranked, names = self._ranked(run, matched, self._narrowed(run))
            grouped = grouping.by_document(ranked, self._passages)
            listed, own = grouping.most_of_a_kind(grouped, self._facts.kind, run.request.limit)
            counts |= own
        said, _ = self._said(run, matched, ranked, names)
        best = [pairs[0] for pairs in listed]
        others = {pairs[0][1]: [number for _, number in pairs[1:]] for pairs in listed}
        hits = tuple(self._hits(run, best, names, others))
        return replace(said, hits=hits, total=sum(map(len, listed)), kinds=counts)

    def _named(self, asked: Iterable[Asked]) -> list[set[int]]:
        """For each drug or trial that is asked for, the passages whose title or keywords have it."""
        found = []
        for one in asked:
            if one.group.named or one.group.drug:
                terms = {form.terms[0] for form, _ in one.forms if len(form.terms) == 1}
                known = [term for term in terms if self._postings.number(term) is not None]
                found.append({number for term in known for number in grouping.headed(self._reader, term)})
        return [numbers for numbers in found if numbers]

    def _ranked(
        self, run: _Run, matched: Matched, allowed: int | None
    ) -> tuple[list[tuple[float, int]], Mapping[int, float]]:
        """Score and number of the passages, best first; and those of them whose name was asked for."""
        query, request = run.query, run.request
        asked = [one for one in run.asked if one.forms]
        words = [one.group.word for one in run.asked if one.group.weight == 1.0]
        among = None if allowed is None else bitmaps.present(allowed, self._postings.count)
        names = self._naming.strong(query, words, among)
        limit = CLOSE if request.documents else request.limit
        breadth = grouping.PASSAGES if request.documents else LOOKED_THROUGH
        run.ledger = ledger = Ledger(request.explain)
        signs = (self._closer, self._feedback)
        ranked = order(query.text, asked, matched, names, *signs, limit, request.stale, breadth, ledger)
        numbered = any(map(str.isdecimal, query.text))
        spread = self._spread.spread(ranked, limit, sections.wanted(query, self._sections), numbered=numbered)
        ranked = spread if asked else self._passages.one_a_document(ranked)
        ledger.enter("its place within its document", {number: score for score, number in ranked})
        return ranked, names

    def _said(
        self,
        run: _Run,
        matched: Matched,
        ranked: list[tuple[float, int]],
        names: Mapping[int, float],
    ) -> tuple[Answer, list[int]]:
        """What is to say of an answer without its hits; and the passages beyond those that match."""
        query = run.query
        has = bitmaps.present(matched.flags, self._postings.count)
        beyond = [number for _, number in ranked if not has[number]]
        rare = any(number not in names for number in beyond)
        said = Answer(
            query.typed,
            also=also(one for one in run.asked if one.forms),
            relaxed=relaxed(run.query, run.asked, matched, rare=rare, nobody=self._facts.nobody(query)),
            marks=marks(run.asked, query.text, self._lexicon, self._postings),
            typed_kinds=tuple(sorted(query.kinds)),
            notice=" ".join((*query.notices, *too_common(query, run.asked))),
        )
        return said, beyond

    def _hits(
        self,
        run: _Run,
        ranked: list[tuple[float, int]],
        names: Mapping[int, float],
        others: Mapping[int, list[int]] = MappingProxyType({}),
    ) -> Iterator[Hit]:
        asked = [one for one in run.asked if one.forms]
        extent = CARD if run.request.documents else LIST
        maker = Maker(self._passages, self._spotter(run.asked), self._weight, extent)
        for score, number in ranked:
            if run.request.stale():
                return
            why: tuple[str, ...] = ()
            if run.request.explain:
                closer = self._closer.signs(run.query.text, asked, number)
                why = explained(
                    number, asked, names, self._postings, self._reader, run.ledger.lines(number), closer
                )
            tier = "name" if number in names else "passage"
            yield maker.hit(number, score, tier, why, others.get(number, ()))

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
