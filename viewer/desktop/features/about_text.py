"""What the About sheet says: versions and licences of what is inside."""

import platform

import PySide6
from PySide6.QtCore import qVersion

from viewer import __version__
from viewer.desktop.sheets.about import About
from viewer.library.model import Edition

_LICENCES = (
    ("Wardshelf", "Apache License 2.0"),
    ("Content", "CC BY 4.0"),
    ("Qt and PySide6", "LGPL 3.0"),
    ("Whoosh", "BSD 2-Clause"),
    ("markdown-it-py, mdit-py-plugins, rapidfuzz, platformdirs, rispy, PyYAML", "MIT"),
    ("segno", "BSD 3-Clause"),
    ("Inter (typeface)", "SIL Open Font License 1.1"),
)


def about_text(edition: Edition) -> About:
    """Versions as they run, and the licences of the parts."""
    versions = (
        ("Wardshelf", __version__),
        ("Python", platform.python_version()),
        ("Qt", qVersion() or "unknown"),
        ("PySide6", PySide6.__version__),
    )
    return About(edition, versions, _LICENCES)
