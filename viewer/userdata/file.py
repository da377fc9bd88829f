"""The reader's file on disk: reading it whole, writing it whole, setting it aside, its daily backups."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from viewer import disk
from viewer.prose import counted, long_date
from viewer.userdata import seal
from viewer.userdata.migrations import MIGRATIONS, migrate, version
from viewer.userdata.records import Notice

NAME = "reader.sqlite"
KEPT = 7
BUSY_SECONDS = 1.0
_READ_SECONDS = 0.2
"""A start waits for another program no longer than this: what is kept meanwhile is merged later."""
# WAL does not work on network homes, and a left-over -wal would be replayed into a restored backup.
_PRAGMAS = ("journal_mode = DELETE", "synchronous = FULL", "secure_delete = ON", "trusted_schema = OFF")
_ABSURD = 1_000
"""No version of ours will have taken so many migrations: such a number is damage."""
_MAGIC = b"SQLite format 3\0"
_STORAGE = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
)


class DamagedError(Exception):
    """A file that is no database of ours, or no whole one."""


class NewerError(Exception):
    """A file that a newer version of the program wrote."""


# SQLite quotes a damaged schema in its messages, which Python then cannot decode.
DATABASE_ERRORS = (sqlite3.Error, UnicodeDecodeError)


def is_damage(error: Exception) -> bool:
    """Whether an error speaks of the content of a file, rather than of the disk or other programs."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if code in (sqlite3.SQLITE_READONLY_DBMOVED, sqlite3.SQLITE_IOERR_SHORT_READ):
        return True
    return (code & 0xFF) not in _STORAGE


