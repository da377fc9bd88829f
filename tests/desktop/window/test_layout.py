"""How the panels share the window."""

import pytest
from PySide6.QtWidgets import QWidget

from viewer.desktop.window.layout import PanelLayout


@pytest.fixture
def panels(qtbot):
    left, middle, right = QWidget(), QWidget(), QWidget()
    layout = PanelLayout(left, middle, right)
    qtbot.addWidget(layout.area)
    layout.area.resize(1440, 800)
    layout.area.show()
    layout.fit(1440)
    return layout


def _shown(panels):
    return tuple(panels.splitter.widget(i).isVisible() for i in range(3))


def test_that_a_wide_window_shows_all_three(panels):
    assert _shown(panels) == (True, True, True)


def test_that_the_right_panel_goes_first_and_comes_back_when_asked(panels):
    panels.fit(1024)
    assert _shown(panels) == (True, True, False)
    panels.toggle_right()
    panels.set_searching(True)
    assert _shown(panels) == (True, True, True)
    panels.toggle_right()
    assert _shown(panels) == (True, True, False)


def test_that_a_narrow_window_shows_hits_or_the_page(panels):
    panels.fit(600)
    assert _shown(panels) == (False, True, False)
    panels.set_searching(True)
    assert _shown(panels) == (True, False, False)
    panels.set_searching(False)
    assert _shown(panels) == (False, True, False)


def test_that_a_drawer_takes_the_room_of_the_right_panel_and_gives_it_back(panels):
    before = panels.splitter.sizes()[2]
    panels.set_drawn(True)
    assert _shown(panels) == (True, True, False)
    panels.set_drawn(False)
    assert _shown(panels) == (True, True, True)
    assert panels.splitter.sizes()[2] == before


def test_that_a_page_beside_a_drawer_in_a_narrower_window_has_the_room_of_the_left_panel(panels):
    panels.fit(1024)
    panels.set_drawn(True)
    assert _shown(panels) == (False, True, False)
    panels.set_searching(True)
    assert _shown(panels) == (True, True, False)
    panels.set_searching(False)
    panels.toggle_left()
    assert _shown(panels) == (True, True, False)
    panels.toggle_left()
    panels.toggle_left()
    panels.set_drawn(False)
    assert _shown(panels) == (True, True, False)


def test_that_the_left_panel_goes_when_asked_while_it_shows_hits(panels):
    panels.set_searching(True)
    panels.toggle_left()
    assert _shown(panels) == (False, True, True)


def test_that_a_hidden_panel_keeps_its_width_for_the_next_session(panels):
    panels.splitter.setSizes([400, 700, 300])
    panels.splitter.splitterMoved.emit(700, 2)
    panels.toggle_right()
    state = panels.state()
    assert state["sizes"][2] > 250
    panels.restore(state | {"right": True})
    assert panels.splitter.sizes()[2] == state["sizes"][2]


@pytest.mark.parametrize("state", [{}, {"sizes": "x"}, {"sizes": [1, 2]}, {"sizes": [-1, 2, 3], "left": 3}])
def test_that_a_state_that_makes_no_sense_changes_nothing(panels, state):
    before = panels.splitter.sizes()
    panels.restore(state)
    assert panels.splitter.sizes() == before
