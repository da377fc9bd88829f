"""The frozen program on a display: its window appears, and nothing is asked of the network meanwhile."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from benchmarks.mapped import Watcher
from benchmarks.start import virtual_display
from tests.desktop.atspi_support import MISSING, what_is_seen
from tests.packaging.test_offline import INTERNET

PATIENCE = 20.0
needs_display = pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed")


def opened(command: list[str], display: str, home: Path, netless: bool) -> tuple[float | None, bytes]:
    """Start a program, wait for its window, end it; gives when the window came and what was said."""
    watcher = Watcher(display)
    if netless and os.geteuid() == 0:
        command = ["unshare", "--net", *command]
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "DISPLAY": display}
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    shown = watcher.wait(PATIENCE)
    settle(process)
    os.killpg(process.pid, signal.SIGTERM)
    return shown, process.communicate(timeout=PATIENCE)[0]


def settle(process: subprocess.Popen[bytes]) -> None:
    """Give the program the seconds in which it opens its index behind the window."""
    try:
        process.wait(3)
    except subprocess.TimeoutExpired:
        return
    raise AssertionError(f"it ended by itself: {process.communicate()[0]!r}")


@needs_display
def test_that_the_window_appears_and_nothing_is_said(frozen: Path, tmp_path: Path) -> None:
    with virtual_display() as display:
        began = time.perf_counter()
        shown, said = opened([str(frozen / "wardshelf")], display, tmp_path, netless=False)
    assert shown is not None
    assert shown - began < PATIENCE
    assert said == b""


@needs_display
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_that_an_open_window_asks_for_no_internet_socket(frozen: Path, tmp_path: Path) -> None:
    log = tmp_path / "calls.txt"
    command = [
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=network",
        "-o",
        str(log),
        str(frozen / "wardshelf"),
        "liver",
    ]
    with virtual_display() as display:
        shown, _ = opened(command, display, tmp_path, netless=True)
    assert shown is not None
    calls = log.read_text("utf-8", errors="replace").splitlines()
    assert any("AF_UNIX" in call for call in calls)  # the display itself: the trace works
    assert [call for call in calls if INTERNET.search(call)] == []


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_that_the_frozen_program_speaks_to_a_screen_reader(frozen: Path, tmp_path: Path) -> None:
    command = [str(frozen / "wardshelf"), "--data-dir", str(tmp_path / "reader")]
    seen = what_is_seen(command, tmp_path / "seen.json")
    assert "passage" in seen["hits said"]
    assert [part for part in seen["window"] if part["role"] == "push button" and not part["name"]] == []
