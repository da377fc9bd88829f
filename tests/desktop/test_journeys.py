"""What a clinician does, from the first letter to the next start, on the whole program."""

import json
import os
import subprocess
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.desktop.program import is_answered, notices, press, type_text
from viewer import paths
from viewer.desktop.commands.table import ACTIONS
from viewer.desktop.sheets.first_start import FirstStartSheet
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.window.notices import NoticeBar
from viewer.userdata.store import Store

_HAND_OVER = """
import sys
from pathlib import Path
from viewer.instance import hand_over
sys.exit(0 if hand_over(Path(sys.argv[1]), sys.argv[2]) else 1)
"""


def _doc(program):
    page = program.window.parts.tabs.current_page()
    return page.doc if page else None


def _hits(program):
    rows = program.window.parts.hits.list.rows
    return [rows.row(i).doc for i in range(rows.rowCount())]


def _search(qtbot, program, text):
    window = program.window
    press(window, "Ctrl+K")
    with qtbot.waitSignal(window.parts.searching.answered, timeout=10_000):
        type_text(window, text)
    qtbot.waitUntil(lambda: is_answered(window, text), timeout=10_000)


def test_that_search_open_find_cite_and_bookmark_outlive_a_restart(qtbot, begin):
    program = begin()
    window = program.window
    _search(qtbot, program, "sabr-comet")
    press(window, "Return")
    assert _doc(program) == "papers/sabr-comet"
    press(window, "Ctrl+F")
    type_text(window, "deaths")
    qtbot.waitUntil(lambda: " of " in window.parts.tabs.pane.find_bar.count_text)
    press(window, "Escape")
    press(window, "Ctrl+Shift+C")
    copied = QApplication.clipboard().text()
    assert "Not clinically reviewed" in copied
    assert "Palma" in copied
    press(window, "Ctrl+D")
    window.window().close()
    again = begin()
    assert _doc(again) == "papers/sabr-comet"
    assert [mark.doc for mark in again.store.bookmarks.list()] == ["papers/sabr-comet"]


def test_that_ctrl_enter_opens_behind_and_the_box_keeps_the_focus(qtbot, begin):
    program = begin()
    window = program.window
    before = _doc(program)
    _search(qtbot, program, "histotripsy")
    press(window, "Down")
    press(window, "Ctrl+Return")
    assert _doc(program) == before
    assert len(window.parts.tabs.state()["tabs"]) == 2
    assert window.parts.box.has_focus()


def test_that_a_hit_opens_at_its_section(qtbot, begin):
    program = begin()
    window = program.window
    _search(qtbot, program, "biliary sclerosis")
    row = next(
        (i, row)
        for i in range(window.parts.hits.list.rows.rowCount())
        if (row := window.parts.hits.list.rows.row(i)).anchor not in ("", "at-a-glance", "summary")
    )
    window.parts.hits.list.setCurrentIndex(window.parts.hits.list.rows.index(row[0]))
    press(window, "Return")
    tabs = window.parts.tabs
    qtbot.waitUntil(lambda: tabs.current_section() == row[1].anchor, timeout=5_000)


def test_that_escape_goes_back_one_step_at_a_time(qtbot, begin):
    program = begin()
    window = program.window
    _search(qtbot, program, "hipec")
    press(window, "Return")
    press(window, "Ctrl+F")
    type_text(window, "survival")
    press(window, "Escape")
    assert window.parts.tabs.pane.find_bar.isHidden()
    assert window.parts.box.text() == "hipec"
    while window.parts.tabs.escape():
        pass
    press(window, "Escape")
    assert window.parts.box.text() == ""


def test_that_escape_empties_the_filter_of_a_browse_list_first(qtbot, begin):
    program = begin()
    window = program.window
    shelf = window.parts.browse.shelves[0]
    shelf.filter.setFocus()
    type_text(window, "hipec")
    press(window, "Escape")
    assert shelf.filter.text() == ""
    assert shelf.filter.hasFocus()


def test_that_the_kind_filter_keeps_only_that_kind(qtbot, begin):
    program = begin()
    _search(qtbot, program, "survival")
    chip = program.window.parts.hits.chips._chips["faq"]
    with qtbot.waitSignal(program.window.parts.searching.answered, timeout=10_000):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: {doc.partition("/")[0] for doc in _hits(program)} == {"faqs"}, timeout=5_000)


