"""Runs before anything else in the frozen program: a system without fontconfig must not make it complain."""

import os
import sys
from pathlib import Path

if not Path("/etc/fonts/fonts.conf").exists():
    ours = Path(sys.executable).resolve().parent / "_internal" / "fonts.conf"
    os.environ.setdefault("FONTCONFIG_FILE", str(ours))
