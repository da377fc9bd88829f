"""Runs before anything else in the frozen program."""

import inspect
import os
import sys
from pathlib import Path

if not Path("/etc/fonts/fonts.conf").exists():
    # A system without fontconfig must not make it complain.
    ours = Path(sys.executable).resolve().parent / "_internal" / "fonts.conf"
    os.environ.setdefault("FONTCONFIG_FILE", str(ours))


def no_source(*_: object) -> str:
    """Say what is so in every frozen program, without a search."""
    raise OSError("A frozen program carries no source.")


# PySide6 asks for the source of each module that is imported after it, to see whether it names PySide6 in a
# `from __feature__ import`: some 150 vain searches at every start.
inspect.getsource = no_source  # type: ignore[assignment]
