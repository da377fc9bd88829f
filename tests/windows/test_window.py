"""The frozen window under wine: it opens, finds, marks, takes over, prints to PDF, and goes."""

import subprocess
from pathlib import Path

import pytest

from tests.windows.visit import TITLE, Visit, put
from tests.windows.wine import Computer, Screen, wait_for

MARK = "#FFE79A"  # the ground of a marked word, in light colours


@pytest.fixture(scope="module")
def visit(clinic: Computer, screen: Screen, frozen: Path) -> Visit:
    """Open the window and read what a first start says."""
    begun = Visit(clinic, screen, put(frozen, clinic), clinic.local / "wardshelf")
    begun.begin()
    begun.accept()
    return begun


def test_that_the_window_opens_and_is_not_empty(visit: Visit) -> None:
    colours = visit.screen.picture("home.png")
    assert len(colours) > 50
    assert visit.process.poll() is None


def test_that_a_search_that_is_typed_finds(visit: Visit) -> None:
    visit.look_up("sbrt liver", "modalities/sbrt")
    assert visit.kept("SELECT 1 FROM visits WHERE doc = 'modalities/sbrt'")


def test_that_the_page_shows_marks(visit: Visit) -> None:
    wait_for(lambda: visit.screen.picture("page.png").get(MARK, 0) > 3_000, "marks on hits and page")
    visit.screen.press("Escape", "Escape", "Escape")
    wait_for(lambda: visit.screen.picture("unmarked.png").get(MARK, 0) == 0, "marks to go")


def test_that_a_second_start_hands_over_and_ends(visit: Visit) -> None:
    done = visit.clinic.run(visit.folder / "Wardshelf.exe", "cetuximab")
    assert done.returncode == 0
    assert len(visit.screen.windows(TITLE)) == 1
    wait_for(lambda: visit.screen.picture("second.png").get(MARK, 0) > 1_000, "marks of its hits")


def test_that_a_pdf_holds_the_text_of_the_page(visit: Visit) -> None:
    visit.look_up("sbrt liver", "modalities/sbrt")
    visit.export_pdf()
    (made,) = visit.clinic.home.glob("*.pdf")
    text = subprocess.run(["pdftotext", str(made), "-"], capture_output=True, check=True).stdout.decode()
    assert "Stereotactic body radiotherapy" in text
    assert "Not clinically reviewed" in text


def test_that_no_note_of_the_file_dialog_is_left_in_the_registry(visit: Visit) -> None:
    assert visit.leave() == 0
    assert [key for key in visit.clinic.registry() if "QtProject" in key] == []


def test_that_nothing_was_said_and_no_fault_was_logged(visit: Visit) -> None:
    assert visit.process.communicate() == (b"", b"")
    log = (visit.data / "wardshelf.log").read_text("utf-8")
    assert [line for line in log.splitlines() if "ERROR" in line or "Traceback" in line] == []
