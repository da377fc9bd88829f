"""Building: the same bytes for the same content, and an older library that outlives every failure."""

import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from viewer.compile import compile_library
from viewer.errors import ContentError, UsageError, ViewerError
from viewer.library import manifest
from viewer.library.compiled import Library
from viewer.library.manifest import verify
from viewer.library.pages import write


def state(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_that_the_same_content_gives_the_same_library(content: Path, tmp_path: Path):
    moved = shutil.copytree(content, tmp_path / "elsewhere" / "content")
    for source, name in ((content, "one"), (moved, "two")):
        compile_library(source, tmp_path / name)
    assert state(tmp_path / "one") == state(tmp_path / "two")


def test_that_the_manifest_names_edition_versions_and_files(library_dir: Path):
    content = manifest.read(library_dir)
    assert content["edition"] == {
        "id": "sample", "title": "Sample library", "edition": "2026.11", "compiled": "2026-11-20",
    }  # fmt: skip
    assert set(content["versions"]) == {"wardshelf", "whoosh"}
    assert set(content["files"]) == set(state(library_dir)) - {manifest.FILE}


def test_that_a_new_build_takes_the_place_of_the_old_one(content: Path, library_dir: Path):
    (library_dir / "stray.txt").write_text("of the old one")
    toml = content / "library.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("2026.11", "2026.12"), encoding="utf-8")
    compile_library(content, library_dir)
    assert Library.open(library_dir).edition.edition == "2026.12"
    assert verify(library_dir) == []
    assert [path.name for path in library_dir.parent.iterdir() if path.name.startswith(".library")] == []


def test_that_everybody_may_read_a_build(library_dir: Path):
    if os.name != "nt":
        assert stat.S_IMODE(library_dir.stat().st_mode) == 0o755


def test_that_warnings_are_given_back(content: Path, tmp_path: Path):
    (content / "notes.txt").write_text("x")
    assert compile_library(content, tmp_path / "out") == (
        "notes.txt: warning: is not read: no such file belongs here",
    )


def test_that_progress_is_told_for_every_step(content: Path, tmp_path: Path):
    told: list[tuple[str, int, int]] = []
    compile_library(content, tmp_path / "out", lambda *step: told.append(step))
    assert list(dict.fromkeys(what for what, _, _ in told)) == ["reading", "rendering", "writing", "indexing"]
    assert all(0 < done <= total for _, done, total in told)


def break_content(content: Path, _patch: pytest.MonkeyPatch) -> type[BaseException]:
    (content / "library.toml").unlink()
    return ContentError


def interrupt_at(name: str) -> Callable[[Path, pytest.MonkeyPatch], type[BaseException]]:
    def stop(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    def patch(_content: Path, patch: pytest.MonkeyPatch) -> type[BaseException]:
        patch.setattr(name, stop)
        return KeyboardInterrupt

    return patch


def fill_disk_at(name: str) -> Callable[[Path, pytest.MonkeyPatch], type[BaseException]]:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def patch(_content: Path, patch: pytest.MonkeyPatch) -> type[BaseException]:
        patch.setattr(name, full)
        return ViewerError

    return patch


FAILURES = {
    "faulty content": break_content,
    "Ctrl+C while writing": interrupt_at("viewer.library.pages.write.write"),
    "Ctrl+C while indexing": interrupt_at("viewer.search.build_index"),
    "Ctrl+C at the manifest": interrupt_at("viewer.library.manifest.write"),
    "Ctrl+C at the last moment": interrupt_at("viewer.disk.sync_folder"),
    "a full disk while writing": fill_disk_at("viewer.library.pages.write.write"),
    "a full disk while indexing": fill_disk_at("viewer.search.build_index"),
    "a full disk at the manifest": fill_disk_at("pathlib.Path.write_text"),
    "a full disk at the last moment": fill_disk_at("os.fsync"),
}


@pytest.mark.parametrize("fail", FAILURES.values(), ids=FAILURES)
def test_that_a_failure_leaves_the_old_build_as_it_was(
    content: Path,
    library_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    fail: Callable[[Path, pytest.MonkeyPatch], type[BaseException]],
):
    before = state(library_dir)
    beside = set(library_dir.parent.iterdir())
    with pytest.raises(fail(content, monkeypatch)):
        compile_library(content, library_dir)
    monkeypatch.undo()
    assert state(library_dir) == before
    assert set(library_dir.parent.iterdir()) == beside


def test_that_a_full_disk_under_the_database_is_one_sentence(
    content: Path, library_dir: Path, monkeypatch: pytest.MonkeyPatch
):
    before = state(library_dir)
    real = write._insert

    def full(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        if table == "glossary":
            connection.execute("PRAGMA max_page_count = 1")
            connection.execute("CREATE TABLE filler AS SELECT zeroblob(100000) AS x")
        real(connection, table, rows)

    monkeypatch.setattr(write, "_insert", full)
    with pytest.raises(ViewerError, match="could not be written"):
        compile_library(content, library_dir)
    assert state(library_dir) == before


def test_that_an_old_build_comes_back_if_the_new_one_cannot_take_its_place(
    content: Path, library_dir: Path, monkeypatch: pytest.MonkeyPatch
):
    before = state(library_dir)
    real = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.name.endswith(".new"):
            raise OSError(errno.EACCES, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ViewerError, match="Permission denied"):
        compile_library(content, library_dir)
    assert state(library_dir) == before


def make_file(out: Path) -> None:
    out.write_text("x")


def make_folder(out: Path) -> None:
    out.mkdir()
    (out / "mine").write_text("x")


@pytest.mark.parametrize("make", [make_file, make_folder])
def test_that_what_is_no_library_is_never_overwritten(
    content: Path, tmp_path: Path, make: Callable[[Path], None]
):
    out = tmp_path / "out"
    make(out)
    with pytest.raises(UsageError, match=r"left alone|is not a folder"):
        compile_library(content, out)
    assert out.is_file() or (out / "mine").read_text() == "x"


def test_that_an_empty_folder_is_filled(content: Path, tmp_path: Path):
    (tmp_path / "out").mkdir()
    compile_library(content, tmp_path / "out")
    assert verify(tmp_path / "out") == []


def test_that_a_place_that_cannot_be_written_is_one_sentence(content: Path, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ViewerError, match="Nothing can be written beside"):
        compile_library(content, tmp_path / "file" / "out")


def test_that_leftovers_of_a_killed_build_are_cleared_after_a_day(content: Path, tmp_path: Path):
    old, young = tmp_path / ".out-a.new", tmp_path / ".out-b.new"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, 0))
    compile_library(content, tmp_path / "out")
    assert not old.exists()
    assert young.exists()
