"""The program as a screen reader on Linux sees it: over AT-SPI, on a display and a session bus of its own."""

import sys

import pytest

from tests.desktop.atspi_support import MISSING, what_is_seen

WORKED = {"push button", "check box", "text", "list", "tree", "combo box", "page tab", "list item"}
pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)


@pytest.fixture(scope="module")
def seen(sample_library_dir, tmp_path_factory):
    """What the driver saw."""
    program = [sys.executable, "-m", "viewer", "--library", str(sample_library_dir)]
    program += ["--data-dir", str(tmp_path_factory.mktemp("reader"))]
    return what_is_seen(program, tmp_path_factory.mktemp("seen") / "seen.json")


@pytest.mark.parametrize("state", ["first start", "window", "search"])
def test_that_everything_that_can_be_worked_has_a_name(seen, state):
    worked = [part for part in seen[state] if part["role"] in WORKED]
    assert len(worked) > 10
    assert [part for part in worked if not part["name"].strip()] == []


def test_that_the_first_start_text_is_said(seen):
    said = " ".join(text for kind, _, text in seen["heard"] if kind.startswith("object:announcement"))
    assert "This sample works offline." in said
    assert any(part["name"] == "I understand" and part["focusable"] for part in seen["first start"])


def test_that_the_number_of_hits_is_said(seen):
    assert "passages." in seen["hits said"]
    assert any(part["role"] == "list" and part["name"] == "Hits" for part in seen["search"])


def test_that_a_hit_is_a_row_that_says_everything_it_shows(seen):
    rows = [part["name"] for part in seen["search"] if part["role"] == "list item"]
    assert any("Modality" in row and "Population:" in row for row in rows)


def test_that_a_row_can_be_chosen_and_is_then_said(seen):
    rows = [part["name"] for part in seen["search"] if part["role"] == "list item"]
    assert seen["row chosen"] in rows


def test_that_pressing_a_button_is_answered(seen):
    assert seen["bookmark said"].startswith("Bookmarked")


def test_that_the_text_of_the_page_is_read_with_its_labels(seen):
    assert "Not clinically reviewed" in seen["page"].replace("\N{NO-BREAK SPACE}", " ")
