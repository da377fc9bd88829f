"""History, notes and the drawer they stand in, used as a person uses them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.sheets_support import Clock, make_host, resolve, show_panel
from viewer.desktop.drawer.bookmarks import BookmarksPanel
from viewer.desktop.drawer.drawer import Drawer
from viewer.desktop.drawer.history import HistoryPanel, day_name
from viewer.desktop.drawer.notes import NotesPanel
from viewer.desktop.look.theme import Theme
from viewer.userdata.store import Store

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


# -- history -------------------------------------------------------------------------------------------------


@pytest.fixture
def history(qtbot: QtBot, theme: Theme, store: Store, clock: Clock) -> HistoryPanel:
    store.history.record("faqs/a", "Can it be cured?")
    store.history.record("faqs/b", "What is SBRT?", "harms")
    clock.time += timedelta(days=1)
    store.history.record("faqs/a", "Can it be cured?")
    panel = HistoryPanel(theme, store.history, lambda: date(2026, 11, 21))
    show_panel(qtbot, panel)
    return panel


def _rows(panel: HistoryPanel | NotesPanel) -> list[str]:
    model = panel.list.rows
    return [model.row(place).title for place in range(model.rowCount())]


ALL_DAYS = ["Today", "Can it be cured?", "Yesterday", "What is SBRT?", "Can it be cured?"]


def test_that_history_stands_under_its_days(history: HistoryPanel) -> None:
    assert _rows(history) == ALL_DAYS


def test_that_days_further_back_have_their_date() -> None:
    assert day_name("2026-11-18", date(2026, 11, 21)) == "Wednesday 18 November 2026"
    assert day_name("torn", date(2026, 11, 21)) == "torn"


def test_that_a_history_entry_opens_at_its_section(qtbot: QtBot, history: HistoryPanel) -> None:
    history.list.setCurrentIndex(history.list.rows.index(3))
    with qtbot.waitSignal(history.document_requested) as asked:
        qtbot.keyClick(history.list, Qt.Key.Key_Return)
    assert asked.args == ["faqs/b", "harms", "here"]


def test_that_letters_typed_in_the_history_filter_it(qtbot: QtBot, history: HistoryPanel) -> None:
    history.list.setFocus()
    qtbot.keyClick(history.list, "s")
    focus = QApplication.focusWidget()
    assert focus is history.filter
    qtbot.keyClicks(history.filter, "brt")
    assert _rows(history) == ["Yesterday", "What is SBRT?"]


def test_that_one_entry_is_deleted_by_key(qtbot: QtBot, history: HistoryPanel, store: Store) -> None:
    history.list.setCurrentIndex(history.list.rows.index(3))
    with qtbot.waitSignal(history.history_changed):
        qtbot.keyClick(history.list, Qt.Key.Key_Delete)
    assert _rows(history) == ["Today", "Can it be cured?", "Yesterday", "Can it be cured?"]
    assert len(store.history.by_day()) == 2


def test_that_a_day_is_deleted_by_key_after_a_question(
    qtbot: QtBot, history: HistoryPanel, store: Store
) -> None:
    history.list.setCurrentIndex(history.list.rows.index(3))
    qtbot.keyClick(history.list, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert "Yesterday" in history.question.text()
    assert QApplication.focusWidget() is history.no_button
    with qtbot.waitSignal(history.history_changed):
        history.yes_button.click()
    assert _rows(history) == ["Today", "Can it be cured?"]
    assert QApplication.focusWidget() is history.list
    assert len(store.history.by_day()) == 1


def test_that_a_day_is_kept_where_the_question_is_answered_so(qtbot: QtBot, history: HistoryPanel) -> None:
    history.list.setFocus()
    qtbot.keyClick(history.list, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(history.no_button, Qt.Key.Key_Escape)
    assert history.question.isHidden()
    assert _rows(history) == ALL_DAYS
    assert QApplication.focusWidget() is history.list


def test_that_a_search_stands_under_its_day_is_made_again_and_deleted(
    qtbot: QtBot, history: HistoryPanel, store: Store
) -> None:
    store.history.record_search("liver & lung")
    history.reload()
    assert _rows(history)[:2] == ["Today", "liver & lung"]
    history.list.setCurrentIndex(history.list.rows.index(1))
    with qtbot.waitSignal(history.document_requested) as asked:
        qtbot.keyClick(history.list, Qt.Key.Key_Return)
    assert asked.args == ["search:liver%20%26%20lung", "", "here"]
    qtbot.keyClick(history.list, Qt.Key.Key_Delete)
    assert store.history.recent_searches() == ()
    assert _rows(history) == ALL_DAYS


def test_that_the_menu_of_the_history_offers_what_an_entry_or_a_day_allows(history: HistoryPanel) -> None:
    shown = history.list.rows
    offered = [
        [
            action.text().partition("\t")[0]
            for action in history.context_menu(entry).actions()
            if action.text()
        ]
        for entry in history._shown[:2]
    ]
    assert shown.row(0).header
    assert offered[0] == ["Delete one day, Today…"]
    assert offered[1] == ["Open", "Open in a background tab", "Delete", "Delete one day, Today…"]


def test_that_the_button_that_clears_a_filter_has_a_name(qtbot: QtBot, history: HistoryPanel) -> None:
    qtbot.keyClicks(history.filter, "x")
    clear = history.filter.clear_button
    assert clear.accessibleName() == "Clear the filter"
    assert clear.isVisible()
    clear.click()
    assert history.filter.text() == ""
    assert not clear.isVisible()


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
def test_that_the_button_that_clears_a_filter_is_drawn_in_the_colours_in_force(
    qtbot: QtBot, theme: Theme, history: HistoryPanel, choice: str
) -> None:
    theme.choose(choice)
    qtbot.keyClicks(history.filter, "x")
    image = history.filter.clear_button.icon().pixmap(64, 64).toImage()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    drawn = {image.pixelColor(x, y).name() for x, y in places if image.pixelColor(x, y).alpha() == 255}
    assert drawn == {theme.tokens.second.lower()}


def test_that_all_history_is_deleted_only_after_a_question(
    qtbot: QtBot, history: HistoryPanel, store: Store
) -> None:
    history.all_button.click()
    assert history.yes_button.isVisible()
    assert QApplication.focusWidget() is history.no_button
    history.no_button.click()
    assert _rows(history) == ALL_DAYS
    history.all_button.click()
    with qtbot.waitSignal(history.history_changed):
        history.yes_button.click()
    assert store.history.by_day() == ()
    assert history.empty.text().startswith("Nothing read yet.")
    assert not history.all_button.isEnabled()


# -- notes ---------------------------------------------------------------------------------------------------


@pytest.fixture
def notes(qtbot: QtBot, theme: Theme, store: Store) -> NotesPanel:
    panel = NotesPanel(theme, store.notes, resolve, lambda: store.saving)
    show_panel(qtbot, panel)
    return panel


def write_on(notes: NotesPanel, doc: str, anchor: str, heading: str, title: str) -> None:
    notes.show_section(doc, anchor, heading, title)
    notes.editor.field.setFocus()


def _text(store: Store, doc: str, anchor: str = "") -> str | None:
    note = store.notes.get(doc, anchor)
    return note.text if note else None


@pytest.mark.slow
def test_that_a_note_is_kept_within_a_second_of_its_first_key_while_typing_goes_on(
    qtbot: QtBot, notes: NotesPanel, store: Store
) -> None:
    write_on(notes, "modalities/sbrt", "results", "Results", "SBRT")
    with qtbot.waitSignal(notes.editor.saved, timeout=1000):
        qtbot.keyClicks(notes.editor.field, "Ask about n", delay=90)
    kept = _text(store, "modalities/sbrt", "results")
    assert kept is not None
    assert "Ask about n".startswith(kept)
    notes.flush()
    assert _text(store, "modalities/sbrt", "results") == "Ask about n"


def test_that_a_note_is_kept_when_the_editor_turns_to_another_section(
    qtbot: QtBot, notes: NotesPanel, store: Store
) -> None:
    write_on(notes, "faqs/a", "", "", "Can it be cured?")
    qtbot.keyClicks(notes.editor.field, "one")
    write_on(notes, "faqs/b", "", "", "What is SBRT?")
    assert notes.editor.field.toPlainText() == ""
    qtbot.keyClicks(notes.editor.field, "two")
    write_on(notes, "faqs/a", "", "", "Can it be cured?")
    assert notes.editor.field.toPlainText() == "one"
    assert (_text(store, "faqs/a"), _text(store, "faqs/b")) == ("one", "two")


@pytest.mark.parametrize("how", ["hide", "close", "leave"])
def test_that_a_note_is_kept_when_its_field_is_left(
    qtbot: QtBot, notes: NotesPanel, store: Store, how: str
) -> None:
    write_on(notes, "faqs/a", "", "", "Can it be cured?")
    qtbot.keyClicks(notes.editor.field, "one")
    {"hide": notes.hide, "close": notes.close, "leave": notes.filter.setFocus}[how]()
    assert _text(store, "faqs/a") == "one"


def test_that_without_a_page_nothing_can_be_written(notes: NotesPanel, store: Store) -> None:
    assert not notes.editor.field.isEnabled()
    assert notes.editor.name.text() == "No page is open."
    assert notes.editor.place is None
    assert store.notes.list() == ()
    write_on(notes, "faqs/a", "", "", "A & B")
    assert notes.editor.field.accessibleName() == "Note on A & B"


def test_that_the_editor_says_no_patient_data(notes: NotesPanel) -> None:
    shown = [found.text() for found in notes.findChildren(QLabel) if found.isVisible()]
    assert "Please enter no patient data." in shown
    assert notes.editor.name.buddy() is notes.editor.field


def test_that_a_note_in_the_list_opens_its_section_and_its_text(
    qtbot: QtBot, notes: NotesPanel, store: Store
) -> None:
    store.notes.save("modalities/sbrt", "results", "Results", "Only 18 of 99", "SBRT")
    notes.reload()
    assert _rows(notes) == ["SBRT"]
    with qtbot.waitSignal(notes.document_requested) as asked:
        qtbot.keyClick(notes.list, Qt.Key.Key_Return)
    assert asked.args == ["modalities/sbrt", "results", "here"]
    assert notes.editor.field.toPlainText() == "Only 18 of 99"


def test_that_deleting_a_note_empties_its_editor_and_is_undone(
    qtbot: QtBot, notes: NotesPanel, store: Store
) -> None:
    write_on(notes, "faqs/a", "", "", "Can it be cured?")
    qtbot.keyClicks(notes.editor.field, "not yet kept")
    notes.flush()
    notes.list.setFocus()
    qtbot.keyClick(notes.list, Qt.Key.Key_Delete)
    assert _text(store, "faqs/a") is None
    assert notes.editor.field.toPlainText() == ""
    qtbot.keyClick(notes.list, Qt.Key.Key_Z, CTRL)
    assert _text(store, "faqs/a") == "not yet kept"
    assert notes.editor.field.toPlainText() == "not yet kept"


def test_that_notes_are_filtered_by_their_words(qtbot: QtBot, notes: NotesPanel, store: Store) -> None:
    store.notes.save("faqs/a", "", "", "dose", "A")
    store.notes.save("faqs/b", "", "", "harm", "B")
    notes.reload()
    notes.list.setFocus()
    qtbot.keyClick(notes.list, "h")
    assert _rows(notes) == ["B"]
    qtbot.keyClicks(notes.filter, "zz")
    assert notes.empty.text() == "No note holds these words."


def test_that_who_comes_back_to_a_note_goes_on_at_its_end(
    qtbot: QtBot, notes: NotesPanel, store: Store
) -> None:
    store.notes.save("faqs/a", "", "", "one", "Can it be cured?")
    write_on(notes, "faqs/a", "", "", "Can it be cured?")
    qtbot.keyClicks(notes.editor.field, " two")
    assert notes.editor.field.toPlainText() == "one two"


def test_that_a_note_that_cannot_be_saved_is_not_called_kept(
    qtbot: QtBot, theme: Theme, store: Store
) -> None:
    reaches_the_disk = False
    panel = NotesPanel(theme, store.notes, resolve, lambda: reaches_the_disk)
    show_panel(qtbot, panel)
    write_on(panel, "faqs/a", "", "", "Can it be cured?")
    qtbot.keyClicks(panel.editor.field, "one")
    assert panel.editor.state.text() == "Being written …"
    panel.flush()
    assert panel.editor.state.text() == "Not saved: kept until you quit."
    reaches_the_disk = True
    panel.editor.show_state()
    assert panel.editor.state.text() == "Kept."


# -- drawer --------------------------------------------------------------------------------------------------


@pytest.fixture
def drawer(
    qtbot: QtBot, theme: Theme, store: Store, notes: NotesPanel, history: HistoryPanel
) -> Iterator[Drawer]:
    window = make_host(qtbot)
    middle = window.centralWidget()
    assert middle is not None
    bookmarks = BookmarksPanel(theme, store.bookmarks, resolve)
    yield Drawer(theme, middle, {"Bookmarks": bookmarks, "Notes": notes, "History": history})
    window.close()


def test_that_the_drawer_opens_at_the_right_and_gives_the_focus_back(qtbot: QtBot, drawer: Drawer) -> None:
    behind = QApplication.focusWidget()
    drawer.toggle("Bookmarks")
    host = drawer.parentWidget()
    assert host is not None
    assert drawer.geometry().right() == host.rect().right()
    assert drawer.height() == host.height()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert drawer.isAncestorOf(focus)
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert drawer.isHidden()
    assert QApplication.focusWidget() is behind


def test_that_the_key_of_another_panel_turns_to_it_and_its_own_key_closes(drawer: Drawer) -> None:
    drawer.toggle("Bookmarks")
    drawer.toggle("History")
    assert (drawer.current, drawer.isVisible()) == ("History", True)
    drawer.toggle("History")
    assert drawer.isHidden()


def test_that_tab_leaves_the_drawer_for_the_page(qtbot: QtBot, drawer: Drawer) -> None:
    drawer.toggle("History")
    for _ in range(20):
        focus = QApplication.focusWidget()
        if focus is not None and focus.objectName() == "behind":
            return
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    pytest.fail("Tab never left the drawer")


def test_that_the_drawer_follows_the_window(qtbot: QtBot, drawer: Drawer) -> None:
    drawer.toggle("Notes")
    window = drawer.window()
    window.resize(300, 500)
    host = drawer.parentWidget()
    assert host is not None
    qtbot.waitUntil(lambda: drawer.geometry() == host.rect())
