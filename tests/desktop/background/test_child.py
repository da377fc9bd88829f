"""A child ends when the window wants it to, or is gone; on Windows too, which knows no signal for that."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from viewer import CHILD
from viewer.desktop.background.child import Child

ROOT = Path(__file__).parents[3]


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A content folder that takes long to build."""
    content = tmp_path / "content"
    (content / "faqs").mkdir(parents=True)
    page = (ROOT / "tests/cases/sample/faqs").glob("*.md")
    text = next(iter(page)).read_text("utf-8")
    for number in range(3_000):
        (content / "faqs" / f"question-{number}.md").write_text(text, "utf-8")
    return content


def test_that_a_child_ends_with_its_window(endless: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "viewer", "build", str(endless), "-o", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), CHILD: "1"}
    with subprocess.Popen(  # noqa: S603  (our own program)
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stderr is not None
        assert b" of 3,00" in child.stderr.readline()
        said = child.communicate(timeout=30)[1].decode("utf-8")  # which closes its standard input
    assert child.returncode == 130
    assert said.splitlines()[-1] == "Stopped; nothing was changed."
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_that_a_program_without_a_window_does_not_end_with_its_input(
    sample_content: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "viewer", "build", str(sample_content), "-o", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S603  (our own program)
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True
    )
    assert done.returncode == 0


def test_that_stop_ends_a_child_and_clears_away(qtbot: QtBot, endless: Path, tmp_path: Path) -> None:
    child = Child(["build", str(endless), "-o", str(tmp_path / "out")])
    with qtbot.waitSignal(child.progressed, timeout=30_000):
        child.start()
    child.stop()
    assert child._process.state() == QProcess.ProcessState.NotRunning
    assert child._process.exitStatus() == QProcess.ExitStatus.NormalExit
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_that_a_child_speaks_so_that_no_letter_is_lost(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")  # as Windows has it, whatever we ask for
    heard: list[str] = []
    child = Child(["check", str(tmp_path / "≥ 3 – é")])
    child.progressed.connect(heard.append)
    with qtbot.waitSignal(child.finished, timeout=30_000):
        child.start()
    assert "≥ 3 – é" in heard[-1]
