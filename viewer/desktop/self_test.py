"""The window's part of the self-test: the real program, in memory, from its first picture to its end."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from viewer.desktop.frame import Frame
from viewer.desktop.program import Program
from viewer.desktop.start import make_application
from viewer.instance import Instance, claim

_PATIENCE_MS = 30_000
_HARMLESS = re.compile(
    "This plugin does not support (raise|propagateSizeHints)"
)  # it has no window manager to tell


class RehearsalError(Exception):
    """The window did not do as it should."""


def rehearse(library_dir: Path, data_dir: Path, doc: str, title: str) -> str:
    """Show the window, open `doc`, search for `title`, quit; says how large the page was drawn."""
    said: list[str] = []
    listen(said)
    application = make_application()
    if application is None:
        raise RehearsalError("Qt's offscreen platform is missing")
    program = Program(application, Frame(), library_dir, data_dir, first_start(data_dir))
    sys.excepthook = note_faults(said)
    program.start("")
    window = program.window
    wait_for(window.isVisible, "the window to be shown")
    wait_for(lambda: window.parts.searching.ready, "the search index to be opened")
    window.open(doc)
    wait_for(lambda: shown(program) == doc, f"{doc} to be shown")
    answers: list[object] = []
    window.parts.searching.answered.connect(answers.append)
    window.flow.ask(title)
    wait_for(lambda: bool(answers), "an answer in the window")
    seen = picture(application, program)
    program.frame.close()
    wait_for(lambda: not window.isVisible(), "the window to be closed")
    if said:
        raise RehearsalError(f"unexpected output: {'; '.join(said)}")
    return seen


def first_start(data_dir: Path) -> Instance:
    """Become the one that runs, as every start does."""
    instance = claim(data_dir)
    if instance is None:
        raise RehearsalError("An empty folder is taken for that of a program that runs")
    return instance


def shown(program: Program) -> str:
    """Name the document in front."""
    page = program.window.parts.tabs.current_page()
    return page.doc if page else ""


def picture(application: QApplication, program: Program) -> str:
    """Draw the window; an empty picture is a fault."""
    image = program.window.grab().toImage()
    colours = {image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}
    if len(colours) < 10:  # text alone, smoothed, has dozens
        raise RehearsalError(f"The window stayed empty: {len(colours)} colours")
    return f"{image.width()} x {image.height()} pixels in {application.font().family()}"


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Run the event loop until `condition` holds."""
    deadline = QDeadlineTimer(_PATIENCE_MS)
    while not condition():
        if deadline.hasExpired():
            raise RehearsalError(f"Waited in vain for {what}")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def listen(said: list[str]) -> None:
    """Collect what Qt says from now on."""

    def handle(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not _HARMLESS.search(message):
            said.append(f"{kind.name}: {message}")

    qInstallMessageHandler(handle)


def note_faults(
    said: list[str],
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Give a hook that collects uncaught exceptions: nobody is there to read a dialog."""

    def hook(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        said.append(f"{kind.__name__}: {error}")

    return hook
