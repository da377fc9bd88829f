"""The program that `make windows` froze, and computers to try it on; without them all tests are left out."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.start import virtual_display
from tests.windows.wine import ROOT, SYSTEM, TOOLS, Computer, Screen, computer, missing

MADE = ROOT / "dist" / "windows"
NEEDED = ("Xvfb", "xdotool", "import", "pdftotext", "makensis", "wixl", "msiinfo", "osslsigncode")


def why_not() -> str:
    """Say why nothing can be tried here; empty where it can."""
    if not os.environ.get("WARDSHELF_WINDOWS_TESTS"):
        return "tries the Windows program: make windows test-windows"
    if lacking := missing(NEEDED):
        return f"needs {', '.join(lacking)}: make windows brings them"
    if os.geteuid() != 0 or not (TOOLS / "inside.sh").exists() or not (SYSTEM / "python").is_dir():
        return "needs wine's system, and root to enter it: make windows makes it"
    return "" if (MADE / "wardshelf").is_dir() else "there is no frozen program: make windows"


@pytest.fixture(scope="session", autouse=True)
def prepared() -> None:
    """Leave everything out where nothing is prepared."""
    if reason := why_not():
        pytest.skip(reason)


@pytest.fixture(scope="session")
def frozen(prepared: None) -> Path:
    """Give the folder that was frozen."""
    return MADE / "wardshelf"


@pytest.fixture(scope="session")
def display(prepared: None) -> Iterator[str]:
    """Give a display of 1400 by 900."""
    with virtual_display() as name:
        yield name


@pytest.fixture(scope="session")
def screen(display: str) -> Screen:
    """Give the eyes and hands of a reader."""
    return Screen(display)


@pytest.fixture(scope="module")
def clinic(display: str) -> Iterator[Computer]:
    """Give a fresh computer, one for each file of tests."""
    with computer(display) as fresh:
        yield fresh
