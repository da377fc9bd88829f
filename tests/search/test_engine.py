"""What is found, in which order, and what is said about it."""

import pytest

from tests.search.building import ids, marked, passage


def test_that_passages_with_all_words_go_first_and_those_with_any_fill_the_page(make):
    engine = make("liver only, liver", "metastases only", "liver metastases", "spleen")
    answer = engine.search("liver metastases ")
    assert ids(answer)[0] == "d2"
    assert set(ids(answer)) == {"d0", "d1", "d2"}
    assert answer.relaxed == "1 passage has all words; those with any of them are shown too."


def test_that_a_page_full_of_passages_with_all_words_has_no_others(make):
    engine = make(*["liver metastases"] * 20, "liver only")
    answer = engine.search("liver metastases ")
    assert answer.total == 20
    assert answer.relaxed == ""


@pytest.mark.parametrize("words", range(1, 12))
def test_that_there_are_never_fewer_hits_than_passages_with_any_of_the_words(make, words):
    names = [
        "liver",
        "spleen",
        "kidney",
        "lung",
        "heart",
        "bone",
        "skin",
        "brain",
        "colon",
        "ovary",
        "testis",
    ]
    engine = make(*names, *(f"{name} and more of it" for name in names))
    answer = engine.search(" ".join(names[:words]) + " ")
    assert len(answer.hits) == min(20, 2 * words)


def test_that_most_words_are_enough_when_none_has_all_and_that_this_is_said(make):
    engine = make("liver ablation survival", "kidney stones", "spleen")
    answer = engine.search("liver ablation kidney survival ")
    assert ids(answer) == ["d0", "d1"]
    assert answer.relaxed == "No passage has all words; showing those with most or any of them."


def test_that_any_word_is_enough_at_last_and_that_this_is_said(make):
    engine = make("liver", "spleen", "kidney stone")
    answer = engine.search("liver spleen lung kidney heart ")
    assert set(ids(answer)) == {"d0", "d1", "d2"}
    assert "showing those with any of them" in answer.relaxed
    assert "“lung” and “heart” are not in this library." in answer.relaxed


def test_that_passages_with_all_words_go_before_those_with_most(make):
    engine = make(
        "alpha beta beta beta beta", "alpha and then long after it gamma delta beta", "alpha gamma delta"
    )
    answer = engine.search("alpha beta gamma delta ")
    assert ids(answer)[0] == "d1"
    assert answer.relaxed == "1 passage has all words; those with most or any of them are shown too."


def test_that_the_last_word_may_be_unfinished(make):
    engine = make("stereotactic radiotherapy", "stereo sound")
    assert set(ids(engine.search("ster"))) == {"d0", "d1"}
    assert ids(engine.search("stereot")) == ["d0"]
    assert ids(engine.search("stereo ")) == ["d1"]


def test_that_a_title_counts_more_than_a_text(make):
    engine = make(
        passage("text", "Ablation of liver metastases and more about ablation."),
        passage("title", "How it is done and for whom.", title="Ablation"),
    )
    assert ids(engine.search("ablation"))[0] == "title"


def test_that_keywords_and_headings_are_searched(make):
    engine = make(passage("a", "x", keywords=("MWA",)), passage("b", "y", heading="Serious harms"))
    assert ids(engine.search("mwa")) == ["a"]
    assert ids(engine.search("serious harms")) == ["b"]


def test_that_equal_passages_stay_in_their_order(make):
    engine = make(*["the same liver text"] * 30)
    for _ in range(3):
        assert ids(engine.search("liver", limit=30)) == [f"d{n}" for n in range(30)]


def test_that_the_limit_limits_hits_and_not_the_total(make):
    engine = make(*["liver"] * 25)
    answer = engine.search("liver", limit=7)
    assert len(answer.hits) == 7
    assert answer.total == 25
    assert engine.search("liver", limit=0).total == 25


def test_that_scores_never_rise(make):
    engine = make(
        "liver liver", "liver", "a liver in a longer text about many things", passage("t", "", title="Liver")
    )
    scores = [hit.score for hit in engine.search("liver").hits]
    assert scores == sorted(scores, reverse=True)


def test_that_kinds_are_counted_before_they_are_filtered(make):
    engine = make(
        passage("a", "liver", kind="faq"), passage("b", "liver", kind="paper"), passage("c", "liver")
    )
    answer = engine.search("liver", kinds=("faq",))
    assert ids(answer) == ["a"]
    assert answer.total == 1
    assert answer.kinds == {"faq": 1, "paper": 1, "page": 1}
    assert ids(engine.search("kind:paper liver")) == ["b"]
    assert ids(engine.search("liver", kinds=("nothing",))) == []


def test_that_an_answer_from_names_alone_says_that_it_is_one(make):
    engine = make(passage("a", "text", title="Liver"))
    assert engine.names("liver").partial
    assert engine.names("nothing like it").partial
    assert not engine.search("liver").partial


def test_that_names_heed_a_kind_that_is_typed(make):
    engine = make(
        passage("a", title="Liver metastases", kind="faq"), passage("b", title="Liver surgery", kind="paper")
    )
    assert ids(engine.names("kind:paper liver")) == ["b"]
    assert ids(engine.names("liver", kinds=("faq",))) == ["a"]
    assert ids(engine.names("kind:paper liver", kinds=("faq",))) == []
    assert engine.names("kind:paper liver").kinds == {"faq": 1, "paper": 1}


