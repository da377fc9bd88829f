"""What turns a meaning, what else says it, and what only looks so."""

import pytest

from tests.search.building import ids

STATEMENT = "surgery of liver metastases after chemotherapy with {} ablation prolongs survival in adults "
SILENT = "Surgery of liver metastases after chemotherapy with ablation prolongs survival in adults."


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("does not improve survival ", "It failed to improve survival."),
        ("no change of weight ", "The weight was unchanged."),
        ("non-invasive tumours ", "Tumours that are not invasive."),
        ("non-invasive tumours ", "Tumours without invasive growth."),
        ("unresectable tumours ", "Tumours that are not resectable."),
        ("unpredictable course ", "The unpredictability of the course."),
        ("mismatch repair deficient ", "Mismatch repair deficiency."),
    ],
)
def test_that_who_says_no_in_other_words_answers(make, typed, text):
    opposite = "Survival did improve, as did weight; invasive, resectable, predictable; mismatch repair."
    engine = make(text, opposite, "It was unpredictable, unresectable, non-invasive, deficient elsewhere.")
    assert "d0" in ids(engine.search(typed))
    assert "d1" not in ids(engine.search(typed))


def test_that_no_word_of_what_says_it_otherwise_answers_alone(make):
    engine = make("Invasive tumours.", "Tumours that are not invasive.", "Tumours, non-invasive.")
    assert ids(engine.search("non-invasive tumours "))[0] == "d2"
    assert "d0" not in ids(engine.search("non-invasive tumours "))


@pytest.mark.parametrize("typed", ["not only surgery prolongs survival ", "surgery whether or not survival "])
def test_that_not_only_denies_nothing(make, typed):
    assert ids(make("Surgery prolongs survival.").search(typed)) == ["d0"]


def test_that_not_still_denies_beside_only(make):
    assert ids(make("Surgery only.", "Not surgery.").search("not surgery only ")) == ["d1"]


def test_that_a_long_question_is_answered_by_silence_where_its_turned_word_is_nowhere(make):
    engine = make(SILENT, SILENT.replace("ablation", "thermal ablation"))
    answer = engine.search(STATEMENT.format("non-thermal"))
    assert ids(answer) == ["d0"]
    assert "“non-thermal” is not in this library." in answer.relaxed


def test_that_a_short_question_is_not(make):
    assert ids(make(SILENT).search("non-thermal ablation ")) == []


def test_that_silence_is_no_answer_where_a_passage_with_most_of_the_words_has_the_turned_one(make):
    engine = make(SILENT, SILENT.replace("ablation", "non-thermal ablation"))
    assert "d0" not in ids(engine.search(STATEMENT.format("non-thermal")))


def test_that_mutant_is_never_answered_by_silence(make):
    assert ids(make(SILENT).search(STATEMENT.format("mutant"))) == []
