"""Names are taken whole, and what is asked about is not dropped for commoner words."""

from dataclasses import replace

import pytest

from tests.search.building import VOCABULARY, ids, passage
from viewer.library.vocabulary import Abbreviation, Sense

NEVER = (
    ("KEYNOTE-177", "KEYNOTE-164"),
    ("KRAS", "KRAS G12C"),
    ("PRODIGE 7", "PRODIGE 23"),
    ("PUMP", "PUMP-IT"),
    ("DESTINY-CRC01", "DESTINY-CRC02"),
)


@pytest.fixture
def engine(make):
    short = Abbreviation("HIPEC", (Sense(("heated chemotherapy",)),))
    vocabulary = replace(
        VOCABULARY, never=VOCABULARY.never + NEVER, abbreviations=(*VOCABULARY.abbreviations, short)
    )
    return make(
        passage("k177", "First-line pembrolizumab, results of 2022.", title="KEYNOTE-177"),
        passage("p7", "HIPEC after surgery, 23 patients more, 164 in all.", title="PRODIGE 7"),
        passage("g12c", "Sotorasib in KRAS G12C."),
        passage("kras", "KRAS mutation."),
        passage("iri", "Irinotecan was given."),
        passage("tra", "Trastuzumab was given."),
        passage("des", "Response to a conjugate.", title="DESTINY-CRC01"),
        passage("pump", "The pump is refilled.", title="PUMP"),
        passage("size", "The sample size was amended; the size of the sample was small.", title="CAIRO4"),
        passage("opra", "Watch and wait for the rectum.", title="Rectal cancer, not metastatic"),
        passage("m1", "Watch and wait for the rectum.", title="Rectal cancer, metastatic"),
        vocabulary=vocabulary,
    )


@pytest.mark.parametrize(
    "typed",
    ["KEYNOTE-164", "keynote 164 ", "keynote 16", "PRODIGE 23", "KRAS G12D", "DESTINY-CRC03", "CAIRO 5",
     "liposomal irinotecan", "trastuzumab emtansine"],
)  # fmt: skip
def test_that_a_name_that_is_not_here_is_not_answered_by_its_neighbour(engine, typed):
    answer = engine.search(typed)
    assert answer.hits == ()
    assert answer.relaxed == f"“{typed.strip()}” is not in this library."


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("keynote 177", "k177"),
        ("keynote 1", "k177"),
        ("keynote", "k177"),
        ("PRODIGE 7", "p7"),
        ("KRAS G12C", "g12c"),
        ("KRAS G1", "g12c"),
        ("destiny-crc", "des"),
        ("trastuzumab ", "tra"),
    ],
)
def test_that_a_name_that_is_here_is_found_however_far_it_is_typed(engine, typed, first):
    assert ids(engine.search(typed))[0] == first


def test_that_the_rest_of_a_question_is_answered_and_the_missing_name_said(engine):
    answer = engine.search("KEYNOTE-164 pembrolizumab ")
    assert ids(answer) == ["k177"]
    assert "“KEYNOTE-164” is not in this library." in answer.relaxed


def test_that_passages_without_the_trial_that_was_named_are_no_answer(engine):
    answer = engine.search("PUMP sample size ")
    assert ids(answer) == ["pump"]
    assert "showing those with" in answer.relaxed


def test_that_two_trials_that_never_meet_are_both_shown(engine):
    assert set(ids(engine.search("PUMP CAIRO4 "))) == {"pump", "size"}


def test_that_a_title_that_denies_what_is_asked_stands_back(engine):
    assert ids(engine.search("metastatic rectal cancer watch and wait "))[0] == "m1"
    assert ids(engine.search("rectal cancer not metastatic watch and wait "))[0] == "opra"


@pytest.mark.parametrize("typed", ["sotorasib AND KRAS ", "sotorasib OR KRAS ", "sotorasib vs KRAS "])
def test_that_words_between_two_things_are_not_looked_for(engine, typed):
    answer = engine.search(typed)
    assert ids(answer)[0] == "g12c"
    assert answer.relaxed.count("not in this library") == 0


def test_that_a_compound_of_no_series_is_answered_by_its_parts(make):
    engine = make("CD20 was stained.", "Nothing was stained.")
    assert ids(engine.search("anti-CD20 ")) == ["d0"]


@pytest.mark.parametrize("typed", ["the ", "of", "a"])
def test_that_a_word_in_every_passage_is_said_to_be_too_common(engine, typed):
    assert engine.search(typed).notice == f"“{typed.strip()}” is too common to look for."


def test_that_a_name_inside_another_name_is_another_name(make):
    vocabulary = replace(VOCABULARY, never=(*VOCABULARY.never, ("EPOC", "New EPOC")))
    engine = make(
        passage("new", "A trial of cetuximab. New EPOC is not EPOC.", title="New EPOC"),
        passage("old", "A trial of chemotherapy, and its name.", title="EORTC 40983 (EPOC)"),
        vocabulary=vocabulary,
    )
    assert ids(engine.search("EPOC trial ")) == ["old", "new"]
    assert ids(engine.search("New EPOC trial "))[0] == "new"
