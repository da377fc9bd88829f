"""Bytes that change on the disk: every row is checked, what is sound stays, what is not is named."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.userdata.conftest import Clock
from viewer.userdata import file, seal
from viewer.userdata.store import Store

OpenStore = Callable[[], Store]


def fill(store: Store) -> None:
    folder = store.bookmarks.add_folder("Tumour board")
    for number in range(30):
        store.bookmarks.add(f"Title {number}", f"faqs/{number}", folder=folder.id if number % 2 else "")
        store.notes.save(f"faqs/{number}", "", "", f"My own words, number {number}")
        store.history.record(f"faqs/{number}", f"Title {number}")
        store.history.record_search(f"question {number}")
    store.settings.set("zoom", 130)


def everything(store: Store) -> set[object]:
    return {
        *store.bookmarks.list(),
        *store.bookmarks.folders(),
        *store.notes.list(),
        *(visit for day in store.history.by_day() for visit in day.visits),
        *store.history.searches(),
        *store.settings.own().items(),
    }


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()


def said(store: Store) -> str:
    return " ".join(notice.text for notice in store.notices)


def test_that_every_row_on_the_disk_carries_its_checksum(open_store: OpenStore, folder: Path) -> None:
    store = open_store()
    fill(store)
    store.bookmarks.remove(store.bookmarks.list()[0].id)
    store.notes.save("faqs/3", "", "", "changed")
    store.close()
    with closing(file.load(folder / "reader.sqlite")) as memory:
        assert seal.unsound(memory) == []
        triggers = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
        assert memory.execute(triggers).fetchone()[0] == 0


def test_that_a_changed_row_comes_from_the_backup_and_that_is_said(
    open_store: OpenStore, folder: Path, clock: Clock
) -> None:
    store = open_store()
    fill(store)
    true = everything(store)
    store.close()
    clock.move(days=1)
    open_store().close()
    change(
        folder / "reader.sqlite", "UPDATE notes SET text = replace(text, '12', '21') WHERE doc = 'faqs/12'"
    )
    store = open_store()
    assert everything(store) == true
    assert "Part of what you keep was damaged on the disk: 1 note. The file was set aside as " in said(store)
    assert "The backup of 21 November 2026 is in use" not in said(store)
    assert "1 came from the backup of 21 November 2026" in said(store)
    assert list(folder.glob("reader.sqlite.damaged-*"))
    store.close()
    again = open_store()
    assert again.notices == ()
    assert everything(again) == true


def test_that_a_changed_row_without_a_backup_is_left_out_and_the_others_stay(
    open_store: OpenStore, folder: Path, clock: Clock
) -> None:
    store = open_store()
    store.close()
    store = open_store()
    store.bookmarks.add("A", "faqs/a")
    store.bookmarks.add("B", "faqs/b")
    store.close()
    for backup in (folder / "backups").iterdir():
        backup.unlink()
    change(folder / "reader.sqlite", "UPDATE bookmarks SET title = 'C' WHERE doc = 'faqs/b'")
    store = open_store()
    assert [mark.title for mark in store.bookmarks.list()] == ["A"]
    assert "1 bookmark" in said(store)
    assert "1 is missing" in said(store)


@pytest.mark.slow
def test_that_no_changed_byte_passes_without_a_word(
    open_store: OpenStore, folder: Path, clock: Clock
) -> None:
    store = open_store()
    fill(store)
    true = everything(store)
    store.close()
    path, chance = folder / "reader.sqlite", random.Random(3)  # noqa: S311
    kept = path.read_bytes()
    backup = next((folder / "backups").iterdir())
    kept_backup = backup.read_bytes()
    told = 0
    for _ in range(120):
        clock.move(minutes=2)
        changed = bytearray(kept)
        changed[chance.randrange(len(kept))] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        backup.write_bytes(kept_backup)
        store = open_store()
        told += bool(store.notices)
        assert store.notices or everything(store) == true
        store.close()
    assert told > 20


def test_that_damage_during_the_session_is_not_copied_into_the_backup(
    open_store: OpenStore, folder: Path, clock: Clock
) -> None:
    store = open_store()
    fill(store)
    true = everything(store)
    change(folder / "reader.sqlite", "UPDATE notes SET text = 'not what was written' WHERE doc = 'faqs/1'")
    clock.move(hours=25)
    store.history.record_search("another day")
    store.close()
    for path in (folder / "reader.sqlite", *(folder / "backups").iterdir()):
        with closing(file.load(path)) as memory:
            texts = {row[0] for row in memory.execute("SELECT text FROM notes")}
        assert "not what was written" not in texts
    assert true <= everything(open_store())
