"""The colours follow the system, also while the program runs."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from benchmarks.start import virtual_display
from tests.desktop.program import finish, start
from viewer import paths
from viewer.desktop.look.theme import Theme

DRIVER = Path(__file__).with_name("portal_driver.py")
SYSTEM_PYTHON = "/usr/bin/python3"
WATCH = """
from PySide6.QtWidgets import QApplication, QWidget
from viewer import paths
from viewer.desktop.look.theme import Theme
application = QApplication([])
theme = Theme(paths.resources())
tell = lambda: print(theme.name, application.palette().window().color().name(), flush=True)
theme.apply()
tell()
theme.changed.connect(tell)
window = QWidget()
window.show()
application.exec()
"""


def _missing() -> str:
    """What this machine lacks for the test on a real bus, or nothing."""
    for program in ("Xvfb", "dbus-run-session", SYSTEM_PYTHON):
        if not shutil.which(program):
            return f"{program} is not installed"
    asked = [SYSTEM_PYTHON, "-c", "import dbus.mainloop.glib, gi.repository.GLib"]
    if subprocess.run(asked, capture_output=True).returncode:
        return "python3-dbus or python3-gi is not installed"
    return ""


MISSING = _missing()


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_that_a_change_of_the_desktop_is_followed_while_the_program_runs(tmp_path, resources):
    out = tmp_path / "lines.json"
    command = ["dbus-run-session", "--", SYSTEM_PYTHON, str(DRIVER), str(out), sys.executable, "-c", WATCH]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with virtual_display() as display:
        # The theme of GNOME inside Qt is the one that the package ships.
        asked = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_QPA_PLATFORMTHEME": "gnome"}
        ran = subprocess.run(
            command, env=kept | asked, cwd=paths.program_folder(), capture_output=True, timeout=60
        )
    assert ran.returncode == 0, ran.stderr.decode()[-2000:]
    seen = [line.split() for line in json.loads(out.read_text(encoding="utf-8"))]
    assert [name for name, _ in seen] == ["light", "dark", "contrast", "dark", "light"]
    assert [colour for _, colour in seen] == [
        Theme(resources, name).tokens.chrome.lower() for name, _ in seen
    ]


def test_that_the_reader_s_own_choice_goes_before_the_system(qtbot, theme, resources):
    asked = ["dark"]
    followed = Theme(resources, "auto", lambda: asked[0])
    assert followed.name == "dark"
    followed.choose("light")
    asked[0] = "contrast"
    followed.choose("light")
    assert followed.name == "light"
    with qtbot.waitSignal(followed.changed):
        followed.choose("auto")
    assert followed.name == "contrast"


@pytest.mark.parametrize("wanted", [True, False])
def test_that_no_effect_is_turned_on_that_the_system_has_off(
    qapp, theme, sample_library_dir, tmp_path, wanted
):
    effects = (Qt.UIEffect.UI_General, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateTooltip)
    before = [QApplication.isEffectEnabled(effect) for effect in effects]
    try:
        for effect, on in zip(effects, (True, True, False), strict=True):
            QApplication.setEffectEnabled(effect, on)
        program = start(qapp, sample_library_dir, tmp_path / "data")
        program.store.accept_first_start(program.library.edition.issue)
        program.store.settings.set("animation", wanted)
        QApplication.processEvents()
        assert [QApplication.isEffectEnabled(effect) for effect in effects] == [True, wanted, False]
        finish(program)
    finally:
        for effect, on in zip(effects, before, strict=True):
            QApplication.setEffectEnabled(effect, on)
