"""A missing, damaged or foreign index: one plain sentence, and no pickle is opened at all."""

import json
import os
import pickle
import random
import shutil
from contextlib import suppress

import pytest

from tests.capabilities import needs_pipes
from tests.search.building import passage
from viewer.errors import SearchIndexError
from viewer.search import build_index, open_index
from viewer.search.index import header


@pytest.fixture
def folder(tmp_path):
    build_index([passage(f"d{n}", f"Liver {n} cancer word{n}") for n in range(50)], tmp_path)
    return tmp_path


def sign(folder):
    """Write a header that agrees with what lies there, as a forger would."""
    found = header.read(folder)
    header.write(folder, found.whoosh, found.passages, found.terms, found.library)


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


@pytest.mark.parametrize("field", ["schema", "normaliser"])
def test_that_an_index_of_another_version_is_refused(folder, field):
    content = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    content[field] = 0
    (folder / "index.json").write_text(json.dumps(content), encoding="utf-8")
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


def test_that_no_pickle_is_opened_even_where_all_checksums_agree(folder):
    for path in folder.iterdir():
        if path.name not in (header.FILE, header.VOCABULARY):
            path.write_bytes(pickle.dumps(Harmful()))
    sign(folder)
    with pytest.raises(SearchIndexError, match="damaged"):
        open_index(folder)


def test_that_a_pickle_in_the_place_of_every_posting_list_is_not_opened(folder):
    engine = open_index(folder)
    pickled = pickle.dumps(Harmful())
    postings = next(folder.glob("*.pst"))
    data = bytearray(postings.read_bytes())
    place = 0
    while (place := data.find(b"W3Bl", place) + 8) >= 8:
        data[place : place + len(pickled)] = pickled[: len(data) - place]
    postings.write_bytes(data)  # in place, while it is open
    with pytest.raises(SearchIndexError, match="damaged"):
        engine.search("liver")
    engine.close()
    sign(folder)
    with pytest.raises(SearchIndexError, match="damaged"):
        open_index(folder).search("liver")


def test_that_the_table_of_contents_is_no_part_of_a_search(folder):
    for path in folder.glob("*.toc"):
        path.unlink()
    (folder / "_MAIN_1.toc").write_bytes(pickle.dumps(Harmful()))
    sign(folder)
    engine = open_index(folder)
    assert engine.search("liver").total == 50
    engine.close()


@needs_pipes
@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_that_only_plain_files_are_opened_and_nothing_is_waited_for(folder, tmp_path_factory, kind):
    outside = tmp_path_factory.mktemp("outside")
    for name in names(folder):
        kept = outside / name
        shutil.move(folder / name, kept)
        if kind == "pipe":
            os.mkfifo(folder / name)
        elif kind == "link":
            (folder / name).symlink_to(kept)
        else:
            (folder / name).mkdir()
        with pytest.raises(SearchIndexError, match="damaged"):
            open_index(folder)
        (folder / name).rmdir() if kind == "folder" else (folder / name).unlink()
        shutil.move(kept, folder / name)


def test_that_what_is_not_listed_is_not_opened(folder):
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "_MAIN_1.toc")
    engine = open_index(folder)
    assert engine.search("liver").total == 50
    engine.close()


@pytest.mark.slow
def test_that_every_byte_of_an_index_may_be_changed_under_a_right_checksum(folder):
    # The forger signs what he forged: an answer or one sentence comes of it, never a fault of ours.
    chance = random.Random(1)  # noqa: S311
    for name in names(folder):
        if name == header.FILE:
            continue
        kept = (folder / name).read_bytes()
        for _ in range(60):
            (folder / name).write_bytes(mutated(kept, chance))
            sign(folder)
            with suppress(SearchIndexError):
                engine = open_index(folder)
                try:
                    for text in (
                        "liver cancer",
                        '"liver 1"',
                        "word7",
                        "lver",
                        "year:2019 author:x liver",
                        "-liver",
                    ):
                        engine.search(text, explain=True)
                        engine.names(text)
                finally:
                    engine.close()
        (folder / name).write_bytes(kept)


def mutated(data, chance):
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        place = chance.randrange(len(changed) + 1)
        how = chance.randrange(4)
        if how == 0 and place < len(changed):
            changed[place] = chance.randrange(256)
        elif how == 1:
            del changed[place : place + chance.randrange(9)]
        elif how == 2:
            changed[place:place] = chance.randbytes(chance.randrange(9))
        else:
            changed[place : place + 4] = chance.choice((b"\0" * 4, b"\xff" * 4, b"\x7f\xff\xff\xff"))
    return bytes(changed)


def test_that_no_file_outside_the_folder_is_named(folder):
    content = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    content["files"]["../outside"] = [0, 0]
    (folder / "index.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(SearchIndexError, match=r"damaged|no search index"):
        open_index(folder)


def test_that_damage_found_while_searching_is_a_plain_sentence(folder):
    engine = open_index(folder)
    postings = next(folder.glob("*.pst"))
    postings.write_bytes(b"\xff" * postings.stat().st_size)
    with pytest.raises(SearchIndexError, match="damaged"):
        engine.search("liver")
    engine.close()
