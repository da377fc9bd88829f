"""The empty window that shows before anything is loaded, and what becomes of it."""

import os

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.desktop import program as programs
from viewer import paths
from viewer.desktop.drawer.drawer import Drawer
from viewer.desktop.frame import Frame, _Picture
from viewer.desktop.look.sizes import BOTTOM, LEFT, RIGHT, TOP
from viewer.desktop.look.tokens import load_tokens
from viewer.desktop.start import _Opening
from viewer.desktop.window.notices import NoticeBar
from viewer.instance import Instance


@pytest.fixture
def tokens():
    return load_tokens(paths.resources() / "themes", "light")


@pytest.fixture
def frame(qtbot):
    window = Frame()
    qtbot.addWidget(window)
    window.resize(1400, 800)
    return window


def test_that_the_empty_window_has_the_colours_of_the_full_one(frame, tokens, qtbot):
    with qtbot.waitSignal(frame.painted):
        frame.show_empty(tokens)
    frame._tokens = tokens
    picture = frame.grab().toImage()
    seen = [picture.pixelColor(x, y).name().upper() for x, y in ((700, 5), (100, 300), (700, 300), (5, 795))]
    assert seen == [tokens.chrome, tokens.side, tokens.page, tokens.chrome]


def test_that_a_window_which_nobody_can_see_goes_on_all_the_same(frame, tokens, qtbot):
    with qtbot.waitSignal(frame.painted):
        frame.show_empty(tokens)
        frame.hide()


def test_that_it_tells_only_once_that_it_was_painted(frame, tokens, qtbot):
    told = []
    frame.painted.connect(lambda: told.append(True))
    with qtbot.waitSignal(frame.painted):
        frame.show_empty(tokens)
    frame.repaint()
    qtbot.wait(1)
    assert told == [True]


def test_that_letters_typed_before_there_is_a_box_are_kept(frame, tokens):
    frame.show_empty(tokens)
    QTest.keyClicks(frame, "sbrt")
    QTest.keyClick(frame, Qt.Key.Key_Tab)
    assert frame.typed == "sbrt"


def test_that_places_which_do_not_fit_are_passed_over(frame):
    size = frame.size()
    frame.take_place({"geometry": "no base 64", "panels": ["left"]})
    frame.take_place({"geometry": 7})
    assert frame.size() == size


def test_that_bars_and_panels_stand_where_the_empty_window_drew_them(
    qapp, qtbot, sample_library_dir, tmp_path
):
    program = programs.start(qapp, sample_library_dir, tmp_path / "data")
    window = program.window
    try:
        program.frame.resize(1400, 800)
        qtbot.waitUntil(lambda: window.parts.searching.ready)
        assert abs(window.top.height() - TOP) <= 2
        assert abs(window.status.height() - BOTTOM) <= 2
        assert window.left.mapTo(window, QPoint(0, 0)).y() == window.top.height()
        assert abs(window.left.width() - LEFT) <= 1
        assert not window.parts.side.isVisible()
        window.open("modalities/sbrt")
        assert abs(window.left.width() - LEFT) <= 1
        assert abs(window.parts.side.width() - RIGHT) <= 1
    finally:
        programs.finish(program)


def test_that_a_window_closed_before_it_was_filled_stays_empty(frame, qapp, tokens, qtbot, tmp_path):
    opening = _Opening(qapp, frame, (tmp_path / "nowhere", tmp_path, ""), Instance(tmp_path, None), [])
    frame.painted.connect(opening.go_on)
    with qtbot.waitSignal(frame.painted):
        frame.show_empty(tokens)
        frame.close()
    assert frame.centralWidget() is None
    assert frame.isHidden()


def test_that_a_window_closed_before_it_was_drawn_gets_no_features(qapp, qtbot, sample_library_dir, tmp_path):
    program = programs.start(qapp, sample_library_dir, tmp_path / "data")
    program.frame.close()
    waiting = program.frame.findChild(_Picture)
    assert waiting is not None
    with qtbot.waitSignal(waiting.destroyed):
        pass
    assert program.window.findChild(NoticeBar) is None
    programs.finish(program)


def test_that_what_was_asked_of_a_feature_before_it_was_there_is_done_then(
    qapp, qtbot, sample_library_dir, tmp_path
):
    program = programs.start(qapp, sample_library_dir, tmp_path / "data")
    program.store.accept_first_start(program.library.edition.issue)
    program.window.commands["bookmarks"].trigger()
    qtbot.waitUntil(lambda: program.window.findChild(Drawer) is not None)
    drawer = program.window.findChild(Drawer)
    assert drawer is not None
    assert drawer.current == "Bookmarks"
    programs.finish(program)


def test_that_the_token_of_a_second_start_is_there_when_the_window_is_activated(frame, monkeypatch):
    seen = []
    monkeypatch.setattr(frame, "activateWindow", lambda: seen.append(os.environ.get("XDG_ACTIVATION_TOKEN")))
    frame.come_forward("token-of-wayland")
    frame.come_forward()
    assert seen == ["token-of-wayland", None]
