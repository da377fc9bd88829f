"""What is typed as PubMed, Ovid and search engines want it does what its typist means, or that is said."""

import pytest

from tests.search.building import ids, passage
from viewer.search.analysis.analyser import Analyser
from viewer.search.query.dialect import TAGS
from viewer.search.query.parse import Query, parse

KINDS = frozenset({"faq", "modality", "paper"})


def read(text: str) -> Query:
    return parse(text, Analyser(), KINDS)


def surfaces(query: Query) -> list[str]:
    return [word.surface for word in query.words]


def left_out(query: Query) -> list[str]:
    return [word.surface for word in query.excluded]


@pytest.mark.parametrize(
    "typed",
    ["kras NOT g12c", "kras AND NOT g12c", "KRAS NOT G12C", "kras BUT NOT g12c", "kras ANDNOT g12c",
     "kras -g12c", "SBRT AND KRAS NOT G12C", "kras –g12c", "kras NOT (g12c)"],
)  # fmt: skip
def test_that_not_in_capitals_leaves_out_and_says_so(typed):
    query = read(typed)
    assert left_out(query) == ["g12c"]
    assert "g12c" not in surfaces(query)
    assert "Left out: “g12c”." in " ".join(query.notices).lower().replace("left", "Left")


def test_that_all_in_brackets_is_left_out():
    assert left_out(read("sbrt NOT (lung OR brain)")) == ["lung", "brain"]
    assert left_out(read('sbrt NOT "overall survival"')) == ["overall survival"]


@pytest.mark.parametrize(
    "typed",
    ["kras not g12c", "the tumour is NOT resectable", "WHAT IF THE TUMOUR IS NOT RESECTABLE",
     "NOT resectable", "cetuximab or NOT", "patients who should NOT have a stent"],
)  # fmt: skip
def test_that_a_sentence_leaves_nothing_out(typed):
    assert left_out(read(typed)) == []


@pytest.mark.parametrize(
    "typed", ["sbrt AND", "AND sbrt", "sbrt OR", "sbrt OR ", "sbrt NOT", "sbrt AND (", "sbrt |"]
)
def test_that_an_operator_without_its_other_half_is_not_there_yet(typed):
    assert surfaces(read(typed)) == ["sbrt"]


def test_that_or_before_a_figure_is_an_odds_ratio():
    assert "or" in surfaces(read("OR 0.57"))
    assert "or" in surfaces(read("survival OR 0.57"))


def test_that_any_of_what_or_joins_is_enough(make):
    engine = make("liver", "lung", "liver metastases", "lung metastases", "spleen metastases")
    answer = engine.search("(liver OR lung) AND metastases ")
    assert set(ids(answer)[:2]) == {"d2", "d3"}
    assert answer.relaxed.startswith("2 passages have all words") or not answer.relaxed


@pytest.mark.parametrize(
    "typed", ["metasta$ liver", "metasta* liver", "metasta$.tw. liver", "metasta$5 liver"]
)
def test_that_a_cut_off_word_is_a_beginning_wherever_it_stands(typed):
    word = read(typed).words[0]
    assert (word.surface, word.prefix) == ("metasta", True)


@pytest.mark.parametrize("typed", ["tumo?r ", "tumo#r ", "t*r ", "tu?mour ", "tumour# "])
def test_that_signs_inside_a_word_stand_for_letters(make, typed):
    engine = make("A tumour was seen.", "Nothing was seen.")
    assert ids(engine.search(typed)) == ["d0"]
    assert engine.search(typed).relaxed == ""


@pytest.mark.parametrize("typed", ["oligometast ", "oligometast? ", "oligometast sbrt "])
def test_that_the_beginning_of_a_word_is_not_said_to_be_missing(make, typed):
    engine = make("Oligometastatic disease and SBRT.", "Nothing was seen.")
    answer = engine.search(typed)
    assert ids(answer) == ["d0"]
    assert "not in this library" not in answer.relaxed


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("sbrt[ti] AND liver[ti]", ["sbrt", "liver"]),
        ("rectal cancer[tiab]", ["rectal", "cancer"]),
        ('"rectal neoplasms"[MeSH Terms]', ["rectal", "neoplasms"]),
        ("exp rectal neoplasms/rt", ["rectal", "neoplasms"]),
        ("rectal neoplasms.mp.", ["rectal", "neoplasms"]),
        ("(rectal adj2 (cancer or carcinoma)).ti,ab.", ["rectal", "cancer", "or", "carcinoma"]),
        ("'rectum cancer'/exp", ["rectum", "cancer"]),
        ("liver:ti,ab,kw", ["liver"]),
        ("TITLE-ABS-KEY(liver)", ["liver"]),
        ("intitle:liver", ["liver"]),
        ("liver near/3 lung", ["liver", "lung"]),
        ("liver^5 lung~2", ["liver", "lung"]),
    ],
)
def test_that_tags_of_other_databases_are_taken_off_and_that_is_said(typed, words):
    query = read(typed)
    assert surfaces(query) == words
    assert query.notices == (TAGS,)


@pytest.mark.parametrize(
    "typed", ["palma[au]", "palma d[au]", '"palma d"[Author]', "palma.au.", "palma [au]"]
)
def test_that_an_author_tag_is_an_author(typed):
    query = read(typed)
    assert query.authors[0].startswith("palma")
    assert query.words == ()
    assert query.notices == ()


