"""Daily backups: seven are kept, the newest is that with the most changes, a full disk leaves no draft."""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.userdata.conftest import Clock
from viewer.userdata import file
from viewer.userdata.store import Store

OpenStore = Callable[[], Store]


def _on_disk(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "reader.sqlite")) as disk:
        return disk.execute(sql).fetchall()


def _texts(store: Store) -> str:
    return " ".join(notice.text for notice in store.notices)


def test_that_seven_daily_backups_are_kept_and_made_once_a_day(
    open_store: OpenStore, folder: Path, clock: Clock
) -> None:
    store = open_store()
    for _ in range(10):
        store.bookmarks.add(f"{clock.time:%d}", f"faqs/{clock.time:%d}")
        store.bookmarks.add("again", f"faqs/again-{clock.time:%d}")
        clock.move(days=1)
    names = sorted(path.name for path in (folder / "backups").iterdir())
    assert names == [f"reader-2026-11-{day}.sqlite" for day in range(23, 30)]
    with closing(sqlite3.connect(folder / "backups" / names[-1])) as backup:
        assert backup.execute("SELECT count(*) FROM bookmarks").fetchone() == (19,)


def test_that_the_backup_of_the_day_is_an_hour_old_at_most_while_something_is_kept(
    open_store: OpenStore, folder: Path, clock: Clock
) -> None:
    store = open_store()
    backup = folder / "backups" / f"reader-{clock():%Y-%m-%d}.sqlite"

    def count() -> int:
        with closing(sqlite3.connect(backup)) as disk:
            return int(disk.execute("SELECT count(*) FROM bookmarks").fetchone()[0])

    store.bookmarks.add("A", "faqs/a")
    assert count() == 0
    clock.move(hours=1)
    store.bookmarks.add("B", "faqs/b")
    assert count() == 2
    store.bookmarks.add("C", "faqs/c")
    assert count() == 2


def test_that_a_backup_which_cannot_be_made_is_said_and_saving_goes_on(
    open_store: OpenStore, folder: Path
) -> None:
    (folder / "backups").touch()
    store = open_store()
    assert "backup of what you keep could not be made" in _texts(store)
    assert store.saving
    store.bookmarks.add("SBRT", "modalities/sbrt")
    assert len(store.notices) == 1
    assert _on_disk(folder, "SELECT title FROM bookmarks") == [("SBRT",)]


def test_that_the_newest_backup_is_that_with_the_most_changes_whatever_the_clock_said(
    open_store: OpenStore, folder: Path, clock: Clock
) -> None:
    store = open_store()
    store.bookmarks.add("old", "faqs/old")
    store.close()
    clock.move(days=27_000)  # a start with a clock in 2100
    open_store().close()
    clock.move(days=-26_999)
    for _ in range(9):
        store = open_store()
        store.bookmarks.add("new", f"faqs/{clock.time:%d}")
        store.close()
        clock.move(days=1)
    names = [path.name for path in file.backups(folder)]
    assert len(names) == file.KEPT
    assert names[0] == "reader-2026-11-29.sqlite"
    (folder / "reader.sqlite").write_bytes(b"garbage")
    store = open_store()
    assert len(store.bookmarks.list()) == 10
    assert "The backup of 29 November 2026 is in use" in _texts(store)


def test_that_the_backup_just_made_is_never_taken_away(
    open_store: OpenStore, folder: Path, clock: Clock
) -> None:
    open_store().close()
    source = next((folder / "backups").iterdir())
    for number in range(8):  # as if they had counted more than the file of today ever will
        copy = source.with_name(f"reader-2099-01-0{number + 1}.sqlite")
        copy.write_bytes(source.read_bytes())
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("UPDATE state SET value = '1000000' WHERE name = 'changes'")
            connection.commit()
    clock.move(days=1)
    open_store().close()
    names = sorted(path.name for path in (folder / "backups").iterdir())
    assert "reader-2026-11-21.sqlite" in names
    assert len(names) == file.KEPT


@pytest.mark.parametrize("at", ["backup", "sync"])
def test_that_a_full_disk_leaves_no_draft(
    store: Store, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def touch_and_fail(_memory: sqlite3.Connection, draft: Path) -> None:
        draft.touch()
        full()

    monkeypatch.setattr("viewer.disk.sync", full)
    if at == "backup":
        monkeypatch.setattr(file, "_draft", touch_and_fail)
    clock.move(days=1)
    store.bookmarks.add("A", "faqs/a")
    assert "backup of what you keep could not be made: the disk is full" in _texts(store)
    assert [path for path in folder.rglob("*") if path.name.endswith((".new", "-journal"))] == []
