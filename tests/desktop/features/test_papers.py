"""Papers of the reader's own in the window: dropped, previewed, found, edited, deleted, carried out."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.conftest import CASES
from tests.desktop.program import finish, notices, start
from viewer.desktop.features.papers import Papers
from viewer.desktop.sheets.papers import PaperSheet, PreviewSheet
from viewer.desktop.widgets.small import UndoBar
from viewer.desktop.window.notices import NoticeBar
from viewer.imports.paper_folder import PaperFolder
from viewer.library.model import BROWSED

FILES = [CASES / "imports" / name for name in ("summary.md", "between-records.ris", "items.json")]
WAIT = 30_000


@pytest.fixture
def program(qapp, qtbot, theme, sample_library_dir, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    program = start(qapp, sample_library_dir, tmp_path / "data")
    program.store.accept_first_start(program.library.edition.issue)
    with qtbot.waitActive(program.window):
        program.frame.resize(1440, 900)
        program.window.activateWindow()
    qtbot.waitUntil(lambda: program.window.findChild(Papers) is not None)
    qtbot.waitUntil(lambda: program.window.parts.searching.ready)
    yield program
    finish(program)


def sheet(qtbot, program, kind):
    def shown():
        return [one for one in program.window.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=WAIT)
    return shown()[0]


def drop(program, paths: list[Path]):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy, place = Qt.DropAction.CopyAction, QPointF(300, 300)
    entered = QDragEnterEvent(place.toPoint(), copy, data, buttons, keys)
    QApplication.sendEvent(program.window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(program.window, QDropEvent(place, copy, data, buttons, keys, QEvent.Type.Drop))


def add(qtbot, program):
    drop(program, FILES)
    sheet(qtbot, program, PreviewSheet).add_button.click()
    qtbot.waitUntil(lambda: program.window.parts.browse.tabs.isTabVisible(len(BROWSED)), timeout=WAIT)
    report = sheet(qtbot, program, PreviewSheet)
    assert "items.json:6: not understood: a record without a title" in report.list.toPlainText()
    assert report.add_button.isHidden()
    report.dismiss()


def hits(qtbot, program, query, title):
    rows = program.window.parts.hits.list.rows
    program.window.flow.ask(query)
    qtbot.waitUntil(lambda: any(row.title == title for row in rows.all()), timeout=WAIT)
    return [row for row in rows.all() if row.title == title]


def open_summary(qtbot, program):
    (row, *_) = hits(qtbot, program, "summary of the form", "A summary of the form")
    program.window.open(row.doc)
    return row


def test_that_a_drop_shows_what_would_come_and_writes_nothing(qtbot, program):
    drop(program, FILES)
    shown = sheet(qtbot, program, PreviewSheet)
    assert "summary.md:1: new" in shown.list.toPlainText()
    assert "items.json:6: not understood: a record without a title" in shown.list.toPlainText()
    shown.dismiss()
    assert PaperFolder(program.store.folder).papers() == ()


def test_that_what_is_added_is_found_under_its_label_and_reported(qtbot, program):
    add(qtbot, program)
    (row, *_) = hits(qtbot, program, "summary of the form", "A summary of the form")
    assert row.chip == "Yours, not checked"
    assert row.aside.startswith("Mine")
    assert "machine summary, not checked" in row.subtitle
    assert any(
        "9 records read: 7 kept, 0 doubled, 2 refused." in text
        for text in notices(program.window.findChild(NoticeBar))
    )


def test_that_the_page_the_tab_and_the_copy_bear_the_label(qtbot, program):
    add(qtbot, program)
    open_summary(qtbot, program)
    page = program.window.parts.tabs.current_page()
    assert [label.text for label in page.labels][:2] == ["Yours, not checked", "Machine summary, not checked"]
    assert program.window.parts.tabs.strip.bar.tabText(0).startswith("Yours, not checked · ")
    program.window.commands["copy-citation"].trigger()
    copied = QApplication.clipboard().text()
    assert "Yours, not checked" in copied
    assert "Machine summary, not checked" in copied
    assert "edition" not in copied


def test_that_a_paper_is_edited_in_place_and_found_by_its_new_words(qtbot, program):
    add(qtbot, program)
    open_summary(qtbot, program)
    program.window.commands["edit-paper"].trigger()
    shown = sheet(qtbot, program, PaperSheet)
    shown.title_field.setText("Quokka trial")
    shown.year_field.setText("99")
    shown.save_button.click()
    assert shown.isVisible()
    shown.year_field.setText("2024")
    shown.labels_field.setText("rectal, later, rectal")
    shown.note_field.setPlainText("Ask about wombats.")
    shown.save_button.click()
    hits(qtbot, program, "wombats", "Quokka trial")
    kept = PaperFolder(program.store.folder).papers()
    found = next(paper for paper in kept if paper.title == "Quokka trial")
    assert (found.year, found.labels, found.note) == (2024, ("rectal", "later"), "Ask about wombats.")
    qtbot.waitUntil(lambda: program.window.parts.tabs.current_page().title == "Quokka trial")


def test_that_a_deleted_paper_comes_back_by_undo(qtbot, program):
    add(qtbot, program)
    open_summary(qtbot, program)
    program.window.commands["edit-paper"].trigger()
    shown = sheet(qtbot, program, PaperSheet)
    shown.delete_requested.emit(shown._paper.key)
    shown.dismiss()
    folder = PaperFolder(program.store.folder)
    bar = program.window.findChild(UndoBar)
    qtbot.waitUntil(bar.isVisible, timeout=WAIT)
    assert len(folder.papers()) == 6
    bar.undo()
    qtbot.waitUntil(lambda: len(folder.papers()) == 7, timeout=WAIT)
    hits(qtbot, program, "summary of the form", "A summary of the form")


@pytest.mark.parametrize("ending", [".ris", ".json", ".bib", ".md"])
def test_that_all_papers_are_written_in_each_form_with_their_label(qtbot, program, tmp_path, ending):
    add(qtbot, program)
    feature = program.window.findChild(Papers)
    with qtbot.waitSignal(feature.reported, timeout=WAIT):
        feature.export_to(tmp_path / f"mine{ending}")
    text = (tmp_path / f"mine{ending}").read_text("utf-8")
    assert "A summary of the form" in text
    assert text.count("Yours, not checked") >= 7


def test_that_no_tab_stands_where_there_are_no_papers(program):
    assert not program.window.parts.browse.tabs.isTabVisible(len(BROWSED))
