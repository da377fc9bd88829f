"""Papers of the reader's own in the window: added, searched, edited, deleted, carried out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent

from viewer import disk
from viewer.callbacks import IsStale
from viewer.desktop.background.child import Child, MakeChild
from viewer.desktop.background.worker import Worker
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.file_dialog import ask_what_to_add, ask_where_to_save
from viewer.desktop.widgets.small import UndoBar
from viewer.desktop.window.window import MainWindow
from viewer.errors import SearchIndexError, UserDataError, ViewerError
from viewer.imports.export import FORMS
from viewer.imports.intake import take_in
from viewer.imports.own_shelf import OwnShelf
from viewer.imports.preview import Preview, preview
from viewer.imports.record import OwnPaper
from viewer.imports.shelf_card import library_doubles
from viewer.library.compiled import Library
from viewer.library.model import OWN_LABEL, OWN_PREFIX
from viewer.own_index import open_own
from viewer.prose import counted, cut
from viewer.search import Engine
from viewer.search.joined import JoinedEngine

_TOPIC, _SEARCH = "papers", "own"


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie: the library, the reader's own folder, the cache."""

    library: Path
    data: Path
    cache: Path


class Papers(QObject):
    """Everything that happens to papers of the reader's own; reading and writing is the worker's."""

    reported = Signal(str)
    refused = Signal(str)
    opened = Signal(object)  # Engine, of the library and of these papers
    told = Signal(str, int, int)

    def __init__(
        self,
        shelf: OwnShelf,
        library: Library,
        places: Places,
        worker: Worker,
        theme: Theme,
        window: MainWindow,
        make_child: MakeChild = Child,
    ) -> None:
        super().__init__(window)
        self._shelf, self._library, self._places = shelf, library, places
        self._worker, self._theme, self._window, self._make_child = worker, theme, window, make_child
        self._engine: JoinedEngine | None = None
        self._child: Child | None = None
        self._built_for = ""
        """The state of the papers for which an index was built last."""
        self._stopped = False
        self._has_changed = False
        """Whether a page may show a paper as it was."""
        self._undo = UndoBar(window)
        window.body.insertWidget(1, self._undo)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        window.status.stop.clicked.connect(self.stop)
        window.closing.connect(self.stop)
        self.told.connect(lambda what, done, total: window.status.progress(f"{what} {done:,} of {total:,} …"))

    # -- search --------------------------------------------------------------------------------------------

    def use(self, engine: Engine) -> None:
        """Answer from the library's engine, and from these papers once they can be searched."""
        self._engine = JoinedEngine(engine)
        self.opened.emit(self._engine)
        self.refresh()

    def refresh(self) -> None:
        """Read what is on the disk, show it in the lists, and search it."""
        engine = self._engine

        def work(is_stale: IsStale) -> tuple[int, str]:
            """How many papers there are, and what of them still needs an index."""
            count = self._shelf.load()
            if count and self._shelf.find_card is None:
                self._shelf.find_card = library_doubles(self._library)
            if engine is None or is_stale():
                return count, ""
            if not count:
                engine.use_own(None)
                return count, ""
            try:
                engine.use_own(open_own(self._shelf.collection, self._library, self._places.cache))
            except SearchIndexError:
                return count, self._shelf.collection.sha256()
            return count, ""

        self._worker.ask(_SEARCH, work, self._loaded, self._fail)

    def _loaded(self, found: tuple[int, str]) -> None:
        count, missing = found
        if self._has_changed:
            self._has_changed = False
            self._window.parts.tabs.refresh_own()
        self._window.parts.browse.show_own(count > 0)
        if not missing:
            self._window.parts.searching.again()
        elif missing == self._built_for:  # what was built for these very papers cannot be opened
            self.refused.emit("Your papers are not searched: their index cannot be opened. Lists show them.")
        elif self._child is None:
            self._built_for = missing
            self._build()

    def _build(self) -> None:
        arguments = [
            "--library",
            str(self._places.library),
            "--data-dir",
            str(self._places.data),
            "_own_index",
        ]
        self._window.status.progress("Preparing search of your papers …")
        self._child = self._make_child(arguments, self)
        self._child.progressed.connect(self._window.status.progress)
        self._child.finished.connect(self._built)
        self._child.start()

    def _built(self, well: bool, said: str) -> None:
        self._child = None
        self._window.status.progress("")
        if well:
            self.refresh()
        else:
            self.refused.emit(f"Your papers cannot be searched: {said or 'their index could not be built'}")

    # -- adding --------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for files and show what is in them."""
        if chosen := ask_what_to_add(self._window, "Add papers of your own"):
            self.offer([Path(name) for name in chosen])

    def offer(self, paths: Sequence[Path]) -> None:
        """Read files and show what would be kept; nothing is written before that is accepted."""
        self._begin("Reading papers …")

        def work(is_stale: IsStale) -> Preview:
            if self._shelf.find_card is None:
                self._shelf.find_card = library_doubles(self._library)
            intake = take_in(paths, lambda: self._stopped or is_stale())
            if self._stopped:
                raise UserDataError("Stopped. Nothing was added.")
            return preview(intake, self._shelf.collection, self._shelf.find_card)

        self._worker.ask(_TOPIC, work, self._show_preview, self._fail)

    def _show_preview(self, found: Preview) -> None:
        self._window.status.progress("")
        self._show(found, found.counts("new"), found.lines(), len(found.new))

    def _show(self, found: Preview, counts: str, lines: Sequence[str], new: int) -> None:
        """Show what was read, with a button that keeps what is new, or what came of it."""
        from viewer.desktop.sheets.papers import PreviewSheet  # late: it costs start-up time

        sheet = PreviewSheet(self._theme, self._window, counts, lines, new, OWN_LABEL)
        sheet.accepted.connect(lambda: self._keep(found))
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _keep(self, found: Preview) -> None:
        self._begin("Adding papers …")

        def tell(what: str, done: int, total: int) -> None:
            if self._stopped:
                raise UserDataError("Stopped. Nothing was added.")
            self.told.emit(what, done, total)

        def work(_: IsStale) -> None:
            self._shelf.collection.add(found.new, datetime.now().astimezone().date(), tell)

        def done(_: object) -> None:
            self._window.status.progress("")
            self.reported.emit(f"{found.counts()} Labelled “{OWN_LABEL}”.")
            self.refresh()
            if found.faults:
                self._show(found, found.counts(), found.told(), 0)

        self._worker.ask(_TOPIC, work, done, self._fail)

    def stop(self) -> None:
        """End what runs; what is half done is not done."""
        self._stopped = True
        if self._child is not None:
            self._child.stop()
            self._child = None
            self._window.status.progress("")

    # -- one paper -----------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Edit the paper of the reader's own that is shown."""
        page = self._window.parts.tabs.current_page()
        paper = self._shelf.paper(page.doc) if page is not None and page.doc.startswith(OWN_PREFIX) else None
        if paper is None:
            self._window.status.message("Open a paper of your own first")
            return
        from viewer.desktop.sheets.papers import PaperSheet  # late: it costs start-up time

        sheet = PaperSheet(self._theme, self._window, paper)
        sheet.saved.connect(self._save)
        sheet.delete_requested.connect(self._delete)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _save(self, paper: OwnPaper) -> None:
        def done(_: object) -> None:
            self._window.status.message("Saved")
            self._reload()

        self._worker.ask(_TOPIC, lambda _: self._shelf.collection.save(paper), done, self._fail)

    def _delete(self, key: str) -> None:
        def done(paper: OwnPaper) -> None:
            self._undo.offer(f"“{cut(paper.title, 80)}” was deleted.", lambda: self._restore(paper))
            self._reload()

        self._worker.ask(_TOPIC, lambda _: self._shelf.collection.remove(key), done, self._fail)

    def _restore(self, paper: OwnPaper) -> None:
        today = datetime.now().astimezone().date()
        work = lambda _: self._shelf.collection.restore(paper, today)  # noqa: E731  (a worker's question)
        self._worker.ask(_TOPIC, work, lambda _: self._reload(), self._fail)

    def _reload(self) -> None:
        """Show what changed: the lists, the search, and the page where it is one of these."""
        self._has_changed = True
        self.refresh()

    # -- out again -----------------------------------------------------------------------------------------

    def export(self) -> None:
        """Ask for a file and write all papers into it, in the form that its ending names."""
        papers = self._shelf.collection.papers()
        if not papers:
            self._window.status.message("There are no papers of your own yet")
            return
        kinds = ";;".join(f"{name} (*{ending})" for ending, (name, _) in FORMS.items())
        chosen = ask_where_to_save(self._window, "Export your papers", "my-papers.ris", kinds)
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write all papers to a file."""
        if path.suffix.lower() not in FORMS:
            self.refused.emit(f"{path.name}: the ending says which form: {', '.join(FORMS)}.")
            return
        _, write = FORMS[path.suffix.lower()]

        def work(_: IsStale) -> str:
            papers = self._shelf.collection.papers()
            try:
                disk.write(path, write(papers).encode())
            except OSError as error:
                raise UserDataError(f"{path.name} cannot be written: {disk.why(error)}.") from error
            return f"{path.name} was written: {counted(len(papers), 'paper')}, labelled “{OWN_LABEL}”."

        self._worker.ask(_TOPIC, work, self.reported.emit, self._fail)

    # -- what happened -------------------------------------------------------------------------------------

    def _begin(self, what: str) -> None:
        self._stopped = False
        self._window.status.progress(what)

    def _fail(self, error: ViewerError) -> None:
        self._window.status.progress("")
        self.refused.emit(str(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.Drop,
        ):
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if paths:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.offer(paths)
                return True
        return super().eventFilter(watched, event)
