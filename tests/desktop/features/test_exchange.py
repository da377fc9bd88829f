"""Everything the reader keeps, out to a file and in from one, while the window goes on."""

import json
import threading

import pytest

from tests.desktop.program import finish, notices, start
from viewer.desktop.features.exchange import Exchange
from viewer.desktop.window.notices import NoticeBar

MADE = "2026-11-20T09:00:00+00:00"


@pytest.fixture
def program(qapp, qtbot, theme, sample_library_dir, tmp_path):
    program = start(qapp, sample_library_dir, tmp_path / "data")
    program.store.accept_first_start(program.library.edition.edition)
    with qtbot.waitActive(program.window):
        program.frame.resize(1440, 900)
        program.window.activateWindow()
    qtbot.waitUntil(lambda: program.window.findChild(Exchange) is not None)
    yield program
    finish(program)


@pytest.fixture
def exchange(program):
    return program.window.findChild(Exchange)


def _file(tmp_path, count=1, **changes):
    marks = [{"title": f"T{n}", "doc": f"faqs/{n}", "made": MADE} for n in range(count)]
    path = tmp_path / "in.json"
    path.write_text(json.dumps({"format": "wardshelf-reader", "version": 1, "bookmarks": marks} | changes))
    return path


def _raise(error):
    raise error


def test_that_an_export_comes_back_in_another_reader_s_window(qtbot, program, exchange, tmp_path):
    program.store.notes.save("faqs/a", "", "", "my words", "A")
    with qtbot.waitSignal(exchange.message) as told:
        exchange.export_to(tmp_path / "out.json")
    assert "plain text" in told.args[0]
    program.store.notes.remove("faqs/a")
    with qtbot.waitSignal(exchange.message) as told:
        exchange.import_from(tmp_path / "out.json")
    assert "1 note added" in told.args[0]
    assert program.store.notes.get("faqs/a").text == "my words"


def test_that_an_import_shows_at_once(qtbot, program, exchange, tmp_path):
    with qtbot.waitSignal(exchange.imported):
        exchange.import_from(_file(tmp_path, settings={"theme": "dark", "zoom": 150}))
    assert program.theme.dark
    assert program.window.parts.tabs.zoom == 150
    assert "T0" in program.window.parts.tabs.pane.view.document().toPlainText()


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"format": "other"}, "no export of Wardshelf"), ({"notes": [1]}, "notes, entry 1")],
)
def test_that_a_hostile_file_is_refused_in_the_bar(qtbot, program, exchange, tmp_path, changes, said):
    with qtbot.waitSignal(exchange.refused) as refused:
        exchange.import_from(_file(tmp_path, **changes))
    assert said in refused.args[0]
    assert program.store.bookmarks.list() == ()
    shown = program.window.findChild(NoticeBar)
    assert refused.args[0] in notices(shown)
    assert shown.isVisible()


def test_that_a_long_import_tells_how_far_it_is_and_can_be_stopped(qtbot, program, exchange, tmp_path):
    path = _file(tmp_path, 2_000)
    heard: list[str] = []
    exchange.progressed.connect(heard.append)
    with qtbot.waitSignal(exchange.message):
        exchange.import_from(path)
    assert heard[0] == "Importing …"
    assert "Importing: 1,500 entries …" in heard
    assert heard[-1] == ""
    assert len(program.store.bookmarks.list()) == 2_000
    gate = threading.Event()  # holds the worker up, so that it cannot be done before the button is pressed
    program.worker.ask("other", lambda _: gate.wait(5), lambda _: None, _raise)
    with qtbot.waitSignal(exchange.refused) as refused:
        exchange.export_to(tmp_path / "out.json")
        assert program.window.status.stop.isVisible()
        program.window.status.stop.click()
        gate.set()
    assert refused.args[0] == "Stopped. Nothing was exported."
    assert not (tmp_path / "out.json").exists()
    assert not program.window.status.stop.isVisible()


def test_that_a_window_closed_meanwhile_leaves_no_half_an_import(program, exchange, tmp_path):
    exchange.import_from(_file(tmp_path, 20_000))
    program.frame.close()
    again = type(program.store).open(tmp_path / "data")
    assert len(again.bookmarks.list()) in (0, 20_000)
    again.close()
