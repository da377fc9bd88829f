"""Pictures of the main states, compared with a tolerance; `REWRITE=1` takes them anew."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.desktop.program import finish, is_answered, press, start, type_text
from viewer.desktop.sheets.sheet import Sheet

PICTURES = Path(__file__).parent / "pictures"
_CELL = 8
"""Pixels of a square whose mean is compared, so that a letter's edge does not count."""
_NEAR = 20
"""How far the grey of a square may be off, of 255."""
_ODD = 0.004
"""The share of squares that may be farther off."""

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="fonts are drawn otherwise elsewhere"
)


@pytest.fixture
def program(qapp, qtbot, theme, sample_library_dir, tmp_path, monkeypatch):
    monkeypatch.setattr("viewer.paths.bundled_library", lambda: sample_library_dir)
    qapp.setCursorFlashTime(0)
    program = start(qapp, sample_library_dir, tmp_path / "data")
    program.store.accept_first_start(program.library.edition.issue)
    with qtbot.waitActive(program.window):
        program.frame.resize(1280, 800)
        program.window.activateWindow()
    qtbot.waitUntil(lambda: program.window.parts.searching.ready, timeout=20_000)
    yield program
    finish(program)


def _search(qtbot, program, text):
    press(program.window, "Ctrl+K")
    type_text(program.window, text)
    qtbot.waitUntil(lambda: is_answered(program.window, text))


def _home(qtbot, program):
    """The first page."""


def _hits(qtbot, program):
    """Hits on the left, the chosen page with its marks."""
    _search(qtbot, program, "sabr")
    press(program.window, "Return")


def _dark(qtbot, program):
    _hits(qtbot, program)
    press(program.window, "Ctrl+Shift+D")


def _find(qtbot, program):
    _hits(qtbot, program)
    press(program.window, "Ctrl+F")
    type_text(program.window, "treatment")


def _nothing(qtbot, program):
    _search(qtbot, program, "zzzzzz")


def _settings(qtbot, program):
    press(program.window, "Ctrl+Comma")


def _notes(qtbot, program):
    _hits(qtbot, program)
    press(program.window, "Ctrl+Shift+N")
    type_text(program.window, "A note")


def _narrow(qtbot, program):
    _hits(qtbot, program)
    program.frame.resize(640, 700)


def _zoomed(qtbot, program):
    _hits(qtbot, program)
    program.window.parts.tabs.set_zoom(150)


STATES = {
    "home": _home, "hits": _hits, "dark": _dark, "find": _find, "nothing": _nothing, "settings": _settings,
    "notes": _notes, "narrow": _narrow, "zoomed": _zoomed,
}  # fmt: skip


def _greys(image):
    small = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        QSize(image.width() // _CELL, image.height() // _CELL),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return [small.pixelColor(x, y).red() for y in range(small.height()) for x in range(small.width())]


def _taken(program):
    for _ in range(20):  # what is laid out when the window is idle
        QApplication.processEvents()
    program.window.status.count("")  # milliseconds differ
    return program.window.grab().toImage()


@pytest.mark.parametrize("state", STATES)
def test_that_the_window_looks_as_it_did(qtbot, program, rewrite, tmp_path, state):
    STATES[state](qtbot, program)
    tabs = program.window.parts.tabs
    qtbot.waitUntil(lambda: tabs.pane.view.contents.is_filled)
    image, path = _taken(program), PICTURES / f"{state}.png"
    if rewrite:
        PICTURES.mkdir(exist_ok=True)
        image.convertToFormat(QImage.Format.Format_RGB888).save(str(path))
    expected = QImage(str(path))
    assert image.size() == expected.size()
    pairs = list(zip(_greys(image), _greys(expected), strict=True))
    odd = sum(abs(one - other) > _NEAR for one, other in pairs) / len(pairs)
    if odd > _ODD:
        image.save(str(tmp_path / f"{state}.png"))
    assert odd <= _ODD, f"{odd:.1%} of the picture differs: compare {tmp_path / state}.png with {path}"
    for sheet in program.window.findChildren(Sheet):
        sheet.dismiss()


def test_that_a_picture_of_another_state_is_told_apart():
    """A tolerance that lets everything through would hold nothing."""
    light, dark = (_greys(QImage(str(PICTURES / f"{name}.png"))) for name in ("hits", "find"))
    odd = sum(abs(one - other) > _NEAR for one, other in zip(light, dark, strict=True)) / len(light)
    assert odd > _ODD
