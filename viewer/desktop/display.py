"""Which display there is, asked without the abort that Qt takes when it finds none."""

import os
import sys
from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication


def platforms_to_try(environment: Mapping[str, str]) -> list[str]:
    """Name Qt's platforms for the displays that `environment` tells of, the likeliest first.

    libwayland complains on standard error where it has no folder to look in, so it is not asked then.
    """
    name = environment.get("WAYLAND_DISPLAY", "")
    told = bool(name or environment.get("DISPLAY"))
    wayland = ["wayland"] if told and (environment.get("XDG_RUNTIME_DIR") or name.startswith("/")) else []
    x11 = ["xcb"] if environment.get("DISPLAY") else []
    return [*wayland, *x11] if name else [*x11, *wayland]


def make_application(name: str = "Wardshelf") -> QApplication | None:
    """The application, or None where there is no display.

    WORKAROUND: a dead DISPLAY makes Qt abort the process. A list of platforms ends in one that always works,
    and its name tells that no display answered. https://doc.qt.io/qt-6/qpa.html
    """
    asked = os.environ.get("QT_QPA_PLATFORM")
    if not asked and sys.platform.startswith("linux"):
        platforms = platforms_to_try(os.environ)
        if not platforms:
            return None
        os.environ["QT_QPA_PLATFORM"] = ";".join((*platforms, "offscreen"))
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
