"""Titles are found where there is no index."""

import pytest

from viewer.library.model import Card
from viewer.search.title_search import NOTICE, Titles

CARDS = [
    Card("modalities/sbrt", "modality", "Stereotactic body radiotherapy (SBRT, SABR)", "A few doses."),
    Card("papers/sabr-comet", "paper", "SABR-COMET", "Five-year survival and deaths."),
    Card("papers/metastases", "paper", "Métastases hépatiques", ""),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sabr", ["modalities/sbrt", "papers/sabr-comet"]),
        ("comet sab", ["papers/sabr-comet"]),
        ("SABR-COMET", ["papers/sabr-comet"]),
        ("metast hep", ["papers/metastases"]),
        ("survival", []),
        ("* ( ", []),
        ("", []),
    ],
)
def test_that_words_begin_words_of_the_title_in_any_order(typed, found):
    assert [hit.doc for hit in Titles(CARDS).search(typed).hits] == found


def test_that_the_answer_says_that_only_titles_were_searched():
    answer = Titles(CARDS).search("sabr", kinds=("paper",))
    assert answer.notice == NOTICE
    assert [hit.doc for hit in answer.hits] == ["papers/sabr-comet"]
    assert answer.kinds == {"modality": 1, "paper": 1}
    assert str(answer.hits[0].snippet) == "Five-year survival and deaths."
