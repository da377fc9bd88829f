"""Where the focus is while a clinician works with the keyboard alone, on the whole program."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.program import is_answered, press, type_text
from viewer.desktop.sheets.first_start import FirstStartSheet


def _search(qtbot, window, text):
    press(window, "Ctrl+K")
    type_text(window, text)
    qtbot.waitUntil(lambda: is_answered(window, text), timeout=10_000)


def test_that_escape_from_the_hits_leads_to_the_search_box_and_then_to_the_page(qtbot, begin):
    window = begin().window
    _search(qtbot, window, "hipec")
    press(window, "F6")
    assert window.parts.hits.list.hasFocus()
    press(window, "Escape")
    assert window.parts.box.text() == ""
    assert window.parts.box.has_focus()
    press(window, "Escape")
    assert window.parts.tabs.shown.home.hasFocus()


def test_that_f6_goes_round_where_no_page_is_open(qtbot, begin):
    window = begin().window
    while window.parts.tabs.current_page() is not None:
        press(window, "Ctrl+W")
    press(window, "Ctrl+K")
    seen = []
    for _ in range(3):
        press(window, "F6")
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.isVisible()
        seen.append(focus)
    assert len(set(map(id, seen))) == 3
    assert window.parts.box.has_focus()


def test_that_a_second_start_leaves_the_focus_in_the_sheet_that_is_open(qtbot, begin):
    program = begin(accepted=False)
    window = program.window
    qtbot.waitUntil(lambda: bool(window.findChildren(FirstStartSheet)))
    sheet = window.findChild(FirstStartSheet)
    window.flow.ask("histotripsy")
    assert window.parts.box.text() == "histotripsy"
    qtbot.waitUntil(lambda: sheet.isAncestorOf(QApplication.focusWidget()))
    press(window, "Tab")
    assert sheet.isAncestorOf(QApplication.focusWidget())
    press(window, "Return")
    assert program.store.first_start_accepted(program.library.edition.issue)
    qtbot.waitUntil(lambda: window.parts.box.has_focus())


@pytest.mark.parametrize("keys", ["Tab", "Shift+Backtab"])
def test_that_tab_goes_round_the_whole_window_and_comes_back_to_the_search_box(begin, keys):
    window = begin().window
    window.open("modalities/sbrt")
    window.parts.box.activate()
    box, passed = QApplication.focusWidget(), set[str]()
    for _ in range(300):
        press(window, keys)
        focus = QApplication.focusWidget()
        assert focus is not None
        passed.add(focus.accessibleName())
        if focus is box:
            break
    assert QApplication.focusWidget() is box
    assert {"Browse", "On this page", "Sources", "Also citing these sources", "Back", "Menu"} <= passed
