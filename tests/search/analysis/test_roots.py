"""Words of one root, and words that look alike."""

import pytest

from tests.search.building import ids
from viewer.search.analysis.roots import is_misspelt, root


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("resection", "resectable"),
        ("diagnosis", "diagnostic"),
        ("carcinogenic", "carcinogenesis"),
        ("appreciably", "appreciable"),
        ("amnesia", "amnesic"),
        ("limitations", "limits"),
        ("operative", "operation"),
    ],
)
def test_that_derivations_share_a_root(one, other):
    assert root(one) == root(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("resectable", "unresectable"), ("operable", "inoperable"), ("pain", "painless")],
)
def test_that_what_turns_a_word_round_is_never_taken_off(one, other):
    assert root(one) != root(other)


def test_that_a_misspelt_ending_is_told_from_another_word():
    assert is_misspelt("resectible", "resectable")
    assert is_misspelt("mountainer", "mountaineer")
    assert not is_misspelt("amnesia", "amnesic")


def test_that_a_word_of_the_same_root_answers_after_the_word_itself(make):
    engine = make("A diagnostic test.", "The diagnosis.", "Spleen.")
    assert ids(engine.search("diagnosis ")) == ["d1", "d0"]


@pytest.mark.parametrize("typed", ["resectable", "unresectable", "mutant", "operable", "inoperable"])
def test_that_a_root_is_no_way_round_what_turns_a_meaning(make, typed):
    words = ["unresectable", "resectable", "mutant", "wild-type", "inoperable", "operable"]
    assert ids(make(*words).search(f"{typed} ")) == [f"d{words.index(typed)}"]
