"""No page opens a file outside its library: not in the window, on paper, in a PDF, a label or a tool tip."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[4]
PROGRAM = "tests.desktop.reading.page.outside_program"


def calls_of(way: str, tmp_path: Path) -> list[str]:
    """The calls that name a file which only the page knows of."""
    folder = tmp_path / "outside"
    (folder / "images").mkdir(parents=True)
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(0)
    for name in ("secret.png", "secret@2x.png", "images/secret.png", "images/secret@2x.png"):
        picture.save(str(folder / name))
    (folder / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    os.mkfifo(folder / "pipe")
    log = tmp_path / "calls.txt"
    trace = ["strace", "-f", "-qq", "-e", "trace=%file", "-s", "500", "-o", str(log)]
    done = subprocess.run(
        [*trace, sys.executable, "-m", PROGRAM, str(folder), str(tmp_path), way],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen",
             "QT_SCALE_FACTOR": "2", "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert (done.stdout, done.returncode) == ("shown", 0), done.stderr
    lines = log.read_text("utf-8", errors="replace").splitlines()
    return [line for line in lines if "secret" in line or f"{folder}/pipe" in line]


pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


@pytest.mark.parametrize("way", ["library", "view"])
def test_that_no_page_opens_or_looks_for_a_file_outside(way: str, tmp_path: Path):
    assert calls_of(way, tmp_path) == []


def test_that_the_trace_would_show_it(tmp_path: Path):
    assert calls_of("qt", tmp_path)
