"""The interface font: the platform's own, or the bundled family where the platform has none worth reading."""

import sys
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

FAMILY = "Inter"
# What fontconfig hands out where no desktop has chosen a font: wide, heavy or, without any font, boxes.
_GENERIC = {"", "sans", "sans serif", "sans-serif", "dejavu sans", "bitstream vera sans", "helvetica"}


def choose_font(application: QApplication, folder: Path) -> None:
    """Take the bundled family where the platform's interface font is only a stand-in."""
    family = application.font().family().casefold()
    stand_in = sys.platform.startswith("linux") and family in _GENERIC
    if stand_in or not QFontDatabase.families():
        use_bundled_font(application, folder)


def use_bundled_font(application: QApplication, folder: Path) -> None:
    """Use the bundled family whatever the platform has, as picture tests do."""
    if FAMILY not in QFontDatabase.families():
        for path in sorted(folder.glob("*.[ot]tf")):
            QFontDatabase.addApplicationFont(str(path))
    font = QFont(FAMILY)
    font.setPixelSize(14)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setFont(font)
