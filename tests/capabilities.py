"""What this computer can do, found out by trying: each reason for which a test is left out."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


def _links() -> bool:
    with TemporaryDirectory() as folder:
        link = Path(folder) / "link"
        try:
            link.symlink_to(Path(folder) / "file")
        except OSError:
            return False
        return link.is_symlink()


def _takes_name(name: str) -> bool:
    with TemporaryDirectory() as folder:
        try:
            (Path(folder) / name).mkdir()
        except OSError:
            return False
        return [path.name for path in Path(folder).iterdir()] == [name]


def _modes() -> bool:
    """Whether a folder of the owner alone is one: Windows has lists of rights instead."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own"
        path.mkdir()
        path.chmod(0o700)
        return path.stat().st_mode & 0o777 == 0o700


def _unreadable() -> bool:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.touch()
        path.chmod(0)
        return not os.access(path, os.R_OK)


def _removes_open_files() -> bool:
    """Whether a file that is open may be removed or renamed: Windows speaks of a sharing violation."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        with path.open("wb"):
            try:
                path.unlink()
            except OSError:
                return False
    return True


MODES = _modes()

needs_links = pytest.mark.skipif(not _links(), reason="symbolic links cannot be made here")
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
needs_modes = pytest.mark.skipif(not MODES, reason="a system without modes: folders inherit their rights")
needs_unreadable = pytest.mark.skipif(not _unreadable(), reason="nothing is unreadable to this user")
needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="a system without limits for a process")
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="a system without signals")
needs_odd_names = pytest.mark.skipif(
    not _takes_name('a"b?c'), reason='this disk takes no names with " ? * < > | or a control character'
)
needs_removal_of_open_files = pytest.mark.skipif(
    not _removes_open_files(), reason="a file that is open cannot be removed here"
)
needs_proc = pytest.mark.skipif(
    sys.platform == "win32" or not Path("/proc/self/stat").exists(),
    reason="a system that does not say when a process began",
)
needs_shell = pytest.mark.skipif(
    sys.platform == "win32" or not Path("/bin/sh").exists(), reason="a system without /bin/sh"
)
on_windows = pytest.mark.skipif(sys.platform != "win32", reason="tries what only Windows does")
