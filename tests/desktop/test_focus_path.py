"""The way the focus takes: what it passes through is read out, and what looks pressed is pressed by Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from tests.desktop.program import press
from viewer.desktop.widgets.small import button, row


@pytest.fixture
def passed(qapp, program):
    """The widgets that had the focus, in order."""
    found = []

    def note(_, now):
        if now is not None:
            found.append(now)

    qapp.focusChanged.connect(note)
    yield found
    qapp.focusChanged.disconnect(note)


def test_that_closing_the_find_bar_leads_straight_to_the_page(program, passed):
    program.window.open("pages/home")
    press(program.window, "Ctrl+F")
    passed.clear()
    press(program.window, "Escape")
    view = program.window.parts.tabs.pane.view
    assert set(passed) == {view}
    assert view.hasFocus()


def test_that_turning_to_another_panel_passes_through_nothing_outside_the_drawer(program, passed):
    program.window.open("pages/home")
    press(program.window, "Ctrl+Shift+N")
    passed.clear()
    press(program.window, "Ctrl+H")
    drawer = passed[-1].parentWidget()
    while drawer.objectName() != "Drawer":
        drawer = drawer.parentWidget()
    assert [widget for widget in passed if not drawer.isAncestorOf(widget)] == []


def test_that_opening_a_note_passes_through_no_other_field(program, passed):
    program.window.open("pages/home")
    program.window.parts.tabs.setFocus()
    passed.clear()
    press(program.window, "Ctrl+Shift+N")
    assert len(passed) == 1
    assert passed[0].accessibleName().startswith("Note on")


@pytest.mark.parametrize("key", ["Alt+1", "Alt+2"])
def test_that_tab_leads_from_the_browse_tabs_through_filter_and_list(program, passed, key):
    press(program.window, key)
    browse = program.window.parts.browse
    browse.tabs.setFocus()
    passed.clear()
    press(program.window, "Tab")
    press(program.window, "Tab")
    shelf = browse.shelves[browse.current]
    assert passed == [shelf.filter, shelf.list]


@pytest.mark.parametrize("place", range(3))
def test_that_enter_presses_a_button_of_the_top_bar(program, place):
    made, command = program.window.top.commands()[1:][place]
    made.setEnabled(True)
    pressed = []
    made.clicked.connect(lambda: pressed.append(command))
    made.setFocus(Qt.FocusReason.TabFocusReason)
    press(program.window, "Return")
    assert pressed == [command]


def test_that_a_button_with_the_focus_does_not_look_like_the_one_that_is_meant(qtbot, theme):
    host = QWidget()
    cancel, done = button("Cancel", int), button("Delete", int, "primary")
    host.setLayout(row(cancel, done))
    qtbot.addWidget(host)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    cancel.setFocus()

    def ground(made):
        return made.grab().toImage().pixelColor(8, made.height() // 2)

    assert ground(cancel) != QColor(theme.tokens.accent)
    assert ground(done) == QColor(theme.tokens.accent)
