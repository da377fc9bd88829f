"""Did you mean."""

import pytest

from tests.search.building import ids


@pytest.fixture
def engine(make):
    return make(
        "immunotherapy of rectal cancer",
        "stereotactic radiotherapy and histotripsy",
        *["metastasis of the liver"] * 30,
        "metastatic",
        "palliative care",
        "rectal cancer",
    )


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("imunotherapy ", "immunotherapy"),
        ("immunotheraphy ", "immunotherapy"),
        ("steroetactic ", "stereotactic"),
        ("histotrypsy ", "histotripsy"),
        ("metastesis ", "metastasis"),
        ("rectal cancre ", "rectal cancer"),
        ("rectalcancer ", "rectal cancer"),
    ],
)
def test_that_a_near_certain_correction_is_applied_and_said(engine, typed, corrected):
    answer = engine.search(typed)
    assert answer.corrected == corrected
    assert answer.query == typed
    assert answer.hits


def test_that_it_is_not_applied_when_not_wanted(engine):
    answer = engine.search("imunotherapy ", correct=False)
    assert answer.corrected is None
    assert answer.hits == ()
    assert answer.suggestions == ("immunotherapy",)


def test_that_a_word_that_is_being_typed_is_not_corrected(engine):
    for end in range(1, len("immunotherapy") + 1):
        assert engine.search("immunotherapy"[:end]).corrected is None


def test_that_a_known_word_is_never_corrected(engine):
    assert engine.search("metastatic ").corrected is None


def test_that_other_words_are_still_searched(engine):
    answer = engine.search("zzzzqqq palliative ")
    assert len(ids(answer)) == 1
    assert answer.relaxed.startswith("“zzzzqqq” is not in this library.")


@pytest.mark.parametrize("typed", ["zz ", "q", "xyz ", "1a2b3c ", "ABCDE "])
def test_that_short_and_strange_words_have_no_suggestions(engine, typed):
    answer = engine.search(typed)
    assert answer.corrected is None
    assert answer.suggestions == ()


def test_that_names_are_corrected_too(make):
    from tests.search.building import passage

    engine = make(passage("a", "", title="Immunotherapy"))
    answer = engine.names("imunotherapy ")
    assert (answer.corrected, ids(answer)) == ("imunotherapy".replace("im", "imm", 1), ["a"])


@pytest.mark.parametrize(
    "typed", ["injection ", "rejection ", "reaction ", "retentions ", "inclusion ", "lesson "]
)
def test_that_a_real_word_is_never_corrected_into_one_that_looks_like_it(make, typed):
    engine = make(*["infection, lesion", "resection", "infusion"] * 5)
    assert engine.search(typed).corrected is None
    assert engine.names(typed).corrected is None


def test_that_two_edits_are_at_most_suggested(make):
    engine = make(*["infusion by pump"] * 5)
    answer = engine.search("inffusian ")
    assert answer.corrected is None
    assert answer.suggestions == ("infusion",)


def test_that_a_short_drug_is_not_what_a_word_two_edits_away_means(make):
    engine = make("Irinotecan, sold as Campto.", "Cetuximab.")
    assert engine.search("campus ").corrected is None
    assert engine.search("compto ").corrected == "campto"
    assert engine.search("cetuksimap ").corrected is None


def test_that_an_american_beginning_finds_the_british_word(make):
    engine = make("Haemorrhage and diarrhoea were seen.", "Nothing was seen.")
    for typed in ("hemorr", "hemorrhag", "diarrhe"):
        assert ids(engine.search(typed)) == ["d0"]


@pytest.mark.parametrize(
    "typed",
    ["amnesia ", "detox ", "insect ", "scary ", "appreciably ", "signs of an insect "],
)
def test_that_a_correction_never_makes_nonsense(make, typed):
    engine = make(*["amnesic, deto, infect, scars, appreciable, immunotherapy"] * 12)
    assert engine.search(typed).corrected is None
    assert engine.names(typed).corrected is None


def test_that_in_a_long_question_nothing_is_corrected_unasked(make):
    engine = make(*["immunotherapy of rectal cancer after surgery of the liver in adults"] * 12)
    assert engine.search("imunotherapy of rectal cancer ").corrected
    answer = engine.search("imunotherapy of rectal cancer after surgery of the liver in adults ")
    assert answer.corrected is None
    assert answer.hits
