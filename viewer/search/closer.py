"""A closer look at the best: is the title covered, do the words stand together, is the thing defined?

The factors were chosen on one half of the judged questions and checked on the other (docs/performance.md).
"""

import re
from collections.abc import Sequence
from itertools import compress, count

from viewer.search.arrays import Numbers
from viewer.search.lexicon import Lexicon
from viewer.search.match import Asked, idf
from viewer.search.postings import Postings
from viewer.search.rows import BREAK
from viewer.search.words import STOP

TITLE, TOGETHER, DEFINED = 0.2, 0.15, 0.35
"""By how much a score rises at most."""
UNTITLED = 0.5
"""Taken for the covered share of a title where there is none, so that passages without one stand no worse."""

_DEFINITION = re.compile(r"\s*(?:what(?:'s| is| are)|define|definition of|meaning of)\b", re.IGNORECASE)
_OPENING = 40
_READ = 600
"""Words of a text that are looked at."""
_VERB_WITHIN = 9


class Closer:
    """Looks at the words of a passage in order."""

    def __init__(self, postings: Postings, lexicon: Lexicon) -> None:
        self._postings, self._lexicon = postings, lexicon
        self.count = postings.count
        self._idle = {number + 1 for number in map(postings.number, STOP) if number is not None}
        verbs = ("is", "are", "refer", "mean", "describ")
        self._verbs = {number + 1 for number in map(postings.number, verbs) if number is not None}

    def factors(
        self, text: str, asked: Sequence[Asked], passages: Sequence[int]
    ) -> list[tuple[float, float, float]]:
        """For each passage how well its title is covered, its words stand together, the thing is defined."""
        groups = self._groups(asked)
        defining = bool(_DEFINITION.match(text))
        return [
            self._look(self._postings.words(passage), groups, len(asked), defining) for passage in passages
        ]

    def _groups(self, asked: Sequence[Asked]) -> dict[int, int]:
        """Number of a word in a row → the group that it answers."""
        groups = dict[int, int]()
        for place, one in enumerate(asked):
            for form, _ in one.forms:
                for term in form.terms:
                    number = self._postings.number(term)
                    if number is not None:
                        groups.setdefault(number + 1, place)
        return groups

    def _look(
        self, row: Numbers, groups: dict[int, int], wanted: int, defining: bool
    ) -> tuple[float, float, float]:
        title = row.index(BREAK)
        start = row.index(BREAK, row.index(BREAK, title + 1) + 1) + 1
        text = row[start : min(start + _READ, len(row) - 1)]
        places = compress(count(), map(groups.__contains__, text)) if wanted > 1 or defining else ()
        found = [(place, groups[text[place]]) for place in places]
        together = _together(found) * len({group for _, group in found}) / max(1, wanted)
        defined = defining and self._is_defined(text, found, wanted)
        return self._covered(row[:title], groups), together, float(defined)

    def _covered(self, title: Numbers, groups: dict[int, int]) -> float:
        """Share of the title that was asked for, by weight."""
        had = whole = 0.0
        for word in set(title) - self._idle:
            weight = idf(self._lexicon.counts[word - 1], self._postings.count)
            whole += weight
            had += weight if word in groups else 0.0
        return had / whole if whole else UNTITLED

    def _is_defined(self, text: Numbers, found: list[tuple[int, int]], wanted: int) -> bool:
        """`X is …` within the opening words."""
        seen = set[int]()
        for place, group in found:
            if place > _OPENING:
                return False
            seen.add(group)
            if len(seen) == wanted and not self._verbs.isdisjoint(text[place + 1 : place + _VERB_WITHIN]):
                return True
        return False


def _together(found: list[tuple[int, int]]) -> float:
    """1 where the words that the text has follow one another; less, the wider the stretch with all."""
    wanted = len({group for _, group in found})
    if wanted < 2:
        return 0.0
    last, narrowest = dict[int, int](), None
    for place, group in found:
        last[group] = place
        if len(last) == wanted:
            width = place - min(last.values())
            narrowest = width if narrowest is None else min(narrowest, width)
    return 1 / (1 + (narrowest or 0) / 10)