def test_that_a_note_is_found_by_a_search_and_marked_in_the_outline(qtbot, begin):
    program = begin()
    window = program.window
    window.open("modalities/sbrt", "serious-harms")
    press(window, "Ctrl+Shift+N")
    type_text(window, "quokka clinic on Monday")
    program.window.open("modalities/hipec")
    press(window, "Escape")
    _search(qtbot, program, "quokka")
    rows = window.parts.hits.list.rows.all()
    assert [(row.header, row.doc) for row in rows] == [(True, ""), (False, "modalities/sbrt")]
    assert "Not in this library" in rows[0].title
    press(window, "Return")
    assert _doc(program) == "modalities/sbrt"
    marked = [row.text for row in window.parts.side.outline.entries.rows if "your note" in row.text]
    assert marked == ["Serious harms · your note"]


def _chips(program):
    """The chips that show and what they say, and which is down."""
    chips = program.window.parts.hits.chips._chips
    shown = {kind: chip.text() for kind, chip in chips.items() if not chip.isHidden()}
    return shown, [kind for kind, chip in chips.items() if chip.isChecked()]


def _click_chip(qtbot, program, kind):
    with qtbot.waitSignal(program.window.parts.searching.answered, timeout=10_000):
        qtbot.mouseClick(program.window.parts.hits.chips._chips[kind], Qt.MouseButton.LeftButton)


def test_that_a_kind_that_was_typed_has_its_chip_down_and_a_chip_stands_for_it(qtbot, begin):
    program = begin()
    window = program.window
    _search(qtbot, program, "kind:faq hipec")
    shown, down = _chips(program)
    assert down == ["faq"]
    assert shown["faq"] == f"FAQs {len(window.flow.answer.hits)}"
    _click_chip(qtbot, program, "paper")
    assert window.parts.box.text() == "kind:paper hipec"
    assert {doc.partition("/")[0] for doc in _hits(program)} == {"papers"}
    assert _chips(program)[1] == ["paper"]
    _click_chip(qtbot, program, "")
    assert window.parts.box.text() == "hipec"
    assert _chips(program)[1] == [""]


def test_that_each_chip_counts_the_documents_that_it_lists(qtbot, begin):
    program = begin()
    for text in ("serious harms of hipec", "hepatic artery infusion survival complications", "palma2019"):
        _search(qtbot, program, text)
        counted, _ = _chips(program)
        for kind in counted:
            _click_chip(qtbot, program, kind)
            assert len(_hits(program)) == len(set(_hits(program)))
            assert counted[kind].endswith(f" {len(_hits(program))}")
            assert _chips(program)[0] == counted
        _click_chip(qtbot, program, "")


def test_that_a_chip_leaves_an_undone_correction_undone(qtbot, begin):
    program = begin()
    window = program.window
    _search(qtbot, program, "cetuximba")
    assert window.flow.answer.corrected
    with qtbot.waitSignal(window.parts.searching.answered, timeout=10_000):
        press(window, "Ctrl+Shift+Z")
    _click_chip(qtbot, program, "")
    assert window.flow.answer.corrected is None


def test_that_chips_have_keys_and_a_click_on_one_leaves_the_keyboard_in_the_box(qtbot, begin):
    program = begin()
    window = program.window
    _search(qtbot, program, "hipec")
    _click_chip(qtbot, program, "faq")
    assert window.parts.box.has_focus()
    shown = list(_chips(program)[0])
    with qtbot.waitSignal(window.parts.searching.answered, timeout=10_000):
        press(window, "Alt+K")
    assert _chips(program)[1] == [shown[shown.index("faq") + 1]]
    with qtbot.waitSignal(window.parts.searching.answered, timeout=10_000):
        press(window, "Alt+Shift+K")
    assert _chips(program)[1] == ["faq"]
    assert window.parts.box.has_focus()


def test_that_every_browse_tab_has_its_keys_and_documents(qtbot, begin):
    program = begin()
    window = program.window
    for number in range(1, 7):
        press(window, f"Alt+{number}")
        shelf = window.parts.browse.shelves[number - 1]
        assert window.parts.browse.current == number - 1
        assert shelf.list.hasFocus()
        assert shelf.list.rows.rowCount() > 1


def test_that_typing_in_a_list_starts_a_search(qtbot, begin):
    program = begin()
    window = program.window
    press(window, "Alt+1")
    type_text(window, "s")
    assert window.parts.box.has_focus()
    type_text(window, "brt")
    assert window.parts.box.text() == "sbrt"


def test_that_f6_goes_round_all_panes_and_back(qtbot, begin):
    program = begin()
    window = program.window
    window.open("modalities/sbrt")
    press(window, "Ctrl+K")
    seen = []
    for _ in range(4):
        press(window, "F6")
        seen.append(QApplication.focusWidget())
    assert window.parts.box.has_focus()
    assert len(set(map(id, seen))) == 4
    press(window, "Shift+F6")
    assert QApplication.focusWidget() is seen[2]


