"""Reads the files of a content folder as what they are: written by others, and perhaps with ill will."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from viewer.errors import Problem, UsageError

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe that was put in the place of a file must not be waited for."""
MAX_TEXT = 16_000_000
"""Bytes of one text file; a document of 5 MB is read, a disk image is not."""
MAX_IMAGE = 8_000_000
MAX_FILES = 200_000
PRIVATE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u2029\ue000-\ue003\ufdd0-\ufdef\ufffc\ufffe\uffff]")
"""Characters that a content file must not hold: marks of ours, and such as Qt keeps for its own."""


def walk(root: Path) -> tuple[list[str], list[Problem]]:
    """List the files of a content folder by relative name, sorted; links that lead outside are faults."""
    if not root.is_dir():
        raise UsageError(f"{root} is not a folder that can be read.")
    found: list[str] = []
    problems: list[Problem] = []
    for path in _files(root, problems):
        found.append(path.relative_to(root).as_posix())
        if len(found) > MAX_FILES:
            problems.append(
                Problem(".", 0, f"holds more than {MAX_FILES:,} files; that is no content folder")
            )
            break
    return sorted(found), problems


def _files(root: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield plain files below `root`, hidden ones and editors' back-ups left out."""
    waiting = [root]
    real_root = root.resolve()
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(Problem(_relative(folder, root), 0, f"cannot be read ({error.strerror})"))
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name.endswith(("~", ".orig", ".swp")):
                continue
            path = Path(entry.path)
            if entry.is_symlink() and not _stays_inside(path, real_root):
                problems.append(
                    Problem(_relative(path, root), 0, "is a link that leads out of the content folder")
                )
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_file():
                yield path
            else:
                problems.append(Problem(_relative(path, root), 0, "is neither a file nor a folder"))


def _stays_inside(link: Path, real_root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(real_root)
    except (OSError, RuntimeError):
        return False


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def read_text(root: Path, name: str, problems: list[Problem]) -> str | None:
    """Read a UTF-8 file with newlines as `\\n`; a fault is added to `problems` and gives None."""
    data = read_bytes(root, name, MAX_TEXT, problems)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem(name, line, "is not UTF-8 text; save it as UTF-8"))
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.append(Problem(name, line, "holds a NUL character, so it is no text"))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(root: Path, name: str, limit: int, problems: list[Problem]) -> bytes | None:
    """Read a file of at most `limit` bytes; a fault is added to `problems` and gives None."""
    try:
        handle = os.open(root / name, os.O_RDONLY | _AT_ONCE)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                problems.append(Problem(name, 0, "is neither a file nor a folder"))
                return None
            data = file.read(limit + 1)
    except OSError as error:
        problems.append(Problem(name, 0, f"cannot be read ({error.strerror})"))
        return None
    if len(data) > limit:
        problems.append(Problem(name, 0, f"is larger than {limit // 1_000_000} MB"))
        return None
    return data
