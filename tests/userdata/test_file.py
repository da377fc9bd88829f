"""The reader's file missing, empty, corrupt, partial, old, future, read-only, locked, and on a full disk."""

import sqlite3
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from tests.capabilities import needs_modes, needs_removal_of_open_files
from tests.userdata.conftest import Clock
from viewer.userdata import file, migrations
from viewer.userdata.records import Notice
from viewer.userdata.store import Store

OpenStore = Callable[[], Store]


def _keep_something(open_store: OpenStore) -> None:
    store = open_store()
    store.bookmarks.add("SBRT", "modalities/sbrt")
    store.notes.save("faqs/a", "", "", "my note")
    store.close()


def _titles(store: Store) -> list[str]:
    return [mark.title for mark in store.bookmarks.list()]


def _texts(store: Store) -> str:
    return " ".join(notice.text for notice in store.notices)


def _on_disk(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "reader.sqlite")) as disk:
        return disk.execute(sql).fetchall()


def test_that_a_first_start_makes_the_file_and_says_nothing(open_store: OpenStore, folder: Path) -> None:
    store = open_store()
    assert store.saving
    assert store.notices == ()
    assert _on_disk(folder, "PRAGMA user_version") == [(len(migrations.MIGRATIONS),)]


@needs_modes
def test_that_nobody_else_may_read_the_file(open_store: OpenStore, folder: Path) -> None:
    open_store()
    assert stat.S_IMODE((folder / "reader.sqlite").stat().st_mode) == 0o600


def test_that_each_change_is_on_disk_at_once(store: Store, folder: Path) -> None:
    store.bookmarks.add("SBRT", "modalities/sbrt")
    assert _on_disk(folder, "SELECT title FROM bookmarks") == [("SBRT",)]
    store.bookmarks.remove(store.bookmarks.list()[0].id)
    assert _on_disk(folder, "SELECT title FROM bookmarks") == []
    assert not (folder / "reader.sqlite-journal").exists()
    assert not (folder / "reader.sqlite-wal").exists()


def test_that_the_file_is_written_with_full_sync_and_without_wal(store: Store, folder: Path) -> None:
    with closing(file.connect(folder / "reader.sqlite")) as disk:
        assert disk.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert disk.execute("PRAGMA synchronous").fetchone() == (2,)


def test_that_a_missing_file_is_replaced_by_its_backup(
    open_store: OpenStore, folder: Path, clock: Clock
) -> None:
    _keep_something(open_store)
    clock.move(days=1)
    open_store().close()
    (folder / "reader.sqlite").unlink()
    store = open_store()
    assert _titles(store) == ["SBRT"]
    assert "is missing. The backup of 21 November 2026 is in use" in _texts(store)
    assert _on_disk(folder, "SELECT title FROM bookmarks") == [("SBRT",)]


@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite format 3\x00", b"not a database at all" * 100, b"\x00" * 8192, "half"],
    ids=["empty", "header only", "text", "zeros", "half"],
)
def test_that_a_damaged_file_is_set_aside_and_its_backup_taken(
    open_store: OpenStore, folder: Path, clock: Clock, content: bytes | str
) -> None:
    _keep_something(open_store)
    clock.move(days=1)
    open_store().close()
    path = folder / "reader.sqlite"
    whole = path.read_bytes()
    damaged = content if isinstance(content, bytes) else whole[: len(whole) // 2]
    path.write_bytes(damaged)
    path.with_name("reader.sqlite-journal").write_bytes(b"journal of the damaged one")
    store = open_store()
    assert _titles(store) == ["SBRT"]
    assert store.notes.get("faqs/a")
    aside = next(folder.glob("reader.sqlite.damaged-????????-??????"))
    assert aside.read_bytes() == damaged
    # SQLite itself discards a journal that is none, once it takes the file for a database.
    if not damaged.startswith(b"SQLite"):
        assert Path(f"{aside}-journal").read_bytes() == b"journal of the damaged one"
    words = f"The file was set aside as {aside.name}. The backup of 21 November 2026 is in use"
    assert words in _texts(store)
    assert _on_disk(folder, "SELECT title FROM bookmarks") == [("SBRT",)]


def test_that_a_damaged_file_without_a_backup_starts_empty_and_is_kept(
    open_store: OpenStore, folder: Path
) -> None:
    (folder / "reader.sqlite").write_bytes(b"garbage")
    store = open_store()
    assert "no good backup, so it starts empty" in _texts(store)
    assert store.saving
    store.bookmarks.add("SBRT", "modalities/sbrt")
    store.close()
    assert _titles(open_store()) == ["SBRT"]


def test_that_a_damaged_backup_is_passed_over(open_store: OpenStore, folder: Path, clock: Clock) -> None:
    _keep_something(open_store)
    for _ in range(2):
        clock.move(days=1)
        open_store().close()
    (folder / "backups" / "reader-2026-11-22.sqlite").write_bytes(b"garbage")
    (folder / "reader.sqlite").write_bytes(b"garbage")
    store = open_store()
    assert _titles(store) == ["SBRT"]
    assert "21 November 2026" in _texts(store)


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE notes",
        "ALTER TABLE notes DROP COLUMN heading",
        "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM bookmarks; END",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = -5",
        "PRAGMA user_version = 1073741824",
    ],
)
def test_that_a_file_with_other_tables_counts_as_damaged(
    open_store: OpenStore, folder: Path, sql: str
) -> None:
    _keep_something(open_store)
    with closing(sqlite3.connect(folder / "reader.sqlite")) as disk:
        disk.execute(sql)
    store = open_store()
    assert "was damaged" in _texts(store)
    assert store.saving


