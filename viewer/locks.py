"""A lock on a file that the system lets go of when its holder dies, however it dies."""

import errno
import os
import sys
from typing import BinaryIO

_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

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
