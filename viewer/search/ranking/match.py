"""Which passages answer: all words, else most, else any; never without the words that turn a meaning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import ceil, log
from operator import and_, or_

from viewer.search.index.arrays import numbers
from viewer.search.query.expand import Form, Group
from viewer.search.ranking import bitmaps
from viewer.search.ranking.postings import PostingRow, Postings

ALL, MOST, ANY = "all", "most", "any"
ENOUGH = 200
"""Passages with all words that make looking for those with fewer needless."""
FEW = 10
"""As many are enough in questions of two words."""
PAGE = 20
"""Hits that a page has: fewer are shown only where there are no more."""
STATEMENT = 7
"""Words that count of a question that is a statement to be checked."""
_MOST = 0.6
"""Share of the words that counts as most of them."""


@dataclass(slots=True)
class Asked:
    """A group with the passages that have any of its forms."""

    group: Group
    row: PostingRow
    weight: float
    """What an impact of 1 adds to the score: weight times IDF."""
    forms: tuple[tuple[Form, PostingRow], ...]
    """The forms that occur."""


@dataclass(slots=True)
class Matched:
    """The passages to rank."""

    step: str
    pool: int
    """Those to rank: all with any of the words."""
    flags: int
    """All that match at this step."""
    all_flags: int
    """Those that have every word."""
    most_flags: int
    """Those that have most of them."""

    @classmethod
    def of(cls, flags: int) -> "Matched":
        """Passages that answer whatever the words."""
        return cls(ALL, flags, flags, flags, flags)


@lru_cache(maxsize=4096)
def idf(count: int, total: int) -> float:
    """Robertson's inverse document frequency, never negative."""
    return log(1 + (total - count + 0.5) / (count + 0.5))


def ask(group: Group, postings: Postings, is_stale: Callable[[], bool]) -> Asked:
    """Read what a group needs and lay its forms over one another: the best form of each passage counts."""
    rows = [(form, postings.row(form, is_stale)) for form in group.forms]
    found = tuple((form, row) for form, row in rows if row.count)
    if not found:
        return Asked(group, postings.empty, 0.0, ())
    worths = [
        form.weight * worth for (form, _), worth in zip(found, _worths(found, postings.count), strict=True)
    ]
    most = max(worths)
    if len(found) == 1:
        return Asked(group, found[0][1], most * group.weight, found)
    row = postings.merged(
        group.forms, lambda: _merge([row for _, row in found], [worth / most for worth in worths]), is_stale
    )
    return Asked(group, row, most * group.weight, found)


def _worths(found: tuple[tuple[Form, PostingRow], ...], total: int) -> list[float]:
    """What each form would count: as much as the typed word where that occurs, since it stands for it."""
    begun = sum(row.count for form, row in found if form.begins)
    typed = next((row.count for form, row in found if form.why == "typed"), 0)
    worths = []
    for form, row in found:
        count = min(begun, total) if form.begins else typed or row.count
        worths.append(idf(count, total) / (1 if typed or form.begins else form.share))
    return worths


def _merge(rows: list[PostingRow], scales: list[float]) -> PostingRow:
    """One row of several, each scaled: the highest impact of each passage."""
    biggest = max(range(len(rows)), key=lambda place: rows[place].count)
    dense = bitmaps.scaled(rows[biggest].dense, scales[biggest])
    for place, row in enumerate(rows):
        if place != biggest:
            dense = bitmaps.raised(dense, bitmaps.scaled(row.dense, scales[place]), row.passages, row.count)
    merged = PostingRow(numbers(), dense)
    merged.count = merged.flags.bit_count()
    return merged


def match(
    asked: Sequence[Asked],
    allowed: int | None,
    total: int,
    *,
    wide: bool = False,
    against: Callable[[Group], int] = lambda _: 0,
) -> Matched:
    """The strictest step that finds something, widened until a page is full; and what is worth ranking.

    Where `wide`, any of the words is enough at once. `against` tells which passages have the opposite of a
    word.
    """
    everything = bitmaps.everything(total)
    allowed = everything if allowed is None else allowed
    required = [one for one in asked if one.group.weight == 1.0] or list(asked)
    floor = _of_the_named(required, _with_what_turns(required, allowed))
    levels = _levels(_alternatives(required), floor)
    if is_statement(asked) and not levels[max(1, ceil(_MOST * (len(levels) - 1)))]:
        floor = _of_the_named(required, _with_what_turns(required, allowed, against))
        levels = _levels(_alternatives(required), floor)
    whole, count = levels[-1], len(levels) - 1
    if count < 2 or (not wide and whole.bit_count() >= (ENOUGH if count > 2 else max(FEW, PAGE))):
        return Matched(ALL, whole, whole, whole, whole)
    least = max(1, ceil(_MOST * count))
    most = levels[least]
    full = (level for level in range(least, 0, -1) if levels[level].bit_count() >= PAGE)
    level = 1 if wide else next(full, 1)
    flags = levels[level]
    step = ALL if flags == whole else MOST if flags == most else ANY
    return Matched(step, levels[1], flags, whole, most)


def is_statement(asked: Sequence[Asked]) -> bool:
    """Whether so much is said that a passage need not have a large share of it."""
    return sum(one.group.weight == 1.0 for one in asked) >= STATEMENT


def _with_what_turns(
    required: Sequence[Asked], allowed: int, against: Callable[[Group], int] | None = None
) -> int:
    """Passages with the words that turn a meaning: no step drops one, however much is said.

    With `against` also those that say nothing of it, where it can be told what the opposite is.
    """
    floor = allowed
    for one in required:
        if one.group.kept and not one.group.word.either:
            may_be_silent = against is not None and bool(one.group.opposite)
            floor &= one.row.flags | (allowed & ~against(one.group) if against and may_be_silent else 0)
    return floor


def _alternatives(required: Sequence[Asked]) -> list[int]:
    """The passages of each word; of words any of which is enough, those of any."""
    rows, either = list[int](), dict[int, int]()
    for one in required:
        if number := one.group.word.either:
            either[number] = either.get(number, 0) | one.row.flags
        else:
            rows.append(one.row.flags)
    return [*rows, *either.values()]


def _of_the_named(asked: Sequence[Asked], floor: int) -> int:
    """Only passages with all of the names that an answer must not lack, else with any of them."""
    named = [one.row.flags for one in asked if one.group.named and not one.group.word.either]
    every = reduce(and_, named, floor)
    return every or (reduce(or_, named) & floor if named else floor)


def _levels(rows: list[int], floor: int) -> list[int]:
    """For each n, the passages that have at least n of the words."""
    levels = [floor] + [0] * len(rows)
    for flags in rows:
        for place in range(len(rows), 0, -1):
            levels[place] |= levels[place - 1] & flags
    return levels
