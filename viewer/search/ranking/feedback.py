"""What the best passages have in common moves those that share it: pseudo-relevance feedback.

After Lavrenko and Croft, `Relevance-based language models`, SIGIR 2001, as RM3 adds it to the score of the
question. Here it orders passages that were found without it: no hit and no word is added, and no name, number
or word that turns a meaning is learnt. Only where passages have no titles: a title says better what one is
about (docs/decisions/074-what-untitled-passages-share.md).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest

from viewer.search.index.arrays import BREAK
from viewer.search.index.lexicon import Lexicon
from viewer.search.ranking.match import idf
from viewer.search.ranking.postings import Postings

GAIN = 0.3
"""What the passage gains that has most of what the best have in common, as a share of the best score."""
_BEST, _LEARNT = 5, 30
"""Passages that are learnt from, and words that are learnt."""
_FEWEST = 5
"""Passages that are too few to learn from."""
_COMMON = 0.15
"""Share of the library from which on a word tells nothing."""
_LEAST, _SHORTEST = 2, 4
"""Passages that a word must be in, and its letters."""
_MIDDLE = 1.2
"""Occurrences in a passage of 200 words at which half of what a word is worth is reached."""


class Feedback:
    """Learns from the best passages of an answer."""

    def __init__(self, postings: Postings, lexicon: Lexicon, unlearnt: Iterable[str]) -> None:
        self._postings, self._terms, self._counts = postings, lexicon.terms, lexicon.counts
        self._unlearnt = frozenset(unlearnt)

    def gains(self, ranked: Sequence[tuple[float, int]], asked: Collection[int]) -> dict[int, float]:
        """For each passage what it gains, from 0 to GAIN; `asked` are the words of the question."""
        titled = sum(self._postings.words(passage)[0] != BREAK for _, passage in ranked[:_BEST])
        if len(ranked) < _FEWEST or 2 * titled >= min(_BEST, len(ranked)):
            return {}
        model = self._model(ranked[:_BEST], asked)
        alike = {passage: self._likeness(passage, model) for _, passage in ranked}
        most = max(alike.values(), default=0.0)
        return {passage: GAIN * value / most for passage, value in alike.items()} if most else {}

    def _model(self, best: Sequence[tuple[float, int]], asked: Collection[int]) -> dict[int, float]:
        """Words by what they are worth: often in the best passages, rare elsewhere."""
        worth = dict[int, float]()
        for score, passage in best:
            words = self._postings.words(passage)
            for word, often in Counter(words).items():
                worth[word] = worth.get(word, 0.0) + score * often / len(words)
        rare = {
            word: value * idf(self._counts[word - 1], self._postings.count)
            for word, value in worth.items()
            if word not in asked and self._may_learn(word)
        }
        return {word: rare[word] for word in nlargest(_LEARNT, rare, key=lambda word: (rare[word], -word))}

    def _may_learn(self, word: int) -> bool:
        if word == BREAK:
            return False
        term, count = self._terms[word - 1], self._counts[word - 1]
        plain = len(term) >= _SHORTEST and term.isalpha() and term not in self._unlearnt
        return plain and _LEAST <= count < _COMMON * self._postings.count

    def _likeness(self, passage: int, model: Mapping[int, float]) -> float:
        words = self._postings.words(passage)
        middle = _MIDDLE * (0.3 + 0.7 * len(words) / 200)
        often = Counter(filter(model.__contains__, words))
        return sum(model[word] * count / (count + middle) for word, count in often.items())
