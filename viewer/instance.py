"""One running program per reader: a lock, and a folder where a second start leaves its question.

No network: the owner of the lock watches the folder. Where locks do not work, the process id and the time it
was started decide; where nothing can be written, every start runs on its own.
"""

import errno
import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from viewer import disk
from viewer.userdata.texts import line

# WORKAROUND: wine refuses a lock and gives no number: https://gitlab.winehq.org/wine (dlls/msvcrt/file.c)
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0)

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        # Far behind the text, which others must be able to read.
        file.seek(1_000_000)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def try_lock(file: BinaryIO) -> bool | None:
    """Lock a file until it is closed: yes, no because another holds it, or None where locks do not work."""
    try:
        _lock(file)
    except OSError as error:
        return False if error.errno in _TAKEN else None
    return True


def started(pid: int) -> str:
    """When a process was started, in whatever unit the system counts; empty where it is gone or unknown."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - no path of ours
            return file.read().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def is_alive(pid: int, since: str) -> bool:
    """Whether a process is still the one that was started then; for systems without locks."""
    if pid <= 0 or sys.platform == "win32":
        return False
    if since or started(os.getpid()):
        return bool(since) and started(pid) == since
    try:
        os.kill(pid, 0)
    except OSError as error:
        return error.errno == errno.EPERM
    return True


_LARGEST = 100_000
_PATIENCE = 3.0
_FRESH = 10 * 1_000_000_000


@dataclass(frozen=True, slots=True)
class HandOver:
    """What a second start asks of the first: a search, or nothing but to be raised."""

    query: str
    token: str = ""
    """The activation token that Wayland gave the second start."""


class Instance:
    """The first start: hold on to it while the program runs."""

    def __init__(self, folder: Path, lock: BinaryIO | None) -> None:
        self._lock = lock
        self.hand_over_folder = folder / "hand-over"
        """Watch this for changes, and call `read_hand_over` at each."""
        with suppress(OSError):
            disk.make_private(self.hand_over_folder)

    def read_hand_over(self) -> tuple[HandOver, ...]:
        """What was handed over since, oldest first; what nobody waits for any more is dropped."""
        found, waiting = [], []
        with suppress(OSError):  # a folder that may not be entered holds nothing for us
            waiting = sorted(self.hand_over_folder.glob("*.json"))
        for path in waiting:
            with suppress(OSError):
                question = _read(path)
                path.unlink()
                if abs(time.time_ns() - _written(path)) < _FRESH:
                    found.append(question)
        return tuple(found)

    def release(self) -> None:
        """Let the next start be the first."""
        if self._lock is not None:
            with suppress(OSError):
                self._lock.truncate(0)
            self._lock.close()
            self._lock = None


def claim(folder: Path) -> Instance | None:
    """Become the one that runs, or None when another does already. Never fails: at worst both run."""
    try:
        disk.make_private(folder)
        # Never unlinked: a lock on a file that another start has just replaced would be worth nothing.
        lock = os.fdopen(os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
    except OSError:
        return Instance(folder, None)
    locked = try_lock(lock)
    if locked is False or (locked is None and _runs(_owner(folder))):
        lock.close()
        return None
    with suppress(OSError):
        lock.seek(0)
        lock.truncate(0)
        lock.write(json.dumps(_self()).encode())
    return Instance(folder, lock)


def hand_over(folder: Path, query: str, pause: Callable[[float], None] = time.sleep) -> bool:
    """Leave a query to the program that runs; say whether it took it within three seconds."""
    target = folder / "hand-over" / f"{time.time_ns():020}-{os.getpid()}.json"
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    owner = _owner(folder)
    if owner.get("host") not in (None, _host()):
        return False
    try:
        _let_come_forward(owner.get("pid"))
        disk.make_private(target.parent)
        disk.write(
            target, json.dumps({"query": line(query, 10_000), "token": line(token)}).encode(), private=True
        )
    except OSError:
        return False
    for _ in range(int(_PATIENCE / 0.05)):
        if not target.exists():
            return True
        pause(0.05)
    try:
        target.unlink()
    except FileNotFoundError:
        return True  # taken at the last moment
    return False


def _written(path: Path) -> int:
    number = path.name.partition("-")[0]
    return int(number) if number.isascii() and number.isdigit() else 0


def _host() -> str:
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "")  # platform.node() would ask a socket, and there is none
    return os.uname().nodename


def _let_come_forward(pid: object) -> None:
    """Let the first start raise its window: Windows lets only the program that the reader is at do that."""
    if sys.platform == "win32" and type(pid) is int and 0 < pid < 1 << 32:
        import ctypes  # late: only a second start needs it

        ctypes.windll.user32.AllowSetForegroundWindow(pid)


def _self() -> dict[str, Any]:
    return {"pid": os.getpid(), "started": started(os.getpid()), "host": _host()}


def _owner(folder: Path) -> dict[str, Any]:
    return _object(folder / "lock")


def _runs(owner: dict[str, Any]) -> bool:
    pid, since = owner.get("pid"), owner.get("started")
    if type(pid) is not int or not isinstance(since, str) or owner.get("host") != _host():
        return False
    return pid != os.getpid() and is_alive(pid, since)


def _read(path: Path) -> HandOver:
    found = _object(path)
    query, token = found.get("query"), found.get("token")
    return HandOver(
        line(query, 10_000) if isinstance(query, str) else "",
        line(token) if isinstance(token, str) else "",
    )


def _object(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
