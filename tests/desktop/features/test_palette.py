"""What drops from the search box: commands after `>`, searches to begin with."""

from PySide6.QtWidgets import QApplication

from tests.desktop.program import is_answered, press, type_text
from viewer.desktop.commands.palette import matching
from viewer.desktop.search.drop_list import DropList


def _drop(window):
    return window.findChild(DropList)


def _titles(window):
    return [row.title for row in _drop(window).list.rows.all() if not row.header]


def _read(window, doc):
    window.open(doc)
    window.parts.tabs.setFocus()


def _a_page(program):
    return next(card.doc for card in program.library.cards() if card.kind == "modality")


def test_that_a_sign_lists_every_command_with_its_key(program):
    window = program.window
    press(window, "Ctrl+K")
    type_text(window, ">")
    assert len(_titles(window)) == len(matching(""))
    asides = {row.title: row.aside for row in _drop(window).list.rows.all()}
    assert asides["Find in page"] == "Ctrl+F"
    assert "on" in asides["Left panel"]
    assert not window.left.shows_hits


def test_that_arrows_and_enter_run_a_command_and_the_page_has_the_keyboard_again(program):
    window = program.window
    _read(window, _a_page(program))
    before = window.parts.tabs.pane.view.contents.zoom
    press(window, "Ctrl+Shift+K")
    type_text(window, "view er")
    assert _titles(window)[0] == "Larger"
    press(window, "Return")
    assert window.parts.tabs.pane.view.contents.zoom > before
    assert window.parts.box.text() == ""
    assert _drop(window).isHidden()
    assert not window.parts.box.has_focus()
    press(window, "Ctrl+Shift+K")
    press(window, "Down")
    assert _drop(window).list.currentIndex().row() == 1


def test_that_escape_leaves_the_commands_and_nothing_else(program):
    window = program.window
    _read(window, _a_page(program))
    shown, focus = window.parts.tabs.current_page(), QApplication.focusWidget()
    press(window, "Ctrl+Shift+K")
    type_text(window, "theme")
    press(window, "Escape")
    assert window.parts.box.text() == ""
    assert _drop(window).isHidden()
    assert window.parts.tabs.current_page() is shown
    assert QApplication.focusWidget() is focus


def test_that_a_command_with_nothing_to_act_on_says_so(program):
    window = program.window
    assert not window.commands["forward"].isEnabled()
    press(window, "Ctrl+Shift+K")
    type_text(window, "forward")
    press(window, "Return")
    assert "nothing to act on" in window.status._right.text()


def test_that_what_is_no_command_is_searched_for(qtbot, program):
    window = program.window
    press(window, "Ctrl+K")
    type_text(window, ">3 metastases")
    assert _titles(window) == ["Search for “3 metastases”"]
    press(window, "Return")
    qtbot.waitUntil(lambda: is_answered(window, "3 metastases"))


def test_that_an_empty_box_offers_recent_searches_and_samples(qtbot, begin):
    program = begin()
    window = program.window
    _read(window, "modalities/sbrt")
    program.store.history.record_search("hipec benefit")
    press(window, "Ctrl+K")
    assert _titles(window)[0] == "hipec benefit"
    assert len(_titles(window)) > 3
    assert not _drop(window).list.currentIndex().isValid()
    press(window, "Down")
    press(window, "Return")
    assert window.parts.box.text() == "hipec benefit"
    assert _drop(window).isHidden()


def test_that_the_home_page_is_not_covered_until_down_asks(begin):
    window = begin().window
    press(window, "Ctrl+K")
    assert _drop(window).isHidden()
    press(window, "Down")
    assert _drop(window).isVisible()
    press(window, "Escape")
    assert _drop(window).isHidden()


def test_that_a_letter_takes_the_offers_away(qtbot, begin):
    window = begin().window
    press(window, "Ctrl+K")
    press(window, "Down")
    type_text(window, "sbrt")
    assert _drop(window).isHidden()
    qtbot.waitUntil(lambda: is_answered(window, "sbrt"))
    press(window, "Return")
    assert window.parts.tabs.current_page().doc == "modalities/sbrt"