def test_that_a_newer_file_is_left_untouched_and_nothing_is_saved(
    open_store: OpenStore, folder: Path
) -> None:
    _keep_something(open_store)
    path = folder / "reader.sqlite"
    with closing(sqlite3.connect(path)) as disk:
        disk.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    store = open_store()
    assert not store.saving
    assert "newer version of Wardshelf" in _texts(store)
    store.bookmarks.add("FAQ", "faqs/b")
    assert _titles(store) == ["FAQ"]
    assert not store.flush()
    store.close()
    assert path.read_bytes() == before


def test_that_an_old_file_is_backed_up_and_migrated(
    open_store: OpenStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep_something(open_store)
    steps = (*migrations.MIGRATIONS, ("ALTER TABLE notes ADD COLUMN colour TEXT NOT NULL DEFAULT ''",))
    monkeypatch.setattr(migrations.migrate, "__defaults__", (steps,))
    monkeypatch.setattr(file, "MIGRATIONS", steps)
    monkeypatch.setattr(file, "MIGRATIONS", steps)
    store = open_store()
    assert _titles(store) == ["SBRT"]
    assert store.notices == ()
    assert _on_disk(folder, "SELECT text, colour FROM notes") == [("my note", "")]
    known = len(migrations.MIGRATIONS)
    kept = folder / "backups" / f"reader-2026-11-20-schema-{known}.sqlite"
    with closing(sqlite3.connect(kept)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (known,)
        assert old.execute("SELECT text FROM notes").fetchall() == [("my note",)]


def test_that_a_migration_which_fails_takes_no_step() -> None:
    with closing(file.fresh()) as memory:
        broken = (*migrations.MIGRATIONS, ("CREATE TABLE extra (a TEXT)", "CREATE nonsense"))
        with pytest.raises(sqlite3.OperationalError, match="nonsense"):
            migrations.migrate(memory, broken)
        assert migrations.version(memory) == len(migrations.MIGRATIONS)
        assert memory.execute("SELECT name FROM sqlite_master WHERE name = 'extra'").fetchall() == []


def test_that_a_read_only_folder_is_read_and_then_saved_when_it_can_be(
    open_store: OpenStore, folder: Path, clock: Clock, read_only: Callable[[], AbstractContextManager[None]]
) -> None:
    _keep_something(open_store)
    with read_only():
        store = open_store()
        assert _titles(store) == ["SBRT"]
        assert not store.saving
        assert f"the folder {folder} cannot be written" in _texts(store)
        store.bookmarks.add("FAQ", "faqs/b")
        assert _titles(store) == ["SBRT", "FAQ"]
    clock.move(seconds=6)
    store.notes.save("faqs/b", "", "", "more")
    assert store.saving
    assert [notice.text for notice in store.notices] == ["Everything you keep is saved again."]
    assert _on_disk(folder, "SELECT title FROM bookmarks") == [("SBRT",), ("FAQ",)]


def test_that_a_home_which_cannot_be_written_gives_a_session_in_memory(
    open_store: OpenStore, read_only: Callable[[], AbstractContextManager[None]]
) -> None:
    with read_only():
        store = open_store()
        store.settings.set("theme", "dark")
        assert store.settings.get("theme") == "dark"
        assert not store.saving
        assert "cannot be written" in _texts(store)


def test_that_a_file_where_the_folder_should_be_is_said_in_one_notice(folder: Path, clock: Clock) -> None:
    (folder / "file").touch()
    store = Store(folder / "file" / "data", now=clock)
    store.bookmarks.add("SBRT", "modalities/sbrt")
    assert not store.saving
    assert len(store.notices) == 1
    store.close()


def _full(connect: Callable[[Path], sqlite3.Connection]) -> Callable[[Path], sqlite3.Connection]:
    def connect_full(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    return connect_full


def test_that_a_full_disk_keeps_everything_until_there_is_room(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Notice] = []
    Store(folder, now=clock).close()
    with monkeypatch.context() as patch:
        patch.setattr(file, "connect", _full(file.connect))
        store = Store(folder, now=clock, on_notice=heard.append)
        for number in range(40):
            store.notes.save(f"faqs/{number}", "", "", "x" * 3000)
        assert not store.saving
        assert [notice.key for notice in heard] == ["saving"]
        assert "the disk is full" in heard[0].text
        assert len(store.notes.list()) == 40
    assert store.flush()
    assert store.saving
    assert _on_disk(folder, "SELECT count(*) FROM notes") == [(40,)]
    store.close()


@needs_removal_of_open_files
def test_that_notices_are_told_to_who_listens(store: Store, folder: Path) -> None:
    heard: list[Notice] = []
    store.listen(heard.append)
    (folder / "reader.sqlite").unlink()
    store.bookmarks.add("SBRT", "modalities/sbrt")
    assert [notice.key for notice in heard] == ["restored"]


def test_that_a_locked_file_is_waited_for_and_then_merged(
    open_store: OpenStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.05)
    _keep_something(open_store)
    with closing(sqlite3.connect(folder / "reader.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = open_store()
        assert not store.saving
        assert "another program is using reader.sqlite" in _texts(store)
        store.bookmarks.add("FAQ", "faqs/b")
        store.notes.save("faqs/a", "", "", "newer text")
        assert _titles(store) == ["FAQ"]
        other.execute("ROLLBACK")
    assert store.flush()
    assert sorted(_titles(store)) == ["FAQ", "SBRT"]
    assert store.saving
    assert _on_disk(folder, "SELECT text FROM notes") == [("newer text",)]


def test_that_a_lock_during_the_session_loses_nothing(
    open_store: OpenStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.05)
    store = open_store()
    with closing(sqlite3.connect(folder / "reader.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store.bookmarks.add("SBRT", "modalities/sbrt")
        assert not store.saving
        other.execute("ROLLBACK")
    assert store.flush()
    assert _on_disk(folder, "SELECT title FROM bookmarks") == [("SBRT",)]


@needs_removal_of_open_files
def test_that_a_file_deleted_during_the_session_is_written_anew(store: Store, folder: Path) -> None:
    store.bookmarks.add("SBRT", "modalities/sbrt")
    (folder / "reader.sqlite").unlink()
    store.bookmarks.add("FAQ", "faqs/b")
    assert "written anew, complete" in _texts(store)
    assert _on_disk(folder, "SELECT title FROM bookmarks") == [("SBRT",), ("FAQ",)]


def test_that_a_file_damaged_during_the_session_is_set_aside_and_written_anew(
    store: Store, folder: Path
) -> None:
    store.bookmarks.add("SBRT", "modalities/sbrt")
    (folder / "reader.sqlite").write_bytes(b"garbage" * 5000)
    store.bookmarks.add("FAQ", "faqs/b")
    assert _on_disk(folder, "SELECT title FROM bookmarks") == [("SBRT",), ("FAQ",)]
    assert list(folder.glob("reader.sqlite.damaged-*"))
    assert "written anew, complete" in _texts(store)


def test_that_a_left_over_wal_of_another_file_is_never_replayed(
    open_store: OpenStore, folder: Path, clock: Clock
) -> None:
    _keep_something(open_store)
    clock.move(days=1)
    open_store().close()
    with closing(sqlite3.connect(folder / "reader.sqlite")) as disk:
        disk.execute("PRAGMA journal_mode = WAL")
        disk.execute("DELETE FROM bookmarks")
        disk.commit()
        wal = (folder / "reader.sqlite-wal").read_bytes()
    (folder / "reader.sqlite").write_bytes(b"garbage")
    (folder / "reader.sqlite-wal").write_bytes(wal)
    store = open_store()
    assert _titles(store) == ["SBRT"]
    assert not (folder / "reader.sqlite-wal").exists()


def test_that_a_file_which_another_program_holds_is_told_apart_from_a_locked_folder(
    open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> sqlite3.Connection:
        error = PermissionError(13, "The process cannot access the file")
        error.winerror = 32  # type: ignore[attr-defined]  # a sharing violation, as Windows numbers it
        raise error

    _keep_something(open_store)
    monkeypatch.setattr(file, "connect", refuse)
    store = open_store()
    store.bookmarks.add("FAQ", "faqs/b")
    assert "another program is using reader.sqlite" in _texts(store)


def test_that_a_locked_file_is_tried_once_at_the_start_and_once_at_the_end(
    open_store: OpenStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep_something(open_store)
    tries: list[Path] = []
    copy_in = file._copy_in

    def counted(path: Path, memory: sqlite3.Connection) -> None:
        tries.append(path)
        copy_in(path, memory)

    monkeypatch.setattr(file, "_copy_in", counted)
    with closing(sqlite3.connect(folder / "reader.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = open_store()
        assert "another program is using reader.sqlite" in _texts(store)
        store.bookmarks.add("FAQ", "faqs/b")
        assert len(tries) == 1
        store.close()
        assert len(tries) == 2
        other.execute("ROLLBACK")
