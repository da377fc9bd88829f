"""A reader's whole visit to the frozen program, without a network and with every call to it watched."""

import os
import shutil
from pathlib import Path

import pytest

from benchmarks.start import virtual_display
from tests.packaging.reader import Reader, reading
from tests.packaging.test_offline import INTERNET

TOOLS = ("Xvfb", "xdotool", "strace")
pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}: make package brings them"
)


@pytest.fixture(scope="module")
def visit(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Carry the visit out once; gives the reader's home and the folder with what was said and asked."""
    home, notes = tmp_path_factory.mktemp("zoé müller"), tmp_path_factory.mktemp("notes")
    command = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(notes / "calls.txt")]
    command += [str(frozen / "wardshelf")]
    if os.geteuid() == 0:
        command = ["unshare", "--net", *command]
    with virtual_display() as display, reading(command, display, home, notes / "said.txt") as reader:
        look_up(reader)
        keep(reader)
        carry_away(reader)
        choose(reader)
        (notes / "code.txt").write_text(str(reader.leave()), "utf-8")
    return home, notes


def look_up(reader: Reader) -> None:
    """Close the first-start sheet, search, open a hit, find within the page."""
    accepted = "SELECT 1 FROM state WHERE name = 'accepted'"
    reader.until(lambda: bool(reader.kept(accepted)), "the first start to be read", press=["Return"])
    reader.press("ctrl+k")
    reader.type("sbrt liver")
    reader.until(lambda: "modalities/sbrt" in visited(reader), "a hit to be opened", press=["Return"])
    reader.press("ctrl+f")
    reader.type("survival")
    reader.press("Return", "F3", "shift+F3", "Escape")


def visited(reader: Reader) -> set[object]:
    """Name the pages in the history."""
    return {doc for (doc,) in reader.kept("SELECT doc FROM visits")}


def keep(reader: Reader) -> None:
    """Bookmark the page, write a note on it, look at the bookmarks and the history."""
    reader.until(lambda: bool(reader.kept("SELECT 1 FROM bookmarks")), "a bookmark", press=["ctrl+d"])
    reader.press("ctrl+shift+n")
    reader.type("seen on rounds")
    written = "SELECT 1 FROM notes WHERE text LIKE '%seen on rounds%'"
    reader.until(lambda: bool(reader.kept(written)), "a note to be kept")
    reader.press("ctrl+shift+b", "ctrl+h", "Escape", "Escape")


def carry_away(reader: Reader) -> None:
    """Copy with citation and make a PDF."""
    reader.press("ctrl+shift+c", "ctrl+shift+p")
    reader.until(lambda: any(reader.home.glob("*.pdf")), "a PDF in the home", press=["Return"])


def choose(reader: Reader) -> None:
    """Look at the settings, turn the colours, zoom, list the shortcuts, go home, walk through every list."""
    reader.press(
        "ctrl+comma", "Escape", "ctrl+plus", "ctrl+0", "F1", "alt+Home", "alt+Left", "ctrl+t", "ctrl+w"
    )
    reader.press(*(f"alt+{number}" for number in range(1, 7)))
    reader.until(lambda: bool(theme(reader)), "other colours to be kept", press=["ctrl+shift+d"])


def theme(reader: Reader) -> list[tuple[object, ...]]:
    """Give the colours that were chosen."""
    return reader.kept("SELECT value FROM settings WHERE key = 'theme'")


def test_that_a_visit_asks_for_no_internet_socket(visit: tuple[Path, Path]) -> None:
    calls = (visit[1] / "calls.txt").read_text("utf-8", errors="replace").splitlines()
    assert any("AF_UNIX" in call for call in calls)  # the display itself: the trace works
    assert [call for call in calls if INTERNET.search(call)] == []


def test_that_a_visit_ends_well_and_nothing_is_said(visit: tuple[Path, Path]) -> None:
    assert (visit[1] / "code.txt").read_text("utf-8") == "0"
    assert (visit[1] / "said.txt").read_text("utf-8") == ""


def test_that_a_visit_leaves_files_in_the_readers_own_folders_alone(visit: tuple[Path, Path]) -> None:
    home = visit[0]
    files = {file.relative_to(home).as_posix() for file in home.rglob("*") if file.is_file()}
    ours = (".local/share/wardshelf/", ".cache/")  # fontconfig and Mesa have their caches there
    assert {name for name in files if not name.startswith(ours)} == {"sbrt-2026.11.pdf"}
    assert (home / "sbrt-2026.11.pdf").read_bytes()[:5] == b"%PDF-"
