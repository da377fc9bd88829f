import csv
import io
from dataclasses import replace

from tests.evidence.trials import ALL, APART, DEATHS, ONE, PROGRESSION, SURVIVAL, THREE, absurd
from viewer.evidence.paper_rows import CAUTION, HEADINGS, as_csv, as_html, as_paper_html, as_text, row_of


def test_that_a_row_says_what_was_compared_in_whom_and_what_came_of_it():
    assert row_of(ONE).cells() == (
        "ONE-1", "2020", "new + usual v usual", "metastatic colorectal", "HER2-positive, later line",
        "Phase 3 RCT", "200", "Overall survival: met",
        "Overall survival (3 years; intention to treat): 12.1 v 9.4 months, HR 0.71 (95% CI 0.55–0.92)",
        "Death from treatment (30 days; as treated): 4% v 1%", "A/B",
    )  # fmt: skip


def test_that_a_harm_of_one_arm_of_several_names_that_arm():
    of_one = replace(DEATHS, arms=(replace(DEATHS.arms[1], events=None, value="3", unit="deaths"),))
    harm = row_of(replace(ONE, outcomes=(SURVIVAL, of_one))).harms[0]
    assert harm.figures == f"3 deaths ({DEATHS.arms[1].name})"
    assert row_of(replace(ONE, outcomes=(of_one,))).harms[0].figures == "3 deaths"


def test_that_a_row_without_outcomes_says_so():
    cells = row_of(THREE).cells()
    assert cells[1] == ""
    assert cells[8:10] == ("not stated", "none read")


def test_that_two_comparisons_of_a_trial_stand_apart():
    assert [(line.comparison, line.ratio[:7]) for line in row_of(APART).results] == [
        ("a", "HR 0.71"),
        ("b", "HR 1.12"),
    ]


def test_that_a_row_shows_the_outcome_that_was_asked_for():
    assert row_of(ONE, "progression").results[0].name == "Progression-free survival"
    assert row_of(ONE, wanted=["Progression-free survival"]).results[0].name == "Progression-free survival"
    assert row_of(ONE).results[0].name == "Overall survival"


def test_that_what_a_row_shows_does_not_hang_on_how_large_an_effect_is():
    other = replace(SURVIVAL, effect=None)
    for outcomes in ((SURVIVAL, PROGRESSION), (other, PROGRESSION)):
        assert row_of(replace(ONE, outcomes=outcomes)).results[0].name == "Overall survival"


def test_that_a_ratio_without_an_interval_says_so():
    assert (
        row_of(replace(ONE, outcomes=(PROGRESSION,))).results[0].ratio
        == "HR 0.60 (interval not stated), p = 0.02"
    )


def test_that_the_copies_hold_every_cell_and_the_caution():
    rows = [row_of(paper) for paper in ALL]
    for made in (as_text(rows), as_html(rows)):
        assert CAUTION in made
        assert all(heading in made for heading in HEADINGS)
    read = list(csv.reader(io.StringIO(as_csv(rows))))
    assert read[0] == [*HEADINGS, "Card"]
    assert read[1:] == [[*row.cells(), row.doc] for row in rows]


def test_that_a_sheet_of_paper_has_every_cell_in_fewer_columns():
    html = as_paper_html([row_of(ONE)])
    assert CAUTION in html
    assert html.count("<td>") == 5
    for cell in row_of(ONE).cells():
        assert cell in html


def test_that_a_spreadsheet_is_given_no_formula():
    row = row_of(replace(ONE, study="=cmd()", outcomes=(DEATHS,)))
    assert "'=cmd()" in as_csv([row])


def test_that_html_is_escaped():
    assert "<script>" not in as_html([row_of(replace(ONE, study="<script>"))])


def test_that_an_absurd_paper_has_cells_of_a_bearable_length():
    cells = row_of(absurd()).cells()
    assert all(len(cell) < 1500 for cell in cells), [len(cell) for cell in cells]
    assert "\u202e" not in "".join(cells)
