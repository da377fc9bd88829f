"""What is found when the reader's file is opened, and what to make of it."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from viewer.userdata import file
from viewer.userdata.migrations import MIGRATIONS, migrate, version
from viewer.userdata.records import Notice


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
        memory = file.load(path)
    except file.NewerError:
        return Opened(file.fresh(), notices=(_newer(path),), frozen=True)
    except file.DamagedError:
        return _replace_damaged(path, now)
    except FileNotFoundError:
        return _replace_missing(path)
    except (OSError, sqlite3.Error) as error:
        return Opened(file.fresh(), error=error)
    found = version(memory)
    if found == len(MIGRATIONS):
        return Opened(memory)
    migrate(memory)
    return Opened(memory, whole=True, keep=f"{now:%Y-%m-%d}-schema-{found}")


def _newer(path: Path) -> Notice:
    text = (
        f"{path.name} was written by a newer version of Wardshelf and is left as it is: this session starts "
        "without your bookmarks, notes and settings, and saves nothing. Install the newer version to use it."
    )
    return Notice(text, key="newer")


def _replace_missing(path: Path) -> Opened:
    restored = _newest_good_backup(path.parent)
    if restored is None:
        return Opened(file.fresh(), whole=True)
    memory, told = restored
    text = f"The file with your bookmarks and notes, {path.name}, is missing. {told}"
    return Opened(memory, notices=(Notice(text, key="restored"),), whole=True)


def _replace_damaged(path: Path, now: datetime) -> Opened:
    where = "It could not be set aside."
    with suppress(OSError):
        where = f"It was set aside as {file.set_aside(path, now).name}."
    memory, told = _newest_good_backup(path.parent) or (
        file.fresh(),
        "There is no good backup, so it starts empty.",
    )
    text = f"The file with your bookmarks and notes was damaged. {where} {told}"
    return Opened(memory, notices=(Notice(text, key="restored"),), whole=True)


def _newest_good_backup(folder: Path) -> tuple[sqlite3.Connection, str] | None:
    for path in file.backups(folder):
        with suppress(file.DamagedError, file.NewerError, OSError, sqlite3.Error):
            memory = file.load(path)
            migrate(memory)
            day = file.backup_day(path)
            of = f" of {day.day} {day:%B %Y}" if day else ""
            return memory, f"The backup{of} is in use; later changes are missing."
    return None
