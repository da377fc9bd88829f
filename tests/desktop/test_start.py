"""What the program loads before its window shows, and what it does where something is missing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from viewer import paths
from viewer.desktop.start import platforms_to_try

_SLOW = (
    "whoosh",
    "markdown_it",
    "mdit_py_plugins",
    "yaml",
    "rispy",
    "segno",
    "rapidfuzz",
    "multiprocessing",
    "html",
    "viewer.evidence",
    "viewer.library.evidence",
    "viewer.desktop.evidence",
)
_NEVER = ("PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtQml", "ssl", "socket")
_SHOW = """
import json, sys
from pathlib import Path
from tests.desktop.program import start
from viewer.desktop.start import make_application
application = make_application()
program = start(application, *map(Path, sys.argv[1:]))
assert program.window.isVisible()
print(json.dumps(sorted(sys.modules)))
program.frame.close()
"""


def _run(code, *arguments, **environment):
    root = str(paths.program_folder())
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": root, **environment}
    command = [sys.executable, *code, *map(str, arguments)]
    return subprocess.run(  # noqa: S603 - our own program
        command, env=settings, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def loaded(sample_library_dir, tmp_path_factory):
    """The modules that are loaded when the window is shown, in a fresh interpreter."""
    done = _run(["-c", _SHOW], sample_library_dir, tmp_path_factory.mktemp("data"))
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("module", _SLOW)
def test_that_nothing_slow_is_loaded_before_the_window_shows(loaded, module):
    assert [name for name in loaded if name == module or name.startswith(f"{module}.")] == []


@pytest.mark.parametrize("module", _NEVER)
def test_that_no_module_of_the_network_is_ever_loaded_for_the_window(loaded, module):
    assert module not in loaded


@pytest.mark.parametrize("runtime", ["", "there"])
@pytest.mark.parametrize(("display", "wayland"), [("", ""), (":987", ""), ("", "wayland-987")])
def test_that_without_a_display_the_contents_are_printed_and_one_sentence_is_said(
    sample_library_dir, tmp_path, display, wayland, runtime
):
    environment = {
        "QT_QPA_PLATFORM": "",
        "WAYLAND_DISPLAY": wayland,
        "DISPLAY": display,
        "XDG_RUNTIME_DIR": runtime and str(tmp_path),
    }
    arguments = ["-m", "viewer", "--library", sample_library_dir, "--data-dir", tmp_path / "data"]
    done = _run(map(str, arguments), **environment)
    assert done.returncode == 0, done.stderr
    assert "wardshelf search" in done.stdout
    assert done.stderr == "There is no display to open a window on; here is the text instead.\n"


@pytest.mark.parametrize("asked", ["xcb", "nonsense", "nonsense;xcb", ";;"])
def test_that_a_platform_that_does_not_answer_is_one_sentence(sample_library_dir, tmp_path, asked):
    environment = {"QT_QPA_PLATFORM": asked, "DISPLAY": ":987", "WAYLAND_DISPLAY": ""}
    arguments = ["-m", "viewer", "--library", sample_library_dir, "--data-dir", tmp_path / "data"]
    done = _run(map(str, arguments), **environment)
    assert done.returncode == 0, done.stderr
    assert "wardshelf search" in done.stdout
    assert done.stderr == "There is no display to open a window on; here is the text instead.\n"


def test_that_the_display_in_use_is_tried_first():
    assert platforms_to_try({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0", "XDG_RUNTIME_DIR": "/run"}) == [
        "wayland",
        "xcb",
    ]
    assert platforms_to_try({"DISPLAY": ":0", "XDG_RUNTIME_DIR": "/run"}) == ["xcb", "wayland"]
    assert platforms_to_try({"DISPLAY": ":0"}) == ["xcb"]
    assert platforms_to_try({"WAYLAND_DISPLAY": "/run/wayland-0"}) == ["wayland"]
    assert platforms_to_try({"XDG_RUNTIME_DIR": "/run"}) == []


def test_that_a_missing_library_is_one_plain_sentence(tmp_path):
    arguments = ["-m", "viewer", "--library", tmp_path / "nowhere", "--data-dir", tmp_path / "data", "list"]
    done = _run(map(str, arguments))
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_that_core_packages_work_where_qt_cannot_be_imported(tmp_path):
    block = "import sys; sys.modules['PySide6'] = None; sys.modules['shiboken6'] = None; "
    modules = "viewer.compile, viewer.search, viewer.userdata.store, viewer.library.compiled, viewer.cli.run"
    done = _run(["-c", block + f"import {modules}"])
    assert done.returncode == 0, done.stderr


def test_that_none_keeps_its_references():
    """PySide6 6.12.0 on Python 3.11 drops one at every void call, which kills the process."""
    code = (
        "import sys; from PySide6.QtCore import QObject; o = QObject(); before = sys.getrefcount(None)\n"
        "for _ in range(2000): o.blockSignals(False); o.setObjectName('x')\n"
        "print(sys.getrefcount(None) - before)"
    )
    done = _run(["-c", code])
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < 200


def test_that_the_window_can_be_imported_from_any_folder(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import viewer.desktop.program"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(paths.program_folder()))},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


_EMPTY = """
import json, sys
import viewer.desktop.start
from viewer import cli
print(json.dumps(sorted(sys.modules)))
"""
_NOT_YET = (
    "sqlite3",
    "viewer.desktop.program",
    "viewer.desktop.look.theme",
    "viewer.library",
    "viewer.search",
)


@pytest.mark.parametrize("module", _NOT_YET)
def test_that_the_empty_window_waits_for_nothing_that_only_the_full_one_needs(module):
    done = _run(["-c", _EMPTY])
    assert done.returncode == 0, done.stderr
    assert module not in json.loads(done.stdout)
