"""`wardshelf changes`: what it prints and writes, and how it ends."""

import json
from pathlib import Path

import pytest

from tests.cli.test_run import Captured, run


@pytest.fixture
def changed(content: Path) -> Path:
    """This edition: a harm that was one more, and a page that was not there."""
    page = content / "modalities/sbrt.md"
    page.write_text(page.read_text(encoding="utf-8").replace("3 of 66", "4 of 66"), encoding="utf-8")
    (content / "pages/new.md").write_text("---\ntitle: New\nsummary: New.\n---\n\nText.\n", encoding="utf-8")
    return content


def test_that_a_compiled_edition_is_compared_with_a_folder(
    capsys: Captured, library_dir: Path, changed: Path
):
    code, out, err = run(capsys, "changes", library_dir, changed)
    assert code == 0
    assert out == (
        "+ pages/new  New\n\n"
        "Stereotactic body radiotherapy (SBRT, SABR)  modalities/sbrt\n"
        "  ~ Deaths from treatment: 3 of 66 (4.5%) v 0\n"
        "    Deaths from treatment: 4 of 66 (4.5%) v 0\n"
    )
    assert err == (
        "Statements: 2 added, 1 corrected, 0 withdrawn, 0 reworded, 0 moved. Pages: 1 added, 0 withdrawn. "
        "References: 0 added, 0 withdrawn.\n"
    )


def test_that_an_edition_without_changes_says_so_by_its_exit_code(capsys: Captured, library_dir: Path):
    code, out, _ = run(capsys, "changes", library_dir, library_dir)
    assert (code, out) == (1, "")


def test_that_changes_are_printed_as_json(capsys: Captured, library_dir: Path, changed: Path):
    code, out, _ = run(capsys, "changes", "--json", library_dir, changed)
    said = json.loads(out)
    assert code == 0
    assert said["counts"] == {"added": 2, "corrected": 1, "withdrawn": 0, "reworded": 0, "moved": 0}
    assert said["pages"] == {"added": ["pages/new"], "withdrawn": []}
    (corrected,) = [one for one in said["statements"] if one["what"] == "corrected"]
    assert corrected["old"] == {
        "doc": "modalities/sbrt",
        "anchor": "serious-harms",
        "heading": "Serious harms",
        "text": "Deaths from treatment: 3 of 66 (4.5%) v 0",
        "references": ["palma2019"],
    }


@pytest.mark.parametrize(
    ("name", "begins"), [("changes.md", "---\ntitle: What changed"), ("changes.tsv", "doc\tedition\tsince")]
)
def test_that_a_page_or_a_table_is_written(
    capsys: Captured, library_dir: Path, changed: Path, tmp_path: Path, name: str, begins: str
):
    code, out, _ = run(capsys, "changes", library_dir, changed, "-o", tmp_path / name)
    assert (code, out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_that_what_cannot_be_read_or_written_is_said(
    capsys: Captured, library_dir: Path, changed: Path, tmp_path: Path
):
    code, _, err = run(capsys, "changes", library_dir, tmp_path / "nowhere")
    assert (code, "There is no library in" in err) == (2, True)
    code, _, err = run(capsys, "changes", library_dir, changed, "-o", tmp_path / "none" / "changes.md")
    assert (code, "could not be written" in err) == (2, True)
    (changed / "references.json").write_text("[", encoding="utf-8")
    code, _, err = run(capsys, "changes", library_dir, changed)
    assert (code, "references.json" in err) == (2, True)
