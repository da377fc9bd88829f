"""The home page: reached by key, drawn at every zoom, refreshed without losing the place."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from viewer.desktop.reading.tabs.home_contents import Entry, Group, HomeContents
from viewer.desktop.reading.tabs.home_page import HomeButton, HomePage

CONTENTS = HomeContents(
    "Home",
    (
        (Group("For example", (Entry("Who?", query="who", icon="search"),), "link"),
         Group("Last read", (), "link")),
        (Group("Systemic", tuple(Entry(f"Drug {n}", "metastatic", f"modalities/{n}") for n in "012"), "tile"),
         Group("Surgery", (Entry("A title that one line has no room for", "x", "modalities/s"),), "tile")),
        (Group("By biomarker", (Entry("HER2", "4", query='label:"HER2" '),), "pill"),),
        (Group("The evidence", (Entry("Table", "of papers", command="find", icon="table"),), "wide"),),
    ),
    "Not clinically reviewed",
    "Edition 1.",
)  # fmt: skip


@pytest.fixture
def page(qtbot, theme):
    page = HomePage(theme)
    qtbot.addWidget(page)
    page.resize(1000, 500)
    page.show_contents(CONTENTS, 100)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: len(list(page.buttons())) == 7)
    return page


def test_that_what_stands_lower_comes_once_the_first_picture_is_drawn_and_stays_in_its_place(qtbot, theme):
    page = HomePage(theme)
    qtbot.addWidget(page)
    page.show_contents(CONTENTS, 100)
    assert [button.entry.title for button in page.buttons()][-1].startswith("A title")
    page.resize(1000, 700)
    page.show()
    qtbot.waitUntil(lambda: len(list(page.buttons())) == 7)
    QApplication.processEvents()
    tops = [button.mapTo(page, button.rect().topLeft()).y() for button in page.buttons()]
    assert tops[0] < tops[1] <= tops[4] < tops[5] < tops[6]


def test_that_tab_goes_through_every_entry_and_enter_and_space_ask_for_it(page, qtbot):
    asked = list[tuple[str, str]]()
    page.asked.connect(lambda entry, where: asked.append((entry.title, where)))
    page.setFocus()
    for _ in range(7):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    titles = [button.entry.title for button in page.buttons()]
    assert asked == [(title, "here") for title in titles]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked[-1] == (titles[-1], "background")


@pytest.mark.parametrize("look", ["link", "pill"])
def test_that_an_entry_of_one_line_is_as_wide_as_what_it_says(theme, qtbot, look):
    button = HomeButton(theme, Entry("A search of several words", query="x"), look, 100)
    qtbot.addWidget(button)
    assert button.sizeHint().width() == button.width() > 100


def test_that_a_middle_click_opens_behind(page, qtbot):
    button = next(button for button in page.buttons() if button.entry.doc)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.MiddleButton)
    assert asked.args == [button.entry, "background"]


def test_that_a_group_without_entries_is_left_out_and_a_long_title_has_two_lines(page):
    labels = [label.text() for label in page.widget().findChildren(type(page._label("", 12, 400)))]
    assert "Last read" not in labels
    high = {button.entry.doc: button.height() for button in page.buttons()}
    assert high["modalities/s"] > high["modalities/0"] == 56


@pytest.mark.parametrize("width", [360, 700, 1000, 1600])
@pytest.mark.parametrize("zoom", [100, 200])
def test_that_no_entry_is_cut_off_at_the_side(page, width, zoom):
    page.resize(width, 600)
    page.show_contents(CONTENTS, zoom)
    QApplication.processEvents()
    inside = page.viewport().width()
    for button in page.buttons():
        left = button.mapTo(page.widget(), button.rect().topLeft()).x()
        assert left >= 0
        assert left + button.width() <= max(inside, 24 + button.width())


def test_that_what_changed_is_shown_anew_and_the_entry_in_focus_keeps_it(page):
    chosen = next(button for button in page.buttons() if button.entry.title == "HER2")
    chosen.setFocus()
    rows = (*CONTENTS.rows, (Group("Bookmarks", (Entry("Kept", doc="papers/p"),), "link"),))
    page.show_contents(replace(CONTENTS, rows=rows), 100)
    assert "Kept" in [button.entry.title for button in page.buttons()]
    focus = QApplication.focusWidget()
    assert focus is not chosen
    assert focus is not None
    assert focus.accessibleName() == "HER2. 4"


def test_that_an_entry_tells_a_screen_reader_all_of_it(page):
    names = [button.accessibleName() for button in page.buttons()]
    assert "HER2. 4" in names
    assert "Who?" in names
