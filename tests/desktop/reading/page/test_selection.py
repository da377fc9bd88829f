"""What is selected in a page stays selected until the reader goes elsewhere."""

from pytestqt.qtbot import QtBot

from tests.desktop.reading_support import SBRT
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.page.place import cursor_at
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs

COMET, CURED = "papers/comet", "faqs/cured"


def text_of(tabs: DocumentTabs) -> str:
    return tabs.pane.view.document().toPlainText()


def test_that_a_selection_is_there_again_when_its_tab_is(tabs: DocumentTabs, qtbot: QtBot):
    tabs.open(SBRT.doc)
    tabs.open(COMET, where="new")
    tabs.select(1)
    start = text_of(tabs).index("Patients. Sentence 3")
    cursor = cursor_at(tabs.pane.view, start)
    cursor.setPosition(start + 20, cursor.MoveMode.KeepAnchor)
    tabs.pane.view.setTextCursor(cursor)
    tabs.select(2)
    assert tabs.selected_text() == ""
    tabs.select(1)
    assert tabs.selected_text() == "Patients. Sentence 3"
    tabs.open(CURED)
    tabs.go_back()
    assert tabs.selected_text() == "Patients. Sentence 3"
    tabs.go_to_section("open")
    assert tabs.selected_text() == ""


def test_that_a_selection_outlives_another_size_of_letters_or_window(tabs: DocumentTabs, theme: Theme):
    tabs.open(SBRT.doc, "who")
    start = text_of(tabs).index("Patients. Sentence 3")
    cursor = cursor_at(tabs.pane.view, start + 20)
    cursor.setPosition(start, cursor.MoveMode.KeepAnchor)
    tabs.pane.view.setTextCursor(cursor)
    for change in (
        lambda: tabs.zoom_by(1),
        lambda: tabs.resize(500, 400),
        lambda: theme.choose("dark"),
        lambda: theme.choose("light"),
    ):
        change()
        assert tabs.selected_text() == "Patients. Sentence 3"
    assert tabs.pane.view.textCursor().position() == start
