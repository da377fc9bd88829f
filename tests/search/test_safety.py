"""No drug, gene status, trial or margin is turned into its neighbour."""

import pytest

from tests.search.building import ids, passage
from tests.search.conftest import ROOT
from viewer.library.vocabulary import load

CONTENT = ROOT / "content"


def bundled_drugs() -> dict[str, set[str]]:
    """Every drug of the vocabulary that is one word, inside the library or outside, and all names of it."""
    vocabulary, _ = load(CONTENT)
    drugs: list[tuple[str, ...]] = [(name,) for name in vocabulary.other_drugs]
    drugs += [(drug.generic, *drug.brands) for drug in vocabulary.drugs]
    named = {name.casefold(): {other.casefold() for other in names} for names in drugs for name in names}
    return {name: names for name, names in named.items() if name.isalpha() and len(name) > 4}


@pytest.fixture
def engine(make):
    return make(
        passage("t", "Trastuzumab with tucatinib.", title="MOUNTAINEER"),
        passage("td", "Trastuzumab deruxtecan (Enhertu).", title="DESTINY-CRC01"),
        passage("iri", "Irinotecan was given."),
        passage("lip", "Liposomal irinotecan was given."),
        passage("res", "Resectable liver metastases."),
        passage("unres", "Unresectable liver metastases."),
        passage("non", "Non-metastatic rectal cancer."),
        passage("met", "Metastatic rectal cancer."),
        passage("wt", "RAS wild-type tumours only."),
        passage("mut", "RAS mutant tumours only."),
        passage("no", "Survival without recurrence was not improved."),
        passage("rfs", "Recurrence-free survival."),
        passage("rec", "A recurrence was seen."),
        passage("c4", "", title="CAIRO4"),
        passage("c5", "", title="CAIRO5"),
        passage("hipec", "Cytoreductive surgery and HIPEC."),
        passage("cet", "Cetuximab and encorafenib in BRAF V600E."),
        passage("months", "Median 5.4 months."),
    )


def test_that_another_drug_is_no_synonym(engine):
    assert ids(engine.search("Herceptin ")) == ["t"]
    assert engine.search("Herceptin ").also == ("trastuzumab",)
    assert ids(engine.search("Enhertu ")) == ["td"]
    assert ids(engine.search("Campto ")) == ["iri"]


def test_that_a_word_inside_a_longer_name_brings_no_synonyms(engine):
    assert engine.search("trastuzumab emtansine ").also == ()


def test_that_synonyms_are_not_chained(engine):
    assert "Enhertu" not in engine.search("trastuzumab ").also
    assert "T-DXd" not in engine.search("Herceptin ").also


def test_that_opposites_do_not_answer_one_another(engine):
    assert ids(engine.search("unresectable ")) == ["unres"]
    assert ids(engine.search("resectable ")) == ["res"]
    assert ids(engine.search("non-metastatic ")) == ["non"]
    assert ids(engine.search("metastatic "))[0] == "met"
    assert "non" not in ids(engine.search("metastatic "))
    assert ids(engine.search("wild type ")) == ["wt"]
    assert ids(engine.search("mutant ")) == ["mut"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("unresectable rectal spleen kidney ", {"unres"}),
        ("non-metastatic liver spleen kidney ", {"non"}),
        ("wild-type liver rectal spleen ", {"wt"}),
        ("mutant liver rectal spleen ", {"mut"}),
        ("liver rectal spleen without survival ", {"no"}),
        ("not liver rectal spleen ", {"no"}),
    ],
)
def test_that_words_that_turn_the_meaning_are_never_dropped(engine, typed, kept):
    assert set(ids(engine.search(typed))) == kept


def test_that_no_length_of_a_question_lets_a_turning_word_go(make):
    engine = make(
        "Liver surgery, chemotherapy and ablation of resectable metastases prolong survival.",
        "Liver surgery, chemotherapy and ablation of metastases prolong survival.",
        "Liver surgery, chemotherapy and ablation of resectable and unresectable metastases.",
        "KRAS mutant: liver surgery, chemotherapy and ablation of metastases do not prolong survival.",
    )
    statement = "liver surgery chemotherapy ablation unresectable metastases prolong survival "
    assert ids(engine.search(statement)) == ["d2"]
    assert ids(engine.search(statement.replace("unresectable", "mutant"))) == ["d3"]
    assert ids(engine.search(statement.replace("unresectable", "wild-type"))) == []
    assert ids(engine.search("liver surgery chemotherapy ablation does not prolong survival at all ")) == [
        "d3"
    ]


