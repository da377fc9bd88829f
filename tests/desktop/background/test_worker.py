"""The worker: the newest question wins, and nothing is left running."""

import threading

import pytest

from viewer.desktop.background.worker import Worker
from viewer.errors import ViewerError


@pytest.fixture
def worker(qapp):
    worker = Worker()
    yield worker
    worker.close()


def _never(error):
    raise AssertionError(error)


def test_that_an_answer_comes_back_on_the_thread_that_asked(qtbot, worker):
    heard: list[tuple[object, int]] = []
    worker.ask(
        "t", lambda stale: threading.get_ident(), lambda r: heard.append((r, threading.get_ident())), _never
    )
    qtbot.waitUntil(lambda: bool(heard))
    ran_on, told_on = heard[0]
    assert told_on == threading.get_ident()
    assert ran_on != told_on


def test_that_only_the_newest_question_is_answered(qtbot, worker):
    gate = threading.Event()
    heard: list[str] = []

    def slow(stale):
        gate.wait(5)
        return "old" if not stale() else "stale"

    worker.ask("t", slow, heard.append, _never)
    worker.ask("t", lambda stale: "middle", heard.append, _never)
    worker.ask("t", lambda stale: "new", heard.append, _never)
    gate.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["new"]


def test_that_another_topic_does_not_outdate(qtbot, worker):
    heard: list[str] = []
    worker.ask("a", lambda stale: "a", heard.append, _never)
    worker.ask("b", lambda stale: "b", heard.append, _never)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["a", "b"]


def test_that_a_failure_reaches_the_one_who_asked(qtbot, worker):
    errors: list[Exception] = []

    def broken(stale):
        raise ViewerError("no")

    worker.ask("t", broken, _never, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "no"


def test_that_a_fault_of_ours_is_told_to_nobody_as_a_failure(qtbot, worker):
    def broken(stale):
        raise ValueError("no")

    with qtbot.captureExceptions() as raised:
        worker.ask("t", broken, _never, _never)
        qtbot.waitUntil(lambda: bool(raised))
    assert [kind for kind, *_ in raised] == [ValueError]


def test_that_a_dropped_question_is_never_answered(qtbot, worker):
    gate = threading.Event()
    heard: list[str] = []
    worker.ask("t", lambda stale: gate.wait(5), heard.append, _never)
    worker.drop("t")
    gate.set()
    worker.ask("other", lambda stale: "other", heard.append, _never)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["other"]


def test_that_closing_tells_a_running_question_to_stop(qapp):
    worker, started, stopped = Worker(), threading.Event(), threading.Event()

    def run(stale):
        started.set()
        while not stale():
            pass
        stopped.set()

    worker.ask("t", run, _never, _never)
    assert started.wait(5)
    worker.close()
    assert stopped.is_set()
