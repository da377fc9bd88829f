"""The sheets as the features open them."""

import pytest

from viewer.desktop.features import sheets
from viewer.desktop.sheets.about import AboutSheet
from viewer.errors import LibraryError


@pytest.fixture
def about(qtbot, program):
    window = program.window
    qtbot.waitUntil(lambda: window.commands["about"].isEnabled())
    window.commands["about"].trigger()
    sheet = window.findChild(AboutSheet)
    assert sheet is not None
    return sheet


def test_that_a_fault_of_ours_is_no_verdict_on_the_library(qtbot, about, monkeypatch):
    def broken(directory):
        raise ZeroDivisionError

    monkeypatch.setattr(sheets, "verify", broken)
    with qtbot.captureExceptions() as raised:
        about.check_button.click()
        qtbot.waitUntil(lambda: bool(raised))
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]


def test_that_a_damaged_library_is_told_in_the_sheet(qtbot, about, monkeypatch):
    said = []
    monkeypatch.setattr(about, "_checked", lambda whole, sentence: said.append((whole, sentence)))

    def damaged(directory):
        raise LibraryError("It cannot be read.")

    monkeypatch.setattr(sheets, "verify", damaged)
    about.check_button.click()
    qtbot.waitUntil(lambda: bool(said))
    assert said == [(False, "It cannot be read.")]
