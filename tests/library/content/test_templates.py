"""A new library passes every check, and of a page that was only begun its gaps are faults."""

import json
from pathlib import Path

import pytest

from viewer.compile import compile_library
from viewer.errors import ContentError, UsageError
from viewer.library.checks.check import check
from viewer.library.compiled import Library
from viewer.library.content import templates


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A new library, as `wardshelf new library` leaves it."""
    templates.write_library(tmp_path / "rooms", 'Rooms "and" air')
    return tmp_path / "rooms"


def test_that_a_new_library_passes_the_strictest_check(begun: Path):
    assert check(begun) == []


def test_that_a_new_library_is_built_and_bears_its_title(begun: Path, tmp_path: Path):
    assert compile_library(begun, tmp_path / "out") == ()
    library = Library.open(tmp_path / "out")
    assert library.edition.title == "Rooms and air"
    assert {"pages/home", "pages/help", "pages/example"} <= set(library.titles())
    library.close()


@pytest.mark.parametrize("kind", templates.KINDS)
def test_that_of_a_page_that_was_begun_nothing_but_its_gaps_is_a_fault(begun: Path, kind: str):
    templates.write_reference(begun, "smith2019")
    path = templates.write_page(begun, kind, "smith2019")
    problems = check(begun)
    assert problems
    assert all("is not finished: " in problem.message for problem in problems if not problem.warning), (
        problems
    )
    todo = sum("TODO" in line for line in path.read_text("utf-8").splitlines())
    assert sum(problem.file.startswith(path.parent.name) for problem in problems) == todo
    with pytest.raises(ContentError):
        compile_library(begun, begun.parent / "out")


def test_that_a_reference_is_added_to_those_that_are_there(begun: Path):
    for key in ("smith2019", "lee-2020", "group"):
        templates.write_reference(begun, key)
    items = json.loads((begun / "references.json").read_text("utf-8"))
    assert [item["id"] for item in items] == ["smith2019", "lee-2020", "group"]
    assert items[1]["issued"] == {"date-parts": [[2020]]}
    assert "issued" not in items[2]
    faults = [str(problem) for problem in check(begun) if not problem.warning]
    assert faults[0].startswith("references.json:5: is not finished:")


@pytest.mark.parametrize("name", ["", "A", "a b", "../a", "a/b", "-a", "a--b", "ä"])
def test_that_what_is_no_name_is_refused(begun: Path, name: str):
    for write in (
        lambda: templates.write_page(begun, "page", name),
        lambda: templates.write_reference(begun, name),
    ):
        with pytest.raises(UsageError, match="is no name"):
            write()


def test_that_nothing_is_written_over(begun: Path):
    templates.write_reference(begun, "smith2019")
    templates.write_page(begun, "paper", "smith2019")
    before = {path: path.read_bytes() for path in begun.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match="is there already"):
        templates.write_page(begun, "paper", "smith2019")
    with pytest.raises(UsageError, match="has a work with the key"):
        templates.write_reference(begun, "smith2019")
    with pytest.raises(UsageError, match="is not empty"):
        templates.write_library(begun)
    assert {path: path.read_bytes() for path in begun.rglob("*") if path.is_file()} == before


def test_that_a_page_needs_a_content_folder(tmp_path: Path):
    with pytest.raises(UsageError, match="is no content folder"):
        templates.write_page(tmp_path, "page", "one")


@pytest.mark.parametrize("text", ["{}", "[", "\udcff"])
def test_that_references_that_cannot_be_read_are_left_as_they_are(begun: Path, text: str):
    (begun / "references.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match="wardshelf check"):
        templates.write_reference(begun, "smith2019")
    assert (begun / "references.json").read_bytes() == text.encode("utf-8", "surrogateescape")
