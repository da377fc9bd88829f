"""Names that must be taken whole: a trial with its number, a gene with its variant, a drug of two words.

`KEYNOTE-164` must not be answered by passages on KEYNOTE-177 because both have `KEYNOTE`, and `insulin
glargine` not by those on insulin. A name that is nowhere in the library is unknown as a whole.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from viewer.search.index.lexicon import Lexicon
from viewer.search.query.parse import Word
from viewer.search.query.thesaurus import Neighbours, Terms, Thesaurus, shape

_LONGEST = 4
_RARE = 10
"""Occurrences of a short name up to which a passage without it is about something else."""
_COMPLETED = 12
"""Completions of a half-typed last word that are tried."""


class Named:
    """Finds names in a question and says which are in the library."""

    def __init__(self, thesaurus: Thesaurus, lexicon: Lexicon, occurs: Callable[[Terms], bool]) -> None:
        self._thesaurus, self._lexicon, self._occurs = thesaurus, lexicon, occurs

    def absent(self, words: Sequence[Word]) -> dict[Word, int]:
        """The words of names that the library does not have, and of how many words the name is."""
        listed = (span for span in self._listed(words) if self._thesaurus.is_one_thing(_terms(span)))
        spans = (*listed, *self._numbered(words))
        return {word: len(span) for span in spans if not self._is_here(span) for word in span}

    def required(self, words: Sequence[Word]) -> frozenset[Word]:
        """Words that an answer must not lack: of trials and variants, and short names that are rare here."""
        return frozenset(word for span in self._listed(words) if self._is_required(span) for word in span)

    def _is_required(self, span: Sequence[Word]) -> bool:
        terms = _terms(span)
        # What the library says much about, such as OS, is in its answers anyway; Y-90 would be dropped.
        rare = all(self._lexicon.count(word.surface) < _RARE for word in span)
        return terms in self._thesaurus.required or (terms in self._thesaurus.short and rare)

    def phrases(self, words: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Neighbours]]:
        """Names that may be there in pieces, or inside another one: `EPOC` in `New EPOC`."""
        for span in self._listed(words):
            terms = _terms(span)
            if len(span) > 1 and self._occurs(terms):
                yield span, (frozenset(), frozenset())
            elif len(span) == 1 and any(around := self._thesaurus.inside(terms)):
                yield span, around

    def _listed(self, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
        """Names of the vocabulary, the longest first; the last word of the question may be begun."""
        place = 0
        while place < len(words):
            sizes = range(min(_LONGEST, len(words) - place), 0, -1)
            size = next((n for n in sizes if self._is_listed(words[place : place + n])), 0)
            if size:
                yield words[place : place + size]
            place += max(1, size)

    def _is_listed(self, span: Sequence[Word]) -> bool:
        return not any(word.quoted for word in span) and _terms(span) in self._thesaurus.named

    def _numbered(self, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
        """`PRODIGE 23`, `KRYSTAL-10`: a word that names a series, and a number of its kind."""
        for place, (one, other) in enumerate(pairwise(words)):
            shapes = self._thesaurus.series.get(one.terms[0])
            kind = "" if other.quoted else shape(other.surface)
            # What stands alone as well may be followed by any number: `MOUNTAINEER 12 months`.
            alone = (
                kind == "digits" and self._thesaurus.is_real(one.surface) and self._lexicon.count(one.surface)
            )
            after = "".join(word.surface for word in words[place + 1 : place + 3])
            alone = alone or (after != other.surface and self._lexicon.count(after) > 0)  # `8 HW`
            if shapes and kind in shapes and not alone:
                yield one, other

    def _is_here(self, span: Sequence[Word]) -> bool:
        terms = _terms(span)
        if len(span) == 1:
            return True  # whether one word is known is seen when it is looked up
        joined = "".join(word.surface for word in span)
        first, last = self._lexicon.range(joined)
        if self._lexicon.count(joined) or (span[-1].prefix and first < last):
            return True
        if self._occurs(terms):
            return True
        return span[-1].prefix and self._is_begun(span, terms)

    def _is_begun(self, span: Sequence[Word], terms: Terms) -> bool:
        numbers = self._lexicon.completions(span[-1].surface, _COMPLETED)
        return any(self._occurs((*terms[:-1], self._lexicon.terms[number])) for number in numbers)


def _terms(span: Sequence[Word]) -> Terms:
    return tuple(term for word in span for term in word.terms)
