"""`wardshelf add`: shows, keeps, tells what it did not understand; a file is never a search."""

from pathlib import Path

import pytest

from tests.conftest import CASES
from viewer.cli.run import main
from viewer.imports.paper_folder import PaperFolder

Captured = pytest.CaptureFixture[str]
CASE = CASES / "imports" / "between-records.ris"


def run(library: Path, data: Path, *arguments: str) -> int:
    return main(["--library", str(library), "--data-dir", str(data), *arguments])


def test_that_check_shows_every_record_and_writes_nothing(
    sample_library_dir: Path, tmp_path: Path, capsys: Captured
):
    assert run(sample_library_dir, tmp_path, "add", "--check", str(CASE)) == 0
    said = capsys.readouterr().out
    assert "between-records.ris:5: new: Quénet F. 2019, First of two" in said
    assert "4 records read: 4 new, 0 doubled, 0 refused. Nothing was written." in said
    assert not list(tmp_path.iterdir())


def test_that_add_keeps_what_is_new_and_tells_the_rest(
    sample_library_dir: Path, tmp_path: Path, capsys: Captured
):
    files = [str(CASE), str(CASES / "imports" / "items.json")]
    assert run(sample_library_dir, tmp_path, "add", *files) == 0
    said = capsys.readouterr().out
    assert "items.json:6: not understood: a record without a title" in said
    assert "8 records read: 6 kept, 0 doubled, 2 refused." in said
    assert len(PaperFolder(tmp_path).papers()) == 6


def test_that_a_paper_of_the_library_is_told(sample_library_dir: Path, tmp_path: Path, capsys: Captured):
    path = tmp_path / "a.ris"
    path.write_text("TY  - JOUR\nTI  - Any\nDO  - 10.1016/S0140-6736(18)32487-5\nER  - \n")
    run(sample_library_dir, tmp_path / "data", "add", "--check", str(path))
    assert "the library has a card on this paper (papers/" in capsys.readouterr().out


def test_that_a_file_is_never_a_search(sample_library_dir: Path, tmp_path: Path, capsys: Captured):
    assert run(sample_library_dir, tmp_path, str(CASE)) == 2
    assert "is a file. To add the papers in it: wardshelf add" in capsys.readouterr().err


def test_that_own_papers_are_found_shown_and_listed_under_their_label(
    sample_library_dir: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    data = tmp_path / "data"
    run(sample_library_dir, data, "add", str(CASES / "imports" / "summary.md"))
    capsys.readouterr()
    assert run(sample_library_dir, data, "search", "summary of the form") == 0
    said = capsys.readouterr().out
    assert "A summary of the form" in said
    assert "    Yours, not checked\n" in said
    assert run(sample_library_dir, data, "show", "own/ghalehtaki2025") == 0
    said = capsys.readouterr().out
    assert "Yours, not checked · Machine summary, not checked" in said
    assert "edition" not in said
    assert run(sample_library_dir, data, "list", "mine") == 0
    assert capsys.readouterr().out == "own/ghalehtaki2025\tA summary of the form\n"
    assert run(sample_library_dir, data, "show", "own/none") == 1
