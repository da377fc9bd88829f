"""Collections in the drawer, by keyboard: make, name, order, take out, undo, open, take along."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tests.desktop.program import press
from viewer.desktop.drawer.collections import CollectionsPanel
from viewer.userdata.records import CollectionItem
from viewer.userdata.relocate import Resolved

GONE = "papers/gone"


def _resolve(item):
    if item.doc == GONE:
        return Resolved("gone", words="No longer in this edition.")
    return Resolved("same", item.doc, item.anchor)


@pytest.fixture
def panel(qtbot, theme, store):
    panel = CollectionsPanel(theme, store.collections, _resolve)
    qtbot.addWidget(panel)
    panel.resize(380, 600)
    panel.show()
    with qtbot.waitActive(panel):
        panel.activateWindow()
    return panel


@pytest.fixture
def board(store, panel):
    made = store.collections.add("tumour board 3 Dec").id
    for doc, heading in (("modalities/sbrt", "Results"), ("faqs/cure", ""), (GONE, "Harms")):
        store.collections.gather(made, CollectionItem("", "", doc, doc, heading.lower(), heading))
    panel.show_collection(made)
    return made


def _docs(store, board):
    return [item.doc for item in store.collections.items(board)]


def test_that_a_new_collection_asks_for_its_name(panel, store):
    assert "Ctrl+G" in panel.empty.text()
    panel.new_collection()
    assert panel.name.hasFocus()
    QTest.keyClicks(panel.name, "ward round")
    press(panel, "Return")
    assert [found.name for found in store.collections.list()] == ["ward round"]
    assert panel.choice.currentText() == "ward round"


def test_that_items_are_ordered_taken_out_and_put_back_by_key(panel, store, board):
    panel.name.setFocus()
    press(panel, "Down")
    assert panel.list.hasFocus()
    press(panel, "Alt+Down")
    assert _docs(store, board) == ["faqs/cure", "modalities/sbrt", GONE]
    assert panel.list.currentIndex().row() == 1
    press(panel, "Delete")
    assert _docs(store, board) == ["faqs/cure", GONE]
    press(panel, "Ctrl+Z")
    assert _docs(store, board) == ["faqs/cure", "modalities/sbrt", GONE]


def test_that_enter_opens_a_place_and_what_is_gone_says_so(qtbot, panel, board):
    panel.list.setFocus()
    with qtbot.waitSignal(panel.document_requested) as opened:
        press(panel, "Return")
    assert opened.args == ["modalities/sbrt", "results", "here"]
    press(panel, "Down")
    press(panel, "Down")
    with qtbot.assertNotEmitted(panel.document_requested):
        press(panel, "Return")
    assert "No longer in this edition" in panel.list.current().subtitle


def test_that_a_deleted_collection_comes_back_with_what_was_in_it(panel, store, board):
    panel.delete_collection()
    assert store.collections.list() == ()
    assert not panel.pdf_button.isEnabled()
    panel.undo_bar.undo()
    assert len(_docs(store, board)) == 3
    assert panel.pdf_button.isEnabled()


def test_that_choosing_another_collection_shows_it_and_tells(qtbot, panel, store, board):
    other = store.collections.add("teaching").id
    panel.reload()
    panel.choice.setFocus()
    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.keyClick(panel.choice, Qt.Key.Key_Down)
    assert chosen.args == [other]
    assert panel.list.rows.rowCount() == 0


def test_that_the_collection_shown_is_the_one_taken_along(qtbot, panel, board):
    with qtbot.waitSignal(panel.export_requested) as asked:
        panel.ris_button.click()
    assert asked.args == [board, "ris"]


def test_that_the_model_of_the_list_is_sound(panel, board):
    QAbstractItemModelTester(panel.list.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel.reload()
    panel.shift_current(1)
