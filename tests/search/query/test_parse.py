"""Text as typed → what is asked."""

import pytest

from viewer.search.analysis.analyser import Analyser
from viewer.search.query.parse import LONGEST, MOST_WORDS, Query, parse

KINDS = frozenset({"faq", "modality", "paper"})


def read(text: str) -> Query:
    return parse(text, Analyser(), KINDS)


def surfaces(query: Query) -> list[str]:
    return [word.surface for word in query.words]


def test_that_the_last_word_is_a_prefix_until_it_is_finished():
    assert [word.prefix for word in read("liver met").words] == [False, True]
    for finished in ("liver met ", "liver met?", "liver met.", '"liver met"'):
        assert not read(finished).words[-1].prefix


def test_that_a_star_is_no_word():
    assert surfaces(read("onco*")) == ["onco"]
    assert read("onco*").words[0].prefix
    assert read("* ** ?").words == ()


def test_that_quotes_make_a_phrase_whatever_their_shape():
    for text in ('"watch and wait" rectum', "“watch and wait” rectum", "«watch and wait» rectum"):
        assert surfaces(read(text)) == ["watch and wait", "rectum"]
        assert read(text).words[0].quoted


@pytest.mark.parametrize(
    "text",
    ["which patients should not have X", "Patients who should not have X", "what people should not have X"],
)
def test_that_which_patients_asks_who(text: str):
    assert surfaces(read(text)) == surfaces(read("who should not have X"))


@pytest.mark.parametrize("text", ["patient refuses surgery", "how many patients", '"which patients" X'])
def test_that_patients_stay_where_nobody_asks_who(text: str):
    assert any("patient" in surface for surface in surfaces(read(text)))


def test_that_an_open_quote_is_no_error():
    assert surfaces(read('"overall surv')) == ["overall", "surv"]


def test_that_minus_leaves_out_a_word_or_a_phrase():
    query = read('liver -transplant -"living donor" hepatic-artery')
    assert [word.surface for word in query.excluded] == ["transplant", "living donor"] or [
        word.surface for word in query.excluded
    ] == ["living donor", "transplant"]
    assert surfaces(query) == ["liver", "hepatic", "artery"]


def test_that_minus_alone_asks_for_a_word():
    assert "beside" in read("-liver").notices[0]


@pytest.mark.parametrize("typed", ["kind:faq", "kind:faqs", "KIND:FAQ", 'kind:"faq"', "kind:fa"])
def test_that_a_kind_may_be_typed_in_many_ways(typed):
    assert read(f"{typed} cure").kinds == {"faq"}
    assert surfaces(read(f"{typed} cure")) == ["cure"]


def test_that_plurals_of_kinds_are_understood():
    assert read("kind:modalities").kinds == {"modality"}


def test_that_an_unknown_kind_is_said_with_those_that_there_are():
    assert read("kind:song cure").notices == ("There is no kind “song”; kinds are faq, modality, paper.",)


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("year:2019", (2019, 2019)),
        ("year:2018-2022", (2018, 2022)),
        ("year:2018–2022", (2018, 2022)),
        ("year:2018-", (2018, 9999)),
        ("year:-2010", (0, 2010)),
        ("year:20", None),
        ("year:", None),
    ],
)
def test_that_years_may_be_ranges(typed, years):
    assert read(typed).years == years


def test_that_no_year_is_said():
    assert "no year" in read("year:abcd").notices[0]


def test_that_an_author_is_folded():
    assert read("author:Köhne").authors == ("kohne",)
    assert read('author:"Groot Koerkamp"').authors == ("groot koerkamp",)


def test_that_an_unknown_field_is_plain_text():
    assert surfaces(read("pmid:123")) == ["pmid", "123"]


def test_that_a_doi_is_one_word():
    for typed in ("10.1016/S0140-6736(18)32487-5", "https://doi.org/10.1016/S0140-6736(18)32487-5"):
        assert "10.1016/s0140-6736(18)32487-5" in surfaces(read(typed))


def test_that_a_very_long_query_is_cut_and_said():
    query = read("word " * 5_000)
    assert len(query.words) == MOST_WORDS
    assert len(query.text) <= LONGEST
    assert len(query.notices) == 2


def test_that_small_words_are_left_out_but_not_in_capitals():
    words = {word.surface: word.caps for word in read("is PUMP IT or OR").words}
    assert words["it"]


def test_that_shouting_means_nothing():
    assert not any(word.caps for word in read("WHAT IS THE DOSE OF IT").words)


def test_that_places_refer_to_the_text():
    query = read('a "two words" kind:faq last')
    for word in query.words:
        assert word.tokens[0].surface in query.text[word.start : word.end].lower()


def test_that_without_in_short_is_a_negation(make):
    engine = make("Survival without recurrence.", "Survival and recurrence.")
    assert [hit.id for hit in engine.search("survival w/o recurrence ").hits] == ["d0"]
