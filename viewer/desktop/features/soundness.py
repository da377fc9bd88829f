"""Hashes the library behind the first picture, and says what of it is not as it was built."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from viewer.desktop.background.worker import Worker
from viewer.desktop.window.window import MainWindow
from viewer.errors import ViewerError
from viewer.library.manifest import verify

_NAMED = 3


class Soundness(QObject):
    """Checks once; on a thread of its own, for a large library takes longer than a search may wait."""

    def __init__(self, library_dir: Path, tell: Callable[[str], None], window: MainWindow) -> None:
        super().__init__(window)
        self._library_dir, self._tell = library_dir, tell
        self._worker: Worker | None = None
        self._begun = False
        self.is_done = False
        window.closing.connect(self._let_go)

    def check(self) -> None:
        """Begin, unless that was done."""
        if not self._begun:
            self._begun, self._worker = True, Worker(self)
            self._worker.ask(
                "soundness", lambda stale: verify(self._library_dir, stale), self._say, self._fail
            )

    def _say(self, faults: list[str]) -> None:
        self._let_go()
        if faults:
            named = " ".join(faults[:_NAMED]) + (" …" if len(faults) > _NAMED else "")
            advice = "What was changed is not shown. Put a good copy of the library in its place."
            self._tell(f"This library is not as it was built: {named} {advice}")

    def _fail(self, error: ViewerError) -> None:
        self._let_go()
        self._tell(str(error))

    def _let_go(self) -> None:
        self.is_done = True
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()
