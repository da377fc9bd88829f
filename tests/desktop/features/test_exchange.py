"""Everything the reader keeps, out to a file and in from one, while the window goes on."""

import json
import threading

import pytest

from tests.desktop.program import finish, notices, start
from viewer.desktop.features import exchange as feature
from viewer.desktop.features.exchange import Exchange
from viewer.desktop.sheets.parts import PartsSheet
from viewer.desktop.window.notices import NoticeBar

MADE = "2026-11-20T09:00:00+00:00"


@pytest.fixture
def program(qapp, qtbot, theme, sample_library_dir, tmp_path):
    program = start(qapp, sample_library_dir, tmp_path / "data")
    program.store.accept_first_start(program.library.edition.issue)
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


def _sheet(qtbot, program):
    """The sheet of tick boxes that is open."""

    def is_open():
        return any(sheet.isVisible() for sheet in program.window.findChildren(PartsSheet))

    qtbot.waitUntil(is_open)
    return next(sheet for sheet in program.window.findChildren(PartsSheet) if sheet.isVisible())


def _import(qtbot, program, exchange, path):
    exchange.import_from(path)
    _sheet(qtbot, program).do_button.click()


def test_that_history_searches_and_tabs_go_out_only_where_they_are_ticked(
    qtbot, program, exchange, tmp_path, monkeypatch
):
    program.store.notes.save("faqs/a", "", "", "my words", "A")
    program.store.history.record_search("somebody looked for")
    program.window.open("modalities/sbrt")
    path = tmp_path / "out.json"
    monkeypatch.setattr(feature, "ask_where_to_save", lambda *_: str(path))
    exchange.export()
    sheet = _sheet(qtbot, program)
    assert sheet.boxes["notes"].text() == "Notes (1)"
    assert not sheet.boxes["searches"].isChecked()
    with qtbot.waitSignal(exchange.reported) as told:
        sheet.do_button.click()
    assert "notes" in told.args[0]
    assert "searches" not in told.args[0]
    assert "looked for" not in path.read_text("utf-8")
    assert not {"visits", "searches", "session"} & json.loads(path.read_text("utf-8")).keys()


def test_that_an_import_asks_what_is_wanted_and_reports_it_in_the_bar(qtbot, program, exchange, tmp_path):
    visits = [{"doc": "faqs/9", "title": "Nine", "at": MADE, "day": "2026-11-20"}]
    exchange.import_from(_file(tmp_path, visits=visits))
    sheet = _sheet(qtbot, program)
    assert {part: box.isChecked() for part, box in sheet.boxes.items()} == {
        "bookmarks": True,
        "visits": False,
    }
    sheet.boxes["visits"].setChecked(True)
    sheet.boxes["bookmarks"].setChecked(False)
    with qtbot.waitSignal(exchange.reported):
        sheet.do_button.click()
    shown = notices(program.window.findChild(NoticeBar))
    assert shown == ["Imported: 0 bookmarks and 0 notes added or changed; merged: 1 page read."]
    assert program.store.bookmarks.list() == ()


def test_that_a_second_error_of_an_import_takes_the_place_of_the_first(qtbot, program, exchange, tmp_path):
    for changes in ({"format": "other"}, {"notes": [1]}):
        with qtbot.waitSignal(exchange.refused):
            exchange.import_from(_file(tmp_path, **changes))
    assert len(notices(program.window.findChild(NoticeBar))) == 1


def test_that_an_export_comes_back_in_another_reader_s_window(qtbot, program, exchange, tmp_path):
    program.store.notes.save("faqs/a", "", "", "my words", "A")
    with qtbot.waitSignal(exchange.reported) as told:
        exchange.export_to(tmp_path / "out.json")
    assert "plain text" in told.args[0]
    program.store.notes.remove("faqs/a")
    with qtbot.waitSignal(exchange.reported) as told:
        _import(qtbot, program, exchange, tmp_path / "out.json")
    assert "1 note added" in told.args[0]
    assert program.store.notes.get("faqs/a").text == "my words"


def test_that_an_import_shows_at_once(qtbot, program, exchange, tmp_path):
    with qtbot.waitSignal(exchange.imported):
        _import(qtbot, program, exchange, _file(tmp_path, settings={"theme": "dark", "zoom": 150}))
    assert program.theme.dark
    assert program.window.parts.tabs.zoom == 150
    assert "T0" in [button.entry.title for button in program.window.parts.tabs.shown.home.buttons()]


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
    with qtbot.waitSignal(exchange.reported):
        _import(qtbot, program, exchange, path)
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


@pytest.mark.slow
def test_that_a_window_closed_meanwhile_leaves_no_half_an_import(qtbot, program, exchange, tmp_path):
    _import(qtbot, program, exchange, _file(tmp_path, 20_000))
    program.frame.close()
    again = type(program.store)(tmp_path / "data")
    assert len(again.bookmarks.list()) in (0, 20_000)
    again.close()
