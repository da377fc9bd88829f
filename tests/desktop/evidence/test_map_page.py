from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.desktop.evidence.conftest import shown
from tests.desktop.program import press
from tests.evidence.trials import ONE, absurd
from viewer.desktop.evidence.map_page import MapPage
from viewer.library.model import COMPARISON, PAPERS


def test_that_the_model_is_sound(map_page):
    QAbstractItemModelTester(map_page.view.cells, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_that_the_first_filled_cell_is_chosen_and_its_papers_listed(map_page):
    assert map_page.state() == {"treatment": "Local", "population": "metastatic colorectal"}
    assert [row.title for row in map_page.list.rows.all()] == ["THREE"]


def test_that_an_empty_cell_says_that_nothing_was_read(qtbot, map_page):
    map_page.take_state({"treatment": "Systemic", "population": "metastatic rectal"})
    assert map_page._told.text().startswith("Nothing read here.")
    with qtbot.waitSignal(map_page.message):
        press(map_page, "Return")


def test_that_enter_opens_the_table_of_the_cell(qtbot, map_page):
    with qtbot.waitSignal(map_page.page_requested) as asked:
        press(map_page, "Return")
    doc, state, where = asked.args
    assert (doc, where) == (PAPERS, "here")
    assert state["facets"]["chosen"] == {"treatment": ["Local"], "population": ["metastatic colorectal"]}


def test_that_c_compares_two_to_four_papers_and_refuses_others_in_words(qtbot, map_page):
    with qtbot.waitSignal(map_page.message) as said:
        press(map_page, "C")
    assert "Two to four" in said.args[0]
    press(map_page, "Down")
    with qtbot.waitSignal(map_page.page_requested) as asked:
        press(map_page, "C")
    assert asked.args[0] == COMPARISON
    assert len(asked.args[1]["papers"]) == 3


def test_that_cells_are_said_in_words(map_page):
    said = map_page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Local, metastatic colorectal: 1 paper, strongest design single arm"
    page = map_page.paper()
    assert page is not None
    assert "Nothing read here: metastatic rectal." in page.text


def test_that_a_library_without_papers_says_so(qtbot, theme):
    page = shown(qtbot, MapPage(theme, lambda: ()))
    assert page.paper() is None
    assert not page.view.isVisible()
    assert page.state() == {}
    page.take_state({"treatment": "x", "population": "y"})


def test_that_an_absurd_map_is_shown(qtbot, theme):
    many = (absurd(), *(replace(ONE, doc=f"p{n}", group=f"g{n}", populations=(f"q{n}",)) for n in range(400)))
    page = shown(qtbot, MapPage(theme, lambda: many))
    page.grab()
    assert page.view.cells.rowCount() == 401
