"""Adding up impacts: what is left out beforehand is never among the best."""

import random

import pytest

from viewer.search.analysis.analyser import Analyser
from viewer.search.index.arrays import numbers
from viewer.search.query.expand import Form, Group
from viewer.search.query.parse import parse
from viewer.search.ranking.bitmaps import highest, passages_of, places
from viewer.search.ranking.match import Asked
from viewer.search.ranking.postings import PostingRow
from viewer.search.ranking.score import add_up, promising

TOTAL = 3_000
WORD = parse("liver", Analyser(), frozenset()).words[0]


def asked(chance, weight, rng):
    """A word that so many passages have, at a weight."""
    dense = bytearray(TOTAL)
    for passage in range(TOTAL):
        if rng.random() < chance:
            dense[passage] = rng.randint(1, 255)
    row = PostingRow(numbers(), dense)
    return Asked(Group(WORD, (Form(("liver",), 1.0, "typed"),)), row, weight, ())


@pytest.mark.parametrize(
    "words",
    [
        [(0.9, 0.7)],
        [(0.9, 0.7), (0.5, 3.0)],
        [(1.0, 0.01), (0.3, 6.5), (0.02, 8.0)],
        [(0.6, 1.0)] * 9,
    ],
)
@pytest.mark.parametrize("most", [1, 20, 200])
def test_that_the_best_are_those_of_adding_up_everything(words, most):
    rng = random.Random(most)  # noqa: S311 - repeatable, not secret
    groups = [asked(chance, weight, rng) for chance, weight in words]
    pool = int.from_bytes(bytes(rng.random() < 0.8 for _ in range(TOTAL)), "little")
    some = promising(groups, pool, TOTAL, most)
    everything = passages_of(pool, TOTAL)
    never = bool
    assert add_up(groups, some, most, never) == add_up(groups, everything, most, never)
    assert len(some) < len(everything)
    assert set(some) <= set(everything)


@pytest.mark.parametrize("count", [1, 2, 7, 1_000])
def test_that_the_higher_of_two_impacts_counts_for_every_passage(count):
    rng = random.Random(count)  # noqa: S311 - as above
    one, other = (bytearray(rng.choices((0, 1, 127, 128, 254, 255), k=count)) for _ in range(2))
    assert highest(one, other) == bytearray(map(max, one, other))


def test_that_marks_are_found_where_they_are_few_and_where_they_are_many():
    for share in (0.0, 0.01, 0.5, 1.0):
        rng = random.Random(2)  # noqa: S311 - as above
        marks = bytes(rng.random() < share for _ in range(TOTAL))
        assert places(marks) == [place for place, mark in enumerate(marks) if mark]


def test_that_few_are_all_added_up():
    rng = random.Random(1)  # noqa: S311 - as above
    pool = int.from_bytes(bytes(place < 50 for place in range(TOTAL)), "little")
    assert promising([asked(0.1, 1.0, rng)], pool, TOTAL, 200) == list(range(50))


def test_that_passages_without_any_impact_are_ranked_where_there_are_no_others():
    rng = random.Random(1)  # noqa: S311 - as above
    pool = int.from_bytes(bytes([1]) * TOTAL, "little")
    assert len(promising([asked(0.001, 1.0, rng)], pool, TOTAL, 200)) == TOTAL
