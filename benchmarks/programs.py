"""The programs whose start is measured: ours, the least that ours could be, and peers that are installed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FROZEN = ROOT / "dist" / "wardshelf" / "wardshelf"
BARE = ROOT / "build" / "bench" / "bare" / "bare"
PEERS = {
    "Zeal": ("zeal",),
    "Kiwix": ("kiwix-desktop",),
    "GoldenDict": ("goldendict",),
    "Qt Assistant": ("assistant", "/usr/lib/qt6/bin/assistant"),
}


@dataclass(frozen=True, slots=True)
class Program:
    """Something to start."""

    name: str
    command: tuple[str, ...]


def freeze_bare_window() -> None:
    """Freeze the bare window as ours is frozen, unless that was done since it last changed."""
    sources = (
        ROOT / "benchmarks" / "bare_window.py",
        ROOT / "packaging" / "trim.py",
        ROOT / "requirements.txt",
    )
    if BARE.exists() and all(file.stat().st_mtime < BARE.stat().st_mtime for file in sources):
        return
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(ROOT / "build" / "bench"), "--workpath", str(ROOT / "build" / "bench-work")]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}
    subprocess.run([*command, str(ROOT / "benchmarks" / "bare_window.spec")], env=environment, check=True)


def programs() -> Iterator[Program]:
    """Yield what is there to be measured, ours and the bare window first."""
    if FROZEN.exists():
        yield Program("Wardshelf, packaged", (str(FROZEN),))
    freeze_bare_window()
    yield Program("bare window, packaged", (str(BARE),))
    yield Program("Wardshelf, from source", (sys.executable, "-m", "viewer"))
    yield Program("bare window, from source", (sys.executable, str(ROOT / "benchmarks" / "bare_window.py")))
    for name, places in PEERS.items():
        found = next((path for place in places if (path := shutil.which(place)) and runs(path)), None)
        if found:
            yield Program(name, (found,))


def runs(path: str) -> bool:
    """Say whether this is a program; Debian's `assistant` may be a link to one that is not installed."""
    return os.path.realpath(path) != os.path.realpath("/usr/bin/qtchooser")
