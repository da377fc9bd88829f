"""What else may answer a word: completions, compounds, words of its family, synonyms from the vocabulary.

Synonyms are looked up once and never chained, so that two that share a third are not taken for each other. A
word inside a longer name (`insulin` in `insulin glargine`) brings no synonyms of its own.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from itertools import pairwise

from viewer.search.analysis.analyser import Analyser
from viewer.search.analysis.lists import FAMILIES, NEGATIONS, is_word
from viewer.search.analysis.numerals import is_number
from viewer.search.analysis.roots import root
from viewer.search.analysis.stem import conflate
from viewer.search.index.lexicon import Lexicon
from viewer.search.query.entities import Named
from viewer.search.query.parse import Query, Word, is_stop, is_weak
from viewer.search.query.polarity import Polarity, idle
from viewer.search.query.thesaurus import Synonym, Terms, Thesaurus

JOINED, PARTS, PREFIX, PREFIX_OF_WORD, FAMILY, SYNONYM, WEAK = 1.0, 0.9, 0.8, 0.35, 0.45, 0.7, 0.3
ROOT, SAID = 0.3, 0.5
"""Weights of forms beside the typed one, which counts 1."""

_COMPLETIONS = (0, 3, 5, 8, 12)
"""Words that a beginning of so many letters is completed to, at most."""
_SPELT = 4
"""Letters that tell a British spelling from an American one."""
_BEGUN = 5
"""Letters from which on a word that is finished may still be the beginning of others."""
_SHORT = 5
"""Capitals of so few letters are a name."""
_TYPED = 6
"""Letters from which on a word that is still being typed may be looked for by its root."""
_ROOTED = 8
"""Words of the same root that are looked for too."""
_REMEMBERED = 2_000
_LAST = "\U0010ffff"
_LETTERS_THEN_DIGITS = re.compile(r"([a-z]{3,})(\d+)$")


@dataclass(frozen=True, slots=True)
class Form:
    """Something that answers a word: a key, or several in a row, at a weight up to 1."""

    terms: tuple[str, ...]
    weight: float
    why: str
    label: str = ""
    """As shown among the synonyms that were searched too."""
    share: int = 1
    """How many words of the question it answers at once; its score is spread over them."""
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    """Keys that make another thing of it when they follow or precede it."""

    @property
    def begins(self) -> bool:
        """It completes what was begun."""
        return self.why.startswith("begins")


@dataclass(frozen=True, slots=True)
class Group:
    """One word of the question with all that may answer it."""

    word: Word
    forms: tuple[Form, ...]
    weight: float = 1.0
    kept: bool = False
    """Never dropped when no passage has all words."""
    subject: bool = False
    """What the question is about, a drug, a trial or a method by its name: passages without it come after."""
    named: bool = False
    """A trial, a gene variant or a rare short name: passages without it are about another one."""
    drug: bool = False
    whole: Form | None = None
    """The name of several words that it belongs to."""
    opposite: tuple[Form, ...] = ()
    """Of `non-thermal` what `thermal` finds; nothing where a passage must not be silent on it."""


class Expander:
    """Turns a query into groups."""

    def __init__(
        self,
        lexicon: Lexicon,
        thesaurus: Thesaurus,
        analyser: Analyser,
        occurs: Callable[[Terms], bool] = lambda _: True,
    ) -> None:
        self._lexicon, self._thesaurus, self._analyser = lexicon, thesaurus, analyser
        self._named = Named(thesaurus, lexicon, occurs)
        self._polarity = Polarity(lexicon, analyser)
        self._families = _families(analyser)
        self._keys: list[tuple[str, int]] | None = None
        self._roots: dict[str, tuple[str, ...]] = {}

    def groups(self, query: Query) -> list[Group]:
        """A group for each word that counts; words of no account only where there are no others."""
        words = _counting(tuple(word for word in query.words if word not in idle(query.words)))
        forms = {word: list(self._own(word)) for word in words}
        for word, form in [*self._compounds(words), *self._synonyms(query, words)]:
            if form.terms not in [other.terms for other in forms[word]]:
                forms[word].append(form)
        absent, required = self._named.absent(query.words), self._named.required(query.words)
        wholes = {
            word: Form(tuple(term for one in span for term in one.terms), 1.0, "typed", "", 1, *around)
            for span, around in self._named.phrases(query.words)
            for word in span
        }
        return [
            Group(
                word,
                tuple(form for form in forms[word] if _stands_for(form, absent.get(word, 0))),
                WEAK if is_weak(word) else 1.0,
                self._polarity.is_turning(word),
                self._is_subject(word),
                word in required,
                self._thesaurus.is_drug(word.surface),
                wholes.get(word),
                self._opposite(word),
            )
            for word in words
        ]

    def exact(self, words: tuple[Word, ...]) -> list[Group]:
        """Groups of words that must not be there: as typed, in any inflection, and nothing else."""
        return [Group(word, (Form(word.terms, 1.0, "typed"),)) for word in words]

    def _is_subject(self, word: Word) -> bool:
        names = self._thesaurus
        return names.is_drug(word.surface) or names.is_real(word.surface) or names.is_meant(word.surface)

    def _own(self, word: Word) -> Iterator[Form]:
        if word.pattern:
            yield from self._matching(word)
            return
        yield Form(word.terms, 1.0, "typed")
        if word.quoted:
            return
        surface = word.surface
        for terms in self._polarity.sayings(surface):
            yield Form(terms, 1.0 if len(terms) == 1 else SAID, "negation")
        if surface in NEGATIONS:
            return
        yield from self._parts(word)
        if word.prefix or self._is_begun(word):
            yield from self._completions(word)
        for other in self._families.get(word.terms[0], ()):
            yield Form((other,), FAMILY, "family")
        if (not word.prefix or len(surface) >= _TYPED) and self._may_be_derived(word):
            yield from self._derived(surface)

    def _opposite(self, word: Word) -> tuple[Form, ...]:
        surface = self._polarity.turned(word.surface)
        if not surface or self._thesaurus.are_never(word.surface, surface):
            return ()  # no passage may be silent on `unresectable`
        own = Form((self._analyser.chunk(surface)[0].term,), 1.0, "typed")
        return (own, *self._derived(surface))

    def _may_be_derived(self, word: Word) -> bool:
        """A plain word: no name, no number, none that turns a meaning."""
        surface = word.surface
        plain = surface.isalpha() and not (word.caps and len(surface) <= _SHORT)
        # A root keeps its prefix: `unpredictability` is of `unpredictable`, `predict` is not.
        turned = self._polarity.is_turning(word) and not self._polarity.turned(surface)
        return plain and not self._is_subject(word) and not turned

    def _derived(self, surface: str) -> Iterator[Form]:
        """Words of the same root; remembered, because it is asked at every letter."""
        if surface not in self._roots:
            if len(self._roots) > _REMEMBERED:
                self._roots.clear()
            self._roots[surface] = tuple(self._of_root(surface))
        for term in self._roots[surface]:
            yield Form((term,), ROOT, "root")

    def _of_root(self, surface: str) -> Iterator[str]:
        wanted, own = root(surface), self._lexicon.number(surface)
        first, last = self._lexicon.range(wanted[: max(_SPELT, len(wanted) - 1)])
        near = zip(self._lexicon.surfaces[first:last], self._lexicon.of[first:last], strict=True)
        found = {
            number
            for other, number in near
            if number != own and root(other) == wanted and not self._thesaurus.are_never(surface, other)
        }
        counts = self._lexicon.counts
        for number in nlargest(_ROOTED, found, key=lambda number: (counts[number], -number)):
            if counts[number]:
                yield self._lexicon.terms[number]

    def _parts(self, word: Word) -> Iterator[Form]:
        """`5-FU` also finds `5 FU`, and `CAIRO5` also `CAIRO 5`."""
        parts = word.parts
        if not parts and (match := _LETTERS_THEN_DIGITS.match(word.surface)):
            parts = (self._analyser.chunk(match[1])[0].term, match[2])
        if parts:
            yield Form(parts, PARTS, "parts")

    def _matching(self, word: Word) -> Iterator[Form]:
        """`wom?n`: the commonest words of that pattern."""
        begins = re.match(r"\w*", word.surface)
        first, last = self._lexicon.range(begins[0] if begins else "")
        pattern = re.compile(word.pattern)
        found = {
            number
            for surface, number in zip(
                self._lexicon.surfaces[first:last], self._lexicon.of[first:last], strict=True
            )
            if pattern.fullmatch(surface)
        }
        for number in nlargest(_COMPLETIONS[-1], found, key=self._lexicon.counts.__getitem__):
            yield Form((self._lexicon.terms[number],), 1.0, f"matches {word.surface}")

    def _is_begun(self, word: Word) -> bool:
        """Whether a word that is not here, no plain one and no name, is the beginning of some that are."""
        surface = word.surface
        return (
            len(surface) >= _BEGUN
            and surface.isalpha()
            and not self._lexicon.count(surface)
            and surface not in self._thesaurus.series
            and not self._is_subject(word)
            and not is_word(surface)
        )

    def _completions(self, word: Word) -> Iterator[Form]:
        surface, own = word.surface, self._lexicon.number(word.surface)
        known = own is not None and self._lexicon.counts[own] > 0
        if is_number(surface) and (known or not surface.isdigit()):
            return  # 0.5 is not 0.57, nor 5 50
        weight = PREFIX_OF_WORD if known else PREFIX
        most = _COMPLETIONS[min(len(surface), 4)]
        numbers = self._lexicon.completions(surface, most)
        for number in numbers or self._spelt_otherwise(surface, most):
            if number != own:
                yield Form((self._lexicon.terms[number],), weight, f"begins with {surface}")

    def _spelt_otherwise(self, surface: str, most: int) -> list[int]:
        """`hemorr` begins no word of a British library, but the key of `haemorrhage`."""
        if len(surface) < _SPELT or not surface.isalpha():
            return []
        if self._keys is None:
            self._keys = sorted((term, number) for number, term in enumerate(self._lexicon.terms))
        for begun in (surface, conflate(surface)):
            first, last = bisect_left(self._keys, (begun,)), bisect_left(self._keys, (begun + _LAST,))
            found = {number for _, number in self._keys[first:last] if self._lexicon.counts[number]}
            if found:
                return nsmallest(most, found, key=lambda number: (-self._lexicon.counts[number], number))
        return []

    def _compounds(self, words: list[Word]) -> Iterator[tuple[Word, Form]]:
        """Neighbours that the index also has as one word, such as `follow up`."""
        for word in words:
            if word.joined:
                yield word, Form((word.joined,), JOINED, "compound", share=2)
        for one, other in pairwise(words):
            if one.quoted or other.quoted or other.end - one.start > len(one.surface + other.surface) + 2:
                continue
            joined = one.surface + other.surface
            number = self._lexicon.number(joined)
            if number is not None and self._lexicon.counts[number] and not one.joined:
                form = Form((self._lexicon.terms[number],), JOINED, "compound", share=2)
                yield from ((one, form), (other, form))
            for number in self._lexicon.completions(joined, _COMPLETIONS[2]) if other.prefix else ():
                form = Form((self._lexicon.terms[number],), PREFIX, f"begins with {joined}", share=2)
                yield from ((one, form), (other, form))

    def _synonyms(self, query: Query, counting: list[Word]) -> Iterator[tuple[Word, Form]]:
        for span, synonym in self._thesaurus.find(query.words):
            words = [word for word in span if word in counting]
            for word in words:
                yield word, _form(synonym, len(words))
        for word in counting:
            # `alopecia` is not in this library, `hair loss` may be.
            if not word.quoted and not self._lexicon.count(word.surface):
                for synonym in self._thesaurus.said(word.terms):
                    yield word, _form(synonym, 1)


def _form(synonym: Synonym, share: int) -> Form:
    return Form(
        synonym.terms,
        synonym.weight,
        "synonym",
        synonym.label,
        share,
        synonym.not_before,
        synonym.not_after,
    )


def _stands_for(form: Form, size: int) -> bool:
    """Whether a form may answer: in a name of so many words that is not here, only synonyms of it all."""
    return not size or bool(form.label and form.share == size)


def _counting(words: tuple[Word, ...]) -> list[Word]:
    strong = [word for word in words if not is_stop(word)]
    if all(is_weak(word) for word in strong):
        strong = [word for word in words if not all(token.silent for token in word.tokens)]
    return strong


def _families(analyser: Analyser) -> dict[str, tuple[str, ...]]:
    families: dict[str, tuple[str, ...]] = {}
    for family in FAMILIES:
        keys = [analyser.chunk(word)[0].term for word in family]
        for key in keys:
            families[key] = tuple(dict.fromkeys(other for other in keys if other != key))
    return families
