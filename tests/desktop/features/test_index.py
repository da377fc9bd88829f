"""A library without an index of use: titles at once, everything once one was built."""

import shutil
import sys
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, Signal

from tests.desktop.program import finish, start
from viewer.desktop.background.child import own_program
from viewer.desktop.background.worker import Worker
from viewer.desktop.features.index import Index
from viewer.search.answer import Answer
from viewer.search.title_search import NOTICE, Titles


@pytest.fixture
def places(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_that_an_index_is_built_in_the_background_and_then_used(
    qapp, qtbot, theme, library_dir, places, damage
):
    for path in (library_dir / "index").iterdir():
        path.write_bytes(b"no index") if damage == "garbage" else path.unlink()
    program = start(qapp, library_dir, places / "data")
    program.store.accept_first_start(program.library.edition.issue)
    window = program.window
    answers: list[Answer] = []
    window.parts.searching.answered.connect(answers.append)
    qtbot.waitUntil(lambda: window.parts.searching.ready, timeout=20_000)
    window.flow.ask("sabr-comet")
    qtbot.waitUntil(lambda: bool(answers) and answers[0].notice == NOTICE, timeout=10_000)
    assert [hit.doc for hit in answers[0].hits] == ["papers/sabr-comet"]
    qtbot.waitUntil(lambda: answers[-1].notice != NOTICE and answers[-1].total > 1, timeout=60_000)
    finish(program)


class _Stuck(QObject):
    """A child that never ends."""

    progressed = Signal(str)
    finished = Signal(bool, str)

    def __init__(self, arguments, parent):
        super().__init__(parent)
        self.stopped = False

    def start(self):
        self.progressed.emit("indexing 1 of 2")

    def stop(self):
        self.stopped = True


def test_that_a_build_can_be_stopped_and_says_so(qapp, qtbot, library_dir, library, places):
    worker = Worker()
    children: list[_Stuck] = []

    def make(arguments, parent):
        children.append(_Stuck(arguments, parent))
        return children[-1]

    shutil.rmtree(library_dir / "index")
    indexing = Index(worker, library_dir, library, places / "data", places / "cache", make_child=make)
    opened: list[object] = []
    said: list[str] = []
    failed: list[str] = []
    indexing.opened.connect(opened.append)
    indexing.progressed.connect(said.append)
    indexing.failed.connect(failed.append)
    indexing.start()
    qtbot.waitUntil(lambda: "indexing 1 of 2" in said)
    assert isinstance(opened[0], Titles)
    indexing.stop()
    assert children[0].stopped
    assert said[-1] == ""
    assert "was not built" in failed[0]
    worker.close()


def test_that_a_build_that_fails_is_said_in_its_own_words(qapp, qtbot, library_dir, library, places):
    worker = Worker()
    children: list[_Stuck] = []
    failed: list[str] = []

    def make(arguments, parent):
        children.append(_Stuck(arguments, parent))
        return children[-1]

    shutil.rmtree(library_dir / "index")
    indexing = Index(worker, library_dir, library, places / "data", places / "cache", make_child=make)
    indexing.failed.connect(failed.append)
    indexing.start()
    qtbot.waitUntil(lambda: bool(children))
    children[0].finished.emit(False, "The disk is full.")
    assert failed == ["Search is not available: The disk is full."]
    worker.close()


@pytest.mark.parametrize(
    ("started", "neighbours", "asked"),
    [
        ("Wardshelf.exe", ["wardshelf-cli.exe"], "wardshelf-cli.exe"),
        ("wardshelf-cli.exe", ["Wardshelf.exe"], "wardshelf-cli.exe"),
        ("Wardshelf", ["wardshelf-cli"], "wardshelf-cli"),
        ("wardshelf", [], "wardshelf"),
    ],
)
def test_that_a_frozen_window_has_its_long_work_done_by_the_executable_that_can_talk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: str, neighbours: list[str], asked: str
):
    for name in (started, *neighbours):
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / started))
    assert own_program() == (str(tmp_path / asked), [])


def test_that_an_index_opened_for_a_window_that_closed_meanwhile_is_let_go(
    qapp, library, library_dir, tmp_path, monkeypatch
):
    begun, closed = Event(), Event()
    worker = Worker()

    class Opened:
        def close(self):
            closed.set()

    def open_slowly(*_):
        begun.set()
        while not worker._closed:
            Event().wait(0.001)
        return Opened()

    monkeypatch.setattr("viewer.desktop.features.index.open_search", open_slowly)
    Index(worker, library_dir, library, tmp_path, tmp_path / "cache").start()
    assert begun.wait(10)
    worker.close()
    assert closed.is_set()