def test_that_a_filter_alone_lists_documents(make):
    engine = make(
        passage("a#1", "x", doc="a", kind="faq"),
        passage("a#2", "x", doc="a", kind="faq"),
        passage("b#1", "x", doc="b", kind="faq"),
        passage("c", "x"),
    )
    assert ids(engine.search("kind:faq")) == ["a#1", "b#1", "a#2"]


def test_that_authors_and_years_filter(make):
    engine = make(
        passage("a", "liver", authors=("Palma DA", "Olson R"), year=2019),
        passage("b", "liver", authors=("Groot Koerkamp B",), year=2017),
        passage("c", "liver", authors=("Köhne CH",)),
    )
    assert ids(engine.search("author:palm")) == ["a"]
    assert ids(engine.search("author:olson liver")) == ["a"]
    assert ids(engine.search('author:"groot koerkamp"')) == ["b"]
    assert ids(engine.search("author:kohne")) == ["c"]
    assert ids(engine.search("liver year:2016-2018")) == ["b"]
    assert ids(engine.search("liver year:2018-")) == ["a"]
    assert ids(engine.search("year:1999")) == []
    assert ids(engine.search("palma 2019"))[0] == "a"


def test_that_a_phrase_must_stand_as_it_is_quoted(make):
    engine = make("watch and wait", "wait and watch", "they watch, and they wait")
    assert ids(engine.search('"watch and wait"')) == ["d0"]
    loose = engine.search('"watch and then wait"')
    assert "in this order" in loose.relaxed


def test_that_minus_leaves_out(make):
    engine = make("liver transplant", "liver resection")
    assert ids(engine.search("liver -transplant")) == ["d1"]
    assert ids(engine.search('liver -"liver resection"')) == ["d0"]


def test_that_synonyms_are_searched_and_said(make):
    engine = make("Total neoadjuvant therapy was given.", "Radiation therapy.", "Something else.")
    answer = engine.search("TNT ")
    assert ids(answer) == ["d0"]
    assert answer.also == ("total neoadjuvant therapy",)
    assert marked(str(answer.hits[0].snippet), answer.hits[0].snippet.spans) == ["Total neoadjuvant therapy"]
    assert ids(engine.search("radiotherapy ")) == ["d1"]


def test_that_the_typed_word_goes_before_its_synonym(make):
    engine = make("We gave total neoadjuvant therapy here.", "We gave the patients TNT here.")
    assert ids(engine.search("TNT ")) == ["d1", "d0"]


def test_that_an_answer_says_what_to_mark(make):
    engine = make("Tumours and 5-FU", "TNT or total neoadjuvant therapy")
    assert {"tumor", "tumours"} <= {mark.lower() for mark in engine.search("tumor ").marks}
    assert "5-FU" in engine.search("5-FU ").marks
    assert {"TNT", "total neoadjuvant therapy"} <= set(engine.search("TNT ").marks)


def test_that_a_stale_question_stops_and_says_so(make):
    engine = make("liver", "lung")
    answer = engine.search("liver", is_stale=lambda: True)
    assert answer.stale
    assert answer.hits == ()
    assert not engine.search("liver").stale


def test_that_explaining_names_terms_fields_and_scores(make):
    engine = make(passage("a", "liver", title="Liver"), "lung")
    why = " ".join(engine.search("liver lungs ", explain=True).hits[0].why)
    assert "liver" in why
    assert "title, text" in why
    assert "IDF" in why
    assert engine.search("liver").hits[0].why == ()


def test_that_a_doi_is_found_pasted_whole_half_or_with_its_address(make):
    doi = "10.1016/S0140-6736(18)32487-5"
    engine = make(passage("a", f"Palma. Lancet. doi:{doi}."), passage("b", "doi:10.1016/S0140-6736(99)1-1"))
    for typed in (doi, f"https://doi.org/{doi}", f"doi:{doi}", "10.1016/S0140-6736(18)32"):
        assert ids(engine.search(typed)) == ["a"], typed


def test_that_a_question_without_words_says_so(make):
    engine = make("liver")
    assert engine.search("?!").notice == "Type a word to look for."
    assert engine.search("").notice == ""


@pytest.mark.parametrize("typed", ["what is it", "the", "how can I find it"])
def test_that_a_question_of_small_words_is_no_fault(make, typed):
    engine = make("What is it?", "It is the liver.")
    engine.search(typed)
    engine.search(typed + " ")


def test_that_a_definition_goes_before_a_mention(make):
    engine = make(
        "Treatment of oligometastatic disease, and trials of treatment in many with it, at all times.",
        "Oligometastatic disease is a state of few metastases, between local and widespread cancer.",
    )
    assert ids(engine.search("What is oligometastatic disease?"))[0] == "d1"


def test_that_names_answer_without_the_passages(make):
    engine = make(
        passage("a", "text", title="Stereotactic body radiotherapy", keywords=("SBRT",)), "sbrt in a text"
    )
    assert ids(engine.names("ster")) == ["a"]
    assert ids(engine.names("sbrt")) == ["a"]
    assert ids(engine.names("body ster")) == ["a"]
    assert ids(engine.names("text")) == []
    assert engine.names("ster").hits[0].tier == "name"