@pytest.mark.parametrize(
    "typed", ["2019:2022[dp] liver", "2019/01/01:2022/12/31[dp] liver", '"2019"[dp] : "2022"[dp] liver']
)
def test_that_a_tag_of_dates_is_years(typed):
    assert read(typed).years == (2019, 2022)
    assert surfaces(read(typed)) == ["liver"]


def test_that_a_filter_may_have_a_space_behind_its_colon():
    assert read("kind: faq stent").kinds == {"faq"}
    assert read("author: palma").authors == ("palma",)
    assert read("year: 2019 stent").years == (2019, 2019)


NCT = "NCT01446744"
DOI = "10.1016/S0140-6736(18)32487-5"


@pytest.fixture
def papers(make):
    return make(
        passage("trial", f"A trial, registered as {NCT}. doi:{DOI}.", title="SABR-COMET"),
        passage("other", "Clinical trials of the government, their number and identifier, registered."),
        passage("register", "ClinicalTrials.gov is a register of studies; https and doi.org are addresses."),
        passage("pubmed", "PMID 30982687."),
    )


@pytest.mark.parametrize(
    "typed",
    [NCT, f"https://clinicaltrials.gov/study/{NCT}", f"ClinicalTrials.gov identifier: {NCT}.", NCT.lower(),
     f"ClinicalTrials.gov number, {NCT}.", f"registered as {NCT}", "NCT 01446744", f"trial ({NCT}) results",
     DOI, f"({DOI})", f"[{DOI}]", f"https://doi.org/{DOI}", f"{DOI}?x=y", f"{DOI}#abs", f"{DOI}/full",
     f"https://www.thelancet.com/doi/{DOI}/fulltext", f"see doi: {DOI}, page 3"],
)  # fmt: skip
def test_that_an_identifier_decides_whatever_stands_around_it(papers, typed):
    answer = papers.search(typed)
    assert ids(answer) == ["trial"]
    assert answer.corrected is None
    assert answer.relaxed == ""


@pytest.mark.parametrize("typed", ["PMID: 30982687", "https://pubmed.ncbi.nlm.nih.gov/30982687/", "30982687"])
def test_that_a_number_of_pubmed_decides(papers, typed):
    assert ids(papers.search(typed)) == ["pubmed"]


def test_that_an_identifier_that_is_not_here_is_said_and_its_address_is_no_question(papers):
    answer = papers.search("https://clinicaltrials.gov/study/NCT99999999")
    assert ids(answer) == []
    assert answer.relaxed == "“NCT99999999” is not in this library."
    assert answer.corrected is None


def test_that_initials_count_little(make):
    engine = make(
        passage("help", "Press Ctrl+D for d, or Ctrl+A for a. Palma is an example.", title="Help"),
        passage("paper", "A trial.", title="SABR-COMET", authors=("Palma DA",)),
    )
    for typed in ("Palma, D. A.", "Palma D.A.", "D. A. Palma", "Palma, D.A."):
        answer = engine.search(typed)
        assert ids(answer)[0] == "paper", typed
        assert "not in this library" not in answer.relaxed
    assert not any(word.initial for word in read("vitamin D. hepatitis B.").words)


def test_that_an_author_who_is_not_here_is_named(make):
    engine = make(passage("paper", "A trial.", authors=("Palma DA",)))
    assert ids(engine.search('author:"palma d"')) == ["paper"]
    answer = engine.search('author:"kemeny"')
    assert ids(answer) == []
    assert answer.relaxed == "No author here is called “kemeny”."


def test_that_only_a_phrase_that_was_loosened_is_said_to_be(make):
    engine = make("sbrt", "sbrt and overall survival", "overall and survival")
    assert engine.search('sbrt -"overall survival"').relaxed == ""
    assert "in this order" in engine.search('"survival overall"').relaxed


def test_that_a_decimal_comma_is_a_point_and_that_is_said(make):
    engine = make(
        "HR 0.57 for death.", "57 of 0 patients.", "Grade 3 or 4 in 5,000.", "50 patients in 4 arms"
    )
    answer = engine.search("HR 0,57 ")
    assert ids(answer)[0] == "d0"
    assert answer.notice == "“0,57” was read as 0.57."
    assert "“50,4 Gy” is not in this library." in engine.search("50,4 Gy ").relaxed
    assert ids(engine.search("grade 3,4 "))[0] == "d2"
    assert ids(engine.search("5000 ")) == ["d2"]


def test_that_figures_of_references_are_no_figures_of_the_question():
    assert surfaces(read("survival1,2")) == ["survival"]
    assert surfaces(read("survival¹")) == ["survival"]
    assert surfaces(read("CAIRO4")) == ["cairo4"]


def test_that_a_number_is_not_the_beginning_of_another(make):
    engine = make("Median 5 months.", "Median 50 months.", "HR 0.57", "HR 0.5")
    assert ids(engine.search("5")) == ["d0"]
    assert ids(engine.search("0.5")) == ["d3"]


def test_that_the_long_form_finds_an_ambiguous_short_one(make):
    from viewer.library.vocabulary import Abbreviation, Sense, Vocabulary

    words = Vocabulary(
        abbreviations=(Abbreviation("HR", (Sense(("hazard ratio",), ("survival",)),), ambiguous=True),)
    )
    engine = make("HR 0.57 in all.", "The hazard ratio is a figure.", vocabulary=words)
    assert set(ids(engine.search("hazard ratio "))) == {"d0", "d1"}
    assert ids(engine.search("HR ")) == ["d0"]
