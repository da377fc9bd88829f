"""Exports that take their time: a child process writes, the window tells how far it is and can stop it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from viewer import paths
from viewer.desktop.background.child import Child, MakeChild
from viewer.desktop.look.tokens import load_tokens
from viewer.desktop.reading.export.commands import CarryAway
from viewer.desktop.window.window import MainWindow
from viewer.library.compiled import Library
from viewer.library.content.references import to_csl, to_ris


class Exporting(QObject):
    """At most one export at a time."""

    progressed = Signal(str)  # empty once the work is over
    message = Signal(str)

    def __init__(
        self,
        library_dir: Path,
        parent: QObject | None = None,
        make_child: MakeChild = Child,
        data_dir: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_child = make_child
        own = ["--data-dir", str(data_dir)] if data_dir else []
        self._places = ["--library", str(library_dir), *own]
        self._child: Child | None = None
        self._path = ""

    def pdf(self, doc: str, path: str, handout: bool) -> None:
        """Write a page as a PDF file, in the font of the window."""
        options = ["--font", QApplication.font().family(), *(["--handout"] if handout else [])]
        self._start(path, ["_pdf", doc, path, *options])

    def references(self, path: str) -> None:
        """Write all references, as the ending of the file says."""
        self._start(path, ["_references", path])

    def stop(self) -> None:
        """End what is under way; no half file is left."""
        if self._child is not None:
            self._child.stop()
            self._end("The export was stopped; nothing was written.")

    def _start(self, path: str, arguments: list[str]) -> None:
        if self._child is not None:
            self.message.emit("Another export is under way. Wait for it, or stop it first.")
            return
        self._path = path
        self.progressed.emit(f"Exporting {Path(path).name} …")
        self._child = self._make_child([*self._places, *arguments], self)
        self._child.progressed.connect(self.progressed)
        self._child.finished.connect(self._finished)
        self._child.start()

    def _finished(self, well: bool, said: str) -> None:
        self._end(f"{self._path} was written." if well else said or f"{self._path} could not be written.")

    def _end(self, message: str) -> None:
        if self._child is not None:
            self._child.deleteLater()
        self._child = None
        self.progressed.emit("")
        self.message.emit(message)


class Export(CarryAway):
    """What a reader takes along, wired to the window."""

    def __init__(
        self, library: Library, library_dir: Path, window: MainWindow, data_dir: Path | None = None
    ) -> None:
        super().__init__(
            window.parts.tabs,
            library.edition,
            load_tokens(paths.resources() / "themes", "light"),
            library.source,
            library.references,
            to_ris,
            to_csl,
            library.image,
            reference_count=len(library.cards("reference")),
            load_paper=library.paper,
        )
        exporting = Exporting(library_dir, window, data_dir=data_dir)
        self.message.connect(window.status.message)
        self.long_pdf_requested.connect(exporting.pdf)
        self.many_references_requested.connect(exporting.references)
        exporting.message.connect(window.status.message)
        exporting.progressed.connect(window.status.progress)
        window.status.stop.clicked.connect(exporting.stop)
        window.closing.connect(exporting.stop)
