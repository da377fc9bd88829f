"""Did you mean: corrections of words that the library does not know, and what is never corrected.

A correction can turn one drug into another, so it is refused more often than made: no word with a digit, no
capitals of five letters or fewer, no name that the vocabulary knows to be real, no drug unless it is the only
one within two edits, no word that may as well be its opposite.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from viewer.search.analysis.lists import begins_word, is_word
from viewer.search.analysis.roots import is_misspelt, root
from viewer.search.query.parse import Query, Word, is_stop
from viewer.search.query.thesaurus import Thesaurus

DRUG_EDITS = 2
_SHORTEST = 4
_LONG = 8
"""Letters of a drug's name that may be two edits wrong: `campus` is two from `Camptor`."""
_BEGUN = 7
"""Letters that are needed to correct a word that is still being typed."""
_PLAIN = 6
"""Letters up to which a word with one letter changed is as likely another word: `insect`, `scary`."""
_STATED = 8
"""Words of a question in which one that is unknown is no typing error to be mended unasked."""
_TWO = 12
"""Letters of a word that is surely two: `underweight` is one."""
_CLEARLY = 10
"""How many times commoner than the next one a correction must be, where two are as near."""
_CANDIDATES = 30
_SHOWN = 3
_REMEMBERED = 500
_LAST = "\U0010ffff"
_PREFIXES = ("un", "non", "in", "im", "ir", "dis", "a", "an", "anti", "extra")


@dataclass(frozen=True, slots=True)
class Correction:
    """Words that may have been meant, the likeliest first; `certain` where there is hardly another."""

    words: tuple[str, ...] = ()
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Suggested:
    """Queries that may have been meant."""

    texts: tuple[str, ...] = ()
    certain: bool = False


class Suggester:
    """Corrects against words in order of the alphabet and how common they are."""

    def __init__(self, words: Sequence[str], count: Callable[[str], int], thesaurus: Thesaurus) -> None:
        self._words, self._count, self._thesaurus = words, count, thesaurus
        self._known: dict[tuple[str, bool], Correction] = {}

    def suggest(self, query: Query, unknown: Iterable[Word]) -> Suggested:
        """The query with its unknown words corrected, as far as they may and can be."""
        text, certain, alternatives = query.text, True, list[str]()
        for word in sorted(unknown, key=lambda word: -word.start):
            correction = self.correct(word)
            if not correction.words:
                continue
            certain = certain and correction.certain
            alternatives = [_replaced(text, word, other) for other in correction.words[1:_SHOWN]]
            text = _replaced(text, word, correction.words[0])
        if text == query.text:
            return Suggested()
        texts = dict.fromkeys(other.strip() for other in (text, *alternatives))
        return Suggested(tuple(texts), certain and len(query.words) < _STATED)

    def commoner(self, query: Query, rare: Iterable[Word]) -> Suggested:
        """The query with its rare words replaced by much commoner ones that look alike."""
        for word in rare:
            count = max(1, self._count(word.surface))
            found = [
                other
                for other in self.correct(word).words
                if self._count(other) >= _CLEARLY * count
                and _shared(word.surface, other) < len(word.surface) - 2  # no mere inflection
            ]
            if found:
                return Suggested(tuple(_replaced(query.text, word, other).strip() for other in found))
        return Suggested()

    def correct(self, word: Word) -> Correction:
        """What a word may have been meant to be."""
        if not self._may_correct(word):
            return Correction()
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        key = word.surface, word.prefix
        if key not in self._known:
            self._known[key] = self._look(*key)
        return self._known[key]

    def _look(self, surface: str, begun: bool) -> Correction:
        if begun and any(name.startswith(surface) for name in self._thesaurus.spelled):
            return Correction()  # a name that is not here is being typed
        edits = 1 if len(surface) < 6 else 2
        near = [word for letter in dict.fromkeys(surface[:2]) for word in self._beginning(letter)]
        from rapidfuzz.distance import OSA  # late: three megabytes that a start without a typing error saves
        from rapidfuzz.process import extract

        found = extract(surface, near, scorer=OSA.distance, score_cutoff=edits, limit=_CANDIDATES)
        ranked = sorted(
            (distance + (candidate[:1] != surface[:1]), -self._count(candidate), candidate)
            for candidate, distance, _ in found
            if candidate != surface and self._may_become(surface, candidate)
        )
        split = self._split(surface)
        if not ranked:
            return Correction((split,), len(surface) >= _TWO) if split else Correction()
        drugs = self._drugs_near(surface)
        words = dict.fromkeys(candidate for _, _, candidate in ranked)
        if any(drug not in words for drug in drugs):
            # A drug that is not here may be meant: no other is offered for it.
            words = dict.fromkeys(word for word in words if word not in drugs)
        certain = self._is_certain(surface, ranked, drugs) and (not begun or _may_be_whole(surface, ranked))
        return Correction(tuple(words)[:_SHOWN], certain)

    def _drugs_near(self, surface: str) -> list[str]:
        """The drugs, inside the library or outside, that a word may be."""
        drugs = self._thesaurus.spelled
        return [drug for drug in drugs if _edits(surface, drug) <= DRUG_EDITS]

    def _beginning(self, letter: str) -> Sequence[str]:
        """The words with a first letter: hardly anybody gets that wrong, and looking at all takes long."""
        return self._words[bisect_left(self._words, letter) : bisect_left(self._words, letter + _LAST)]

    def _may_correct(self, word: Word) -> bool:
        surface = word.surface
        return (
            len(surface) >= _SHORTEST
            and surface.isalpha()
            and surface.isascii()
            and not word.quoted
            and not is_stop(word)
            and not (word.caps and len(surface) <= 5)
            and not self._thesaurus.is_real(surface)
            and not self._thesaurus.is_drug(surface)
        )

    def _may_become(self, surface: str, candidate: str) -> bool:
        return (
            len(candidate) >= _SHORTEST
            and candidate.isalpha()
            and self._count(candidate) > 0
            and not self._thesaurus.are_never(surface, candidate)
        )

    def _is_certain(
        self, surface: str, ranked: Sequence[tuple[float, int, str]], drugs: Sequence[str]
    ) -> bool:
        distance, minus_count, best = ranked[0]
        if is_word(surface):
            return False
        if drugs:
            return drugs == [best] and distance <= (1 if len(surface) < _LONG else DRUG_EDITS)
        if _is_another_word(surface, best):
            return False
        if any(_opposite(best, other) or self._thesaurus.are_never(best, other) for _, _, other in ranked):
            return False
        if any(_edits(surface, other) <= DRUG_EDITS for other in self._opposites(best)):
            return False
        if distance > 1 or len(surface) < 5:
            return False
        rivals = [
            -count
            for other_distance, count, other in ranked[1:]
            if other_distance <= distance and _shared(best, other) < len(best) - 2
        ]
        return not rivals or -minus_count >= _CLEARLY * max(rivals)

    def _opposites(self, word: str) -> list[str]:
        """The words of the library that are this one turned round by a prefix."""
        turned = [prefix + word for prefix in _PREFIXES]
        turned += [word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix)]
        return [other for other in turned if self._count(other)]

    def _split(self, surface: str) -> str:
        """`livermetastases` as two words, where both are common enough."""
        halves = [(surface[:place], surface[place:]) for place in range(4, len(surface) - 3)]
        worth = [(min(self._count(one), self._count(other)), f"{one} {other}") for one, other in halves]
        count, best = max(worth, default=(0, ""))
        return best if count > 1 else ""


