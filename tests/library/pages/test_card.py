"""A card opens with its results and harms as one table; a treatment page draws the trials it links to."""

from pathlib import Path

import pytest

from tests.evidence.drawings.samples import outcome
from tests.library.written_card import OUTCOMES, write
from viewer.compile import compile_library
from viewer.library.compiled import Library
from viewer.library.evidence import Arm
from viewer.library.pages import results
from viewer.library.sieve import sieved


@pytest.fixture
def built(content: Path, tmp_path: Path):
    """Compile the sample, its card with outcomes."""

    def build(outcomes: str = OUTCOMES, **fields: str) -> Library:
        write(content, outcomes, **fields)
        compile_library(content, tmp_path / "built")
        opened.append(Library.open(tmp_path / "built"))
        return opened[-1]

    opened: list[Library] = []
    yield build
    for library in opened:
        library.close()


def test_that_a_card_is_read_in_the_order_in_which_it_is_asked(built):
    page = built().page("papers/sabr-comet")
    assert [(section.anchor, section.heading) for section in page.sections] == [
        ("", ""),
        ("results-and-harms", "Results and harms"),
        ("who-was-studied", "Who was studied"),
        ("limits", "Limits"),
        ("what-it-may-mean-here", "What it may mean here"),
        ("reference-and-checks", "Reference and checks"),
    ]


def test_that_the_table_holds_every_outcome_with_harms_under_a_subhead(built):
    html = built().page("papers/sabr-comet").sections[1].html
    assert "<th>Endpoint</th><th>SABR</th><th>control</th><th>Effect</th>" in html
    assert html.index("Alive at a set time") < html.index("<b>Harms</b>") < html.index("Death from treatment")
    assert '<td class="figure">42.3%<br /><i>95% CI 28–56</i>' in html
    assert '<td class="harm">3 of 66 (4.5%)</td><td class="harm">0 of 33</td>' in html
    assert "<b>HR 0.57</b> interval not stated" in html
    assert '<td class="p" align="right">0.090</td>' in html
    assert "primary endpoint, met; 5 years" in html


def test_that_each_row_names_its_drawing_with_the_same_numbers_in_words(built):
    html = built().page("papers/sabr-comet").sections[1].html
    assert (
        '<img src="drawing:papers/sabr-comet/0/4" alt="HR 0.57 (interval not stated); '
        'below 1 better with SABR, above with control" />' in html
    )
    assert '<img src="drawing:papers/sabr-comet/icons" alt="Death from treatment: SABR 3 of 66 (4.5%)' in html


def test_that_a_dash_is_explained_once_and_only_where_there_is_one(built):
    assert built().page("papers/sabr-comet").sections[1].html.count("not stated in what was read") == 1


def test_that_all_of_it_passes_the_sieve_as_our_own(built):
    library = built()
    for doc in ("papers/sabr-comet", "modalities/sbrt"):
        for section in library.page(doc).sections:
            assert sieved(section.html) == section.html


def test_that_search_and_copies_get_the_outcomes_as_sentences(built):
    text = built().page("papers/sabr-comet").sections[1].text
    assert text.startswith(
        "Alive at a set time (5 years): SABR 42.3% (95% CI 28–56), control 17.7% (95% CI 6–34); "
        "HR 0.57 (interval not stated); p = 0.090; below 1 better with SABR, above with control. [28\u00a0A]"
    )


def test_that_a_field_which_says_no_more_than_the_outcomes_is_not_said_twice(built):
    text = built().page("papers/sabr-comet").sections[1].text
    assert "Result:" not in text
    assert "Harms:" not in text


def test_that_a_field_with_a_figure_of_its_own_stays(built):
    text = built(result='"Result at 12 years: 42.3% [@palma2020]"').page("papers/sabr-comet").sections[1].text
    assert "Result: Result at 12 years: 42.3%" in text


def test_that_a_card_without_outcomes_keeps_its_fields_under_the_same_heading(library: Library):
    section = library.page("papers/sabr-comet").sections[1]
    assert section.heading == "Results and harms"
    assert [line.partition(":")[0] for line in section.text.split("\n")] == ["Harms", "Result"]


def test_that_arms_of_more_than_three_names_stand_in_one_column():
    arms = tuple(Arm(f"arm {n}", value=f"{n}", unit="%") for n in range(1, 6))
    one = outcome(arms=arms)
    html = results.html("papers/x", [one], lambda _outcome: "[1]")
    assert "<th>Endpoint</th><th>Arms</th><th>Effect</th>" in html
    assert "arm 1: 1%<br />arm 2: 2%" in html


def test_that_ten_thousand_arms_are_a_row_of_bounded_size():
    html = results.html(
        "papers/x", [outcome(arms=[Arm("x" * 5_000, 10, 3)] * 10_000)], lambda _outcome: "[1]"
    )
    assert len(html) < 20_000
    assert "and 9,988 more arms" in html


def test_that_hostile_names_are_written_out():
    html = results.html("papers/x", [outcome('<b>&"', arms=[Arm("<script>", 10, 3)])], lambda _outcome: "")
    assert "<script>" not in html
    assert sieved(html) == html


def test_that_a_treatment_page_draws_its_trials_under_a_warning(content: Path, built):
    page = content / "modalities/sbrt.md"
    row = "| Trial | [SABR-COMET](papers/sabr-comet) | - [@palma2020] |\n"
    page.write_text(
        page.read_text("utf-8").replace("|---|--:|--:|\n", "|---|--:|--:|\n" + row), encoding="utf-8"
    )
    sections = {section.anchor: section for section in built().page("modalities/sbrt").sections}
    drawn = sections["trials-drawn"]
    assert drawn.level == 3
    assert "Different patients: do not compare down the column." in drawn.html
    assert '<a href="papers/sabr-comet">SABR-COMET</a>' in drawn.html
    assert "drawing:papers/sabr-comet/0/4" in drawn.html
    assert '<td class="harm">Death from treatment: SABR 3 of 66 (4.5%), control 0 of 33' in drawn.html
    assert drawn.text.startswith("Different patients")


def test_that_a_treatment_page_without_drawable_trials_has_no_such_section(library: Library):
    assert "trials-drawn" not in {section.anchor for section in library.page("modalities/sbrt").sections}


@pytest.mark.parametrize(
    ("words", "line"),
    [("Function.", "<b>Not reported:</b> Function."), ("Not reported: function.", "Not reported: function.")],
)
def test_that_what_was_not_reported_is_one_quiet_line(content: Path, built, words: str, line: str):
    page = content / "papers/sabr-comet.md"
    ending = "## What it may mean here"
    text = page.read_text("utf-8").replace(ending, f"## Not reported\n\n{words}\n\n{ending}")
    page.write_text(text, encoding="utf-8")
    sections = {section.anchor: section for section in built().page("papers/sabr-comet").sections}
    assert sections["not-reported"].html == f'<p class="unstated"><a name="not-reported"></a>{line}</p>\n'
    assert sections["not-reported"].heading == "Not reported"
