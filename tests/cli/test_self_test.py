"""The program's test of itself finds what is broken, and says nothing else."""

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.capabilities import needs_shell
from viewer.cli import self_test as selftest
from viewer.errors import LibraryError
from viewer.library import schema

pytestmark = pytest.mark.slow  # a process of its own for each

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "resources" / "library"


def self_test(library: Path, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run it as a clinic would: a process of its own with next to nothing in its environment."""
    environment = {"HOME": str(home), "PATH": "", "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""), **more}
    command = [sys.executable, "-m", "viewer", "self-test", "--library", str(library)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def copied(target: Path) -> Path:
    """Copy the compiled library, because hard links would let a test damage it."""
    for file in LIBRARY.rglob("*"):
        if file.is_file():
            place = target / file.relative_to(LIBRARY)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read_bytes())
    return target


def test_that_a_sound_installation_passes_with_one_line_a_check(tmp_path: Path) -> None:
    done = self_test(LIBRARY, tmp_path)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert [line.partition(":")[0] for line in lines] == [
        "ok  library",
        "ok  manifest",
        "ok  papers",
        "ok  search",
        "ok  window",
        "ok  reader's files",
    ]


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1", "xx_XX.UTF-8"])
def test_that_it_passes_in_every_locale(tmp_path: Path, locale: str) -> None:
    done = self_test(LIBRARY, tmp_path, LC_ALL=locale, LANG="C.UTF-8")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_that_nothing_is_left_in_the_readers_home(tmp_path: Path) -> None:
    assert self_test(LIBRARY, tmp_path).returncode == 0
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_that_a_changed_file_fails_the_manifest_alone(tmp_path: Path) -> None:
    library = copied(tmp_path / "library")
    manifest = json.loads((library / "manifest.json").read_text("utf-8"))
    manifest["files"]["library.sqlite"]["sha256"] = "0" * 64
    (library / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    done = self_test(library, tmp_path)
    failed = [line for line in done.stdout.splitlines() if not line.startswith("ok  ")]
    assert done.returncode == 1
    assert len(failed) == 1
    assert failed[0].startswith("FAIL manifest: library.sqlite has been changed")


def test_that_a_library_of_another_schema_fails_the_manifest_alone(tmp_path: Path) -> None:
    library = copied(tmp_path / "library")
    manifest = json.loads((library / "manifest.json").read_text("utf-8"))
    (library / "manifest.json").write_text(json.dumps({**manifest, "schema": 99}), "utf-8")
    done = self_test(library, tmp_path)
    failed = [line for line in done.stdout.splitlines() if not line.startswith("ok  ")]
    assert (done.returncode, done.stderr) == (1, "")
    reads = f"this program reads schema {schema.VERSION}."
    assert failed == [f"FAIL manifest: manifest.json tells of schema 99; {reads}"]


def test_that_a_missing_index_is_told_without_a_list_of_all_its_files(tmp_path: Path) -> None:
    library = copied(tmp_path / "library")
    shutil.rmtree(library / "index")
    done = self_test(library, tmp_path)
    failed = [line for line in done.stdout.splitlines() if not line.startswith("ok  ")]
    assert (done.returncode, done.stderr, len(failed)) == (1, "", 1)
    assert failed[0].count("is missing.") == 3
    assert failed[0].endswith(" more.")


def test_that_no_room_for_temporary_files_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def refuse(**_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
    assert selftest.run(LIBRARY, tmp_path) == 1
    assert capsys.readouterr().out == "FAIL temporary files: No usable temporary directory found\n"


@needs_shell
def test_that_a_program_without_standard_error_can_be_tested(tmp_path: Path) -> None:
    command = f"exec '{sys.executable}' -m viewer self-test --library '{LIBRARY}' 2>&-"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=ROOT,
        env={"HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
    assert len(done.stdout.splitlines()) == 6


def test_that_a_missing_library_fails_in_plain_words(tmp_path: Path) -> None:
    done = self_test(tmp_path / "nowhere", tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("FAIL library: ")
    assert "Traceback" not in done.stdout + done.stderr


def test_that_anything_said_unasked_is_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    def noisy() -> str:
        os.write(2, b"Fontconfig error: no fonts\n")
        return "seen"

    assert not selftest.tell("window", noisy)
    assert capsys.readouterr().out == "FAIL window: unexpected output: Fontconfig error: no fonts\n"


def test_that_a_fault_of_ours_is_named_and_goes_no_further(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> str:
        raise ZeroDivisionError("division by zero")

    assert not selftest.tell("search", broken)
    assert capsys.readouterr().out == "FAIL search: ZeroDivisionError: division by zero\n"


def test_that_a_fault_of_the_library_is_told_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    def damaged() -> str:
        raise LibraryError("The file is damaged.")

    assert not selftest.tell("library", damaged)
    assert capsys.readouterr().out == "FAIL library: The file is damaged.\n"


def test_that_a_home_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    seen = selftest.look_at_reader_files(tmp_path / "not" / "there")
    assert seen == str(tmp_path / "not" / "there")
    assert not (tmp_path / "not").exists()


def test_that_a_paper_that_was_changed_fails_its_own_line(tmp_path: Path) -> None:
    library = copied(tmp_path / "library")
    with closing(sqlite3.connect(library / schema.FILE)) as connection:
        connection.execute("UPDATE papers SET paper = replace(paper, '0.', '1.')")
        connection.commit()
    with pytest.raises(LibraryError, match="as it was built"):
        selftest.read_papers(library)
    assert selftest.read_papers(LIBRARY).endswith(" outcomes")
