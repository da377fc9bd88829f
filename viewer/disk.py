"""Whole files and folders, or none: written beside, brought to the disk, renamed into place."""

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from viewer.errors import UsageError, ViewerError

_BINARY = getattr(os, "O_BINARY", 0)
# Windows gives a new folder the rights of the one it lies in. A mode would shut all others out for good: on a
# stick that goes from one computer to the next, that is the reader.
_PRIVATE = 0o777 if os.name == "nt" else 0o700
_TRIES, _PAUSE = (20, 0.1) if os.name == "nt" else (1, 0.0)
"""What was just written is often read by a virus scanner or an indexer: Windows cannot rename it then."""
_PLAIN = (
    os.O_RDONLY
    | _BINARY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_STALE = 24 * 3600
"""Seconds after which nobody can still be building."""


def refuse_foreign(out: Path, mark: str) -> None:
    """Raise UsageError where `out` is not ours: a file, or a folder with other things and no file `mark`."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise UsageError(f"{out} is not a folder; choose another place for the library.")
    if out.is_dir() and any(out.iterdir()) and not (out / mark).is_file():
        raise UsageError(
            f"{out} holds other files and no library, so it is left alone; choose an empty folder."
        )


@contextmanager
def temporary_beside(out: Path) -> Iterator[Path]:
    """Give an empty folder on the same disk as `out`, and take it away again if it is still there."""
    build = out.parent / f".{out.name}-{os.urandom(4).hex()}.new"
    try:  # before the folder is made: a Ctrl+C may come at any moment
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            _clear_leftovers(out)
            build.mkdir()
        except OSError as error:
            raise ViewerError(f"Nothing can be written beside {out}: {error.strerror}.") from error
        yield build
    finally:
        _remove(build)


def _remove(folder: Path) -> None:
    import shutil  # late: the first picture needs none of it

    shutil.rmtree(folder, ignore_errors=True)


def _clear_leftovers(out: Path) -> None:
    """Take away what a build that was killed a day or more ago left, and what was replaced while open."""
    replaced = list(out.parent.glob(f".{out.name}-*.old"))
    if out.exists():  # asked last: while it is missing, what was replaced may be all there is
        for path in replaced:
            _remove(path)
    for path in out.parent.glob(f".{out.name}-*.new"):
        if path.is_dir() and time.time() - path.stat().st_mtime > _STALE:
            _remove(path)


def put_in_place(build: Path, out: Path) -> None:
    """Rename `build` to `out`; an older `out` is moved aside first and comes back if that fails."""
    sync_folder(build)
    build.chmod(0o755)  # a library is for everybody, whatever the umask
    old = build.with_suffix(".old")
    if out.exists():
        rename(out, old)
    try:
        rename(build, out)
    except BaseException:
        if old.exists():
            old.rename(out)
        raise
    sync(out.parent)
    _remove(old)


def rename(
    source: Path, target: Path, pause: Callable[[float], None] = time.sleep, tries: int = _TRIES
) -> None:
    """Rename a file or folder, a file over another one; while another program holds it, try a few times."""
    for left in reversed(range(tries)):
        try:
            source.replace(target)
        except PermissionError:
            if not left:
                raise
            pause(_PAUSE)
        else:
            return


def make_private(folder: Path) -> None:
    """Make a folder that is this user's alone, and those above it, where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)


def sync_folder(folder: Path) -> None:
    """See everything in a folder safely on the disk."""
    for path in sorted(folder.rglob("*")):
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk, where the system can say so."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no handle for this
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_plain(path: Path) -> int:
    """Open a plain file to be read; raises OSError for links, pipes, devices and folders.

    A pipe is never waited for, and what is looked at is what was opened.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(f"{path.name} is no plain file")
    descriptor = os.open(path, _PLAIN)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"{path.name} is no plain file")
    return descriptor


def read_plain(path: Path, most: int) -> bytes:
    """All of a plain file of at most so many bytes; raises OSError for anything else."""
    with os.fdopen(open_plain(path), "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(f"{path} is larger than it may be")
    return data


def write(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write beside the target and rename into place; raises OSError and then leaves what was there.

    A `private` file can be read by this user alone, any other as any new file of theirs.
    """
    draft = path.with_name(f".{path.name[:80]}-{os.urandom(4).hex()}.part")
    try:
        handle = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_EXCL | _BINARY, 0o600 if private else 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        rename(draft, path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def why(error: Exception) -> str:
    """What the system says of a fault, without its number."""
    return str(getattr(error, "strerror", None) or error)