def _may_be_whole(surface: str, ranked: Sequence[tuple[float, int, str]]) -> bool:
    """Whether the last word may have been typed to its end: then what was meant is hardly shorter."""
    if len(surface) < _BEGUN or begins_word(surface):
        return False
    if len(ranked[0][2]) >= len(surface):
        return True
    return len(surface) >= _BEGUN + 2 and all(len(other) < len(surface) for _, _, other in ranked)


def _is_another_word(surface: str, best: str) -> bool:
    """`amnesia` is no misspelt `amnesic`, `detox` no `deto`; and of short words one letter makes others."""
    if root(surface) == root(best) and not is_misspelt(surface, best):
        return True
    if surface.startswith(best):
        return True
    swapped = sorted(surface) == sorted(best)
    return len(surface) <= _PLAIN and len(surface) == len(best) and not swapped


def _shared(one: str, other: str) -> int:
    """Letters that two words begin with together."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _opposite(one: str, other: str) -> bool:
    """`resectable` and `unresectable`, `operable` and `inoperable`, `hypo…` and `hyper…`."""
    short, long = sorted((one, other), key=len)
    if long.endswith(short) and long.removesuffix(short) in _PREFIXES:
        return True
    pairs = (("hyper", "hypo"), ("intra", "inter"), ("pre", "post"), ("ante", "anti"))
    return any(
        {one[: len(left)], other[: len(right)]} == {left, right}
        or {one[: len(right)], other[: len(left)]} == {left, right}
        for left, right in pairs
    )


def _replaced(text: str, word: Word, other: str) -> str:
    return text[: word.start] + other + text[word.end :]


def _edits(one: str, other: str) -> int:
    """Letters to change, add, leave out or swap, counted to one beyond those of a drug's name."""
    from rapidfuzz.distance import OSA  # late, as above

    return OSA.distance(one, other, score_cutoff=DRUG_EDITS)
