"""The start: an empty window at once, and everything that goes into it as soon as it shows.

Only what the empty window needs is imported here.
"""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from viewer import paths
from viewer.desktop.frame import Frame
from viewer.desktop.look.tokens import NAMES, Tokens, load_tokens
from viewer.errors import LibraryError
from viewer.instance import Instance, claim, hand_over
from viewer.userdata.window_state import WindowState


def platforms_to_try(environment: Mapping[str, str]) -> list[str]:
    """Name Qt's platforms for the displays that `environment` tells of, the likeliest first.

    libwayland complains on standard error where it has no folder to look in, so it is not asked then.
    """
    name = environment.get("WAYLAND_DISPLAY", "")
    told = bool(name or environment.get("DISPLAY"))
    wayland = ["wayland"] if told and (environment.get("XDG_RUNTIME_DIR") or name.startswith("/")) else []
    x11 = ["xcb"] if environment.get("DISPLAY") else []
    return [*wayland, *x11] if name else [*x11, *wayland]


_HIDDEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
"""Platforms that show nothing or need no display: who asks for one gets it."""


def make_application(name: str = "Wardshelf") -> QApplication | None:
    """The application, or None where there is no display.

    WORKAROUND: a dead DISPLAY, or a wrong QT_QPA_PLATFORM, makes Qt abort the process. A list of platforms
    ends in one that always works, and its name tells that no display answered. https://doc.qt.io/qt-6/qpa.html
    """
    asked = os.environ.get("QT_QPA_PLATFORM")
    platforms = asked.split(";") if asked else []
    if not asked and sys.platform.startswith("linux"):
        platforms = platforms_to_try(os.environ)
        if not platforms:
            return None
    hidden = any(name.partition(":")[0] in _HIDDEN for name in platforms)
    if platforms and not hidden:
        os.environ["QT_QPA_PLATFORM"] = ";".join((*platforms, "offscreen"))
    application = QApplication([name])
    _put_back(asked)  # a child process must ask for itself
    if platforms and not hidden and QGuiApplication.platformName() == "offscreen":
        application.shutdown()
        return None
    application.setApplicationName("wardshelf")
    application.setApplicationDisplayName(name)
    QGuiApplication.setDesktopFileName("wardshelf")
    application.setStyle("Fusion")
    return application


def _put_back(asked: str | None) -> None:
    if asked:
        os.environ["QT_QPA_PLATFORM"] = asked
    else:
        os.environ.pop("QT_QPA_PLATFORM", None)


_DARK = 128
Said = list[tuple[QtMsgType, str, str]]


def run(library_dir: Path, data_dir: Path | None, query: str, proofs: object = None) -> int | None:
    """Open the window, on `proofs` of what is edited or on a library; None where there is no display."""
    said: Said = []
    qInstallMessageHandler(_hold(said))
    application = make_application()
    if application is None:
        return None
    data = data_dir or paths.user_data()
    instance = claim(data)
    if instance is None:
        if hand_over(data, query):
            return 0
        instance = Instance(data, None)  # the other does not answer: better two windows than none
    places = WindowState(data / "window.json").load()
    frame = Frame()
    frame.take_place(places)
    opening = _Opening(application, frame, (library_dir, data, query), instance, said, proofs)
    frame.painted.connect(opening.go_on)
    frame.show_empty(_colours(application, places.get("theme")))
    return application.exec()


def _colours(application: QApplication, theme: object) -> Tokens:
    """The colours of the theme that was in force, or of the one that the system's own colours call for."""
    if theme not in NAMES:
        dark = application.palette().window().color().lightness() < _DARK
        theme = "dark" if dark else "light"
    return load_tokens(paths.resources() / "themes", str(theme))


def _hold(said: Said) -> Callable[[QtMsgType, QMessageLogContext, str], None]:
    """Keep what Qt says until there is a log: on a reader's terminal it would explain nothing."""

    def hold(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        said.append((kind, context.category or "default", message))

    return hold


class _Opening:
    """What is still to be done once the empty window shows."""

    def __init__(
        self,
        application: QApplication,
        frame: Frame,
        asked: tuple[Path, Path, str],
        instance: Instance,
        said: Said,
        proofs: object = None,
    ) -> None:
        self._application, self._frame = application, frame
        self._library_dir, self._data, self._query = asked
        self._instance, self._said, self._proofs = instance, said, proofs
        self._program: object | None = None

    def go_on(self) -> None:
        """Load the panels, build them and put them into the window; a fault of ours ends the program."""
        if self._frame.isHidden():  # closed already
            return
        try:
            self._fill()
        except LibraryError as error:
            self._refuse(str(error))
        except BaseException:
            self._application.exit(1)
            raise

    def _fill(self) -> None:
        from viewer.desktop.faults import log_qt, log_to
        from viewer.desktop.program import Program  # late, as is all that comes with it

        log_to(self._data)
        log_qt(self._said)
        # Qt's file dialog notes its last folders: in the reader's own folder, like everything else.
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(self._data))
        self._program = program = Program(
            self._application, self._frame, self._library_dir, self._data, self._instance, self._proofs
        )
        program.start(self._query)

    def _refuse(self, sentence: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        sys.stderr.write(f"{sentence}\n")
        box = QMessageBox(QMessageBox.Icon.Critical, "Wardshelf", sentence, parent=self._frame)
        box.setTextFormat(Qt.TextFormat.PlainText)  # it may quote a damaged file
        box.exec()
        self._instance.release()
        self._application.exit(2)
