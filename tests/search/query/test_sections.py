"""Which section of a document a question opens."""

import pytest

from tests.search.building import ids, passage
from viewer.search.analysis.analyser import Analyser
from viewer.search.query.parse import parse
from viewer.search.query.sections import of_library, wanted


def asked(text: str) -> frozenset[str]:
    return wanted(parse(text, Analyser(), frozenset()))


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("median os kras g12c", "results"),
        ("toxicity of folfox", "serious harms"),
        ("who is eligible", "who was studied"),
        ("exclusion criteria", "check first"),
        ("limitations", "limits"),
        ("is it licensed", "availability"),
        ("how common", "how common each result is"),
    ],
)
def test_that_words_of_a_question_ask_for_a_section(typed, heading):
    assert heading in asked(typed)


def test_that_a_library_adds_headings_of_its_own():
    own = of_library([("differ* guide", "Where they differ; Elsewhere")])
    query = parse("how does it differ", Analyser(), frozenset())
    assert wanted(query, own) == {"where they differ", "elsewhere"}
    assert wanted(query) == frozenset()


def test_that_a_plain_subject_asks_for_none():
    assert asked("liver metastases") == frozenset()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sotorasib median ", "card"),
        ("sotorasib limitations ", "card#limits"),
        ("sotorasib toxicity ", "card#harms"),
    ],
)
def test_that_passages_of_a_document_compete_by_what_is_asked(make, typed, first):
    card = {"doc": "card", "title": "A trial of sotorasib", "kind": "paper"}
    engine = make(
        passage("card", "Sotorasib: survival in months.", summary="Median survival with sotorasib.", **card),
        passage(
            "card#limits",
            "The median of sotorasib was early, the median.",
            heading="Limits",
            **card,
        ),
        passage("card#harms", "Grade 3 with sotorasib: toxicity.", heading="Harms", **card),
    )
    assert ids(engine.search(typed))[0] == first


def test_that_the_word_before_of_is_what_is_asked_for(make):
    engine = make(
        passage("liver", "Liver metastases, and symptoms of them.", title="Liver metastases and surgery"),
        passage("symptoms", "Liver metastases may be felt. Symptoms are few.", title="Symptoms and signs"),
    )
    assert ids(engine.search("symptoms of liver metastases "))[0] == "symptoms"
