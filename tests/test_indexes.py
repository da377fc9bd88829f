"""A search index holds pickles: none is opened that the program or this reader did not make."""

import json
import os
import pickle
import shutil
from pathlib import Path

import pytest

from viewer import paths
from viewer.errors import SearchIndexError, UserDataError, ViewerError
from viewer.indexes import TRUSTED, Trust, cached_index, open_search, rebuild_index, remember, seal
from viewer.library import schema
from viewer.library.compiled import Library


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust(tmp_path / "data")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


class Bomb:
    """Once unpickled, it makes a folder: that folder must never be there."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self._mark),)


def forge(index: Path, mark: Path) -> None:
    """Put a pickle that runs code in the place of every file of an index."""
    for path in index.rglob("*"):
        if path.is_file():
            path.write_bytes(pickle.dumps(Bomb(mark)))


def opens(directory: Path, trust: Trust, cache: Path) -> bool:
    library = Library.open(directory)
    try:
        open_search(directory, library, trust, cache).close()
    except SearchIndexError:
        return False
    finally:
        library.close()
    return True


def test_that_the_bomb_goes_off_when_it_is_loaded(tmp_path: Path):
    pickle.loads(pickle.dumps(Bomb(tmp_path / "mark")))  # noqa: S301  (that is what is tested)
    assert (tmp_path / "mark").is_dir()


def test_that_the_index_of_a_strange_library_is_ignored(library_dir: Path, trust: Trust, cache: Path):
    assert not opens(library_dir, trust, cache)


def test_that_a_forged_index_is_never_loaded(library_dir: Path, trust: Trust, cache: Path, tmp_path: Path):
    forge(library_dir / "index", tmp_path / "mark")
    assert not opens(library_dir, trust, cache)
    library = Library.open(library_dir)
    rebuild_index(library, trust, cache)
    library.close()
    assert opens(library_dir, trust, cache)
    assert not (tmp_path / "mark").exists()


def test_that_an_index_this_reader_built_is_opened_until_it_is_changed(
    library_dir: Path, trust: Trust, cache: Path, tmp_path: Path
):
    remember(library_dir, trust)
    assert opens(library_dir, trust, cache)
    forge(library_dir / "index", tmp_path / "mark")
    assert not opens(library_dir, trust, cache)
    assert not (tmp_path / "mark").exists()


def test_that_a_file_added_to_an_index_takes_its_trust(library_dir: Path, trust: Trust, cache: Path):
    remember(library_dir, trust)
    (library_dir / "index" / "more.seg").write_bytes(b"x")
    assert not opens(library_dir, trust, cache)


def test_that_an_index_is_trusted_for_its_own_library_alone(library_dir: Path, trust: Trust, cache: Path):
    remember(library_dir, trust)
    with (library_dir / schema.FILE).open("ab") as file:
        file.write(b"\0" * 4096)
    assert not opens(library_dir, trust, cache)


def test_that_the_installed_index_is_opened_as_it_lies(
    library_dir: Path, trust: Trust, cache: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(paths, "bundled_library", lambda: library_dir)
    assert opens(library_dir, trust, cache)
    assert not (cache / "indexes").exists()


@pytest.mark.parametrize("harm", ["missing", "empty", "cut short", "of another version"])
def test_that_a_damaged_installed_index_is_built_again_in_the_cache(
    library_dir: Path, trust: Trust, cache: Path, monkeypatch: pytest.MonkeyPatch, harm: str
):
    monkeypatch.setattr(paths, "bundled_library", lambda: library_dir)
    if harm == "of another version":
        header = library_dir / "index" / "index.json"
        content = json.loads(header.read_text(encoding="utf-8"))
        header.write_text(json.dumps({**content, "whoosh": "2.7.4"}), encoding="utf-8")
    elif harm == "cut short":
        for path in (library_dir / "index").iterdir():
            path.write_bytes(path.read_bytes()[:20])
    else:
        shutil.rmtree(library_dir / "index")
        if harm == "empty":
            (library_dir / "index").mkdir()
    assert not opens(library_dir, trust, cache)
    library = Library.open(library_dir)
    place = rebuild_index(library, trust, cache)
    assert place == cached_index(library, cache)
    engine = open_search(library_dir, library, trust, cache)
    assert engine.search("oligometastatic").total > 0
    engine.close()
    library.close()


def test_that_the_cached_index_is_of_this_library_and_no_other(
    library_dir: Path, trust: Trust, cache: Path, tmp_path: Path
):
    shutil.rmtree(library_dir / "index")
    library = Library.open(library_dir)
    place = rebuild_index(library, trust, cache)
    assert trust.knows(seal(library, place))
    forge(place, tmp_path / "mark")
    assert not opens(library_dir, trust, cache)
    rebuild_index(library, trust, cache)
    assert opens(library_dir, trust, cache)
    library.close()
    assert not (tmp_path / "mark").exists()


def test_that_progress_of_a_rebuild_is_told(library: Library, trust: Trust, cache: Path):
    told: list[tuple[str, int, int]] = []
    rebuild_index(library, trust, cache, lambda *step: told.append(step))
    total = library.passage_count()
    assert told[-1] == ("indexing", total, total)


def test_that_a_cache_that_cannot_be_written_is_one_sentence(library: Library, trust: Trust, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ViewerError, match="Nothing can be written beside"):
        rebuild_index(library, trust, tmp_path / "file")


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "x",
        "[]",
        "{}",
        '{"version": 2, "seals": ["a"]}',
        '{"version": 1, "seals": "a"}',
        "[" * 100_000,
    ],
)
def test_that_a_damaged_list_trusts_nothing_and_is_written_anew(tmp_path: Path, text: str | None):
    if text is not None:
        (tmp_path / TRUSTED).write_text(text)
    trust = Trust(tmp_path)
    assert not trust.knows("a")
    trust.record("a")
    assert Trust(tmp_path).knows("a")
    assert [path.name for path in tmp_path.iterdir()] == [TRUSTED]


def test_that_the_list_stays_short_and_keeps_the_newest(trust: Trust):
    for number in range(250):
        trust.record(f"seal {number}")
    trust.record("seal 249")
    assert trust.knows("seal 50")
    assert trust.knows("seal 249")
    assert not trust.knows("seal 49")


def test_that_a_reader_without_a_folder_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserDataError, match="cannot be written"):
        Trust(tmp_path / "file").record("a")


def test_that_an_interrupted_write_leaves_the_list_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    trust = Trust(tmp_path)
    trust.record("a")

    def stop(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        trust.record("b")
    assert trust.knows("a")
    assert [path.name for path in tmp_path.iterdir()] == [TRUSTED]
