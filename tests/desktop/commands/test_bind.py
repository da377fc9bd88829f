"""The table of commands is whole and free of clashes."""

from collections import Counter
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from tools.help_keys import main
from viewer.desktop.commands.bind import Commands, keys_of
from viewer.desktop.commands.table import ACTIONS, GROUPS, MENUS


def _handlers():
    return {action.id: lambda: None for action in ACTIONS if action.bound}


def test_that_no_two_commands_share_a_key(qapp):
    keys = Counter(key.toString() for action in ACTIONS if action.bound for key in keys_of(action))
    assert [key for key, count in keys.items() if count > 1] == []


def test_that_no_two_commands_share_an_id():
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_that_every_command_stands_in_a_known_group_and_menu():
    assert {action.group for action in ACTIONS} <= set(GROUPS)
    assert {action.menu for action in ACTIONS} <= {"", *MENUS}


def test_that_a_command_without_handler_stops_the_start(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    handlers = _handlers()
    del handlers["print"]
    commands = Commands(window)
    commands.add(handlers)
    with pytest.raises(RuntimeError, match="print"):
        commands.complete()


@pytest.mark.parametrize("identity", ["print", "no-such-command"])
def test_that_a_command_cannot_be_done_twice_nor_be_unknown(qtbot, identity):
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window)
    commands.add({"print": lambda: None})
    with pytest.raises(RuntimeError, match=identity):
        commands.add({identity: lambda: None})


def test_that_a_command_waits_for_its_handler(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    commands, ran = Commands(window), list[str]()
    for identity in ("print", "bookmark", "print"):
        commands[identity].trigger()
    commands.add({identity: partial(ran.append, identity) for identity in _handlers()})
    assert ran == []
    commands.complete()
    assert ran == ["print", "bookmark", "print"]


def test_that_keys_run_their_handler(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    ran: list[str] = []
    Commands(window).add({identity: partial(ran.append, identity) for identity in _handlers()})
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert ran == ["search", "find-previous"]


def test_that_single_keys_can_be_switched_off(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window)
    commands.set_keys("search-slash", on=False)
    assert commands["search-slash"].shortcuts() == []
    commands.set_keys("search-slash", on=True)
    assert commands["search-slash"].shortcut().toString() == "/"


def test_that_every_menu_command_is_in_the_menu(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    menu = QMenu(window)
    Commands(window).fill(menu)
    shown = {action.objectName() for part in menu.findChildren(QMenu) for action in part.actions()}
    assert shown - {""} == {action.id for action in ACTIONS if action.menu}


def test_that_the_help_page_lists_the_keys_of_the_table():
    """`python tools/help_keys.py` writes them."""
    assert main(["--check"]) == 0
