"""What is said of a figure: every fact that prints it, never one that only happens to be near."""

import pytest

from tests.desktop.reading_support import EDITION, PALMA, SBRT
from viewer.desktop.reading.quote.figure import ELSEWHERE, MOST, NO_FACT, FigureAt, cited_figure, told_of
from viewer.library.fact import PrintedFact

SOURCES = {"palma2019": PALMA}


def fact(source: str = "palma2019", line: int = 7, **more: str) -> PrintedFact:
    values = {"value": "0.57", "unit": "hazard ratio", "denominator": "66 v 33", "population": "mixed",
              "year": "2019", "grade": "A", "what": "overall survival"} | more  # fmt: skip
    return PrintedFact(source=source, file="facts/papers.tsv", line=line, **values)


FIGURE = FigureAt("0.57", "HR 0.57 in 99 people.", ("palma2019",), "results")


def test_that_a_fact_is_told_with_all_that_is_known_of_it():
    assert told_of(FIGURE, [fact()], SOURCES) == (
        "0.57 hazard ratio: overall survival\nOf: 66 v 33 · Population: mixed · Year: 2019\n"
        "Source: 27. Palma DA et al. Lancet 2019.\nRead: A, read in the abstract · "
        "Stands in: facts/papers.tsv:7"
    )


def test_that_what_is_not_known_is_not_stated():
    told = told_of(FIGURE, [fact(denominator="", population="", year="", grade="")], SOURCES)
    assert told.count("not stated") == 4


def test_that_no_fact_is_said_in_so_many_words():
    assert told_of(FIGURE, [], SOURCES) == NO_FACT


def test_that_a_fact_of_another_source_says_so_first():
    assert told_of(FIGURE, [fact("other")], SOURCES).startswith(ELSEWHERE)
    assert ELSEWHERE not in told_of(FIGURE, [fact("other"), fact()], SOURCES)


def test_that_endless_facts_are_counted():
    told = told_of(FIGURE, [fact(line=n) for n in range(100)], SOURCES)
    assert told.count("Stands in") == MOST
    assert told.endswith("And 95 more facts print it.")


@pytest.mark.parametrize(("text", "telling"), [("5", False), ("99", False), ("920", True), ("0.5", True)])
def test_that_a_small_whole_number_elsewhere_is_not_taken_for_the_same(text: str, telling: bool):
    assert FigureAt(text, "", ()).is_telling == telling


def test_that_a_figure_leaves_with_sentence_fact_reference_and_place():
    copied = cited_figure(FIGURE, [fact()], SBRT, EDITION, SOURCES)
    assert copied.startswith("0.57\n\nHR 0.57 in 99 people.\n\n0.57 hazard ratio")
    assert "27. Palma DA, Olson R. SABR. Lancet 2019. [Abstract checked]" in copied
    assert copied.endswith("wardshelf:modalities/sbrt#results\n")
