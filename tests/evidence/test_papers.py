import json
from dataclasses import fields

import pytest

from tests.evidence.trials import ALL, APART, ONE, THREE, TWO, absurd
from viewer.evidence.papers import FACETS, ORDERS, Facets, counts, facet_of, filtered, ordered, size_of
from viewer.library.evidence import Effect


@pytest.mark.parametrize(
    ("facet", "value", "left"),
    [
        ("population", "metastatic rectal", (THREE,)),
        ("biomarker", "HER2-positive", (ONE, TWO, APART)),
        ("biomarker", "none stated", (THREE,)),
        ("line", "first", (TWO,)),
        ("treatment", "Local", (THREE,)),
        ("design", "single arm", (THREE,)),
        ("randomised", "yes", (ONE, TWO, APART)),
        ("met", "not met", (TWO,)),
        ("read", "B", (THREE,)),
        ("outcome", "Death from treatment", (ONE,)),
    ],
)
def test_that_each_facet_leaves_the_papers_that_have_its_value(facet, value, left):
    assert filtered(ALL, Facets().toggled(facet, value)) == left


def test_that_values_of_a_facet_are_alternatives_and_facets_must_all_be_true():
    facets = Facets().toggled("line", "first").toggled("line", "later")
    assert filtered(ALL, facets) == (ONE, TWO, APART)
    assert filtered(ALL, facets.toggled("met", "met")) == (ONE, APART)


def test_that_each_facet_can_be_removed():
    facets = Facets(first=2019, last=2021, words="one").toggled("line", "later")
    assert filtered(ALL, facets) == (ONE,)
    for name in ("line", "years", "words"):
        facets = facets.without(name)
    assert not facets
    assert filtered(ALL, facets) == ALL


def test_that_a_paper_without_a_year_is_in_no_range_of_years():
    assert filtered(ALL, Facets(first=0)) == (ONE, TWO, APART)
    assert filtered(ALL, Facets(last=2018)) == (TWO,)


def test_that_a_count_is_what_the_value_would_leave_beside_the_other_facets():
    facets = Facets().toggled("met", "met").toggled("line", "later")
    found = counts(ALL, facets)
    for facet in FACETS:
        for value, count in found[facet.id].items():
            alone = facets.without(facet.id).toggled(facet.id, value)
            assert count == len(filtered(ALL, alone)), (facet.id, value)
    assert found["line"]["first"] == 0


@pytest.mark.parametrize(
    ("words", "left"),
    [("her", (ONE, TWO, APART)), ("death", (ONE,)), ("two", (TWO, APART)), ("2018", (TWO,)),
     ("er2", ()), ("  ", ALL), ("one PHASE", (ONE, THREE, APART))],
)  # fmt: skip
def test_that_the_quick_filter_takes_beginnings_of_words(words, left):
    assert filtered(ALL, Facets(words=words)) == left


@pytest.mark.parametrize(
    ("by", "names"),
    [("year", "APART ONE-1 TWO-2 THREE"), ("n", "TWO-2 APART ONE-1 THREE"),
     ("name", "APART ONE-1 THREE TWO-2"), ("treatment", "APART THREE TWO-2 ONE-1")],
)  # fmt: skip
def test_that_papers_are_put_in_order(by, names):
    assert [paper.study for paper in ordered(ALL, by)] == names.split()


def test_that_what_is_not_stated_stays_last_in_a_reversed_order():
    assert [paper.study for paper in ordered(ALL, "year", reverse=True)] == [
        "TWO-2",
        "ONE-1",
        "APART",
        "THREE",
    ]


@pytest.mark.parametrize("by", [*(field.name for field in fields(Effect)), "effect", "result", "harm", "met"])
def test_that_no_order_by_effect_exists(by):
    assert ORDERS == ("year", "n", "name", "treatment")
    with pytest.raises(ValueError, match="only"):
        ordered(ALL, by)


def test_that_the_order_is_the_same_whatever_the_effects_are():
    from dataclasses import replace

    bare = [replace(paper, outcomes=(), met="") for paper in ALL]
    for by in ORDERS:
        for reverse in (False, True):
            with_effects = [paper.doc for paper in ordered(ALL, by, reverse=reverse)]
            assert with_effects == [paper.doc for paper in ordered(bare, by, reverse=reverse)]


def test_that_facets_come_back_from_a_session():
    facets = Facets(first=2001, words="a").toggled("line", "later").toggled("met", "met")
    assert Facets.from_state(json.loads(json.dumps(facets.state()))) == facets


@pytest.mark.parametrize("state", [None, [], {"chosen": 3, "first": "x", "last": True, "words": 5},
                                   {"chosen": {"line": [1, None, ""], "other": ["x"]}}])  # fmt: skip
def test_that_a_damaged_session_narrows_nothing(state):
    assert Facets.from_state(state) == Facets()


def test_that_an_unknown_facet_is_refused():
    with pytest.raises(LookupError, match="effect"):
        facet_of("effect")


def test_that_a_number_is_the_first_one_printed():
    assert size_of(TWO) == 2368
    assert size_of(THREE) is None


def test_that_an_absurd_paper_is_narrowed_and_put_in_order():
    odd = absurd()
    assert filtered((odd,), Facets(words="שלום")) == (odd,)
    assert all(odd in ordered((*ALL, odd), by) for by in ORDERS)
    assert counts((odd,), Facets())["design"] == {"randomised": 1}
