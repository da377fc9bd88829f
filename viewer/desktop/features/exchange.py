"""Everything the reader keeps, out to a file and in from one, off the window's thread."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from viewer.callbacks import IsStale
from viewer.desktop.background.worker import Worker
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.file_dialog import ask_what_to_open, ask_where_to_save
from viewer.desktop.window.window import MainWindow
from viewer.errors import ViewerError
from viewer.userdata.exchange import PARTS, REVEALING, Incoming, read
from viewer.userdata.file_entry import GoOn
from viewer.userdata.store import Store

_KINDS = "Wardshelf export (*.json)"
_TOPIC = "exchange"
_TELL_EACH = 500
"""Entries after which progress is told."""

REVEALING_SAID = "Pages read, searches and open tabs tell what somebody looked for."
_Found = TypeVar("_Found")


class Exchange(QObject):
    """Asks for a file, shows progress with a button that stops it, and says what came of it."""

    reported = Signal(str)
    refused = Signal(str)
    imported = Signal()
    progressed = Signal(str)

    def __init__(self, store: Store, worker: Worker, theme: Theme, window: MainWindow) -> None:
        super().__init__(window)
        self._store, self._worker, self._theme, self._window = store, worker, theme, window
        self._stopped = False
        self.progressed.connect(window.status.progress)
        window.status.stop.clicked.connect(self.stop)

    def export(self) -> None:
        """Ask what is to go out, and to which file; what was read and looked for goes only where ticked."""
        self._ask(
            "Export bookmarks and notes",
            f"The file is plain text. {REVEALING_SAID}",
            "Choose a file…",
            self._store.counts(),
            PARTS.keys() - set(REVEALING),
            self._choose_file,
        )

    def _choose_file(self, parts: Collection[str]) -> None:
        name = f"wardshelf-{datetime.now().astimezone():%Y-%m-%d}.json"
        chosen = ask_where_to_save(self._window, "Export bookmarks and notes", name, _KINDS)
        if chosen:
            self.export_to(Path(chosen), parts)

    def export_to(self, path: Path, parts: Collection[str] = tuple(PARTS)) -> None:
        """Write these parts to a file."""
        held = ", ".join(PARTS[part].lower() for part in PARTS if part in parts)

        def write(go_on: GoOn) -> str:
            self._store.export_to(path, go_on, parts)
            return f"{path.name} was written, in plain text: {held}."

        self._begin("Exporting", write, self.reported.emit)

    def take_in(self) -> None:
        """Ask for a file, and what of it is wanted."""
        chosen = ask_what_to_open(self._window, "Import bookmarks and notes", _KINDS)
        if chosen:
            self.import_from(Path(chosen))

    def import_from(self, path: Path) -> None:
        """Read what a file holds, ask which of it is wanted, and take that in."""
        self._begin("Importing", lambda go_on: read(path, go_on), lambda found: self._offer(path.name, found))

    def _offer(self, name: str, found: Incoming) -> None:
        counts = found.counts()
        if not any(counts.values()):
            self.refused.emit(f"{name} holds nothing to import.")
            return
        self._ask(
            "Import bookmarks and notes",
            f"{name} holds this. What is here already stays. {REVEALING_SAID}",
            "Import",
            counts,
            PARTS.keys() - set(REVEALING),
            lambda parts: self._take(found.only(parts)),
        )

    def _take(self, found: Incoming) -> None:
        def done(words: str) -> None:
            self.imported.emit()
            self.reported.emit(words)

        self._begin("Importing", lambda _: self._store.take_in(found), done)

    def _ask(
        self,
        title: str,
        said: str,
        do: str,
        counts: Mapping[str, int],
        wanted: Collection[str],
        then: Callable[[Collection[str]], None],
    ) -> None:
        from viewer.desktop.sheets.parts import PartsSheet  # late: it costs start-up time

        sheet = PartsSheet(self._theme, self._window, title, said, do, counts, wanted)
        sheet.chosen.connect(then)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def stop(self) -> None:
        """End what runs; what is half done is not done."""
        self._stopped = True

    def _begin(self, what: str, work: Callable[[GoOn], _Found], then: Callable[[_Found], None]) -> None:
        self._stopped = False
        self.progressed.emit(f"{what} …")

        def run(is_stale: IsStale) -> _Found:
            return work(lambda done: self._goes_on(what, done) and not is_stale())

        def finish(found: _Found) -> None:
            self.progressed.emit("")
            then(found)

        self._worker.ask(_TOPIC, run, finish, self._fail)

    def _goes_on(self, what: str, done: int) -> bool:
        if done % _TELL_EACH == 0:
            self.progressed.emit(f"{what}: {done:,} entries …")
        return not self._stopped

    def _fail(self, error: ViewerError) -> None:
        self.progressed.emit("")
        self.refused.emit(str(error))
