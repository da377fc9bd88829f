"""From what is typed to an answer: names at once where the worker is busy, passages from the worker.

Names alone are a part of an answer and never served as one: Enter waits for the whole.
"""

import re
from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.callbacks import IsStale
from viewer.desktop.background.worker import Worker
from viewer.desktop.search.box import SearchBox
from viewer.desktop.search.labelled import Labels, asks_for_label
from viewer.desktop.search.panel import HitsPanel
from viewer.desktop.widgets.row_list import Where
from viewer.desktop.widgets.rows import Row
from viewer.errors import ViewerError
from viewer.prose import counted
from viewer.search.answer import Answer, Engine

LIMIT = 100
"""Documents of each kind."""
_TYPED_KIND = re.compile(r'(?<!\S)kind:(?:"[^"]*"|\S+)', re.IGNORECASE)
_PATIENCE_MS = 12  # a full answer usually comes sooner; showing names first would only flicker

FindOwn = Callable[[str], tuple[Row, ...]]


class Searching(QObject):
    """Asks the engine and tells of its answers; the newest question wins."""

    found_own = Signal(object)  # tuple[Row, ...]: the reader's own, before the answer that they stand below
    answered = Signal(object)  # Answer
    named = Signal(object)  # Answer: the names alone, while the passages have not spoken
    cleared = Signal()
    failed = Signal(str)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._engine: Engine | None = None
        self.own: FindOwn | None = None
        """Finds rows of the reader's own for a query, on the worker."""
        self.labels: Labels | None = None
        """Finds documents by their labels, for a query that asks for one."""
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

    def again(self) -> None:
        """Ask once more what was asked last: what the engine answers from has changed."""
        if self._text.strip():
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
            own = None if kinds else self.own
            labels = self.labels if asks_for_label(text) else None
            work = partial(_answer, self._engine, labels, own, text, kinds, correct)
            self._worker.ask("search", work, self._deliver, self._fail)
            if labels is None:
                self._impatience.start()
            else:
                self._impatience.stop()

    def _deliver(self, found: tuple[Answer, tuple[Row, ...]]) -> None:
        answer, own = found
        if not answer.stale:
            self._impatience.stop()
            self.found_own.emit(own)
            self.answered.emit(answer)

    def _show_names(self) -> None:
        if self._engine is not None:
            self.named.emit(self._engine.names(self._text, kinds=self._kinds))

    def _fail(self, error: ViewerError) -> None:
        self._impatience.stop()
        self.failed.emit(str(error))


