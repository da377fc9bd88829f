"""Every row of the table of settings: chosen in the sheet it works at once, and it is kept."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox

from tests.desktop.program import finish, start
from viewer.desktop.sheets.settings import LOCKED, SettingsSheet
from viewer.userdata.settings import BY_KEY

COMBO = Qt.UIEffect.UI_AnimateCombo


def _opens_a_link_in_a_new_tab(program):
    tabs = program.window.parts.tabs
    before = len(tabs.state()["tabs"])
    tabs.document_requested.emit("papers/sabr-comet", "", "here")
    return len(tabs.state()["tabs"]) == before + 1


def _keeps_no_history(program):
    program.store.history.delete_all()
    program.window.open("papers/sabr-comet")
    program.window.open("modalities/sbrt")
    return program.store.history.by_day() == ()


def _has_no_keys(command):
    return lambda program: program.window.commands[command].shortcuts() == []


EFFECTS = {
    "theme": ("dark", lambda program: program.theme.dark),
    "zoom": (150, lambda program: program.window.parts.tabs.zoom == 150),
    "density": ("compact", lambda program: program.theme.compact),
    "animation": (False, lambda program: not QApplication.isEffectEnabled(COMBO)),
    "open_links": ("new", _opens_a_link_in_a_new_tab),
    "restore_session": (False, lambda program: program.window.parts.tabs.current_page().doc == "pages/home"),
    "keep_history": (False, _keeps_no_history),
    "slash_key": (False, _has_no_keys("search-slash")),
    "question_mark_key": (False, _has_no_keys("shortcuts")),
}


@pytest.fixture
def begin(qapp, qtbot, theme, sample_library_dir, tmp_path, monkeypatch):
    """Starts the program on the same data again and again, on a system that animates."""
    monkeypatch.setattr("viewer.paths.bundled_library", lambda: sample_library_dir)
    before = {effect: QApplication.isEffectEnabled(effect) for effect in (Qt.UIEffect.UI_General, COMBO)}
    for effect in before:
        QApplication.setEffectEnabled(effect, True)
    running = []

    def begin():
        program = start(qapp, sample_library_dir, tmp_path / "data")
        program.store.accept_first_start(program.library.edition.issue)
        running.append(program)
        with qtbot.waitActive(program.window):
            program.window.activateWindow()
        qtbot.waitUntil(lambda: program.window.parts.searching.ready, timeout=20_000)
        return program

    yield begin
    for program in running:
        if shiboken6.isValid(program.window):
            finish(program)
    for effect, on in before.items():
        QApplication.setEffectEnabled(effect, on)


def _choose(program, key, value):
    program.window.commands["settings"].trigger()
    sheet = next(found for found in program.window.findChildren(SettingsSheet) if found.isVisible())
    field = sheet.fields[key]
    if isinstance(field, QCheckBox):
        field.click()
    else:
        field.setCurrentIndex(field.findData(value))
    sheet.dismiss()


def test_that_the_effect_of_every_setting_is_looked_at_here():
    assert EFFECTS.keys() == BY_KEY.keys()
    assert all(BY_KEY[key].default != value for key, (value, _) in EFFECTS.items())


@pytest.mark.parametrize("key", EFFECTS)
def test_that_a_setting_works_at_once_and_after_a_restart(begin, key):
    value, works = EFFECTS[key]
    program = begin()
    if key == "restore_session":
        program.window.open("papers/sabr-comet")
    else:
        assert not works(program)
    _choose(program, key, value)
    assert program.store.settings.get(key) == value
    assert key == "restore_session" or works(program)
    finish(program)
    assert works(begin())


def test_that_a_locked_setting_is_shown_and_cannot_be_chosen(begin, tmp_path, monkeypatch):
    monkeypatch.setattr("viewer.paths.program_folder", lambda: tmp_path)
    (tmp_path / "defaults.toml").write_text('theme = "dark"\nlocked = ["theme", "zoom"]\n', "utf-8")
    program = begin()
    program.window.commands["toggle-theme"].trigger()
    assert program.theme.dark
    assert "set by your administrator" in program.window.status._right.text()
    program.window.commands["zoom-in"].trigger()
    assert program.window.parts.tabs.zoom == 100
    program.window.commands["settings"].trigger()
    sheet = next(found for found in program.window.findChildren(SettingsSheet) if found.isVisible())
    assert [key for key, field in sheet.fields.items() if not field.isEnabled()] == ["theme", "zoom"]
    assert sheet.fields["theme"].accessibleDescription().startswith(LOCKED)
