"""The menus of a page, a link and a tab: only commands of the table, with the keys of the table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.reading_support import SBRT
from viewer.desktop.commands.table import ACTIONS
from viewer.desktop.reading.page.menu import (
    Command,
    PageOffers,
    TabOffers,
    link_commands,
    menu_of,
    page_commands,
    tab_commands,
)


class Asked(list[tuple[object, ...]]):
    """Notes what a menu asked for."""

    def note(self, *what: object) -> None:
        self.append(what)

    @property
    def page(self) -> PageOffers:
        return PageOffers(self.note, self.note, self.note, self.note, self.note)

    @property
    def tab(self) -> TabOffers:
        return TabOffers(self.note, self.note, self.note, self.note)


def every_menu() -> dict[str, list[Command]]:
    asked = Asked()
    return {
        "page": page_commands("", "results", asked.page),
        "selection": page_commands("liver metastases", "results", asked.page),
        "citation": link_commands("references/palma2019", SBRT.doc, asked.page),
        "link": link_commands("papers/comet#harms", SBRT.doc, asked.page),
        "outside": link_commands("https://example.org/a", SBRT.doc, asked.page),
        "tab": tab_commands(asked.tab),
    }


@pytest.mark.parametrize("commands", every_menu().values(), ids=every_menu().keys())
def test_that_every_line_of_a_menu_is_a_command_of_the_table(qtbot: QtBot, commands: list[Command]):
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = menu_of(commands, parent)
    table = {action.id: action for action in ACTIONS}
    lines = [action for action in menu.actions() if not action.isSeparator()]
    named = [command for command in commands if command.id]
    assert len(lines) == len(named) > 0
    for line, command in zip(lines, named, strict=True):
        row = table[command.id]
        assert line.text() == (command.text or row.text)
        assert (line.shortcut() != QKeySequence()) == bool(row.keys)


def test_that_keys_shown_in_a_menu_are_the_windows(qtbot: QtBot):
    """Two owners of a key would make it do nothing."""
    window = QWidget()
    qtbot.addWidget(window)
    ran: list[str] = []
    action = window.addAction("Copy link to this section")
    action.setShortcut("Ctrl+Alt+C")
    action.triggered.connect(lambda: ran.append("window"))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    asked = Asked()
    menu_of(page_commands("", "results", asked.page), window)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_C, held)
    assert (ran, asked) == (["window"], [])


def test_that_the_menu_of_a_citation_offers_its_reference():
    asked = Asked()
    commands = link_commands("references/palma2019", SBRT.doc, asked.page)
    next(command for command in commands if command.text == "" and command.id == "copy-reference").act()
    assert asked == [("reference", "palma2019")]


def test_that_a_link_is_copied_so_that_it_leads_there_from_anywhere(qapp: object):
    commands = link_commands("#results", SBRT.doc, Asked().page)
    next(command for command in commands if command.id == "copy-link").act()
    assert QGuiApplication.clipboard().text() == "wardshelf:modalities/sbrt#results"


def test_that_a_link_opens_where_the_menu_says():
    asked = Asked()
    for command in link_commands("papers/comet", SBRT.doc, asked.page)[:3]:
        command.act()
    assert asked == [("papers/comet", where) for where in ("here", "background", "new")]