def in_memory() -> sqlite3.Connection:
    """An empty database in memory that forgives text which is no UTF-8."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.execute("PRAGMA trusted_schema = OFF")
    seal.teach(connection)
    return connection


def fresh() -> sqlite3.Connection:
    """A database in memory with all tables and nothing in them."""
    connection = in_memory()
    migrate(connection)
    seal.keep(connection)
    return connection


def connect(path: Path) -> sqlite3.Connection:
    """Open an existing file for lasting changes."""
    if not path.is_file():
        raise FileNotFoundError(path)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        seal.teach(connection)
        seal.keep(connection)
    except DATABASE_ERRORS:
        connection.close()
        raise
    return connection


def load(path: Path) -> sqlite3.Connection:
    """Copy a sound file into memory; raises DamagedError, NewerError, sqlite3.Error or OSError."""
    memory = _read(path)
    if rows := seal.unsound(memory):
        memory.close()
        raise DamagedError(f"{len(rows)} rows")
    return memory


def _read(path: Path) -> sqlite3.Connection:
    """Copy a file into memory, whose structure is sound; its rows may not be."""
    memory = in_memory()
    try:
        _copy_in(path, memory)
        _check(memory)
    except DATABASE_ERRORS as error:
        memory.close()
        if is_damage(error):
            raise DamagedError(str(error)) from error
        raise
    except (DamagedError, NewerError, OSError):
        memory.close()
        raise
    return memory


def _copy_in(path: Path, memory: sqlite3.Connection) -> None:
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        # Before SQLite looks: it would take what is no database for a new one, and discard the journal.
        if file.read(len(_MAGIC)) != _MAGIC:
            raise DamagedError("no database")
    with closing(sqlite3.connect(path, timeout=_READ_SECONDS, isolation_level=None)) as disk:
        # WORKAROUND: Connection.backup waits for a locked file for ever; a read transaction, _READ_SECONDS.
        # https://docs.python.org/3/library/sqlite3.html#sqlite3.Connection.backup
        disk.execute("BEGIN")
        disk.execute("SELECT count(*) FROM sqlite_master").fetchone()
        disk.backup(memory)


def _check(memory: sqlite3.Connection) -> None:
    found = version(memory)
    if len(MIGRATIONS) < found < _ABSURD:
        raise NewerError(str(found))
    verdict = memory.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if not 1 <= found < _ABSURD or verdict != "ok":
        raise DamagedError(str(verdict))
    with closing(in_memory()) as empty:
        migrate(empty, MIGRATIONS[:found])
        expected = _schema(empty)
    present = _schema(memory)
    if not expected <= present or any(kind in ("trigger", "view") for kind, _, _ in present):
        raise DamagedError("tables are missing or foreign")


def _schema(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(row[0], row[1], row[2]) for row in rows}


def write_whole(memory: sqlite3.Connection, path: Path) -> None:
    """Put a copy of the database in memory in place of a file: by rename, once it is safely written."""
    disk.make_private(path.parent)
    draft = path.with_name(f"{path.name}.new")
    try:
        _draft(memory, draft)
        # What is left beside another file would be rolled back or replayed into this one.
        for left_over in _beside(path):
            left_over.unlink(missing_ok=True)
        disk.rename(draft, path)
    except BaseException:
        for left_over in (draft, *_beside(draft)):  # on a full disk they would take what room is left
            with suppress(OSError):
                left_over.unlink()
        raise
    disk.sync(path.parent)


def _draft(memory: sqlite3.Connection, draft: Path) -> None:
    draft.unlink(missing_ok=True)
    # Made by us first, so that nobody else can read what a reader keeps.
    os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(draft, isolation_level=None)) as written:
        memory.backup(written)
    disk.sync(draft)


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in ("-journal", "-wal", "-shm")]


def set_aside(path: Path, now: datetime) -> Path:
    """Rename a damaged file, and its journal alike so that both open together; return the new name."""
    stem = f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}"
    target, count = path.with_name(stem), 1
    while target.exists():
        count += 1
        target = path.with_name(f"{stem}-{count}")
    if path.exists():
        path.rename(target)
    for source, goal in zip(_beside(path), _beside(target), strict=True):
        with suppress(FileNotFoundError):
            source.rename(goal)
    return target


def backups(folder: Path) -> list[Path]:
    """The backups, the newest first: by the changes that their files count, whatever the clock was."""
    found = filter(Path.is_file, (folder / "backups").glob("reader-*.sqlite"))
    return [path for _, _, path in sorted(((changes(path), path.name, path) for path in found), reverse=True)]


def changes(path: Path) -> int:
    """How many changes a file has seen; -1 where it cannot be read, 0 where it does not count them."""
    place = quote(path.absolute().as_posix(), safe="/:")
    uri = f"file://{'' if place.startswith('/') else '/'}{place}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            row = connection.execute("SELECT value FROM state WHERE name = 'changes'").fetchone()
            return int(row[0]) if row else 0
    except (*DATABASE_ERRORS, ValueError, OverflowError):
        return -1


def back_up(path: Path, label: str, *, anew: bool = False) -> None:
    """Copy a file to `backups/reader-<label>.sqlite`, unless that is there; keep it and the newest six."""
    target = path.parent / "backups" / f"reader-{label}.sqlite"
    if target.exists() and not anew:
        return
    with closing(load(path)) as memory:
        write_whole(memory, target)
    for old in [other for other in backups(path.parent) if other != target][KEPT - 1 :]:
        old.unlink(missing_ok=True)


def backup_day(path: Path) -> date | None:
    """The day that a backup was made on, if its name says so."""
    try:
        return date.fromisoformat(path.stem.removeprefix("reader-")[:10])
    except ValueError:
        return None


def scrub_backups(folder: Path, steps: Iterable[tuple[str, tuple[str | int | None, ...]]]) -> None:
    """Take steps in every backup too: deleted history is gone everywhere."""
    wanted = tuple(steps)
    for path in backups(folder):
        with closing(connect(path)) as disk:
            for sql, values in wanted:
                disk.execute(sql, values)


@dataclass(frozen=True, slots=True)
class Opened:
    """A database in memory and how it relates to the file on disk."""

    memory: sqlite3.Connection
    notices: tuple[Notice, ...] = ()
    whole: bool = False
    """The file does not hold this yet: write all of it."""
    frozen: bool = False
    """The file must be left as it is."""
    error: Exception | None = None
    """Why the file could not be read; it may be readable later."""
    keep: str = ""
    """Label of the backup to make before the file is written in a newer schema."""


def open_file(path: Path, now: datetime) -> Opened:
    """Read the reader's file, whatever its state; never raises."""
    try:
        memory = _read(path)
    except NewerError:
        return Opened(fresh(), notices=(_newer(path),), frozen=True)
    except DamagedError:
        return _replace_damaged(path, now)
    except FileNotFoundError:
        return _replace_missing(path)
    except (OSError, sqlite3.Error) as error:
        return Opened(fresh(), error=error)
    if rows := seal.unsound(memory):
        return _mend(memory, rows, path, now)
    found = version(memory)
    if found == len(MIGRATIONS):
        seal.keep(memory)
        return Opened(memory)
    migrate(memory)
    seal.keep(memory)
    return Opened(memory, whole=True, keep=f"{now:%Y-%m-%d}-schema-{found}")


