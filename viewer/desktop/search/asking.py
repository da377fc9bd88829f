"""From what is typed to an answer: names at once where the worker is busy, passages from the worker."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.desktop.background.worker import IsStale, Worker
from viewer.errors import ViewerError
from viewer.search.answer import Answer, Engine

LIMIT = 40
_PATIENCE_MS = 12  # a full answer usually comes sooner; showing names first would only flicker


class Searching(QObject):
    """Asks the engine and tells of its answers; the newest question wins."""

    answered = Signal(object)  # Answer
    cleared = Signal()
    failed = Signal(str)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._engine: Engine | None = None
        self._text = ""
        self._kinds: Collection[str] | None = None
        self._impatience = QTimer(self)
        self._impatience.setSingleShot(True)
        self._impatience.setInterval(_PATIENCE_MS)
        self._impatience.timeout.connect(self._show_names)

    @property
    def ready(self) -> bool:
        """Whether an engine is there."""
        return self._engine is not None

    def use(self, engine: Engine) -> None:
        """Answer from `engine` from now on, beginning with what is already typed."""
        self.close()
        self._engine = engine
        self.search(self._text, self._kinds)

    def close(self) -> None:
        """Let go of the engine and its files."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def search(self, text: str, kinds: Collection[str] | None = None, *, correct: bool = True) -> None:
        """Ask for `text` as typed; an empty text clears."""
        self._text, self._kinds = text, kinds
        if not text.strip():
            self._impatience.stop()
            self._worker.drop("search")
            self.cleared.emit()
        elif self._engine is not None:
            work = partial(_answer, self._engine, text, kinds, correct)
            self._worker.ask("search", work, self._deliver, self._fail)
            self._impatience.start()

    def _deliver(self, answer: Answer) -> None:
        if not answer.stale:
            self._impatience.stop()
            self.answered.emit(answer)

    def _show_names(self) -> None:
        if self._engine is not None:
            self.answered.emit(self._engine.names(self._text, kinds=self._kinds))

    def _fail(self, error: Exception) -> None:
        self._impatience.stop()
        if not isinstance(error, ViewerError):
            raise error
        self.failed.emit(str(error))


def _answer(
    engine: Engine, text: str, kinds: Collection[str] | None, correct: bool, is_stale: IsStale
) -> Answer:
    return engine.search(text, LIMIT, kinds, is_stale, correct=correct)
