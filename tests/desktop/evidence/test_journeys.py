"""Nineteen look-ups by keyboard, each in six keys or fewer, from the home page of the whole program."""

import pytest

from tests.desktop.program import press, type_text
from viewer.desktop.evidence.comparison_page import ComparisonPage
from viewer.desktop.evidence.map_page import MapPage
from viewer.desktop.evidence.paper_delegate import lines_of
from viewer.desktop.evidence.paper_model import Column
from viewer.desktop.evidence.papers_page import PapersPage
from viewer.evidence.paper_rows import PaperRow, row_of

MOST_KEYS = 6


class Keys:
    """Presses keys and counts them; a letter is a key."""

    def __init__(self, qtbot, program):
        self.count = 0
        self._qtbot, self._program, self.window = qtbot, program, program.window

    def press(self, *names):
        for name in names:
            self.count += 1
            press(self.window, name)

    def type(self, letters):
        self.count += len(letters)
        type_text(self.window, letters)

    @property
    def page(self):
        return self.window.parts.tabs.current_hosted()

    def table(self) -> PapersPage:
        assert isinstance(self.page, PapersPage)
        return self.page

    def rows(self) -> tuple[PaperRow, ...]:
        return self.table().table.papers.rows

    def narrowed(self, letters):
        """The rows once the table is narrowed to those with `letters`."""
        self.press("Ctrl+E", "Ctrl+F")
        self.type(letters)
        self._qtbot.waitUntil(
            lambda: self.table()._facets.words == letters and not self.table()._filtering.isActive()
        )
        return {row.study: row for row in self.rows()}

    def those(self, wanted):
        """Names of the papers of the library of which `wanted` is true; there is at least one."""
        found = {row_of(paper).study for paper in self._program.library.papers() if wanted(paper)}
        assert found
        return found

    def seen(self):
        """What the row that is chosen says in full, below the table."""
        return self.table()._detail.text()


def _said(row: PaperRow, column: Column) -> str:
    """What stands in a cell on the screen."""
    return " ".join(line.text for line in lines_of(row, column))


@pytest.fixture
def keys(qtbot, begin):
    keys = Keys(qtbot, begin())
    yield keys
    assert 0 < keys.count <= MOST_KEYS, keys.count


# "Which of these trials …": the rows hold every paper that the library knows of, and say so


def test_which_trials_had_deaths_from_treatment(keys):
    rows = keys.narrowed("deat")
    had = keys.those(lambda paper: any(one.name == "Death from treatment" for one in paper.outcomes))
    assert had <= rows.keys()
    assert all("eath" in rows[name].cells()[9] for name in had)


def test_which_her2_studies_were_randomised(keys):
    rows = keys.narrowed("her2")
    assert keys.those(lambda paper: "HER2-positive" in paper.biomarkers) <= rows.keys()
    assert all(
        _said(row, Column.DESIGN).startswith("Randomised") == row.paper.randomised for row in rows.values()
    )


def test_which_papers_are_of_braf_mutated_disease(keys):
    rows = keys.narrowed("braf")
    had = keys.those(lambda paper: "BRAF V600E" in paper.biomarkers)
    assert had <= rows.keys()
    assert all("BRAF V600E" in rows[name].condition for name in had)


def test_which_papers_are_single_arm(keys):
    rows = keys.narrowed("sing")
    had = keys.those(lambda paper: paper.type == "single arm")
    assert had <= rows.keys()
    assert all(_said(rows[name], Column.DESIGN).startswith("Single arm") for name in had)


def test_which_papers_missed_their_endpoint(keys):
    rows = keys.narrowed("not")
    had = keys.those(lambda paper: paper.met == "not met")
    assert had <= rows.keys()
    assert all(_said(rows[name], Column.ENDPOINT).startswith("Not met") for name in had)


def test_which_papers_are_of_later_lines(keys):
    rows = keys.narrowed("late")
    had = keys.those(lambda paper: paper.line == "later")
    assert had <= rows.keys()
    assert all("later line" in rows[name].condition for name in had)


def test_what_was_published_in_a_year(keys):
    assert keys.those(lambda paper: paper.year == 2019) <= keys.narrowed("2019").keys()


# "What was …"


def test_the_median_survival_of_the_control_arm_of_a_trial(keys):
    rows = keys.narrowed("beac")
    assert rows["BEACON CRC"].results[0].figures == "9.3 v 5.9 months"
    assert "control 5.9 months" in keys.seen()


def test_the_hazard_ratio_and_interval_of_a_trial(keys):
    assert keys.narrowed("bre")["BREAKWATER"].results[0].ratio == "HR 0.53 (95% CI 0.41–0.68)"


def test_how_many_were_studied(keys):
    assert keys.narrowed("coll")["COLLISION"].n.startswith("148")


def test_who_was_studied(keys):
    assert keys.narrowed("orch")["ORCHESTRA"].population == "metastatic colorectal"


def test_what_was_compared_with_what(keys):
    assert " v " in keys.narrowed("para")["PARADIGM"].treatment


def test_whether_the_primary_endpoint_was_met(keys):
    assert "not met" in keys.narrowed("orch")["ORCHESTRA"].endpoint


def test_how_far_a_paper_was_read(keys):
    assert keys.narrowed("sabr")["SABR-COMET"].read


def test_the_newest_paper(keys):
    keys.press("Ctrl+E")
    years = [row.paper.year for row in keys.rows() if row.paper.year]
    assert years == sorted(years, reverse=True)


def test_the_card_of_the_newest_paper(keys):
    keys.press("Ctrl+E", "Return")
    page = keys.window.parts.tabs.current_page()
    assert page is not None
    assert page.kind == "paper"


# "How do they stand side by side", "where is there nothing"


def test_the_two_newest_papers_side_by_side(keys):
    keys.press("Ctrl+E", "Space", "Down", "Space", "C")
    assert isinstance(keys.page, ComparisonPage)
    assert keys.page.title() == "Side by side: 2 papers"


def test_for_whom_nothing_was_read_of_a_treatment(keys):
    keys.press("Alt+E", "Left")
    assert isinstance(keys.page, MapPage)
    assert keys.page._told.text().startswith("Nothing read here.")


def test_the_papers_of_a_treatment_in_whom_it_was_studied(keys):
    keys.press("Alt+E", "Return")
    shown = {
        (row.paper.group, "colorectal liver metastases, resectable" in row.paper.populations)
        for row in keys.rows()
    }
    assert shown == {("Local treatment", True)}
