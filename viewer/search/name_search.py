"""Answers from the names tier, and names for the full answer."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from viewer.search.analysis.analyser import Analyser
from viewer.search.answer import Answer
from viewer.search.index.lexicon import Lexicon
from viewer.search.index.names import ALIAS, HEADING, NUMBER, Name, Names
from viewer.search.index.passages import Passages
from viewer.search.query.parse import Query, Word, is_stop, is_weak, parse
from viewer.search.query.suggest import Suggester
from viewer.search.query.thesaurus import Thesaurus
from viewer.search.ranking.filters import PassageFilters
from viewer.search.ranking.rerank import is_definition
from viewer.search.results.highlights import Register, Spotter
from viewer.search.results.hits import Maker

STRONG = 0.75
"""A name that fits as well as this goes before passages."""
_RECORD = 0.15
"""What the record of a paper gains where its DOI or PMID was asked for."""
_PRIOR = {"modality": 0.15, "trial": 0.12, "paper": 0.11, "faq": 0.12, "page": 0.02}
"""Among names that fit as well, what a reader most likely means."""


class Naming:
    """Finds names; what `answer` uses is its own, because it is asked from another thread than `strong`."""

    def __init__(
        self, names: Names, facts: PassageFilters, passages: Passages, lexicon: Lexicon, thesaurus: Thesaurus
    ) -> None:
        self._names, self._facts, self._passages, self._lexicon = names, facts, passages, lexicon
        self._analyser = Analyser()
        self._register = Register(self._analyser)
        self._kinds = frozenset(facts.kinds)
        self._suggester = Suggester(names.words(), lexicon.count, thesaurus)

    def strong(self, query: Query, words: Sequence[Word], allowed: bytes | None) -> Mapping[int, float]:
        """Passages whose name is what was asked for, and how well it fits."""
        if query.excluded or not query.words or any(word.quoted for word in query.words):
            return {}
        names = self._found(query, words)
        if is_definition(query.text):
            names = [name for name in names if name.role != ALIAS]
        record = _RECORD if any(word.surface[0].isdigit() for word in query.identifiers) else 0.0
        prior = {**_PRIOR, "reference": record}
        return {
            name.passage: name.fit + prior.get(self._facts.kind(name.passage), 0.0)
            for name in names
            if (name.fit >= STRONG or name.role == NUMBER) and (allowed is None or allowed[name.passage])
        }

    def answer(self, text: str, limit: int, kinds: Collection[str] | None) -> Answer:
        """Names alone, with a misspelt word corrected where that is near certain."""
        query = parse(text, self._analyser, self._kinds)
        found, corrected = self._find(query), None
        if not found:
            unknown = [word for word in query.words if not self._is_known(word)]
            suggested = self._suggester.suggest(query, unknown)
            if suggested.certain:
                corrected = suggested.texts[0].strip()
                query = parse(corrected, self._analyser, self._kinds)
                found = self._find(query)
        wanted = (set(kinds) if kinds else self._kinds) & (query.kinds or self._kinds)
        everything = not kinds and not query.kinds
        chosen = [name for name in found if everything or self._facts.kind(name.passage) in wanted]
        counts = Counter(self._facts.kind(name.passage) for name in found)
        terms = frozenset(token.term for word in query.words for token in word.tokens)
        maker = Maker(self._passages, Spotter(self._register, terms, ()), lambda _: 1.0)
        hits = tuple(maker.hit(name.passage, name.fit, "name") for name in chosen[:limit])
        return Answer(
            text, hits, len(chosen), corrected if hits else None, kinds=counts,
            marks=tuple(word.surface for word in query.words), notice=" ".join(query.notices),
        )  # fmt: skip

    def _is_known(self, word: Word) -> bool:
        first, last = self._lexicon.range(word.surface)
        return first < last if word.prefix else self._lexicon.number(word.surface) is not None

    def _find(self, query: Query) -> list[Name]:
        counting = [word for word in query.words if not is_stop(word) and not is_weak(word)] or list(
            query.words
        )
        return self._found(query, counting)

    def _found(self, query: Query, words: Sequence[Word]) -> list[Name]:
        """Names with all words; an alias of a page on many subjects leads to the heading with them."""
        tokens = [token for word in words for token in word.tokens]
        names = self._names.find(query.text, tokens, query.finished)
        headed = {
            self._passages.get(name.passage).doc: name.passage
            for name in reversed(names)
            if name.role == HEADING and self._facts.kind(name.passage) == "page"
        }
        found: dict[int, Name] = {}
        for name in names:
            if name.role == ALIAS:
                passage = headed.get(self._passages.get(name.passage).doc, name.passage)
                name = name._replace(passage=passage)
            found.setdefault(name.passage, name)
        return list(found.values())
