"""The reader's data, held whole in memory and written to disk behind it.

Reading never touches the disk. A change is made in memory at once and then, as a transaction of its own, in
the file: by `run`, which may be the window's worker and may drop all but its newest call. While the disk
refuses, changes wait and are tried again.
"""

import errno
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from viewer.userdata import file
from viewer.userdata.file import Opened, open_file
from viewer.userdata.records import Notice

Value = str | int | None
Step = tuple[str, tuple[Value, ...]]
Run = Callable[[Callable[[], None]], None]

_PAUSE = timedelta(seconds=5)
_REFRESHED_AFTER = timedelta(hours=1)
"""A crash or a log-off closes nothing: today's backup must not be the one of this morning."""
_COUNTED: Step = (
    "INSERT INTO state (name, value) VALUES ('changes', '1') "
    "ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)",
    (),
)
"""The file counts its changes: of two backups that with more is the newer, whatever the clock said."""
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows knows no quota error
_SHARING = (32, 33)
"""Windows's numbers for a file that another program holds."""
_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


class Database:
    """One reader's database. Safe to use from the window's thread and one worker."""

    def __init__(
        self, path: Path, now: Callable[[], datetime], run: Run, report: Callable[[Notice], None]
    ) -> None:
        self._path, self._now, self._run, self._report = path, now, run, report
        self._memory_lock, self._disk_lock = threading.RLock(), threading.RLock()
        self._pending: dict[object, tuple[Step, ...]] = {}
        self._serial = 0
        self._to_scrub: tuple[Step, ...] = ()
        self._disk: sqlite3.Connection | None = None
        self._backed_up = ""
        self._refreshed_at = now()
        self._failed_at: datetime | None = None
        self.saving = True
        opened = open_file(path, now())
        self._take(opened)
        self.saving = not self._frozen
        if opened.error is not None:
            self._fail(opened.error)  # said at once, and not tried again at once

    def _take(self, opened: Opened) -> None:
        self._memory, self._whole, self._frozen = opened.memory, opened.whole, opened.frozen
        self._unread, self._keep = opened.error is not None, opened.keep
        for notice in opened.notices:
            self._report(notice)

    def rows(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        """Read from memory."""
        with self._memory_lock:
            return self._memory.execute(sql, values).fetchall()

    def change(self, *steps: Step, key: str = "") -> None:
        """Make a change, all steps or none; of waiting changes with the same key only the newest is kept."""
        with self._memory_lock:
            _apply(self._memory, steps)
            self._serial += 1
            slot = key or self._serial
            self._pending.pop(slot, None)
            self._pending[slot] = steps
        self._run(self._flush_unless_just_failed)

    def _flush_unless_just_failed(self) -> None:
        if self._failed_at is None or abs(self._now() - self._failed_at) >= _PAUSE:
            self.flush()

    def flush(self) -> bool:
        """Write what waits; say whether nothing waits any more."""
        with self._disk_lock:
            if self._frozen:
                return False
            try:
                self._catch_up()
            except (OSError, *file.DATABASE_ERRORS, file.DamagedError, file.NewerError) as error:
                self._fail(error)
                return False
            self._recover()
            self._back_up_once_a_day()
            if self._to_scrub:
                self._scrub()
            return True

    def close(self) -> None:
        """Write what waits and let go of the file."""
        if self.flush() and self._serial > 1 and self._backed_up:
            self._back_up_the_day()
        with self._disk_lock, self._memory_lock:
            self._disconnect()
            self._memory.close()
            self._frozen = True

    def scrub_backups(self, *steps: Step) -> None:
        """Take steps in the backups too, when the disk is next at work."""
        with self._memory_lock:
            self._to_scrub += steps
        self._run(self._flush_unless_just_failed)

    def _scrub(self) -> None:
        with self._memory_lock:
            steps, self._to_scrub = self._to_scrub, ()
        try:
            file.scrub_backups(self._path.parent, steps)
        except (OSError, sqlite3.Error):
            text = "Deleted, but the backups could not be changed: they keep it for up to seven days."
            self._report(Notice(text, key="backup"))

    def _catch_up(self) -> None:
        if self._unread:
            self._read_again()
        try:
            self._write()
        except FileNotFoundError:
            self._write_anew("is gone")
        except file.DATABASE_ERRORS as error:
            if not file.is_damage(error):
                raise
            self._write_anew("was damaged or replaced")

    def _write_anew(self, what: str) -> None:
        self._disconnect()
        self._whole = True
        self._write()
        text = f"The file with your bookmarks and notes {what} while Wardshelf was open."
        self._report(Notice(f"{text} It was written anew, complete.", key="restored"))

    def _write(self) -> None:
        if self._whole:
            self._write_whole()
        if self._disk is None:
            self._disk = file.connect(self._path)
        while self._pending:
            with self._memory_lock:
                slot, steps = next(iter(self._pending.items()))
            _apply(self._disk, steps)
            self._done(slot, steps)

    def _done(self, slot: object, steps: tuple[Step, ...]) -> None:
        with self._memory_lock:
            if self._pending.get(slot) is steps:
                del self._pending[slot]

    def _write_whole(self) -> None:
        with closing(file.in_memory()) as copy:
            with self._memory_lock:
                self._memory.backup(copy)
                included = dict(self._pending)
            if self._keep:
                file.back_up(self._path, self._keep)
            elif self._path.exists():
                file.set_aside(self._path, self._now())
            file.write_whole(copy, self._path)
        self._whole, self._keep = False, ""
        for slot, steps in included.items():
            self._done(slot, steps)

    def _read_again(self) -> None:
        opened = open_file(self._path, self._now())
        if opened.error is not None:
            opened.memory.close()
            raise opened.error
        with self._memory_lock:
            self._memory.close()
            self._take(opened)
            for steps in self._pending.values():
                _apply(self._memory, steps)

    def _back_up_once_a_day(self) -> None:
        today = f"{self._now():%Y-%m-%d}"
        if today == self._backed_up:
            if self._now() - self._refreshed_at >= _REFRESHED_AFTER:
                self._back_up_the_day()
            return
        self._backed_up, self._refreshed_at = today, self._now()
        try:
            file.back_up(self._path, today)
        except file.DamagedError:
            self._write_anew("was damaged")
        except (OSError, sqlite3.Error) as error:
            text = f"Today's backup of what you keep could not be made: {_cause(error, self._path)}."
            self._report(Notice(text, key="backup"))

    def _back_up_the_day(self) -> None:
        """Let today's backup hold what was kept since: a file damaged later must not cost the day."""
        self._refreshed_at = self._now()
        with self._disk_lock, suppress(OSError, sqlite3.Error, file.DamagedError):
            file.back_up(self._path, self._backed_up, anew=True)

    def _disconnect(self) -> None:
        if self._disk is not None:
            self._disk.close()
            self._disk = None

    def _fail(self, error: Exception) -> None:
        self._disconnect()
        self._failed_at = self._now()
        if self.saving:
            self.saving = False
            what = "Your bookmarks and notes cannot be read or" if self._unread else "What you keep cannot be"
            text = (
                f"{what} saved: {_cause(error, self._path)}. "
                "It is kept while Wardshelf is open, and saved as soon as that is possible; "
                "Keep › Export in the menu saves it elsewhere."
            )
            self._report(Notice(text, key="saving"))

    def _recover(self) -> None:
        self._failed_at = None
        if not self.saving:
            self.saving = True
            self._report(Notice("Everything you keep is saved again.", key="saving", warning=False))


def _apply(connection: sqlite3.Connection, steps: tuple[Step, ...]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for sql, values in (*steps, _COUNTED):
            connection.execute(sql, values)
        connection.execute("COMMIT")
    except file.DATABASE_ERRORS:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _cause(error: Exception, path: Path) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    number = getattr(error, "errno", 0)
    if code == sqlite3.SQLITE_FULL or number in _FULL:
        return "the disk is full"
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or getattr(error, "winerror", 0) in _SHARING:
        return f"another program is using {path.name}"
    if code in _READ_ONLY or isinstance(error, PermissionError) or number == errno.EROFS:
        return f"the folder {path.parent} cannot be written"
    return f"the disk said “{getattr(error, 'strerror', None) or error}”"