class SearchFlow(QObject):
    """Box, hits and the answers between them: what is typed is asked, what is chosen is opened."""

    open_requested = Signal(str, str, object, str)  # doc, anchor, marks, where
    wanted = Signal(bool)  # whether the panel of the hits must show, or may give way to the page
    shown = Signal(bool)  # whether there are hits to show in place of the lists
    counted = Signal(str)

    def __init__(
        self, box: SearchBox, hits: HitsPanel, searching: Searching, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._box, self._hits, self._searching = box, hits, searching
        self.answer: Answer | None = None
        """The whole answer that is shown, once there is one."""
        self._marks: tuple[str, ...] = ()
        self._correct = True
        self._open_when_answered: Where | None = None
        box.text_changed.connect(self._on_typed)
        box.moved.connect(self._on_moved)
        box.submitted.connect(self._on_submitted)
        box.moved_aside.connect(self._hits.step_link)
        hits.list.link_chosen.connect(box.note_section)
        hits.document_requested.connect(self._open)
        hits.query_requested.connect(self._on_query)
        hits.kind_chosen.connect(self._on_kind)
        hits.typed.connect(box.append)
        searching.found_own.connect(hits.keep_own)
        searching.answered.connect(self._on_answer)
        searching.named.connect(self._on_names)
        searching.cleared.connect(self._on_cleared)
        searching.failed.connect(self.counted)

    def ask(self, text: str) -> None:
        """Search for `text` as if it had been typed."""
        self._box.set_text(text)
        self._box.activate()

    def activate(self) -> None:
        """Take the reader to the box, and bring the hits of what stands in it back."""
        self._box.activate()
        self._bring_back()

    def clear(self) -> None:
        """Leave the search: the hits go, and with them a focus that was in them."""
        self._box.activate()
        self._box.set_text("")

    def step_kind(self, step: int) -> None:
        """Show the hits of the next kind, or of the previous one."""
        if self.answer is not None and not self._bring_back():
            self._hits.step_kind(step)

    def undo_correction(self) -> None:
        """Search for what was typed instead of what it was corrected into."""
        if self.answer is not None and self.answer.corrected:
            self._on_query(self.answer.query, False)

    def _on_typed(self, _: str) -> None:
        self._open_when_answered = None
        self._correct = True
        text = self._box.query
        if text.strip():
            self.wanted.emit(True)  # here, not with the answer: a late one must not cover the page
        else:
            self._hits.clear_filter()
        self._searching.search(text, self._hits.kinds)

    def _bring_back(self) -> bool:
        """Show the hits where another list or nothing stands in their place; False where they show."""
        if self._hits.isVisible() or not self._box.query.strip():
            return False
        self.wanted.emit(True)
        self.shown.emit(self.answer is not None)
        return True

    def _on_moved(self, steps: int, by_page: bool) -> None:
        if not self._bring_back():
            self._hits.move_rows(steps, by_page=by_page)

    def _on_query(self, text: str, correct: bool) -> None:
        if text != self._box.text():
            self._box.set_text(text)
        self._correct = correct
        self._searching.search(text, self._hits.kinds, correct=correct)

    def _on_kind(self, kind: str) -> None:
        """A kind that was chosen stands for one that was typed, and leaves a correction as it was."""
        text = self._box.text()
        if (typed := _TYPED_KIND.search(text)) is None:
            self._on_query(text, self._correct)
            return
        self._hits.clear_filter()
        rest = _TYPED_KIND.sub(" ", text[typed.end() :])
        wanted = f"kind:{kind}" if kind else ""
        self._box.set_text(" ".join(f"{text[: typed.start()]} {wanted} {rest}".split()))

    def _on_names(self, answer: Answer) -> None:
        if answer.hits:
            self._marks = answer.marks
            self._hits.show_names(answer)
            self.shown.emit(True)

    def _on_answer(self, answer: Answer) -> None:
        self.answer, self._marks = answer, answer.marks
        self._hits.show_answer(answer)
        self._box.show_also(answer.also)
        self.shown.emit(True)
        documents, passages = counted(len(answer.hits), "document"), counted(answer.total, "passage")
        self.counted.emit(f"{documents}, {passages} · {max(1, round(answer.elapsed_ms))} ms")
        if self._open_when_answered is not None and answer.query == self._box.text():
            where, self._open_when_answered = self._open_when_answered, None
            self._hits.list.open_current(where)

    def _on_cleared(self) -> None:
        self.answer, self._marks = None, ()
        self._box.show_also(())
        self.shown.emit(False)
        self.wanted.emit(False)
        self.counted.emit("")

    def _on_submitted(self, where: str) -> None:
        if self.answer is not None and self.answer.query == self._box.text():
            if not self._bring_back():  # a hit that nobody sees is not what Enter means
                self._hits.list.open_current(Where(where))
        elif self._box.query.strip():
            # Enter came sooner than the answer: it means the words as typed now.
            self._open_when_answered = Where(where)

    def _open(self, doc: str, anchor: str, where: str) -> None:
        self.open_requested.emit(doc, anchor, self._marks, where)
        if where != Where.BACKGROUND:
            self.wanted.emit(False)


def _answer(
    engine: Engine,
    labels: Labels | None,
    own: FindOwn | None,
    text: str,
    kinds: Collection[str] | None,
    correct: bool,
    is_stale: IsStale,
) -> tuple[Answer, tuple[Row, ...]]:
    if labels is not None:
        answer = labels.answer(engine, text, LIMIT, kinds, is_stale, correct=correct)
    else:
        answer = engine.documents(text, LIMIT, kinds, is_stale, correct=correct)
    return answer, own(text) if own is not None and not answer.stale else ()
