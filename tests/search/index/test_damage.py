"""A missing, damaged or foreign index: one plain sentence, and no pickle opened before it is checked."""

import json
import pickle

import pytest

from tests.search.building import passage
from viewer.errors import SearchIndexError
from viewer.search import build_index, open_index


@pytest.fixture
def folder(tmp_path):
    build_index([passage(f"d{n}", f"Liver {n} cancer word{n}") for n in range(50)], tmp_path)
    return tmp_path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_that_an_empty_folder_has_no_index(tmp_path):
    with pytest.raises(SearchIndexError, match="no search index"):
        open_index(tmp_path)


def test_that_every_missing_file_is_noticed(folder):
    for name in names(folder):
        kept = (folder / name).read_bytes()
        (folder / name).unlink()
        with pytest.raises(SearchIndexError, match="Build the library again"):
            open_index(folder)
        (folder / name).write_bytes(kept)
    open_index(folder).close()


@pytest.mark.parametrize("harm", ["cut", "empty", "flip"])
def test_that_every_damaged_file_is_noticed(folder, harm):
    for name in names(folder):
        kept = (folder / name).read_bytes()
        middle = len(kept) // 2
        harmed = {
            "cut": kept[:middle],
            "empty": b"",
            "flip": kept[:middle] + b"\xff\x00" + kept[middle + 2 :],
        }
        (folder / name).write_bytes(harmed[harm])
        with pytest.raises(SearchIndexError, match="Build the library again"):
            open_index(folder)
        (folder / name).write_bytes(kept)


@pytest.mark.parametrize("field", ["schema", "whoosh", "normaliser"])
def test_that_an_index_of_another_version_is_refused(folder, field):
    header = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    header[field] = "0" if field == "whoosh" else 0
    (folder / "index.json").write_text(json.dumps(header), encoding="utf-8")
    with pytest.raises(SearchIndexError, match="another version"):
        open_index(folder)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"schema": 1}', '{"schema": "x", "files": 3}', "\x00"]
)
def test_that_a_header_of_another_shape_is_refused(folder, text):
    (folder / "index.json").write_text(text, encoding="utf-8")
    with pytest.raises(SearchIndexError, match="Build the library again"):
        open_index(folder)


class Harmful:
    """A pickle that would run code."""

    def __reduce__(self):
        return (pytest.fail, ("the pickle was opened",))


def test_that_a_pickle_is_not_opened_before_it_is_checked(folder):
    toc = next(folder.glob("*.toc"))
    toc.write_bytes(pickle.dumps(Harmful()))
    with pytest.raises(SearchIndexError, match="damaged"):
        open_index(folder)


def test_that_no_file_outside_the_folder_is_named(folder):
    header = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    header["files"]["../outside"] = [0, 0]
    (folder / "index.json").write_text(json.dumps(header), encoding="utf-8")
    with pytest.raises(SearchIndexError, match=r"damaged|no search index"):
        open_index(folder)


def test_that_damage_found_while_searching_is_a_plain_sentence(folder):
    engine = open_index(folder)
    postings = next(folder.glob("*.pst"))
    postings.write_bytes(b"\xff" * postings.stat().st_size)
    with pytest.raises(SearchIndexError, match="damaged"):
        engine.search("liver")
    engine.close()
