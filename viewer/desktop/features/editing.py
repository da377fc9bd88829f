"""A content folder shown as a library while it is written: what is saved shows, with what is wrong in it."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.callbacks import IsStale
from viewer.desktop.background.worker import Worker
from viewer.desktop.proof.panel import ProofPanel
from viewer.desktop.window.window import MainWindow
from viewer.errors import ViewerError
from viewer.indexes import open_search
from viewer.library.compiled import Library
from viewer.proofs import Proof, Proofs
from viewer.search import Engine

_LOOK_MS = 250
"""Between two looks at the folder, off the window's thread: a network drive tells of no change by itself."""


class Editing(QObject):
    """Looks at the folder, has a proof made where a file was saved, and turns the library to it."""

    renewed = Signal()
    indexed = Signal(object)  # Engine

    def __init__(self, proofs: Proofs, library: Library, window: MainWindow) -> None:
        super().__init__(window)
        self._proofs, self._library, self._window = proofs, library, window
        self._worker = Worker(self)  # of its own: a search must not wait for a proof
        self.panel = ProofPanel(window)
        window.body.insertWidget(window.body.indexOf(window.status), self.panel)
        self.panel.document_requested.connect(self._open)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Show what is wrong with the proof that the window was opened with, and look on."""
        if self._proofs.last is not None:
            self._show(self._proofs.last)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._worker.close()

    def _look(self) -> None:
        self._worker.ask("proof", lambda _: self._proofs.renew(), self._take, self._fail)

    def _take(self, proof: Proof | None) -> None:
        if proof is None:
            self._timer.start()
            return
        try:
            if proof.directory is not None:
                self._library.turn_to(proof.directory)
        except ViewerError as error:
            self._fail(error)
            return
        if proof.directory is not None:
            self.renewed.emit()
        self._show(proof)

    def _show(self, proof: Proof) -> None:
        former = "" if proof.directory else "The former state is shown. "
        self.panel.show_problems(f"{former}{self._proofs.source}: {proof.summary}", proof.problems)
        if proof.directory is None:
            self._timer.start()
            return
        place = proof.directory
        self._worker.ask("index", lambda stale: self._index(place, stale), self._indexed, self._fail)

    def _index(self, place: Path, is_stale: IsStale) -> Engine:
        self._proofs.index(place)
        engine = open_search(place, self._library, place)
        if is_stale():  # the window was closed meanwhile: nobody will take it
            engine.close()
        return engine

    def _indexed(self, engine: Engine) -> None:
        self.indexed.emit(engine)
        self._timer.start()

    def _fail(self, error: ViewerError) -> None:
        self.panel.show_problems(str(error), ())
        self._timer.start()

    def _open(self, doc: str) -> None:
        if doc in self._library.titles():
            self._window.open(doc)
        else:
            self._window.status.message(f"{doc} is no page")
