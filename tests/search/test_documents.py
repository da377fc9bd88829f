"""One hit a document: its best passage, with links to its other sections that answer."""

import pytest

from tests.search.building import ids, passage
from viewer.search.ranking.grouping import FEW


def _document(doc, kind, *texts):
    return [
        passage(f"{doc}#{place}", text, doc=doc, kind=kind, heading=f"Part {place}", anchor=str(place))
        for place, text in enumerate(texts)
    ]


def test_that_each_document_stands_once_with_its_other_sections_that_answer(make):
    engine = make(
        *_document("a", "faq", "liver liver metastases", "kidney", "liver"), *_document("b", "paper", "liver")
    )
    answer = engine.documents("liver ")
    sections = {hit.doc: {hit.heading, *(other.heading for other in hit.elsewhere)} for hit in answer.hits}
    assert sections == {"a": {"Part 0", "Part 2"}, "b": {"Part 0"}}
    assert len(answer.hits) == 2
    assert answer.total == 3
    assert answer.kinds == {"faq": 1, "paper": 1}


def test_that_the_best_passage_of_a_document_is_the_first_that_a_search_for_passages_gives(make):
    texts = ["liver", "liver metastases", "metastases of the liver and of much else that is named here"]
    engine = make(*_document("a", "faq", *texts), *_document("b", "paper", *reversed(texts)))
    passages = engine.search("liver metastases ").hits
    for hit in engine.documents("liver metastases ").hits:
        assert hit.id == next(one.id for one in passages if one.doc == hit.doc)


@pytest.mark.parametrize("kind", ["faq", "paper", "page"])
def test_that_a_kind_lists_as_many_documents_as_were_counted_without_it(make, kind):
    engine = make(
        *_document("a", "faq", "liver surgery", "liver"),
        *_document("b", "paper", "surgery", "liver"),
        *_document("c", "paper", "liver surgery"),
        *_document("d", "page", "surgery"),
    )
    counted = engine.documents("liver surgery ").kinds
    assert sum(counted.values()) == len(engine.documents("liver surgery ").hits)
    chosen = engine.documents("liver surgery ", kinds=(kind,))
    assert len(chosen.hits) == counted[kind]
    assert chosen.kinds == counted
    assert ids(engine.documents(f"kind:{kind} liver surgery ")) == ids(chosen)


def test_that_there_are_at_most_so_many_documents_of_a_kind_and_others_stay(make):
    engine = make(
        *(passage(f"p{n}", "liver", doc=f"p{n}", kind="paper") for n in range(9)),
        passage("f", "the liver, and many other things that make this text much longer", doc="f", kind="faq"),
    )
    answer = engine.documents("liver ", limit=3)
    assert answer.kinds == {"paper": 3, "faq": 1}
    assert len(answer.hits) == 4


def test_that_fewer_than_five_documents_widen_the_search(make):
    whole = [passage(f"a#{n}", "liver surgery", doc="a") for n in range(25)]
    part = [passage(f"d{n}", "surgery of much else, told at length and in many words") for n in range(FEW)]
    engine = make(*whole, *part)
    assert {hit.doc for hit in engine.search("liver surgery ", limit=40).hits} == {"a"}
    answer = engine.documents("liver surgery ")
    assert answer.hits[0].doc == "a"
    assert len(answer.hits) == 1 + FEW
    assert "any of them" in answer.relaxed


def test_that_a_kind_without_any_hit_is_looked_for_with_fewer_words(make):
    engine = make(*(passage(f"p{n}", "liver surgery", kind="paper") for n in range(25)),
                  passage("f", "surgery", kind="faq"))  # fmt: skip
    assert ids(engine.documents("liver surgery ", kinds=("faq",))) == ["f"]


def test_that_the_line_of_a_paper_opens_at_the_top_and_its_own_section_is_a_link(make):
    harms = passage("p#harms", "deaths from treatment", doc="p", kind="paper", heading="Harms",
                    anchor="harms", summary="RCT: 3 of 66 died.")  # fmt: skip
    hit = make(harms).documents("deaths ").hits[0]
    assert hit.fixed
    assert hit.snippet.text == "RCT: 3 of 66 died."
    assert [other.anchor for other in hit.elsewhere] == ["harms"]


def test_that_a_card_does_not_cut_what_takes_a_sentence_back(make):
    said = "The liver was treated " + "with much care and at many hospitals of the country " * 3
    engine = make(passage("a", f"{said}but three of sixty-six died of it."))
    assert str(engine.documents("liver ").hits[0].snippet).endswith("but three of sixty-six died of it.")
    long = make(passage("a", f"{said}and everybody went home again after some weeks of rest."))
    assert str(long.documents("liver ").hits[0].snippet).endswith(" …")


def test_that_a_document_about_the_drug_goes_before_one_that_mentions_it(make):
    mentioned = passage(
        "faq", "the dose of cetuximab", kind="faq", title="What is a phase?", heading="Answer"
    )
    drug = passage(
        "drug", "a dose names an arm of a trial, and much else besides is told of it here",
        kind="modality", title="Targeted therapy", keywords=("cetuximab",),
    )  # fmt: skip
    engine = make(mentioned, drug)
    assert ids(engine.search("cetuximab dose "))[0] == "faq"
    assert ids(engine.documents("cetuximab dose ")) == ["drug", "faq"]
    assert ids(engine.documents("dose ")) == ["faq", "drug"]


def test_that_a_card_is_not_cut_within_brackets(make):
    said = "The liver was treated " + "with much care and at many hospitals of the country " * 3
    rest = "and survival was 42.3% there (95% confidence interval 28 to 56) as was read at length."
    engine = make(passage("a", f"{said}{rest}"))
    shown = str(engine.documents("liver ").hits[0].snippet)
    assert shown.count("(") == shown.count(")")
