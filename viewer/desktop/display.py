"""Which display there is, asked without the abort that Qt takes when it finds none."""

import os
import sys

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication


def make_application(name: str = "Wardshelf") -> QApplication | None:
    """The application, or None where there is no display.

    WORKAROUND: a dead DISPLAY makes Qt abort the process. A list of platforms ends in one that always works,
    and its name tells that no display answered. https://doc.qt.io/qt-6/qpa.html
    """
    asked = os.environ.get("QT_QPA_PLATFORM")
    if not asked and sys.platform.startswith("linux"):
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            return None
        first = "wayland;xcb" if os.environ.get("WAYLAND_DISPLAY") else "xcb;wayland"
        os.environ["QT_QPA_PLATFORM"] = f"{first};offscreen"
    application = QApplication([name])
    if not asked:
        os.environ.pop("QT_QPA_PLATFORM", None)  # a child process must ask for itself
        if sys.platform.startswith("linux") and QGuiApplication.platformName() == "offscreen":
            application.shutdown()
            return None
    application.setApplicationName("wardshelf")
    application.setApplicationDisplayName(name)
    QGuiApplication.setDesktopFileName("wardshelf")
    application.setStyle("Fusion")
    return application
