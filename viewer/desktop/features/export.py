"""Exports that take their time: a child process writes, the window tells how far it is and can stop it."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from viewer import paths
from viewer.desktop.background.child import Child, MakeChild
from viewer.desktop.look.tokens import load_tokens
from viewer.desktop.reading.export.commands import CarryAway
from viewer.desktop.reading.export.dialogs import RIS, Scope, file_name
from viewer.desktop.reading.paper.excerpts import excerpts, own_documents, sources_of
from viewer.desktop.window.window import MainWindow
from viewer.imports.export import item_of
from viewer.imports.own_shelf import OwnShelf
from viewer.library.compiled import Library
from viewer.library.content.references import to_csl, to_ris
from viewer.userdata.collections import Collections
from viewer.userdata.exchange import export_collection
from viewer.userdata.records import CollectionItem
from viewer.userdata.store import local_now
from viewer.userdata.texts import stamp

_BUSY = "Another export is under way. Wait for it, or stop it first."


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
        self._handed: Path | None = None
        """What the child reads, to be taken away after it."""

    def pdf(self, doc: str, path: str, large: bool) -> None:
        """Write a page as a PDF file, in the font of the window."""
        options = ["--font", QApplication.font().family(), *(["--large-print"] if large else [])]
        self._start(path, ["_pdf", doc, path, *options])

    def collection(self, kept: bytes, path: str) -> None:
        """Write the collection of an export of the reader's file as a PDF file, in the font of the window."""
        if self._child is not None:
            self.message.emit(_BUSY)
            return
        handle, name = tempfile.mkstemp(suffix=".json")  # readable by this reader alone
        with os.fdopen(handle, "wb") as file:
            file.write(kept)
        self._handed = Path(name)
        self._start(path, ["_collection", name, path, "--font", QApplication.font().family()])

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
            self.message.emit(_BUSY)
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
        if self._handed is not None:
            self._handed.unlink(missing_ok=True)
            self._handed = None
        self.progressed.emit("")
        self.message.emit(message)


class Export(CarryAway):
    """What a reader takes along, wired to the window."""

    def __init__(
        self,
        library: Library,
        library_dir: Path,
        own: OwnShelf,
        window: MainWindow,
        data_dir: Path | None = None,
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
        self._library, self._own, self._exporting = library, own, exporting
        self.message.connect(window.status.message)
        self.long_pdf_requested.connect(exporting.pdf)
        self.many_references_requested.connect(exporting.references)
        exporting.message.connect(window.status.message)
        exporting.progressed.connect(window.status.progress)
        window.status.stop.clicked.connect(exporting.stop)
        window.closing.connect(exporting.stop)

    def export_collection(self, collections: Collections, collection: str, form: str) -> None:
        """Ask for a file and write a collection as `pdf`, or its references as `ris`."""
        found = next((found for found in collections.list() if found.id == collection), None)
        if found is None:
            return
        items = collections.items(collection)
        if form == "ris":
            self._save_references_of(found.name, items)
            return
        path = self._chosen("Export PDF", file_name(found.name, self._edition.edition, ".pdf"), "PDF (*.pdf)")
        if path is not None:
            self._exporting.collection(export_collection(found.name, items, stamp(local_now())), str(path))

    def _save_references_of(self, name: str, items: Sequence[CollectionItem]) -> None:
        found = excerpts(items, self._library, self._own)
        keys = tuple(source.key for source in sources_of(found, self._library))
        papers = (self._own.paper(doc) for doc in own_documents(found))
        own = tuple(item_of(paper) for paper in papers if paper is not None)
        if keys or own:
            self.save_references(Scope(name, keys, name, own), RIS)
        else:
            self.message.emit("Nothing in this collection cites a reference.")
