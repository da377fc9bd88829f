"""Prints the lock as it stands for Windows: pip judges markers by the system that it runs on."""

import re
import sys
from pathlib import Path

from packaging.markers import Marker

LOCK = Path(__file__).resolve().parents[2] / "requirements-dev.txt"
ENTRY = re.compile(
    r"^(?P<pin>[\w.-]+==[\w.]+)(?: ; (?P<marker>[^\\\n]+?))?(?P<hashes>(?: \\\n    --hash=\S+)+)",
    re.MULTILINE,
)
WINDOWS = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "python_version": "3.13",
    "python_full_version": "3.13.2",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
}


def for_windows(text: str) -> str:
    """Keep the pins of a lock whose markers hold on Windows, without the markers."""
    entries = ENTRY.finditer(text)
    kept = [entry for entry in entries if not entry["marker"] or Marker(entry["marker"]).evaluate(WINDOWS)]
    return "".join(entry["pin"] + entry["hashes"] + "\n" for entry in kept)


if __name__ == "__main__":
    sys.stdout.write(for_windows(LOCK.read_text("utf-8")))
