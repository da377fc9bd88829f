"""Building a library where one was: what an index of ours knows is used, and no other index is looked at."""

from pathlib import Path

import pytest

from viewer import search
from viewer.cli import main
from viewer.compile import compile_library, rebuild_index, remember
from viewer.library.compiled import Library
from viewer.trust import Trust


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust(tmp_path / "data")


@pytest.fixture
def formers(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The former index that each build was given."""
    given: list[Path | None] = []
    build = search.build_index

    def told(passages, directory, vocabulary, progress, former):
        given.append(former)
        build(passages, directory, vocabulary, progress, former)

    monkeypatch.setattr("viewer.search.build_index", told)
    return given


def index_of(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (directory / "index").iterdir()}


def change(content: Path) -> None:
    page = content / "modalities" / "sbrt.md"
    text = page.read_text(encoding="utf-8").replace("\n## ", "\nQuite another word: zygote.\n\n## ", 1)
    page.write_text(text, encoding="utf-8")


def test_that_an_index_that_this_reader_built_saves_work(
    content: Path, library_dir: Path, trust: Trust, tmp_path: Path, formers: list[Path | None]
):
    remember(library_dir, trust)
    change(content)
    compile_library(content, library_dir, trust=trust)
    compile_library(content, tmp_path / "whole")
    assert formers == [library_dir / "index", None]
    assert index_of(library_dir) == index_of(tmp_path / "whole")
    assert b"zygote" in index_of(library_dir)["lexicon.bin"]


def test_that_an_index_from_elsewhere_saves_none(
    content: Path, library_dir: Path, trust: Trust, formers: list[Path | None]
):
    compile_library(content, library_dir, trust=trust)
    assert formers == [None]


def test_that_an_index_that_was_changed_since_saves_none(
    content: Path, library_dir: Path, trust: Trust, formers: list[Path | None]
):
    remember(library_dir, trust)
    names = library_dir / "index" / "names.bin"
    names.write_bytes(names.read_bytes() + b"x")
    compile_library(content, library_dir, trust=trust)
    assert formers == [None]


def test_that_a_second_build_at_the_command_line_uses_the_first(
    content: Path, tmp_path: Path, formers: list[Path | None]
):
    out = tmp_path / "out"
    command = ["build", str(content), "-o", str(out), "--data-dir", str(tmp_path / "data")]
    assert main(command) == 0
    change(content)
    assert main(command) == 0
    assert formers == [None, out / "index"]


def test_that_the_index_of_a_new_edition_uses_that_of_the_old_one(
    content: Path, library_dir: Path, trust: Trust, tmp_path: Path, formers: list[Path | None]
):
    cache = tmp_path / "cache"
    with_library(library_dir, lambda library: rebuild_index(library, trust, cache))
    change(content)
    compile_library(content, library_dir)
    with_library(library_dir, lambda library: rebuild_index(library, trust, cache))
    first, _, second = formers
    assert first is None
    assert second is not None
    assert second.parent == cache / "indexes"


def with_library(directory: Path, work) -> None:
    library = Library.open(directory)
    try:
        work(library)
    finally:
        library.close()
