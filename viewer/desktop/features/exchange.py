"""Everything the reader keeps, out to a file and in from one, off the window's thread."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.callbacks import IsStale
from viewer.desktop.background.worker import Worker
from viewer.desktop.widgets.file_dialog import ask_what_to_open, ask_where_to_save
from viewer.desktop.window.window import MainWindow
from viewer.errors import ViewerError
from viewer.userdata.exchange import GoOn
from viewer.userdata.store import Store

_KINDS = "Wardshelf export (*.json)"
_TOPIC = "exchange"
_TELL_EACH = 500
"""Entries after which progress is told."""


class Exchange(QObject):
    """Asks for a file, shows progress with a button that stops it, and says what came of it."""

    message = Signal(str)
    refused = Signal(str)
    imported = Signal()
    progressed = Signal(str)

    def __init__(self, store: Store, worker: Worker, window: MainWindow) -> None:
        super().__init__(window)
        self._store, self._worker, self._window = store, worker, window
        self._stopped = False
        self.progressed.connect(window.status.progress)
        window.status.stop.clicked.connect(self.stop)

    def export(self) -> None:
        """Ask for a file and write everything to it."""
        name = f"wardshelf-{datetime.now().astimezone():%Y-%m-%d}.json"
        chosen = ask_where_to_save(self._window, "Export bookmarks and notes", name, _KINDS)
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write everything to a file."""

        def write(go_on: GoOn) -> str:
            self._store.export_to(path, go_on)
            return f"{path.name} was written. It may hold your notes in plain text."

        self._begin("Exporting", write, self.message.emit)

    def take_in(self) -> None:
        """Ask for a file and take in what it holds."""
        chosen = ask_what_to_open(self._window, "Import bookmarks and notes", _KINDS)
        if chosen:
            self.import_from(Path(chosen))

    def import_from(self, path: Path) -> None:
        """Take in what a file holds."""

        def done(words: str) -> None:
            self.imported.emit()
            self.message.emit(words)

        self._begin("Importing", lambda go_on: self._store.import_from(path, go_on), done)

    def stop(self) -> None:
        """End what runs; what is half done is not done."""
        self._stopped = True

    def _begin(self, what: str, work: Callable[[GoOn], str], then: Callable[[str], None]) -> None:
        self._stopped = False
        self.progressed.emit(f"{what} …")

        def run(is_stale: IsStale) -> str:
            return work(lambda done: self._goes_on(what, done) and not is_stale())

        def finish(words: str) -> None:
            self.progressed.emit("")
            then(words)

        self._worker.ask(_TOPIC, run, finish, self._fail)

    def _goes_on(self, what: str, done: int) -> bool:
        if done % _TELL_EACH == 0:
            self.progressed.emit(f"{what}: {done:,} entries …")
        return not self._stopped

    def _fail(self, error: ViewerError) -> None:
        self.progressed.emit("")
        self.refused.emit(str(error))