def test_that_the_first_start_text_is_a_sheet_that_is_accepted_once(qtbot, begin):
    program = begin(accepted=False)
    window = program.window
    qtbot.waitUntil(lambda: bool(window.findChildren(FirstStartSheet)))
    assert "enter no patient data" in program.library.edition.first_start
    press(window, "Return")
    assert program.store.first_start_accepted(program.library.edition.issue)
    window.window().close()
    again = begin(accepted=False)
    assert again.window.findChildren(FirstStartSheet) == []


def test_that_light_becomes_dark_and_stays_so(qtbot, begin):
    program = begin()
    press(program.window, "Ctrl+Shift+D")
    assert program.theme.dark
    program.window.window().close()
    assert begin().theme.dark


def test_that_zoom_is_kept(qtbot, begin):
    program = begin()
    press(program.window, "Ctrl+Equal")
    zoom = program.window.parts.tabs.zoom
    assert zoom > 100
    program.window.window().close()
    assert begin().window.parts.tabs.zoom == zoom


def test_that_a_note_is_kept_when_the_window_closes_at_once(qtbot, begin):
    program = begin("opra")
    window = program.window
    qtbot.waitUntil(lambda: bool(_hits(program)))
    press(window, "Return")
    press(window, "Ctrl+Shift+N")
    type_text(window, "Ask at the tumour board")
    window.window().close()
    assert [note.text for note in begin().store.notes.list()] == ["Ask at the tumour board"]


def test_that_a_closed_tab_comes_back(qtbot, begin):
    program = begin()
    window = program.window
    window.open("faqs/how-long", "", "new")
    press(window, "Ctrl+W")
    assert _doc(program) != "faqs/how-long"
    press(window, "Ctrl+Shift+T")
    assert _doc(program) == "faqs/how-long"


def test_that_sheets_open_by_key_and_close_by_escape(qtbot, begin):
    program = begin()
    window = program.window
    for keys in ("Ctrl+Comma", "Question"):
        window.parts.tabs.setFocus()
        press(window, keys)
        sheets = [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]
        assert len(sheets) == 1, keys
        press(window, "Escape")
        qtbot.waitUntil(lambda: not [s for s in window.findChildren(Sheet) if s.isVisible()])


def test_that_a_narrow_window_shows_one_panel_at_a_time(qtbot, begin):
    program = begin()
    window = program.window
    window.window().resize(640, 700)
    assert not window.left.isVisible()
    _search(qtbot, program, "stent")
    assert window.left.isVisible()
    assert not window.parts.tabs.isVisible()
    press(window, "Return")
    assert window.parts.tabs.isVisible()
    assert not window.left.isVisible()


def test_that_every_command_runs_without_a_fault(qtbot, begin, monkeypatch):
    """Those that ask for a file or a printer are left to their own tests."""
    paper = {"print", "large-print", "leaflet", "export-pdf"}
    asking = paper | {"quit", "export-references", "export-reader", "import-reader"}
    asking |= {"add-papers", "export-papers"}
    program = begin()
    for action in ACTIONS:
        if action.bound and action.id not in asking:
            program.window.commands[action.id].trigger()
            QApplication.processEvents()
            for sheet in program.window.findChildren(Sheet):
                if sheet.isVisible():
                    sheet.dismiss()


def test_that_what_is_kept_between_sessions_is_plain_json(begin):
    program = begin()
    program._keep()
    assert json.loads(json.dumps(program.store.session.load())) == program.store.session.load()
    assert (program.store.folder / "window.json").is_file()


def test_that_a_start_says_what_of_the_last_session_is_gone(begin, tmp_path):
    program = begin()
    program.window.window().close()
    store = Store(tmp_path / "data")
    session = store.session.load()
    assert session["tabs"]["tabs"] != []
    session["tabs"]["tabs"].append({"visits": [{"doc": "papers/gone"}], "index": 0, "title": "Gone"})
    store.session.save(session)
    store.close()
    lost = "One page of the last session could not be opened again."
    told = []
    for _ in range(2):
        program = begin()
        told.append(notices(program.window.findChild(NoticeBar)))
        program.window.window().close()
    assert told == [[lost], []]


def test_that_a_second_start_hands_its_query_to_the_window_that_runs(qtbot, begin, tmp_path):
    program = begin()
    data = tmp_path / "data"
    query = "histotripsy"
    command = [sys.executable, "-c", _HAND_OVER, str(data), query]
    environment = {**os.environ, "PYTHONPATH": str(paths.program_folder())}
    with subprocess.Popen(command, env=environment) as second:  # noqa: S603 - our own code
        qtbot.waitUntil(lambda: program.window.parts.box.text() == query, timeout=20_000)
        assert second.wait(20) == 0
