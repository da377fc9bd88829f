"""Named lists of pages, sections and passages: order, undo, files of an older program, hostile imports."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from viewer.errors import UserDataError
from viewer.userdata import file, migrations
from viewer.userdata.exchange import FORMAT, read
from viewer.userdata.records import CollectionItem
from viewer.userdata.store import Store

SBRT = CollectionItem("", "", "SBRT", "modalities/sbrt", "results", "Results")
CURE = CollectionItem("", "", "Can it be cured?", "faqs/cure")
PASSAGE = CollectionItem(
    "", "", "SBRT", "modalities/sbrt", "results", "Results", "HR 0.57", ("palma2019", "guide"), "2026.11"
)


def _docs(store: Store, collection: str) -> list[str]:
    return [item.text or item.title for item in store.collections.items(collection)]


def _board(store: Store) -> str:
    board = store.collections.add("  tumour board\n3 Dec ").id
    for item in (SBRT, CURE, PASSAGE):
        assert store.collections.gather(board, item) is not None
    return board


def test_that_what_was_gathered_is_there_after_a_restart(open_store: Callable[[], Store]) -> None:
    board = _board(open_store())
    store = open_store()
    assert [found.name for found in store.collections.list()] == ["tumour board 3 Dec"]
    assert _docs(store, board) == ["SBRT", "Can it be cured?", "HR 0.57"]
    assert store.collections.items(board)[2].keys == ("palma2019", "guide")
    assert store.collections.items(board)[2].edition == "2026.11"


def test_that_a_place_is_gathered_once_and_a_passage_of_it_beside_it(store: Store) -> None:
    board = _board(store)
    assert store.collections.gather(board, SBRT) is None
    assert len(store.collections.items(board)) == 3
    assert store.collections.gather("no such collection", SBRT) is None


def test_that_the_order_is_the_readers(store: Store) -> None:
    board = _board(store)
    store.collections.move(store.collections.items(board)[2], 0)
    assert _docs(store, board) == ["HR 0.57", "SBRT", "Can it be cured?"]
    store.collections.move(store.collections.items(board)[0], 1)
    assert _docs(store, board) == ["SBRT", "HR 0.57", "Can it be cured?"]


def test_that_removing_is_undone_where_it_was(store: Store) -> None:
    board = _board(store)
    removed = store.collections.drop(store.collections.items(board)[1])
    assert removed is not None
    assert _docs(store, board) == ["SBRT", "HR 0.57"]
    store.collections.restore(removed)
    assert _docs(store, board) == ["SBRT", "Can it be cured?", "HR 0.57"]
    store.collections.add("second")
    gone = store.collections.remove(board)
    assert gone is not None
    assert store.collections.items(board) == ()
    store.collections.restore(gone)
    assert [found.name for found in store.collections.list()] == ["tumour board 3 Dec", "second"]
    assert _docs(store, board) == ["SBRT", "Can it be cured?", "HR 0.57"]


def test_that_a_file_of_the_former_schema_is_taken_over(
    open_store: Callable[[], Store], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = migrations.MIGRATIONS[:2]
    with monkeypatch.context() as old:
        old.setattr(migrations.migrate, "__defaults__", (former,))
        old.setattr(file, "MIGRATIONS", former)
        store = open_store()
        store.bookmarks.add("SBRT", "modalities/sbrt")
        store.close()
    with closing(sqlite3.connect(folder / file.NAME)) as disk:
        assert disk.execute("PRAGMA user_version").fetchone() == (2,)
    store = open_store()
    assert store.notices == ()
    assert [mark.title for mark in store.bookmarks.list()] == ["SBRT"]
    board = _board(store)
    assert _docs(open_store(), board) == ["SBRT", "Can it be cured?", "HR 0.57"]


def test_that_an_import_adds_to_the_collection_of_the_same_name(
    store: Store, tmp_path: Path, open_store: Callable[[], Store]
) -> None:
    board = _board(store)
    store.export_to(tmp_path / "export.json", parts=("collections",))
    store.collections.drop(store.collections.items(board)[1])
    for _ in range(2):
        assert "1 collection" in store.import_from(tmp_path / "export.json")
        assert _docs(store, board) == ["SBRT", "HR 0.57", "Can it be cured?"]
    assert len(store.collections.list()) == 1


@pytest.mark.parametrize(
    "collections",
    [
        "tumour board",
        [{"name": ""}],
        [{"name": "x", "items": "y"}],
        [{"name": "x", "items": [1]}],
        [{"name": "x", "items": [{"title": "t", "doc": "", "made": "2026-11-20T09:00:00+00:00"}]}],
        [{"name": "x", "items": [{"title": "t", "doc": "d", "made": "yesterday"}]}],
        [{"name": "x", "items": [{"title": "t", "doc": "d", "keys": ["a"], "made": "2026-11-20"}]}],
    ],
)
def test_that_a_hostile_collection_refuses_the_import(
    store: Store, tmp_path: Path, collections: object
) -> None:
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps({"format": FORMAT, "version": 1, "collections": collections}), "utf-8")
    with pytest.raises(UserDataError, match="Nothing was imported"):
        read(path)
    assert store.collections.list() == ()
