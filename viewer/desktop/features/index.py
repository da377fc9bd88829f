"""Opens the search index after the window is shown, and has one built where there is none."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.callbacks import IsStale
from viewer.desktop.background.child import Child, MakeChild
from viewer.desktop.background.worker import Worker
from viewer.errors import ViewerError
from viewer.indexes import open_search
from viewer.library.compiled import Library
from viewer.search import Engine
from viewer.search.title_search import Titles


class Index(QObject):
    """From a library to an engine: opened by the worker, or built by a child process and then opened."""

    opened = Signal(object)  # Engine
    progressed = Signal(str)  # empty once the work is over
    failed = Signal(str)

    def __init__(
        self,
        worker: Worker,
        library_dir: Path,
        library: Library,
        data_dir: Path,
        cache: Path,
        parent: QObject | None = None,
        make_child: MakeChild = Child,
    ) -> None:
        super().__init__(parent)
        self._worker, self._library_dir, self._library = worker, library_dir, library
        self._data_dir, self._cache, self._make_child = data_dir, cache, make_child
        self._child: Child | None = None
        self._rebuilt = False

    def start(self) -> None:
        """Open the index, building one first where there is none."""
        self._worker.ask("index", self._open, self.opened.emit, self._missing)

    def rebuild(self) -> None:
        """Build the index anew, after the one that was opened turned out to be damaged."""
        if self._child is None and not self._rebuilt:
            self._build()

    def stop(self) -> None:
        """End a build that is under way."""
        if self._child is not None:
            self._child.stop()
            self._child = None
            self.progressed.emit("")
            self.failed.emit(
                "The search index was not built. Lists and pages work; the next start tries again."
            )

    def _open(self, is_stale: IsStale) -> Engine:
        engine = open_search(self._library_dir, self._library, self._cache)
        if is_stale():  # the window was closed meanwhile: nobody will take it
            engine.close()
        return engine

    def _missing(self, _: ViewerError) -> None:
        self.opened.emit(Titles(self._library.cards()))
        self._build()

    def _build(self) -> None:
        self._rebuilt = True
        self.progressed.emit("Preparing search …")
        arguments = ["--library", str(self._library_dir), "--data-dir", str(self._data_dir), "_index"]
        self._child = self._make_child(arguments, self)
        self._child.progressed.connect(self.progressed)
        self._child.finished.connect(self._built)
        self._child.start()

    def _built(self, well: bool, said: str) -> None:
        self._child = None
        self.progressed.emit("")
        if well:
            self._worker.ask("index", self._open, self.opened.emit, self._give_up)
        else:
            self.failed.emit(f"Search is not available: {said or 'the index could not be built'}")

    def _give_up(self, error: ViewerError) -> None:
        self.failed.emit(f"Search is not available: {error}")
