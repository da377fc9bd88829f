"""Notes leave a mark where their page is listed, found and read."""

import pytest
from PySide6.QtCore import Qt

from tests.desktop.program import is_answered, press, type_text
from viewer.desktop.widgets.rows import NOTED
from viewer.library.model import BROWSED


@pytest.fixture
def noted(qtbot, begin):
    program = begin()
    program.store.notes.save(
        "papers/beacon", "results-and-harms", "Harms", "Ask about diarrhoea", "BEACON CRC"
    )
    program.store.notes.save("papers/beacon", "", "", "Of the whole", "BEACON CRC")
    return program


def _spoken(rows):
    index = next(n for n, row in enumerate(rows.rows.all()) if row.doc == "papers/beacon")
    return rows.rows.index(index).data(Qt.ItemDataRole.AccessibleTextRole)


def test_that_a_note_has_its_mark_in_page_outline_list_and_hits(qtbot, noted):
    window = noted.window
    window.open("papers/beacon", "results-and-harms")
    view = window.parts.tabs.pane.view
    qtbot.waitUntil(lambda: view.contents.is_filled)
    assert {anchor for anchor, _ in view.note_places()} == {"", "results-and-harms"}
    place = dict(view.note_places())["results-and-harms"]
    heading = view.cursorRect(view.textCursor())
    assert abs(place.center().y() - heading.center().y()) < 12
    assert place.right() < view.document().rootFrame().frameFormat().leftMargin()
    outline = [row.text for row in window.parts.side.outline.entries.rows if "your note" in row.text]
    assert outline == ["Summary · your note", "Results and harms · your note"]
    shelf = window.parts.browse.shelves[BROWSED.index("paper")]
    assert NOTED in _spoken(shelf.list)
    press(window, "Ctrl+K")
    type_text(window, "beacon")
    qtbot.waitUntil(lambda: is_answered(window, "beacon"))
    assert NOTED in _spoken(window.parts.hits.list)


def test_that_a_click_on_the_mark_opens_the_note(qtbot, noted):
    window = noted.window
    window.open("papers/beacon", "results-and-harms")
    view = window.parts.tabs.pane.view
    qtbot.waitUntil(lambda: view.contents.is_filled)
    with qtbot.waitSignal(view.note_requested) as asked:
        qtbot.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=dict(view.note_places())["results-and-harms"].center(),
        )
    assert asked.args == ["results-and-harms"]
    assert len(window.more_panes) == 1


def test_that_a_note_that_was_taken_away_leaves_no_mark(qtbot, noted):
    window = noted.window
    window.open("papers/beacon")
    for anchor in ("", "results-and-harms"):
        noted.store.notes.remove("papers/beacon", anchor)
    window.open("papers/cairo5")
    window.open("papers/beacon")
    view = window.parts.tabs.pane.view
    assert list(view.note_places()) == []
    assert NOTED not in _spoken(window.parts.browse.shelves[BROWSED.index("paper")].list)


def test_that_a_search_finds_notes_below_the_hits(qtbot, noted):
    window = noted.window
    press(window, "Ctrl+K")
    type_text(window, "diarrhoea")
    qtbot.waitUntil(lambda: is_answered(window, "diarrhoea"))
    rows = window.parts.hits.list.rows.all()
    head = next(n for n, row in enumerate(rows) if row.header)
    assert rows[head].title == "Your notes"
    assert [row.body for row in rows[head + 1 :]] == ["Ask about diarrhoea"]
