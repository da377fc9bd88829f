"""The portable zip: everything stays beside the program; files and registry are compared before and after."""

import re
import subprocess
import zipfile

import pytest

from tests.windows.conftest import MADE
from tests.windows.visit import Visit
from tests.windows.wine import Computer, Screen

Traces = tuple[dict[str, bytes], dict[str, str]]
WINDOWS_OWN = re.compile(
    # What Windows itself, here wine, notes of any program that opens a window or a dialog, and of its screen.
    r"\\(ControlSet001|Explorer|Control Panel|Wine|Shell|Internet Settings|(Volatile )?Environment|CIDSave"
    r"|Console)(\\|$)"
)


def traces(clinic: Computer) -> Traces:
    registry = {key: values for key, values in clinic.registry().items() if not WINDOWS_OWN.search(key)}
    return clinic.files(), registry


@pytest.fixture(scope="module")
def visited(clinic: Computer, screen: Screen) -> tuple[Visit, Traces, Traces]:
    """Unpack it on a stick, read, bookmark, make a PDF, quit; gives what lay outside before and after."""
    stick = clinic.drive / "Stick é 1"
    (made,) = MADE.glob("*-portable.zip")
    with zipfile.ZipFile(made) as archive:
        archive.extractall(stick)
    subprocess.run(["chown", "-R", "1000:1000", str(stick)], check=True)
    (folder,) = stick.iterdir()
    visit = Visit(clinic, screen, folder, folder / "data")
    before = traces(clinic)
    visit.begin()
    visit.accept()
    visit.look_up("sbrt liver", "modalities/sbrt")
    visit.until("SELECT 1 FROM bookmarks", "ctrl+d")
    visit.export_pdf()
    assert visit.leave() == 0
    return visit, before, traces(clinic)


def test_that_what_is_kept_lies_beside_the_program(visited: tuple[Visit, Traces, Traces]) -> None:
    assert visited[0].kept("SELECT 1 FROM bookmarks")


def test_that_no_file_is_left_outside_but_the_one_that_was_asked_for(
    visited: tuple[Visit, Traces, Traces],
) -> None:
    _, (before, _), (after, _) = visited
    changed = {name for name in after if before.get(name) != after[name]}
    assert {name for name in changed if not name.endswith(".pdf")} == set()
    assert before.keys() <= after.keys()


def test_that_nothing_is_left_in_the_registry(visited: tuple[Visit, Traces, Traces]) -> None:
    _, (_, before), (_, after) = visited
    assert {key: values for key, values in after.items() if before.get(key) != values} == {}