def test_that_nothing_is_found_where_the_turning_word_is_not_in_the_library(engine):
    answer = engine.search("non-invasive liver metastases ")
    assert answer.hits == ()
    assert "“non-invasive” is not in this library." in answer.relaxed


def test_that_an_ambiguous_word_needs_context(engine):
    assert engine.search("CRS ").also == ()
    assert engine.search("CRS HIPEC ").also == ("cytoreductive surgery",)
    assert "metastatic" not in engine.search("advanced ").also


def test_that_a_synonym_inside_another_word_is_not_taken(engine):
    assert "rfs" not in ids(engine.search("comes back "))
    assert "rec" in ids(engine.search("comes back "))


@pytest.mark.parametrize(
    "typed",
    [
        "kadcyla",  # a real drug outside the library
        "pertuzumab",  # one letter group from others
        "regorafenib",  # two edits from encorafenib in sound, a drug of its own
        "CAIRO6",  # a digit
        "CAIRO",  # capitals, five letters
        "G12D",
        "54",
        "HIPEK",  # capitals, five letters
    ],
)
def test_that_names_and_numbers_are_never_corrected(engine, typed):
    for text in (typed, typed + " ", f"{typed} survival "):
        answer = engine.search(text)
        assert answer.corrected is None, text
        assert engine.names(text).corrected is None, text


def test_that_a_misspelt_drug_is_corrected_with_a_banner(engine):
    answer = engine.search("cetuximap ")
    assert answer.corrected == "cetuximab"
    assert ids(answer) == ["cet"]
    assert engine.search("cetuximap ", correct=False).corrected is None
    assert engine.search("cetuximap ", correct=False).suggestions == ("cetuximab",)


def test_that_a_misspelt_drug_near_two_drugs_is_not_corrected(engine):
    # Two edits from cetuximab, and two from nimotuzumab's neighbour: nobody can tell.
    assert engine.search("trastuzumab derux").corrected is None
    assert engine.search("pertuzumap ").corrected is None


def test_that_a_word_that_may_be_its_opposite_is_not_corrected(engine):
    answer = engine.search("nresectable ")
    assert answer.corrected is None


def test_that_the_dot_between_digits_stays(engine):
    assert ids(engine.search("5.4 ")) == ["months"]
    assert ids(engine.search("54 ")) == []


def test_that_one_trial_does_not_answer_for_another(engine):
    assert ids(engine.search("CAIRO4 ")) == ["c4"]
    assert ids(engine.search("cairo 5 ")) == ["c5"]


def typos(word: str) -> list[str]:
    """A word with a letter left out, doubled, or changed with its neighbour, here and there."""
    return [
        typo
        for place in range(1, len(word) - 1, 3)
        for typo in (
            word[:place] + word[place + 1 :],
            word[: place + 1] + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + "x" + word[place + 1 :],
        )
        if typo != word
    ]


@pytest.mark.slow
def test_that_no_misspelt_drug_is_ever_turned_into_another(bundled):
    names = bundled_drugs()
    assert len(names) > 200
    for name, same in names.items():
        for typo in typos(name):
            answer = bundled.search(f"{typo} ", limit=0)
            assert answer.corrected in (None, *same), typo
            assert not (set(answer.suggestions) & names.keys() - same), typo


@pytest.mark.slow
def test_that_no_name_is_searched_as_what_it_must_never_be_taken_for(bundled):
    for one, other in load(CONTENT)[0].never:
        for typed, never in ((one, other), (other, one)):
            for text in (typed, typed.upper(), typed.replace("-", " "), f"{typed} "):
                answer = bundled.search(text, limit=0)
                assert never.casefold() not in map(str.casefold, answer.also), text
                assert answer.corrected is None or answer.corrected.casefold() != never.casefold(), text


@pytest.mark.parametrize("name", ["FOLFIRINOX", "methotrexate", "sorafenib", "retention", "lesson"])
def test_that_a_name_or_word_that_is_not_here_is_not_corrected_while_it_is_typed(bundled, name):
    for end in range(1, len(name) + 1):
        assert bundled.search(name[:end], limit=0).corrected is None, name[:end]
        assert bundled.names(name[:end]).corrected is None, name[:end]


def test_that_a_regimen_is_no_correction_where_another_is_as_near(bundled):
    assert bundled.search("FOLFIRIN ").corrected is None
    assert bundled.search("rapdio ").corrected == "rapido"
