"""The threads beside the window, one a worker; the newest question of each topic wins."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.callbacks import IsStale
from viewer.errors import ViewerError


@dataclass(frozen=True, slots=True)
class _Job:
    topic: str
    number: int
    then: Callable[[Any], None]
    failed: Callable[[ViewerError], None]


class Worker(QObject):
    """Answers questions off the window's thread; the newest question of a topic wins."""

    _answered = Signal(object, object, object)  # question, result, error: crosses to the window's thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker")
        self._newest: dict[str, int] = {}
        self._closed = False
        self._answered.connect(self._deliver)

    def ask(
        self,
        topic: str,
        work: Callable[[IsStale], Any],
        then: Callable[[Any], None],
        failed: Callable[[ViewerError], None],
    ) -> None:
        """Run `work`; `then` or `failed` hears of it on the window's thread, unless a newer question came.

        What is no ViewerError is a fault of ours, and is raised there.
        """
        number = self._newest.get(topic, 0) + 1
        self._newest[topic] = number
        question = _Job(topic, number, then, failed)

        def is_stale() -> bool:
            return self._closed or self._newest[topic] != number

        def run() -> object:
            return None if is_stale() else work(is_stale)

        self._pool.submit(run).add_done_callback(lambda future: self._finished(question, future))

    def drop(self, topic: str) -> None:
        """Forget what was asked about `topic`."""
        self._newest[topic] = self._newest.get(topic, 0) + 1

    def close(self) -> None:
        """Stop: what runs is told that it is stale, what waits never starts."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _finished(self, question: _Job, future: "Future[Any]") -> None:
        if future.cancelled() or self._closed:
            return
        error = future.exception()
        self._answered.emit(question, None if error else future.result(), error)

    def _deliver(self, question: _Job, result: object, error: Exception | None) -> None:
        if self._closed or self._newest.get(question.topic) != question.number:
            return
        if error is None:
            question.then(result)
        elif isinstance(error, ViewerError):
            question.failed(error)
        else:
            raise error
