"""What is said while the focus stays in the search box."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.program import press, type_text
from viewer.desktop.features.screen_reader import ScreenReader
from viewer.desktop.widgets.rows import Row


@pytest.fixture
def window(qtbot, program):
    qtbot.waitUntil(lambda: program.window.findChild(ScreenReader) is not None)
    return program.window


def _said(qtbot, window, act):
    with qtbot.waitSignal(window.findChild(ScreenReader).said) as heard:
        act()
    return heard.args[0]


def test_that_the_number_of_hits_and_the_first_one_are_said(qtbot, window):
    said = _said(qtbot, window, lambda: window.flow.ask("survival"))
    row = window.parts.hits.list.current()
    assert "documents." in said
    assert said.endswith(row.spoken)


def test_that_the_row_reached_with_an_arrow_in_the_search_box_is_said(qtbot, window):
    _said(qtbot, window, lambda: window.flow.ask("survival"))
    said = _said(qtbot, window, lambda: press(window, "Down"))
    assert window.parts.box.has_focus()
    assert window.parts.hits.list.currentIndex().row() == 1
    assert said == window.parts.hits.list.current().spoken


def test_that_a_search_without_hits_says_that_it_proves_nothing(qtbot, window):
    said = _said(qtbot, window, lambda: window.flow.ask("qqqzzzx"))
    assert "not in this library" in said
    assert "nothing about whether evidence exists" in said


def test_that_the_page_that_opens_beside_the_hits_is_said(qtbot, window):
    _said(qtbot, window, lambda: window.flow.ask("survival"))
    said = _said(qtbot, window, lambda: press(window, "Return"))
    assert said == window.parts.tabs.current_page().title


def test_that_a_row_reached_from_a_filter_is_said(qtbot, window):
    press(window, "Alt+2")
    shelf = window.parts.browse.shelves[1]
    shelf.filter.setFocus()
    said = _said(qtbot, window, lambda: type_text(window, "a"))
    assert QApplication.focusWidget() is shelf.filter
    assert said == shelf.list.current().spoken


def test_that_the_count_of_matches_in_the_page_is_said(qtbot, window):
    window.open("pages/home")
    window.commands["find"].trigger()
    said = _said(qtbot, window, lambda: type_text(window, "the"))
    assert said == window.parts.tabs.pane.find_bar.count_text
    assert said.startswith("1 of ")
    assert _said(qtbot, window, lambda: type_text(window, "qqq")) == "Not on this page"


def test_that_a_population_is_named_as_one_when_a_row_is_read():
    assert Row("a", "SBRT", chip="mixed solid tumours +2").spoken == (
        "SBRT. Population: mixed solid tumours and 2 more"
    )
    assert Row("a", "SBRT", chip="metastatic rectal").spoken == "SBRT. Population: metastatic rectal"
