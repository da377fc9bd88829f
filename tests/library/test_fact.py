import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from viewer.errors import LibraryError
from viewer.library.compiled import Library
from viewer.library.fact import PrintedFact, facts_of, figures_in


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("HR 0.60 (95% CI 0.47–0.75), p < 0.001", ["0.60", "95", "0.47", "0.75", "0.001"]),
        ("3 of 66 (4.5%)", ["3", "66", "4.5"]),
        ("HER2, PD-L1 and 7,524 people", ["7,524"]),
        ("no figure", []),
    ],
)
def test_that_figures_are_found_where_they_are_printed(text: str, figures: list[str]):
    assert [text[start:end] for start, end in figures_in(text)] == figures


def fact(value: str, line: int = 1) -> PrintedFact:
    return PrintedFact("palma2020", value, "%", "66", "mixed", "2020", "A", "survival", "facts/x.tsv", line)


def test_that_a_figure_has_every_fact_that_prints_it_digit_by_digit():
    facts = [fact("42.3 (28–56)", 1), fact("42.3", 2), fact("42.30", 3), fact("7524", 4)]
    assert [one.line for one in facts_of("42.3", facts)] == [1, 2]
    assert [one.line for one in facts_of("56", facts)] == [1]
    assert [one.line for one in facts_of("7,524", facts)] == [4]
    assert facts_of("6", facts) == []


def test_that_a_library_tells_where_each_fact_stands(library: Library):
    first, second = library.facts("palma2020")
    assert first == PrintedFact(
        source="palma2020",
        value="42.3%",
        unit="",
        denominator="66",
        population="mixed solid tumours",
        year="2020",
        grade="A",
        what="5-year overall survival, SABR",
        file="facts/sabr.tsv",
        line=4,
    )
    assert (second.value, second.line) == ("17.7%", 5)
    assert library.facts("nobody") == ()


@pytest.mark.parametrize("change", ["UPDATE facts SET value = '99.9%'", "DELETE FROM facts WHERE line = 5"])
def test_that_a_fact_which_was_changed_is_not_shown(library_dir: Path, change: str):
    with closing(sqlite3.connect(library_dir / "library.sqlite")) as connection:
        connection.execute(change)
        connection.commit()
    with closing(Library.open(library_dir)) as library, pytest.raises(LibraryError, match="does not match"):
        library.facts("palma2020")
