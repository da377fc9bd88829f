"""Text as people read it."""

import html
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.prose import counted, escape, long_date, sentence_starts, short_date, weekday, whole_sentences

VIEWER = Path(__file__).parents[1] / "viewer"
OF_THE_LOCALE = re.compile(r"\{[^{}\n]*:[^{}\n]*%[aAbBcxXp][^{}\n]*\}|strftime\([^)\n]*%[aAbBcxXp]")


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("&<>\"'"))))
def test_that_text_is_escaped_as_the_standard_library_does(text):
    assert escape(text) == html.escape(text)


def test_that_dates_are_written_out_in_english():
    day = date(2026, 11, 20)
    assert (long_date(day), short_date(day), weekday(day)) == ("20 November 2026", "20 Nov 2026", "Friday")
    assert long_date("2026-11-20") == "20 November 2026"
    assert long_date("not dated") == "not dated"


def test_that_no_date_follows_the_language_of_the_system():
    """Qt sets the locale, and strftime then speaks its language: About, History, notices, merged notes."""
    found = [
        f"{file.relative_to(VIEWER)}: {match.group()}"
        for file in VIEWER.rglob("*.py")
        for match in OF_THE_LOCALE.finditer(file.read_text("utf-8"))
    ]
    assert found == []


def test_that_one_is_not_many():
    assert [counted(n, "passage") for n in (0, 1, 2_715)] == ["0 passages", "1 passage", "2,715 passages"]
    assert counted(2, "match", "matches") == "2 matches"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Palma DA et al. Lancet 2019.", ["Palma DA et al. Lancet 2019."]),
        ("Median 41 v. 28 months. Deaths 3 of 66.", ["Median 41 v. 28 months.", "Deaths 3 of 66."]),
        ("Last author Meijerink MR. Abstract only.", ["Last author Meijerink MR. Abstract only."]),
        ("About 50 approx. Half of them.", ["About 50 approx. Half of them."]),
        ("Incl. Max. of 5.", ["Incl. Max. of 5."]),
        ("“It helped.” Then it did not.", ["“It helped.”", "Then it did not."]),
        ("Line one\nline two", ["Line one", "line two"]),
        ("Only 5.4 mg/kg.", ["Only 5.4 mg/kg."]),
        ("", []),
    ],
)
def test_that_index_copy_and_print_cut_the_same_sentences(text, sentences):
    starts = sentence_starts(text)
    cut = [text[start:end].strip() for start, end in pairwise(starts)]
    assert [sentence for sentence in cut if sentence] == sentences
    assert [whole_sentences(text, start, start + 1) for start in starts[:-1]] == sentences


@given(st.text(alphabet="A.b! \n?”1", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_that_a_copy_never_loses_what_was_selected(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert text[start:end].strip() in whole_sentences(text, start, end)
