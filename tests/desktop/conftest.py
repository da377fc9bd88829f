"""What the tests of the window share."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.program import finish, start
from tests.desktop.reading_support import describe, load_page, no_image, title_of
from viewer import paths
from viewer.compile import compile_library
from viewer.desktop.look.fonts import use_bundled_font
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.pane import PagePane
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs


@pytest.fixture(scope="session")
def resources() -> Path:
    return paths.resources()


@pytest.fixture(scope="session")
def fusion(qapp: QApplication) -> QApplication:
    """The application in the style that the program sets; once, for it takes a fifth of a second."""
    qapp.setStyle("Fusion")
    return qapp


@pytest.fixture
def theme(fusion: QApplication, resources: Path) -> Theme:
    """The light theme, applied, with the bundled font so that sizes are the same everywhere."""
    use_bundled_font(fusion, resources / "fonts")
    theme = Theme(resources, "light")
    theme.apply()
    return theme


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> PagePane:
    """A page view in a window of its own."""
    pane = PagePane(theme, no_image, describe)
    qtbot.addWidget(pane)
    pane.resize(816, 600)
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    return pane


@pytest.fixture
def tabs(qtbot: QtBot, theme: Theme) -> DocumentTabs:
    """The reading area over a library built by hand."""
    tabs = DocumentTabs(load_page, theme, no_image, describe, title_of)
    qtbot.addWidget(tabs)
    tabs.document_requested.connect(lambda doc, anchor, where: tabs.open(doc, anchor, (), where))
    tabs.resize(816, 640)
    tabs.show()
    qtbot.waitExposed(tabs)
    return tabs


@pytest.fixture(scope="session")
def bundled(tmp_path_factory):
    """The library that is handed out, compiled from this tree's content."""
    out = tmp_path_factory.mktemp("bundled") / "library"
    compile_library(paths.program_folder() / "content", out)
    return out


@pytest.fixture
def begin(qapp, qtbot, theme, bundled, tmp_path, monkeypatch):
    """Starts the program, trusting its index as an installed one; closes whatever is still open."""
    monkeypatch.setattr(paths, "bundled_library", lambda: bundled)
    running = []

    def begin(query="", *, accepted=True):
        program = start(qapp, bundled, tmp_path / "data", query)
        if accepted:
            program.store.accept_first_start(program.library.edition.issue)
        running.append(program)
        window = program.window
        with qtbot.waitActive(window):
            window.window().resize(1440, 900)
            window.activateWindow()
        qtbot.waitUntil(lambda: window.parts.searching.ready, timeout=20_000)
        return program

    yield begin
    for program in running:
        finish(program)


@pytest.fixture
def program(qapp, qtbot, theme, sample_library_dir, tmp_path, monkeypatch):
    """The program on the sample library, whose index is trusted as an installed one, in a wide window."""
    monkeypatch.setattr(paths, "bundled_library", lambda: sample_library_dir)
    program = start(qapp, sample_library_dir, tmp_path / "data")
    program.store.accept_first_start(program.library.edition.issue)
    with qtbot.waitActive(program.window):
        program.frame.resize(1440, 900)
        program.window.activateWindow()
    qtbot.waitUntil(lambda: program.window.parts.searching.ready, timeout=20_000)
    yield program
    finish(program)


def pytest_sessionfinish() -> None:
    """Let go of what was copied last: on no screen, Qt keeps it until Python is gone, and then asks it."""
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()
