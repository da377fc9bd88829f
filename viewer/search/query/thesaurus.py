"""The vocabulary as search uses it: which words of a question mean what else, and what never does."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from viewer.library.vocabulary import Vocabulary
from viewer.search.analysis.analyser import Analyser, chunks, fold
from viewer.search.analysis.lists import NEGATIONS, POLAR, STOP
from viewer.search.query.parse import Word

SPELLING, BRAND, SHORT, FORM, LAY = 0.95, 0.85, 0.75, 0.65, 0.6
"""Weights: the same word, the same drug, its abbreviation, said otherwise, as a clinician would say."""

_LONGEST = 7
_REMEMBERED = 10_000
_COMMON = frozenset({"cancer", "tumor", "diseas", "treatment", "care", "gene"})
"""Of no use as context."""

_NAME = re.compile(r"[A-Z0-9]")
_MARK = re.compile(r"\d|\w[A-Z]")
"""A figure, or a capital that begins no word."""
_SHORT_NAME = 3
_DESCRIBES = 3
"""Plain words of a name from which on it is rather a description."""
_NUMBERED = re.compile(r"([a-z]{3,})\d+$")

Terms = tuple[str, ...]
Neighbours = tuple[frozenset[str], frozenset[str]]
"""What must not follow a name, and what must not precede it."""


@dataclass(frozen=True, slots=True)
class Synonym:
    """Something else that may answer a word or phrase."""

    terms: Terms
    label: str
    weight: float
    context: frozenset[str] = frozenset()
    """Only beside one of these keys; empty where no context is needed."""
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    """Neighbours that make another thing of it: `insulin` before `glargine`."""


class Thesaurus:
    """Synonyms by the keys of the phrase that they stand for."""

    def __init__(self, vocabulary: Vocabulary, analyser: Analyser) -> None:
        self._analyser = analyser
        self._terms: dict[str, Terms] = {}
        self._never = frozenset(
            pair
            for one, other in vocabulary.never
            for pair in (self._pair(one, other), self._pair(other, one))
        )
        self.real = frozenset(self._names(vocabulary))
        self.meant = frozenset(
            self.terms(text)
            for text in (
                *(term.text for row in vocabulary.lay for term in row.clinical),
                *(row.short for row in vocabulary.abbreviations),
            )
        )
        self.drugs = frozenset(self._drugs(vocabulary))
        self._polar = frozenset(term for word in POLAR for term in self.terms(word))
        self.required = frozenset(self._variants(_trials_and_variants(vocabulary)))
        """Names of trials and of gene variants: what lacks them is about another one."""
        self.short = frozenset(self._variants(_short_names(vocabulary)))
        """Abbreviations that must not be taken for another one, and other short names of the same."""
        self.spelled = self.drugs | frozenset(_marked_words(vocabulary))
        """Names as written that a misspelt word must not be turned into if another of them is as near."""
        drugs = frozenset(self._variants(_drugs_and_brands(vocabulary)))
        self.named = self.required | self.short | drugs | frozenset(filter(self._is_whole, self.real))
        self.series = _series(self.named)
        """First words of names that a number follows, and of what shape that is."""
        self._longer = self._neighbours()
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._synonyms: dict[Terms, dict[Terms, Synonym]] = {}
        self._said: dict[Terms, dict[Terms, Synonym]] = {}
        self._fill(vocabulary)
        for name in self.real:
            if len(name) > 1 and any(self._longer.get(part) for part in _parts(name)):
                self._synonyms.setdefault(name, {})

    def find(self, words: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Synonym]]:
        """Synonyms of each phrase in a question; a phrase inside a longer one has none of its own."""
        terms = tuple(word.terms[0] for word in words)
        place = 0
        while place < len(words):
            size = self._longest_at(words, terms, place)
            span, around = words[place : place + max(1, size)], {*terms[:place], *terms[place + size :]}
            for synonym in self._synonyms.get(terms[place : place + size], {}).values() if size else ():
                if not synonym.context or synonym.context & around:
                    yield span, synonym
            place += max(1, size)

    def is_one_thing(self, name: Terms) -> bool:
        """Whether a name must not fall apart: `anal cancer`, not what describes: `clear resection margin`."""
        return name in self.required or len(name) < _DESCRIBES or not self.drugs.isdisjoint(name)

    def inside(self, terms: Terms) -> Neighbours:
        """What follows and precedes a name where it is a part of another one, a variant apart."""
        after, before = self._longer.get(terms, (set(), set()))
        return frozenset(term for term in after if not shape(term)), frozenset(before)

    def said(self, terms: Terms) -> Iterable[Synonym]:
        """What people say for a clinical word; only for one that the library does not have."""
        return self._said.get(terms, {}).values()

    def are_never(self, one: str, other: str) -> bool:
        """Whether two names, as written, must never be taken for each other."""
        return self._pair(one, other) in self._never

    def is_real(self, surface: str) -> bool:
        """Whether a word is a name that the vocabulary knows, inside the library or outside."""
        return self.terms(surface) in self.real

    def is_drug(self, surface: str) -> bool:
        """Whether a word is the name of a drug, or a part of one."""
        return surface in self.drugs

    def is_meant(self, surface: str) -> bool:
        """Whether other names of the vocabulary stand for this one: `sound waves` for histotripsy."""
        return self.terms(surface) in self.meant

    def unlearnt(self) -> frozenset[str]:
        """Keys of names, and of words that turn a meaning: what is like them need not be about the same."""
        named = (term for name in (*self.named, *self.real, *self.meant) for term in name)
        turning = (term for word in (*NEGATIONS, *POLAR, *STOP) for term in self.terms(word))
        return frozenset((*named, *turning))

    def terms(self, text: str) -> Terms:
        """The keys of a phrase."""
        terms = self._terms.get(text)
        if terms is None:
            if len(self._terms) > _REMEMBERED:
                self._terms.clear()
            found = (token for chunk in chunks(text) for token in self._analyser.chunk(chunk))
            terms = self._terms[text] = tuple(token.term for token in found if not token.extra)
        return terms

    def _pair(self, one: str, other: str) -> tuple[Terms, Terms]:
        return self.terms(one), self.terms(other)

    def _longest_at(self, words: Sequence[Word], terms: Terms, place: int) -> int:
        for size in range(min(_LONGEST, len(words) - place), 0, -1):
            quoted = any(word.quoted for word in words[place : place + size])
            if not quoted and terms[place : place + size] in self._synonyms:
                return size
        return 0

    def _names(self, vocabulary: Vocabulary) -> Iterator[Terms]:
        for pair in vocabulary.never:
            yield from map(self.terms, pair)
        for name in vocabulary.other_drugs:
            yield self.terms(name)
        for drug in vocabulary.drugs:
            yield from map(self.terms, (drug.generic, *drug.brands))

    def _drugs(self, vocabulary: Vocabulary) -> Iterator[str]:
        for name in _drugs_and_brands(vocabulary):
            for token in self._analyser.tokens(name):
                if len(token.surface) > 3:
                    yield token.surface

    def _is_whole(self, name: Terms) -> bool:
        """`anal cancer` is another thing than its words; `BRAF mutant` may be said otherwise."""
        return len(name) > 1 and self._polar.isdisjoint(name)

    def _variants(self, names: Iterable[str]) -> Iterator[Terms]:
        """The keys of names, as written and with spaces for hyphens."""
        for name in names:
            yield self.terms(name)
            yield self.terms(name.replace("-", " "))

    def _neighbours(self) -> dict[Terms, tuple[set[str], set[str]]]:
        """For each name that stands inside a longer, different one: what follows and precedes it there."""
        longer: dict[Terms, tuple[set[str], set[str]]] = {}
        for one, other in self._never:
            if 0 < len(one) < len(other):
                after, before = longer.setdefault(one, (set(), set()))
                if other[: len(one)] == one:
                    after.add(other[len(one)])
                if other[-len(one) :] == one:
                    before.add(other[-len(one) - 1])
        return longer

    def _fill(self, vocabulary: Vocabulary) -> None:
        for spelling in vocabulary.spellings:
            self._both_ways((*spelling.british, *spelling.american), SPELLING)
        for drug in vocabulary.drugs:
            self._both_ways((drug.generic, *drug.brands), BRAND)
        for short in vocabulary.abbreviations:
            for place, sense in enumerate(short.senses):
                context = self._context(sense.context or sense.forms) if short.ambiguous else frozenset()
                for form in sense.forms:
                    self._add(short.short, form, SHORT, context)
                    # Of several meanings the first is the usual one here: it finds its short form anywhere.
                    self._add(form, short.short, SHORT, context if place else frozenset())
                self._both_ways(sense.forms, FORM)
                for other in short.also:
                    self._add(short.short, other, FORM, context)
        for lay in vocabulary.lay:
            around = self._context([term.text for term in (*lay.lay, *lay.clinical)])
            for said in lay.lay:
                for meant in lay.clinical:
                    self._add(
                        said.text,
                        meant.text,
                        LAY,
                        around if said.ambiguous or meant.ambiguous else frozenset(),
                    )
                    if not said.ambiguous and not meant.ambiguous:
                        self._add(meant.text, said.text, LAY, into=self._said)

    def _both_ways(self, words: Iterable[str], weight: float) -> None:
        words = tuple(words)
        for one in words:
            for other in words:
                self._add(one, other, weight)

    def _add(
        self,
        said: str,
        meant: str,
        weight: float,
        context: frozenset[str] = frozenset(),
        into: dict[Terms, dict[Terms, Synonym]] | None = None,
    ) -> None:
        """One more synonym, unless the two must never be taken for each other."""
        key, terms = self._pair(said, meant)
        if not key or not terms or key == terms or (key, terms) in self._never or " + " in meant:
            return
        after, before = self._longer.get(terms, (set(), set()))
        around = self._once(context.difference(key))
        synonym = Synonym(terms, meant, weight, around, self._once(after), self._once(before))
        known = (self._synonyms if into is None else into).setdefault(key, {})
        if terms not in known or known[terms].weight < weight:
            known[terms] = synonym

    def _once(self, members: Iterable[str]) -> frozenset[str]:
        """One set for all with the same members: most are empty, and thousands of those are a megabyte."""
        found = frozenset(members)
        return self._sets.setdefault(found, found)

    def _context(self, phrases: Iterable[str]) -> frozenset[str]:
        found = {term for phrase in phrases for term in self.terms(phrase)}
        return frozenset(found - _COMMON)


def shape(surface: str) -> str:
    """`digits`, `mixed` for letters and digits together, or nothing for a word."""
    if not any(letter.isdigit() for letter in surface):
        return ""
    return "digits" if surface.isdigit() else "mixed"


def _drugs_and_brands(vocabulary: Vocabulary) -> list[str]:
    names = [*vocabulary.other_drugs]
    for drug in vocabulary.drugs:
        names += (drug.generic, *drug.brands)
    return names


def _trials_and_variants(vocabulary: Vocabulary) -> Iterator[str]:
    """Names written in capitals or with figures that are neither drugs nor abbreviations."""
    known = {name.casefold() for name in _drugs_and_brands(vocabulary)}
    for row in vocabulary.abbreviations:
        known.update(text.casefold() for text in (row.short, *row.also))
        known.update(form.casefold() for sense in row.senses for form in sense.forms)
    for name in (name for pair in vocabulary.never for name in pair):
        marked = all(_NAME.search(word) for word in name.split())
        if marked and _MARK.search(name) and name.casefold() not in known | STOP:
            yield name


def _short_names(vocabulary: Vocabulary) -> Iterator[str]:
    """Short names that must not be taken for another one, and others of the same: `SIRT`, `TARE`, `Y-90`."""
    never = {name for pair in vocabulary.never for name in pair}
    for row in vocabulary.abbreviations:
        if not row.ambiguous and not never.isdisjoint((row.short, *row.also)):
            forms = (form for sense in row.senses for form in sense.forms)
            yield from (name for name in (row.short, *row.also, *forms) if _MARK.search(name))


def _marked_words(vocabulary: Vocabulary) -> Iterator[str]:
    """Trials and regimens of one word: `ALLHAT`, `RAPIDO`."""
    for name in (name for pair in vocabulary.never for name in pair):
        if name.isalpha() and len(name) > _SHORT_NAME and _MARK.search(name):
            yield fold(name)


def _series(names: Iterable[Terms]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in names:
        match = _NUMBERED.match(name[0]) if len(name) == 1 else None
        if match:
            found.setdefault(match[1], set()).add("digits")
        elif len(name) == 2 and shape(name[1]) and not shape(name[0]):
            found.setdefault(name[0], set()).add(shape(name[1]))
    return {head: frozenset(shapes) for head, shapes in found.items()}


def _parts(name: Terms) -> Iterator[Terms]:
    for start in range(len(name)):
        for end in range(start + 1, len(name) + 1):
            if end - start < len(name):
                yield name[start:end]
