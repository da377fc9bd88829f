"""What every step of packaging agrees on: names, version, date and places."""

import os
import platform
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SYSTEM = os.environ.get("WARDSHELF_SYSTEM") or sys.platform
"""What is packed for: the archives of a folder that Windows froze are made wherever the tools are."""
BUILD = ROOT / "build" / ("windows" if SYSTEM == "win32" else "package")
DIST = ROOT / "dist" / ("windows" if SYSTEM == "win32" else "")
FOLDER = DIST / "wardshelf"
BUNDLE = DIST / "Wardshelf.app"
APP_ID = "org.wardshelf.Wardshelf"
SUMMARY = "Offline reference for metastatic rectal cancer"


def version() -> str:
    """Read the version without importing anything of the program."""
    line = (ROOT / "viewer" / "__init__.py").read_text("utf-8").split("__version__ = ")[1]
    return line.split('"')[1]


def edition() -> str:
    """Say which edition of the library lies inside."""
    with (ROOT / "content" / "library.toml").open("rb") as stream:
        return str(tomllib.load(stream)["edition"])


def epoch() -> int:
    """Give the time that all files carry: that of the commit, so that two builds of it are alike."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    # Outside a clone, in an unpacked source archive, the newest file of content/ says as much.
    return _of_commit() or max(int(file.stat().st_mtime) for file in (ROOT / "content").rglob("*"))


def _of_commit() -> int:
    """Give the time of the commit; 0 where there is none, or no git."""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return 0
    return int(done.stdout.strip() or 0) if done.returncode == 0 else 0


def day() -> str:
    """Give the date of the release, ISO."""
    return datetime.fromtimestamp(epoch(), UTC).date().isoformat()


def machine() -> str:
    """Name the kind of computer as archives do: `linux-x86_64`."""
    if SYSTEM == "win32":
        return "windows-amd64"
    system = "macos" if SYSTEM == "darwin" else "linux"
    return f"{system}-{platform.machine().lower()}"


def archive_name() -> str:
    """Name an archive, without its ending."""
    return f"wardshelf-{version()}-{machine()}"