def _mend(memory: sqlite3.Connection, rows: list[tuple[str, int]], path: Path, now: datetime) -> Opened:
    """Rows that are not as they were written come from a backup or are left out, and that is said."""
    kinds = Counter(table for table, _ in rows)
    migrate(memory)
    seal.keep(memory)
    backup, day = _newest_good_backup(path.parent) or (None, "")
    taken = seal.mend(memory, rows, backup)
    if backup:
        backup.close()
    named = ", ".join(counted(count, *seal.TABLES[table]) for table, count in kinds.items())
    came = f"{taken} came from the backup{day}" if backup else "There is no good backup"
    text = (
        f"Part of what you keep was damaged on the disk: {named}. {_put_aside(path, now)} "
        f"{came}; {counted(len(rows) - taken, 'is', 'are')} missing."
    )
    return Opened(memory, notices=(Notice(text, key="restored"),), whole=True)


def _newer(path: Path) -> Notice:
    text = (
        f"{path.name} was written by a newer version of Wardshelf and is left as it is: this session starts "
        "without your bookmarks, notes and settings, and saves nothing. Install the newer version to use it."
    )
    return Notice(text, key="newer")


_IN_USE = "The backup{} is in use; later changes are missing."


def _replace_missing(path: Path) -> Opened:
    restored = _newest_good_backup(path.parent)
    if restored is None:
        return Opened(fresh(), whole=True)
    memory, day = restored
    text = f"The file with your bookmarks and notes, {path.name}, is missing. {_IN_USE.format(day)}"
    return Opened(memory, notices=(Notice(text, key="restored"),), whole=True)


def _replace_damaged(path: Path, now: datetime) -> Opened:
    where = _put_aside(path, now)
    restored = _newest_good_backup(path.parent)
    memory = restored[0] if restored else fresh()
    told = _IN_USE.format(restored[1]) if restored else "There is no good backup, so it starts empty."
    text = f"The file with your bookmarks and notes was damaged. {where} {told}"
    return Opened(memory, notices=(Notice(text, key="restored"),), whole=True)


def _put_aside(path: Path, now: datetime) -> str:
    with suppress(OSError):
        return f"The file was set aside as {set_aside(path, now).name}."
    return "The file could not be set aside."


def _newest_good_backup(folder: Path) -> tuple[sqlite3.Connection, str] | None:
    """A backup, and the words ` of <day>`, where its name says of which."""
    for path in backups(folder):
        with suppress(DamagedError, NewerError, OSError, sqlite3.Error):
            memory = load(path)
            migrate(memory)
            seal.keep(memory)
            day = backup_day(path)
            return memory, f" of {long_date(day)}" if day else ""
    return None
