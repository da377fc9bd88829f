"""From a figure to its source in one key: F2, a click, a copy with its citation; a drawing as a picture."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.desktop.program import finish, press, start
from tests.library.written_card import write
from viewer import paths
from viewer.compile import compile_library
from viewer.desktop.features.figures import Figures
from viewer.desktop.reading.page.place import cursor_at
from viewer.desktop.reading.page.spots import drawing_at
from viewer.desktop.reading.quote.figures import next_figure


@pytest.fixture
def card(qapp, qtbot, theme, content, tmp_path, monkeypatch):
    """The program with a card that has outcomes, its results in sight and in focus."""
    write(content)
    compile_library(content, tmp_path / "library")
    monkeypatch.setattr(paths, "bundled_library", lambda: tmp_path / "library")
    program = start(qapp, tmp_path / "library", tmp_path / "data")
    program.store.accept_first_start(program.library.edition.issue)
    with qtbot.waitActive(program.window):
        program.frame.resize(1440, 900)
        program.window.activateWindow()
    qtbot.waitUntil(lambda: program.window.parts.searching.ready, timeout=20_000)
    program.window.open("papers/sabr-comet", "results-and-harms")
    program.window.parts.tabs.pane.view.setFocus()
    yield program
    finish(program)


def view_of(program):
    return program.window.parts.tabs.pane.view


def said(program):
    preview = program.window.parts.tabs.pane.preview
    return f"{preview._title.text()}\n{preview._text.text()}" if preview.isVisible() else ""


def go_before(program, words):
    """Put the caret just before `words`, as a reader who selected and let go does."""
    view = view_of(program)
    place = view.document().toPlainText().index(words)
    view.setTextCursor(cursor_at(view, place))
    view.ensureCursorVisible()


def test_that_f2_says_every_fact_that_prints_a_figure_and_where_it_stands(card):
    go_before(card, "42.3%")
    press(card.window, "F2")
    assert said(card).startswith("42.3\n")
    assert "5-year overall survival, SABR" in said(card)
    assert "Of: 66" in said(card)
    assert "Population: mixed solid tumours" in said(card)
    assert "Year: 2020" in said(card)
    assert "Read: A, read in the abstract" in said(card)
    assert "Stands in: facts/sabr.tsv:4" in said(card)
    assert "Stands in: facts/sabr.tsv:8" in said(card)


def test_that_f2_goes_on_to_the_next_figure_and_shift_f2_back(card):
    go_before(card, "42.3%")
    press(card.window, "F2")
    press(card.window, "F2")
    assert said(card).startswith("95\n")
    press(card.window, "Shift+F2")
    assert said(card).startswith("42.3\n")


def test_that_a_figure_without_a_fact_says_so(card):
    go_before(card, "95% CI")
    press(card.window, "F2")
    assert "No fact of the library prints this figure" in said(card)


def test_that_a_click_on_a_figure_shows_it_and_one_beside_it_does_not(card):
    view = view_of(card)
    go_before(card, "17.7%")
    span = next_figure(view.document(), view.textCursor().position() - 1, 1)
    assert span is not None
    rect = view.cursorRect(cursor_at(view, span[0] + 2))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert said(card).startswith("17.7\n")
    press(card.window, "Escape")
    assert said(card) == ""
    go_before(card, "Alive at")
    rect = view.cursorRect(cursor_at(view, view.textCursor().position() + 2))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert said(card) == ""


def test_that_numbers_of_citations_are_no_figures(card):
    view = view_of(card)
    position = 0
    while (span := next_figure(view.document(), position, 1)) is not None:
        cursor = cursor_at(view, span[0] + 1)
        assert not cursor.charFormat().anchorHref().startswith("references/")
        position = span[0]
    assert position > 0


def test_that_a_figure_is_copied_with_its_row_facts_reference_and_place(card):
    go_before(card, "42.3%")
    press(card.window, "F2")
    press(card.window, "Ctrl+Alt+F")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("42.3\n\n")
    assert "Alive at a set time" in copied
    assert "facts/sabr.tsv:4" in copied
    assert "Palma DA" in copied
    assert "wardshelf:papers/sabr-comet#results-and-harms" in copied


def test_that_after_the_last_figure_a_word_says_so(card, qtbot):
    view = view_of(card)
    view.setTextCursor(cursor_at(view, view.document().characterCount()))
    view.ensureCursorVisible()
    message = card.window.findChild(Figures).message
    with qtbot.waitSignal(message, timeout=2_000) as told:
        press(card.window, "F2")
    assert told.args == ["No figure stands from here on. Shift+F2 goes to the one before."]


def test_that_a_drawing_is_copied_as_svg_and_as_pixels_with_its_source(card):
    press(card.window, "Ctrl+Alt+P")
    data = QGuiApplication.clipboard().mimeData()
    svg = bytes(data.data("image/svg+xml").data()).decode()
    assert svg.startswith("<svg ")
    assert "HR 0.57" in svg
    assert "Palma" in svg
    image = QGuiApplication.clipboard().image()
    assert image.width() == 1_800
    assert "HR 0.57 (interval not stated)" in data.text()


def test_that_the_menu_of_a_drawing_offers_its_picture(card):
    view = view_of(card)
    place = view.document().toPlainText().index("\N{OBJECT REPLACEMENT CHARACTER}")
    rect = view.cursorRect(cursor_at(view, place))
    inside = view.viewport().mapTo(view, rect.topLeft())
    inside.setX(inside.x() + 20)
    inside.setY(inside.y() + 10)
    assert drawing_at(view, view.contents, inside) == "drawing:papers/sabr-comet/0/4"


def test_that_a_figure_is_forgotten_with_its_page_even_out_of_sight(card):
    """Else its place is looked for in the text of another page, and another figure goes with its citation."""
    go_before(card, "42.3%")
    tabs = card.window.parts.tabs
    tabs.hide()  # as where a narrow window shows the hits alone
    card.window.commands["figure"].trigger()
    card.window.open("modalities/sbrt")
    tabs.show()
    view = view_of(card)
    assert view._ringed is None
    view.setFocus()
    press(card.window, "F2")
    first = next_figure(view.document(), 0, 1)
    assert first is not None
    assert said(card).startswith(view.document().toPlainText()[slice(*first)])
