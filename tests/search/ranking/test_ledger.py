"""Each sign that moves a passage has its line."""

from tests.search.building import passage
from tests.search.ranking.test_feedback import OTHERS, TEXTS
from viewer.search.ranking.ledger import Ledger


def why(engine, typed, number=0):
    return "\n".join(engine.search(typed, explain=True).hits[number].why)


def test_that_a_line_says_what_a_sign_did_and_what_stands_then():
    ledger = Ledger(wanted=True)
    ledger.enter("words", {1: 2.0, 2: 1.0})
    ledger.enter("name", {1: 2.0, 2: 3.5})
    assert ledger.lines(1) == ["words: +2.00 = 2.00"]
    assert ledger.lines(2) == ["words: +1.00 = 1.00", "name: +2.50 = 3.50"]


def test_that_nothing_is_kept_unless_it_is_wanted():
    ledger = Ledger()
    ledger.enter("words", {1: 2.0})
    assert ledger.lines(1) == []


def test_that_feedback_is_named(make):
    assert "words that the best passages share (RM3)" in why(make(*TEXTS, *OTHERS), "deafness ")


def test_that_the_closer_look_is_told_sign_by_sign(make):
    engine = make(passage("a", "Ablation of liver tumours.", title="Liver ablation"), "liver", "ablation")
    told = why(engine, "liver ablation ")
    assert "closer look" in told
    assert "  title is what was asked: +0.60" in told
    assert "words stand together" in told


def test_that_what_a_second_passage_of_a_document_loses_is_told(make):
    rows = [passage(f"p{place}", "Liver liver.", doc="one") for place in range(2)]
    engine = make(*rows, "lung")
    assert "its place within its document: -" in why(engine, "liver ", 1)


def test_that_the_last_score_told_is_that_of_the_hit(make):
    hit = make("liver tumour", "liver").search("liver tumour ", explain=True).hits[0]
    signs = [line for line in hit.why if " = " in line]
    assert signs[-1].endswith(f"= {hit.score:.2f}")
