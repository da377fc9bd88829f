"""Bookmarks, history, notes and the drawer they stand in, used as a person uses them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from viewer.desktop.dialogs.bookmarks_model import BookmarksModel
from viewer.desktop.dialogs.bookmarks_panel import BookmarksPanel
from viewer.desktop.dialogs.drawer import Drawer
from viewer.desktop.dialogs.history_panel import HistoryPanel, day_name
from viewer.desktop.dialogs.notes_panel import NotesPanel
from viewer.desktop.theme import Theme
from viewer.userdata.records import Bookmark, Day, Folder, Note
from viewer.userdata.resolve import Resolved
from viewer.userdata.store import Store

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    store = Store.open(tmp_path, now=clock)
    yield store
    store.close()


def _resolve(place: Bookmark | Note) -> Resolved:
    if place.doc == "papers/gone":
        return Resolved("gone", words="No longer in this edition.")
    if place.doc == "papers/old":
        return Resolved("moved", "papers/new", "here", "Now in “New”.")
    return Resolved("same", place.doc, place.anchor)


def _show(qtbot: QtBot, panel: QWidget) -> None:
    qtbot.addWidget(panel)
    panel.resize(380, 640)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()


@pytest.fixture
def bookmarks(qtbot: QtBot, theme: Theme, store: Store) -> BookmarksPanel:
    ward = store.bookmarks.add_folder("Ward")
    store.bookmarks.add_folder("Teaching")
    store.bookmarks.add("SBRT", "modalities/sbrt", "results", "Results", "n = 99", ward.id)
    store.bookmarks.add("COLLISION", "papers/collision", folder=ward.id)
    for name in "abc":
        store.bookmarks.add(f"FAQ {name}", f"faqs/{name}")
    panel = BookmarksPanel(theme, store.bookmarks, _resolve)
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Warning, panel)
    _show(qtbot, panel)
    return panel


def _tree(model: BookmarksModel, parent: QModelIndex | None = None) -> list[object]:
    parent = parent or QModelIndex()
    found: list[object] = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        children = _tree(model, index)
        is_folder = isinstance(model.item(index), Folder)
        found.append((index.data(), children) if is_folder else index.data())
    return found


def _choose(panel: BookmarksPanel, title: str) -> None:
    model = panel.model
    tops = [model.index(row, 0) for row in range(model.rowCount())]
    inner = [model.index(row, 0, top) for top in tops for row in range(model.rowCount(top))]
    panel.tree.setCurrentIndex(next(index for index in tops + inner if index.data() == title))
    panel.tree.setFocus()


START = [("Ward", ["SBRT", "COLLISION"]), ("Teaching", []), "FAQ a", "FAQ b", "FAQ c"]


# -- bookmarks -----------------------------------------------------------------------------------------------


def test_that_bookmarks_stand_in_their_folders_in_order(bookmarks: BookmarksPanel) -> None:
    assert _tree(bookmarks.model) == START


def test_that_enter_opens_here_and_ctrl_enter_behind(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    asked: list[tuple[str, str, str]] = []
    bookmarks.document_requested.connect(lambda *place: asked.append(place))
    _choose(bookmarks, "SBRT")
    qtbot.keyClick(bookmarks.tree, Qt.Key.Key_Return)
    qtbot.keyClick(bookmarks.tree, Qt.Key.Key_Return, CTRL)
    assert asked == [("modalities/sbrt", "results", "here"), ("modalities/sbrt", "results", "background")]


def test_that_a_click_opens_and_a_middle_click_opens_behind(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    asked: list[tuple[str, str, str]] = []
    bookmarks.document_requested.connect(lambda *place: asked.append(place))
    place = bookmarks.tree.visualRect(bookmarks.model.index(2, 0)).center()
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
        qtbot.mouseClick(bookmarks.tree.viewport(), button, pos=place)
    assert asked == [("faqs/a", "", "here"), ("faqs/a", "", "background")]


def test_that_a_click_on_a_folder_closes_and_opens_it(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    index = bookmarks.model.index(0, 0)
    assert bookmarks.tree.isExpanded(index)
    qtbot.mouseClick(
        bookmarks.tree.viewport(), Qt.MouseButton.LeftButton, pos=bookmarks.tree.visualRect(index).center()
    )
    assert not bookmarks.tree.isExpanded(index)
    bookmarks.reload()
    assert not bookmarks.tree.isExpanded(bookmarks.model.index(0, 0))


def test_that_a_place_that_moved_or_went_is_said_and_followed(
    bookmarks: BookmarksPanel, store: Store, qtbot: QtBot
) -> None:
    store.bookmarks.add("Old", "papers/old")
    store.bookmarks.add("Gone", "papers/gone")
    bookmarks.reload()
    asked: list[tuple[str, str, str]] = []
    bookmarks.document_requested.connect(lambda *place: asked.append(place))
    for title, words in (("Old", "Now in “New”."), ("Gone", "No longer in this edition.")):
        _choose(bookmarks, title)
        spoken = bookmarks.tree.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        assert words in spoken
        qtbot.keyClick(bookmarks.tree, Qt.Key.Key_Return)
    assert asked == [("papers/new", "here", "here")]


def test_that_deleting_is_undone_by_the_bar_and_by_its_key(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    _choose(bookmarks, "FAQ b")
    qtbot.keyClick(bookmarks.tree, Qt.Key.Key_Delete)
    assert _tree(bookmarks.model)[2:] == ["FAQ a", "FAQ c"]
    assert bookmarks.tree.currentIndex().data() == "FAQ c"
    bookmarks.undo_bar.undo_button.click()
    assert _tree(bookmarks.model) == START
    assert bookmarks.undo_bar.isHidden()
    _choose(bookmarks, "Ward")
    qtbot.keyClick(bookmarks.tree, Qt.Key.Key_Delete)
    assert _tree(bookmarks.model) == START[1:]
    qtbot.keyClick(bookmarks.tree, Qt.Key.Key_Z, CTRL)
    assert _tree(bookmarks.model) == START


def test_that_deleting_everything_one_by_one_ends_in_a_hint(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    bookmarks.tree.setCurrentIndex(bookmarks.model.index(0, 0))
    for _ in range(5):
        qtbot.keyClick(bookmarks.tree, Qt.Key.Key_Delete)
    assert _tree(bookmarks.model) == []
    assert bookmarks.empty.isVisible()
    assert "Ctrl+D" in bookmarks.empty.text()
    qtbot.keyClick(bookmarks.tree, Qt.Key.Key_Delete)


def test_that_f2_renames(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    _choose(bookmarks, "FAQ a")
    qtbot.keyClick(bookmarks.tree, Qt.Key.Key_F2)
    editor = bookmarks.tree.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Cure")
    with qtbot.waitSignal(bookmarks.bookmarks_changed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "Cure" in _tree(bookmarks.model)
    assert bookmarks.tree.currentIndex().data() == "Cure"


def test_that_a_new_folder_is_named_at_once(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    bookmarks.new_folder()
    editor = bookmarks.tree.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Clinic")
    with qtbot.waitSignal(bookmarks.bookmarks_changed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert ("Clinic", []) in _tree(bookmarks.model)


def test_that_alt_and_arrows_move(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    _choose(bookmarks, "FAQ b")
    qtbot.keyClick(bookmarks.tree, Qt.Key.Key_Up, ALT)
    assert _tree(bookmarks.model)[2:] == ["FAQ b", "FAQ a", "FAQ c"]
    for _ in range(3):
        qtbot.keyClick(bookmarks.tree, Qt.Key.Key_Down, ALT)
    assert _tree(bookmarks.model)[2:] == ["FAQ a", "FAQ c", "FAQ b"]
    _choose(bookmarks, "Teaching")
    qtbot.keyClick(bookmarks.tree, Qt.Key.Key_Up, ALT)
    assert [row[0] for row in _tree(bookmarks.model)[:2] if isinstance(row, tuple)] == ["Teaching", "Ward"]


def _drag(bookmarks: BookmarksPanel, title: str) -> QMimeData:
    _choose(bookmarks, title)
    return bookmarks.model.mimeData([bookmarks.tree.currentIndex()])


def _drop(qtbot: QtBot, panel: BookmarksPanel, data: QMimeData, row: int, parent: QModelIndex) -> None:
    with qtbot.waitSignal(panel.bookmarks_changed):
        panel.model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)


@pytest.mark.parametrize(
    ("title", "row", "parent", "expected"),
    [
        ("FAQ a", 5, None, ["FAQ b", "FAQ c", "FAQ a"]),
        ("FAQ c", 2, None, ["FAQ c", "FAQ a", "FAQ b"]),
        ("FAQ c", 0, None, ["FAQ c", "FAQ a", "FAQ b"]),
        ("FAQ a", -1, None, ["FAQ b", "FAQ c", "FAQ a"]),
        ("FAQ c", -1, 3, ["FAQ a", "FAQ c", "FAQ b"]),
        ("SBRT", -1, 3, ["FAQ a", "SBRT", "FAQ b", "FAQ c"]),
    ],
)
def test_that_a_drop_puts_a_bookmark_where_the_line_was(
    qtbot: QtBot, bookmarks: BookmarksPanel, title: str, row: int, parent: int | None, expected: list[str]
) -> None:
    target = QModelIndex() if parent is None else bookmarks.model.index(parent, 0)
    _drop(qtbot, bookmarks, _drag(bookmarks, title), row, target)
    assert _tree(bookmarks.model)[2:] == expected


def test_that_a_drop_on_a_folder_puts_a_bookmark_last_in_it(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    data = _drag(bookmarks, "FAQ a")
    _drop(qtbot, bookmarks, data, -1, bookmarks.model.index(0, 0))
    assert _tree(bookmarks.model)[0] == ("Ward", ["SBRT", "COLLISION", "FAQ a"])
    _drop(qtbot, bookmarks, data, 0, bookmarks.model.index(0, 0))
    assert _tree(bookmarks.model)[0] == ("Ward", ["FAQ a", "SBRT", "COLLISION"])


def test_that_a_folder_is_dropped_among_folders_only(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    data = _drag(bookmarks, "Ward")
    _drop(qtbot, bookmarks, data, 4, QModelIndex())
    assert [row[0] for row in _tree(bookmarks.model) if isinstance(row, tuple)] == ["Teaching", "Ward"]


def test_that_something_foreign_is_not_dropped(bookmarks: BookmarksPanel) -> None:
    data = QMimeData()
    data.setText("anything")
    assert not bookmarks.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


def test_that_the_filter_finds_by_title_heading_and_note(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    qtbot.keyClicks(bookmarks.filter, "sbrt 99")
    assert _tree(bookmarks.model) == [("Ward", ["SBRT"])]
    assert not bookmarks.model.flags(bookmarks.model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    qtbot.keyClicks(bookmarks.filter, " nothing")
    assert bookmarks.empty.text() == "No bookmark holds these words."
    bookmarks.filter.clear()
    assert _tree(bookmarks.model) == START


def test_that_a_note_line_is_kept_when_the_field_is_left(
    qtbot: QtBot, bookmarks: BookmarksPanel, store: Store
) -> None:
    _choose(bookmarks, "FAQ a")
    bookmarks.note.setFocus()
    qtbot.keyClicks(bookmarks.note, "for Monday")
    bookmarks.tree.setFocus()
    found = store.bookmarks.find("faqs/a")
    assert found is not None
    assert found.note == "for Monday"
    _choose(bookmarks, "Ward")
    assert not bookmarks.note.isEnabled()


def test_that_the_menu_moves_into_a_folder(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    _choose(bookmarks, "FAQ a")
    menu = bookmarks.context_menu()
    assert menu is not None
    folders = menu.findChild(QMenu)
    assert isinstance(folders, QMenu)
    texts = {action.text(): action for action in folders.actions()}
    assert not texts["No folder"].isEnabled()
    texts["Teaching"].trigger()
    assert _tree(bookmarks.model)[1] == ("Teaching", ["FAQ a"])


def test_that_the_note_line_has_a_label_and_no_place_for_patients(bookmarks: BookmarksPanel) -> None:
    buddies = [found.text() for found in bookmarks.findChildren(QLabel) if found.buddy() is bookmarks.note]
    assert buddies == ["Note line"]
    assert "no patient data" in bookmarks.note.placeholderText()


# -- history -------------------------------------------------------------------------------------------------


@pytest.fixture
def history(qtbot: QtBot, theme: Theme, store: Store, clock: Clock) -> HistoryPanel:
    store.history.record("faqs/a", "Can it be cured?")
    store.history.record("faqs/b", "What is SBRT?", "harms")
    clock.time += timedelta(days=1)
    store.history.record("faqs/a", "Can it be cured?")
    panel = HistoryPanel(theme, store.history, lambda: date(2026, 11, 21))
    _show(qtbot, panel)
    return panel


def _rows(panel: HistoryPanel | NotesPanel) -> list[str]:
    model = panel.list.rows
    return [model.row(place).title for place in range(model.rowCount())]


ALL_DAYS = ["Today", "Can it be cured?", "Yesterday", "What is SBRT?", "Can it be cured?"]


def test_that_history_stands_under_its_days(history: HistoryPanel) -> None:
    assert _rows(history) == ALL_DAYS


def test_that_days_further_back_have_their_date() -> None:
    assert day_name(Day("2026-11-18", ()), date(2026, 11, 21)) == "Wednesday 18 November 2026"
    assert day_name(Day("torn", ()), date(2026, 11, 21)) == "torn"


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
    assert history.empty.text() == "Nothing read yet."
    assert not history.all_button.isEnabled()


# -- notes ---------------------------------------------------------------------------------------------------


@pytest.fixture
def notes(qtbot: QtBot, theme: Theme, store: Store) -> NotesPanel:
    panel = NotesPanel(theme, store.notes, _resolve)
    _show(qtbot, panel)
    return panel


def _text(store: Store, doc: str, anchor: str = "") -> str | None:
    note = store.notes.get(doc, anchor)
    return note.text if note else None


def test_that_a_note_is_kept_within_a_second_of_its_first_key_while_typing_goes_on(
    qtbot: QtBot, notes: NotesPanel, store: Store
) -> None:
    notes.edit("modalities/sbrt", "results", "Results", "SBRT")
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
    notes.edit("faqs/a", "", "", "Can it be cured?")
    qtbot.keyClicks(notes.editor.field, "one")
    notes.edit("faqs/b", "", "", "What is SBRT?")
    assert notes.editor.field.toPlainText() == ""
    qtbot.keyClicks(notes.editor.field, "two")
    notes.edit("faqs/a", "", "", "Can it be cured?")
    assert notes.editor.field.toPlainText() == "one"
    assert (_text(store, "faqs/a"), _text(store, "faqs/b")) == ("one", "two")


@pytest.mark.parametrize("how", ["hide", "close", "leave"])
def test_that_a_note_is_kept_when_its_field_is_left(
    qtbot: QtBot, notes: NotesPanel, store: Store, how: str
) -> None:
    notes.edit("faqs/a", "", "", "Can it be cured?")
    qtbot.keyClicks(notes.editor.field, "one")
    {"hide": notes.hide, "close": notes.close, "leave": notes.filter.setFocus}[how]()
    assert _text(store, "faqs/a") == "one"


def test_that_without_a_page_nothing_can_be_written(notes: NotesPanel, store: Store) -> None:
    assert not notes.editor.field.isEnabled()
    assert notes.editor.name.text() == "No page is open."
    notes.edit("faqs/a", "", "", "A & B")
    assert notes.editor.field.accessibleName() == "Note on A & B"
    notes.editor.clear()
    assert notes.editor.place is None
    assert store.notes.list() == ()


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
    notes.edit("faqs/a", "", "", "Can it be cured?")
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


# -- drawer --------------------------------------------------------------------------------------------------


@pytest.fixture
def drawer(
    qtbot: QtBot, theme: Theme, bookmarks: BookmarksPanel, notes: NotesPanel, history: HistoryPanel
) -> Iterator[Drawer]:
    window = QMainWindow()
    middle = QWidget()
    field = QLineEdit()
    field.setObjectName("behind")
    QVBoxLayout(middle).addWidget(field)
    window.setCentralWidget(middle)
    window.resize(1000, 640)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
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
    with qtbot.waitSignal(drawer.closed):
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
