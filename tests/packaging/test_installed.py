"""The program as somebody installed it: its library replaced, damaged or half copied; and who starts it."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ["library", "manifest", "papers", "search", "window", "reader's files"]


@pytest.fixture
def installed(frozen: Path, tmp_path: Path) -> Iterator[Path]:
    """Give a copy of the frozen folder to change, in a folder that nobody expects."""
    place = tmp_path / "prögram files"
    yield shutil.copytree(frozen, place, symlinks=True)
    shutil.rmtree(place)  # a hundred megabytes


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compile a library of a later edition in which one page has another title."""
    place = tmp_path_factory.mktemp("newer")
    content = Path(shutil.copytree(ROOT / "content", place / "content"))
    edit(content / "library.toml", "edition = ", 'edition = "2031.01"')
    edit(content / "modalities" / "sbrt.md", "title: ", "title: Xylophone radiotherapy")
    command = [sys.executable, "-m", "viewer", "build", str(content), "-o", str(place / "library")]
    subprocess.run([*command, "--data-dir", str(place)], cwd=ROOT, check=True, capture_output=True)
    return place / "library"


def edit(file: Path, start: str, line: str) -> None:
    """Replace the first line that begins with `start`."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    place = next(place for place, text in enumerate(lines) if text.startswith(start))
    lines[place] = f"{line}\n"
    file.write_text("".join(lines), "utf-8")


def library_of(program: Path) -> Path:
    return program / "_internal" / "resources" / "library"


def run(program: Path, *arguments: str, home: Path, user: int | None = None) -> tuple[int, list[str]]:
    """Start the program with nothing but a home in its environment; it must say nothing unasked."""
    done = subprocess.run(
        [str(program / "wardshelf"), *arguments],
        env={"HOME": str(home)},
        cwd="/",
        user=user,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def self_tested(program: Path, home: Path, user: int | None = None) -> dict[str, str]:
    """Give what the self-test says of each check; exactly one line each, and the exit code that fits."""
    code, lines = run(program, "self-test", home=home, user=user)
    verdicts = {line.split(None, 1)[1].split(":")[0]: line for line in lines}
    assert [*verdicts] == NAMES
    assert len(lines) == len(NAMES)
    assert code == int(any(line.startswith("FAIL ") for line in lines))
    return verdicts


def test_that_a_newer_library_put_in_place_is_the_one_that_answers(
    installed: Path, newer: Path, tmp_path: Path
) -> None:
    shutil.rmtree(library_of(installed))
    shutil.copytree(newer, library_of(installed))
    verdicts = self_tested(installed, tmp_path)
    assert all(line.startswith("ok  ") for line in verdicts.values())
    assert "edition 2031.01" in verdicts["library"]
    code, lines = run(installed, "search", "xylophone", home=tmp_path)
    assert code == 0
    assert "Xylophone radiotherapy" in lines[0]


def test_that_a_library_of_which_one_file_was_copied_fails(
    installed: Path, newer: Path, tmp_path: Path
) -> None:
    shutil.copy(newer / "library.sqlite", library_of(installed))
    verdicts = self_tested(installed, tmp_path)
    failed = {name for name, line in verdicts.items() if line.startswith("FAIL ")}
    assert {"manifest", "library"} <= failed  # nothing in it is what the manifest tells of
    assert "library.sqlite has been changed" in verdicts["manifest"]


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_that_a_damaged_index_is_told_and_worked_around(installed: Path, tmp_path: Path, damage: str) -> None:
    for file in (library_of(installed) / "index").iterdir():
        if damage == "cut":
            file.write_bytes(file.read_bytes()[:100])
        else:
            file.unlink()
    verdicts = self_tested(installed, tmp_path)
    assert verdicts["manifest"].startswith("FAIL manifest: index/")
    assert verdicts["search"].startswith("ok  ")


def test_that_a_library_that_is_gone_fails_and_the_rest_is_looked_at(installed: Path, tmp_path: Path) -> None:
    shutil.rmtree(library_of(installed))
    verdicts = self_tested(installed, tmp_path)
    assert verdicts["library"].startswith("FAIL library: There is no library in ")
    assert verdicts["reader's files"].startswith("ok  ")


def test_that_a_portable_program_keeps_everything_beside_itself(
    installed: Path, newer: Path, tmp_path: Path
) -> None:
    (installed / "portable").touch()
    home = tmp_path / "home"
    home.mkdir()
    verdicts = self_tested(installed, home)
    assert verdicts["reader's files"] == f"ok  reader's files: {installed / 'data'}"
    command = [str(installed / "wardshelf"), "search", "--library", str(newer), "xylophone"]
    shutil.rmtree(newer / "index")
    done = subprocess.run(command, env={"HOME": str(home)}, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "The search index is built once for this library …\n")
    assert {file.name for file in (installed / "data").iterdir()} == {"cache"}
    assert list(home.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can start it as somebody else")
def test_that_a_stranger_in_a_locked_home_passes_and_is_told(frozen: Path, tmp_path: Path) -> None:
    program = Path(shutil.copytree(frozen, "/var/tmp/wardshelf-test", symlinks=True, dirs_exist_ok=True))  # noqa: S108
    try:
        home = program / "home"
        home.mkdir(mode=0o755, exist_ok=True)
        verdicts = self_tested(program, home, pwd.getpwnam("nobody").pw_uid)
    finally:
        shutil.rmtree(program)
    assert all(line.startswith("ok  ") for line in verdicts.values())
    assert "cannot be written" in verdicts["reader's files"]
