"""Lets a screen reader of the system look at the program: on a display and a session bus of its own."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.start import virtual_display
from viewer import paths

DRIVER = Path(__file__).with_name("atspi_driver.py")
SYSTEM_PYTHON = "/usr/bin/python3"


def _missing() -> str:
    """What this machine lacks, or nothing."""
    for program in ("Xvfb", "dbus-run-session", SYSTEM_PYTHON):
        if not shutil.which(program):
            return f"{program} is not installed"
    if subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True).returncode:
        return "python3-pyatspi is not installed"
    service = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
    return "" if service.exists() else "at-spi2-core is not installed"


MISSING = _missing()


def what_is_seen(command: list[str], out: Path) -> dict[str, Any]:
    """What the driver writes to `out` after it worked the program that `command` starts."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with virtual_display() as display:
        ran = subprocess.run(
            ["dbus-run-session", "--", SYSTEM_PYTHON, str(DRIVER), str(out), *command],
            env=kept | {"DISPLAY": display, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
            cwd=paths.program_folder(),
            capture_output=True,
            timeout=120,
        )
    assert ran.returncode == 0, ran.stderr.decode()[-2000:]
    seen: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return seen
