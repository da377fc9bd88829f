"""Bookmarks in the drawer, used as a person uses them."""

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.desktop.sheets_support import resolve, show_panel
from viewer.desktop.drawer.bookmarks import BookmarksPanel
from viewer.desktop.drawer.bookmarks_model import BookmarksModel
from viewer.desktop.drawer.bookmarks_tree import BookmarksDelegate
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.fields import IconButton
from viewer.userdata.records import Bookmark, Folder
from viewer.userdata.relocate import Resolved
from viewer.userdata.store import Store

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bookmarks(qtbot: QtBot, theme: Theme, store: Store) -> BookmarksPanel:
    ward = store.bookmarks.add_folder("Ward")
    store.bookmarks.add_folder("Teaching")
    store.bookmarks.add("SBRT", "modalities/sbrt", "results", "Results", "n = 99", ward.id)
    store.bookmarks.add("COLLISION", "papers/collision", folder=ward.id)
    for name in "abc":
        store.bookmarks.add(f"FAQ {name}", f"faqs/{name}")
    panel = BookmarksPanel(theme, store.bookmarks, resolve)
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Warning, panel)
    show_panel(qtbot, panel)
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


def test_that_down_leaves_the_filter_for_the_bookmarks(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    bookmarks.filter.setFocus()
    qtbot.keyClick(bookmarks.filter, Qt.Key.Key_Down)
    assert bookmarks.tree.hasFocus()
    assert bookmarks.tree.currentIndex().data() == "Ward"


def test_that_enter_presses_a_button_that_is_an_icon(qtbot: QtBot, bookmarks: BookmarksPanel) -> None:
    new = next(button for button in bookmarks.findChildren(IconButton) if button.toolTip() == "New folder")
    qtbot.keyClick(new, Qt.Key.Key_Return)
    assert len(_tree(bookmarks.model)) == len(START) + 1


@pytest.mark.parametrize(("title", "cut"), [("Short", False), ("A title that has no end " * 12, True)])
def test_that_a_title_that_was_cut_is_whole_in_its_tool_tip(
    bookmarks: BookmarksPanel, store: Store, title: str, cut: bool
) -> None:
    mark = store.bookmarks.add(f"{title} & more", "faqs/long")
    bookmarks.reload()
    index = bookmarks.model.find(mark.id)
    option = QStyleOptionViewItem()
    option.rect = bookmarks.tree.visualRect(index)
    delegate = bookmarks.tree.itemDelegate()
    assert isinstance(delegate, BookmarksDelegate)
    told = delegate.whole_text(index, option)
    assert told == (f"<p>{mark.title.replace('&', '&amp;')}</p>" if cut else "")


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


def test_that_a_place_is_looked_up_once_however_often_it_is_painted(
    qtbot: QtBot, theme: Theme, store: Store
) -> None:
    store.bookmarks.add("SBRT", "modalities/sbrt")
    asked: list[str] = []

    def look_up(mark: Bookmark) -> Resolved:
        asked.append(mark.doc)
        return resolve(mark)

    panel = BookmarksPanel(theme, store.bookmarks, look_up)
    show_panel(qtbot, panel)
    panel.reload()
    panel.grab()
    assert asked == ["modalities/sbrt"]
