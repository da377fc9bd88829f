"""A closer look at the best: is the title covered, do the words stand together, is the thing defined?

The factors were chosen on one half of the judged questions and checked on the other (docs/performance.md).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import compress, count, pairwise
from operator import or_
from typing import NamedTuple

from viewer.search.analysis.lists import NEGATIONS, STOP
from viewer.search.index.arrays import BREAK, Numbers
from viewer.search.index.lexicon import Lexicon
from viewer.search.ranking.bitmaps import present
from viewer.search.ranking.match import Asked, idf, is_statement
from viewer.search.ranking.postings import Postings

TITLE, TOGETHER, DEFINED, HEADED, ABOUT, NAMED, OF = 0.6, 0.15, 0.7, 0.4, 0.15, 0.3, 0.4
"""By how much a score rises at most."""
APART = 0.6
"""What is left of a score where a name of several words, `disease-free survival`, is there in pieces only."""
OF_STATEMENT = 0.33
"""What counts of the closer look at a long question: its words themselves say what it is about."""
DENIED = 0.5
"""What is left of it where the title says that this is just what the passage is not about."""
UNTITLED, UNHEADED = 0.5, 0.5
"""Taken for the covered share of a title where there is none, so that passages without one stand no worse."""

_DEFINITION = re.compile(
    r"\s*(?:what(?:'s| is| are)(?! the \w+ (?:of|for|from|in|to)\b)|define|definition of|meaning of)\b"
    r"|.*\b(?:means?|stands? for)\W*$",
    re.IGNORECASE,
)
_OF = re.compile(r"\w\s+(?:of|from)\s", re.IGNORECASE)
_OPENING = 40
_ENTRY = 40
"""Words of a text that is no longer than a definition."""
_READ = 600
"""Words of a text that are looked at."""
_VERB_WITHIN = 9
_REMEMBERED = 4_000
"""Passages whose title and heading are kept in memory."""
_DENYING = "title is on something else"


def is_definition(text: str) -> bool:
    """Whether a question asks what something is."""
    return bool(_DEFINITION.match(text))


class _Question(NamedTuple):
    """What is looked for: words by the group that they answer, how many groups, which name a subject."""

    groups: dict[int, int]
    wanted: int
    defining: bool
    subjects: frozenset[int]
    named: frozenset[int]
    negated: bool
    inside: dict[int, tuple[set[int], set[int]]]
    sought: frozenset[int]


class _Opening(NamedTuple):
    """What stands above the text of a passage, and where in its row the text begins."""

    title: Numbers
    heading: Numbers
    text: int
    title_weighed: dict[int, float]
    heading_weighed: dict[int, float]


class Closer:
    """Looks at the words of a passage in order."""

    def __init__(self, postings: Postings, lexicon: Lexicon) -> None:
        self._postings, self._lexicon = postings, lexicon
        self.count = postings.count
        self._openings: dict[int, _Opening] = {}
        self._idle = {number + 1 for number in map(postings.number, STOP) if number is not None}
        denial = postings.number("not")
        self._not = -1 if denial is None else denial + 1
        verbs = ("is", "are", "refer", "mean", "describ")
        self._verbs = {number + 1 for number in map(postings.number, verbs) if number is not None}

    def factors(self, text: str, asked: Sequence[Asked], passages: Sequence[int]) -> list[float]:
        """For each passage what its score is multiplied by."""
        question, whole = self._question(text, asked), self._whole(asked)
        share = OF_STATEMENT if is_statement(asked) else 1.0
        return [
            (1 + share * (self._factor(passage, question) - 1)) * (1 if whole[passage] else APART)
            for passage in passages
        ]

    def _whole(self, asked: Sequence[Asked]) -> bytes:
        """For each passage whether the names of several words stand in it as such, or by a synonym."""
        flags = -1
        for one in asked:
            if one.group.whole:
                rows = [self._postings.row(one.group.whole, lambda: False)]
                rows += (row for form, row in one.forms if form.label)
                flags &= reduce(or_, (row.flags for row in rows))
        return present(flags, self.count) if flags != -1 else b"\1" * self.count

    def _question(self, text: str, asked: Sequence[Asked]) -> _Question:
        return _Question(
            self.groups(asked),
            len(asked),
            is_definition(text),
            frozenset(place for place, one in enumerate(asked) if one.group.subject),
            frozenset(place for place, one in enumerate(asked) if one.group.named or one.group.drug),
            any(one.group.word.surface in NEGATIONS for one in asked),
            dict(self._inside(asked)),
            _sought(text, asked),
        )

    def _inside(self, asked: Sequence[Asked]) -> Iterator[tuple[int, tuple[set[int], set[int]]]]:
        """Names that are parts of other names, and what follows and precedes them there."""
        forms = [one.group.whole for one in asked if one.group.whole]
        longer = {term for form in forms if len(form.terms) > 1 for term in form.terms}
        for form in forms:
            if (form.not_before or form.not_after) and form.terms[0] not in longer:
                after, before = (
                    {self._row_number(term) for term in terms} for terms in (form.not_before, form.not_after)
                )
                yield self._row_number(form.terms[0]), (after, before)

    def _row_number(self, term: str) -> int:
        number = self._postings.number(term)
        return -1 if number is None else number + 1

    def groups(self, asked: Sequence[Asked]) -> dict[int, int]:
        """Number of a word in a row → the group that it answers."""
        groups = dict[int, int]()
        for place, one in enumerate(asked):
            for form, _ in one.forms:
                # Of `not metastatic` no word alone answers for `non-metastatic`.
                for term in form.terms if len(form.terms) == 1 or form.why != "negation" else ():
                    number = self._postings.number(term)
                    if number is not None:
                        groups.setdefault(number + 1, place)
        return groups

    def signs(self, text: str, asked: Sequence[Asked], passage: int) -> dict[str, float]:
        """For `--explain`: what raises or lowers the score of a passage, by how much of it."""
        return {
            **self._signs(passage, self._question(text, asked)),
            "a name stands in pieces": 0.0 if self._whole(asked)[passage] else APART - 1,
        }

    def _factor(self, passage: int, question: _Question) -> float:
        signs = self._signs(passage, question)
        denied = signs.pop(_DENYING)
        return (1 + sum(signs.values())) * (1 + denied)

    def _signs(self, passage: int, question: _Question) -> dict[str, float]:
        row, (title, heading, start, *weighed) = self._postings.words(passage), self._opening(passage)
        groups, wanted = question.groups, question.wanted
        text = row[start : min(start + _READ, len(row) - 1)]
        looking = wanted > 1 or question.defining
        places = compress(count(), map(groups.__contains__, text)) if looking else ()
        found = [(place, groups[text[place]]) for place in places]
        together = _together(found) * len({group for _, group in found}) / max(1, wanted)
        titled = {groups[word] for word in title if word in groups}
        headed = {groups[word] for word in heading if word in groups}
        named = _share(titled, question.named)
        defined = question.defining and (
            _is_entry(heading, row[start:], found, wanted) or self._is_defined(text, found, wanted)
        )
        denied = _is_another(title, question) or (not named and self._is_denied(title, question))
        return {
            "title is what was asked": TITLE * _covered(weighed[0], groups, UNTITLED),
            "words stand together": TOGETHER * together,
            "heading is what was asked": HEADED * max(0.0, _covered(weighed[1], groups, 0.0) - UNHEADED),
            "title has the subject": ABOUT * _share(titled, question.subjects),
            "title has the name": NAMED * named,
            "title or heading has the word before ‘of’": OF * _share(titled | headed, question.sought),
            "defines it": DEFINED * defined,
            _DENYING: (DENIED - 1) * denied,
        }

    def _is_denied(self, title: Numbers, question: _Question) -> bool:
        """`stage II–III, not metastatic` is no title for a question on metastatic disease."""
        return not question.negated and any(
            one == self._not and other in question.groups for one, other in pairwise(title)
        )

    def _opening(self, passage: int) -> _Opening:
        """Title and heading of a passage: looked at again at every letter."""
        opening = self._openings.get(passage)
        if opening is None:
            if len(self._openings) > _REMEMBERED:
                self._openings.clear()
            row = self._postings.words(passage)
            end = row.index(BREAK)
            start = row.index(BREAK, end + 1)
            title, heading = row[:end], row[end + 1 : start]
            text = row.index(BREAK, start + 1) + 1
            opening = _Opening(title, heading, text, self._weighed(title), self._weighed(heading))
            self._openings[passage] = opening
        return opening

    def _weighed(self, title: Numbers) -> dict[int, float]:
        """The words of a title or heading that count, and how much each does."""
        counts, total = self._lexicon.counts, self._postings.count
        return {word: idf(counts[word - 1], total) for word in set(title) - self._idle}

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


def _covered(weighed: Mapping[int, float], groups: Mapping[int, int], without: float) -> float:
    """Share of a title or heading that was asked for, by weight; `without` where there is none."""
    whole = sum(weighed.values())
    return sum(map(weighed.__getitem__, filter(groups.__contains__, weighed))) / whole if whole else without


def _is_another(title: Numbers, question: _Question) -> bool:
    """`New EPOC` is no title for a question on EPOC."""
    return bool(question.inside) and any(
        (one in question.inside and other in question.inside[one][0])
        or (other in question.inside and one in question.inside[other][1])
        for one, other in pairwise(title)
    )


def _is_entry(heading: Numbers, text: Numbers, found: list[tuple[int, int]], wanted: int) -> bool:
    """A term and its few words, as in a glossary."""
    return bool(heading) and len(text) < _ENTRY and len({group for _, group in found}) == wanted


def _sought(text: str, asked: Sequence[Asked]) -> frozenset[int]:
    """The word before `of`: `symptoms of liver metastases` asks for symptoms."""
    match = _OF.search(text)
    if not match or len(asked) < 2:
        return frozenset()
    words = [place for place, one in enumerate(asked) if one.group.word.end <= match.start() + 1]
    return frozenset(words[-1:])


def _share(titled: set[int], wanted: frozenset[int]) -> float:
    """Share of the drugs, trials and methods of the question that a title names."""
    return len(titled & wanted) / len(wanted) if wanted else 0.0


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
