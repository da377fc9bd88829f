"""Which index belongs to a library: any that was made of it, whoever made it, and none that was not."""

import json
import os
import pickle
import shutil
from pathlib import Path

import pytest

from tests.capabilities import needs_links
from viewer.errors import SearchIndexError, ViewerError
from viewer.indexes import cached_index, open_search, rebuild_index
from viewer.library import manifest, schema
from viewer.library.compiled import Library
from viewer.search.index import header


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
    """Put a pickle that runs code in the place of every file of an index, and sign it."""
    found = header.read(index)
    for path in index.iterdir():
        if path.name not in (header.FILE, header.VOCABULARY):
            path.write_bytes(pickle.dumps(Bomb(mark)))
    header.write(index, found.whoosh, found.passages, found.terms, found.library)


def opens(directory: Path, cache: Path) -> bool:
    library = Library.open(directory)
    try:
        open_search(directory, library, cache).close()
    except SearchIndexError:
        return False
    finally:
        library.close()
    return True


def test_that_the_bomb_goes_off_when_it_is_loaded(tmp_path: Path):
    pickle.loads(pickle.dumps(Bomb(tmp_path / "mark")))  # noqa: S301  (that is what is tested)
    assert (tmp_path / "mark").is_dir()


def test_that_the_index_beside_any_library_is_opened_as_it_lies(library_dir: Path, cache: Path):
    assert opens(library_dir, cache)
    assert not cache.exists()


def test_that_a_forged_index_runs_nothing_and_is_built_again(library_dir: Path, cache: Path, tmp_path: Path):
    forge(library_dir / "index", tmp_path / "mark")
    assert not opens(library_dir, cache)
    library = Library.open(library_dir)
    rebuild_index(library, cache)
    library.close()
    assert opens(library_dir, cache)
    assert not (tmp_path / "mark").exists()


def test_that_an_index_is_of_its_own_library_alone(library_dir: Path, cache: Path):
    with (library_dir / schema.FILE).open("ab") as file:
        file.write(b"\0" * 4096)
    (library_dir / manifest.FILE).unlink()
    assert not opens(library_dir, cache)


def test_that_an_index_whose_library_is_another_by_its_manifest_is_not_opened(library_dir: Path, cache: Path):
    path = library_dir / manifest.FILE
    content = json.loads(path.read_text(encoding="utf-8"))
    content["files"][schema.FILE]["sha256"] = "0" * 64
    path.write_text(json.dumps(content), encoding="utf-8")
    assert not opens(library_dir, cache)


@needs_links
def test_that_a_link_is_no_index(library_dir: Path, cache: Path, tmp_path: Path):
    (library_dir / "index").rename(tmp_path / "elsewhere")
    (library_dir / "index").symlink_to(tmp_path / "elsewhere")
    assert not opens(library_dir, cache)


@pytest.mark.parametrize("harm", ["missing", "empty", "cut short", "of another version"])
def test_that_a_damaged_index_is_built_again_in_the_cache(library_dir: Path, cache: Path, harm: str):
    if harm == "of another version":
        path = library_dir / "index" / "index.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**content, "schema": 1}), encoding="utf-8")
    elif harm == "cut short":
        for path in (library_dir / "index").iterdir():
            path.write_bytes(path.read_bytes()[:20])
    else:
        shutil.rmtree(library_dir / "index")
        if harm == "empty":
            (library_dir / "index").mkdir()
    assert not opens(library_dir, cache)
    library = Library.open(library_dir)
    place = rebuild_index(library, cache)
    assert place == cached_index(library, cache)
    engine = open_search(library_dir, library, cache)
    assert engine.search("oligometastatic").total > 0
    engine.close()
    library.close()


def test_that_an_index_that_had_to_be_built_goes_before_the_one_beside_the_library(
    library_dir: Path, cache: Path
):
    # What is damaged may open well and only fail at a search: it must not be opened again and again.
    library = Library.open(library_dir)
    place = rebuild_index(library, cache)
    shutil.rmtree(library_dir / "index")
    assert opens(library_dir, cache)
    shutil.rmtree(place)
    assert not opens(library_dir, cache)
    library.close()


def test_that_a_damaged_index_in_the_cache_gives_way_to_the_one_beside_the_library(
    library_dir: Path, cache: Path, tmp_path: Path
):
    library = Library.open(library_dir)
    forge(rebuild_index(library, cache), tmp_path / "mark")
    library.close()
    assert opens(library_dir, cache)
    assert not (tmp_path / "mark").exists()


def test_that_progress_of_a_rebuild_is_told(library: Library, cache: Path):
    told: list[tuple[str, int, int]] = []
    rebuild_index(library, cache, lambda *step: told.append(step))
    total = library.passage_count()
    assert told[-1] == ("indexing", total, total)


def test_that_a_cache_that_cannot_be_written_is_one_sentence(library: Library, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ViewerError, match="Nothing can be written beside"):
        rebuild_index(library, tmp_path / "file")
