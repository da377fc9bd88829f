"""One normaliser for index and query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.analysis.analyser import Analyser, fold
from viewer.search.analysis.stem import conflate


def keys(text: str) -> list[str]:
    return [token.term for token in Analyser().tokens(text) if not token.extra]


def beside(text: str) -> list[str]:
    return [token.term for token in Analyser().tokens(text) if token.extra]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5-FU", "5FU"),
        ("T.N.T.", "TNT"),
        ("W&W", "WW"),
        ("MSI-H", "MSIH"),
        ("PD-L1", "pd-l1"),
        ("non-operative", "nonoperative"),
        ("non operative", "Non-Operative"),
        ("wild-type", "wild type"),
        ("wildtype", "wild-types"),
        ("un-resectable", "unresectable"),
        ("naïve", "naive"),
        ("Sjögren’s", "sjogren"),
        ("Crohn's", "Crohn"),
        ("IFN-α", "ifn-alpha"),
        ("0·57", "0.57"),
        ("1,500", "1500"),
        ("tumours", "tumor"),
        ("metastases", "metastasis"),
        ("haemorrhage", "hemorrhages"),
        ("diarrhoea", "diarrhea"),
        ("oedema", "edema"),
        ("lymphoedema", "lymphedema"),
        ("oesophageal", "esophageal"),
        ("leukaemia", "leukemia"),
        ("leucopenia", "leukopenia"),
        ("randomised", "randomized"),
        ("embolisation", "embolization"),
        ("analyse", "analyzed"),
        ("analyses", "analysis"),
        ("pathological", "pathologic"),
        ("gynaecological", "gynecologic"),
        ("programmes", "program"),
        ("centre", "centers"),
        ("faecal", "fecal"),
        ("paraesthesia", "paresthesia"),
        ("melaena", "melena"),
        ("labelled", "labeling"),
        ("treated", "treating"),
        ("biopsies", "biopsy"),
        ("doses", "dose"),
        ("women", "woman"),
        ("titres", "titer"),
        ("goitre", "goiter"),
        ("fibres", "fiber"),
        ("chemo\u00adradio\u00adtherapy", "chemoradiotherapy"),
        ("fluoro\u200buracil", "fluorouracil"),
        ("\u200e5-FU\u200f", "5FU"),
        ("\ufeffliver", "liver"),
        ("5−FU", "5-FU"),
        ("T—DXd", "T-DXd"),
        ("TAS‒102", "TAS-102"),
        ("short−course", "short-course"),
        ("0,57", "0.57"),
        (".57", "0.57"),
        ("25Gy", "25 Gy"),
        ("1.8Gy", "1.8 Gy"),
        ("6-week", "6 weeks"),
        ("41months", "41-month"),
        ("5x5Gy", "5 × 5 Gy"),
        ("phase III", "phase 3"),
        ("stage IIIb", "stage 3b"),
        ("Grade III/IV", "grade 3/4"),
        ("survival¹", "survival"),
        ("mg/m²", "mg/m2"),
    ],
)
def test_that_two_ways_to_write_a_word_are_one(one, other):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("resectable", "unresectable"),
        ("resectable", "resection"),
        ("metastatic", "non-metastatic"),
        ("operative", "non-operative"),
        ("mutant", "mutation"),
        ("5.4", "54"),
        ("CAIRO4", "CAIRO5"),
        ("MSI-H", "MSS"),
        ("dMMR", "pMMR"),
        ("R0", "R1"),
        ("cCR", "pCR"),
        ("PUMP", "PUMP-IT"),
        ("folinic", "folic"),
        ("fluorouracil", "floxuridine"),
        ("hyperthermic", "hypothermic"),
        ("several", "severe"),
        ("general", "generic"),
        ("organ", "organisation"),
        ("policy", "police"),
        ("0,57", "57"),
        (".57", "57"),
        ("10⁹", "109"),
        ("type I", "I"),
    ],
)
def test_that_two_words_stay_two(one, other):
    assert not set(keys(one)) & set(keys(other))


def test_that_a_word_turned_round_by_non_does_not_stand_beside_itself():
    assert "metastatic" not in keys("non-metastatic") + beside("non-metastatic")
    assert "resectabl" not in keys("un-resectable") + beside("un-resectable")
    assert keys("non-small-cell") == ["nonsmal", "cell"]


def test_that_a_dash_between_two_words_of_a_sentence_joins_nothing():
    assert keys("survival—the result—5 of 10") == ["survival", "the", "result", "5", "of", "10"]


def test_that_parts_of_a_compound_are_found_too():
    assert keys("short-course") == ["short", "cours"]
    assert beside("short-course") == ["shortcours"]
    assert keys("KEYNOTE-177") == ["keynote177"]
    assert beside("KEYNOTE-177") == ["keynot", "177"]


def test_that_a_range_of_numbers_is_two_numbers():
    assert keys("28–56") == ["28", "56"]


def test_that_small_words_in_capitals_are_words():
    silent = {token.surface: token.silent for token in Analyser().tokens("it or PUMP-IT OR")}
    assert silent == {"it": False, "or": False, "pumpit": False, "pump": False}
    assert [token.silent for token in Analyser().tokens("it or")] == [True, True]


@given(st.text(max_size=200))
def test_that_every_token_says_where_it_stands(text):
    for token in Analyser().tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.term
        assert token.surface


@given(st.text(max_size=60))
def test_that_folding_twice_changes_nothing_of_a_key(text):
    for token in Analyser().tokens(text):
        assert fold(token.surface) == token.surface


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_that_a_key_is_never_empty(word):
    assert conflate(word)
