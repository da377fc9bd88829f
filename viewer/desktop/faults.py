"""Our own faults: logged with a traceback, and shown once with version and text to copy."""

import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from viewer import __version__, disk

_log = logging.getLogger("viewer")
_LARGEST = 1_000_000
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
Show = Callable[[str], None]


def log_to(folder: Path) -> None:
    """Write the log to `folder`/wardshelf.log, begun anew past a megabyte; none where that is refused."""
    path = folder / "wardshelf.log"
    try:
        disk.make_private(folder)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))  # what a reader reads is nobody else's
        mode = "w" if path.exists() and path.stat().st_size > _LARGEST else "a"
        handler: logging.Handler = logging.FileHandler(path, mode, encoding="utf-8", errors="replace")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def log_qt(said: Iterable[tuple[QtMsgType, str, str]] = ()) -> None:
    """Send what Qt says to the log, beginning with what it `said` before: kind, category, message."""

    def handle(kind: QtMsgType, category: str, message: str) -> None:
        logging.getLogger(f"qt.{category}").log(_LEVELS.get(kind, logging.INFO), message)

    for kind, category, message in said:
        handle(kind, category, message)
    qInstallMessageHandler(lambda kind, at, message: handle(kind, at.category or "default", message))


def catch(show: Show) -> None:
    """Log every uncaught exception and show the first; the window stays open."""
    shown: set[str] = set()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.error("Uncaught\n%s", text)
        where = text.strip().splitlines()[-3:]
        if "".join(where) not in shown:
            shown.add("".join(where))
            show(f"Wardshelf {__version__} · Python {sys.version.split()[0]} · {sys.platform}\n\n{text}")

    sys.excepthook = hook
