"""Context menus of the page and of its tabs, from the commands that apply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from viewer.desktop.commands.bind import keys_of
from viewer.desktop.commands.table import action_of
from viewer.desktop.reading.page.links import address_of, is_outside
from viewer.desktop.widgets.row_list import Where
from viewer.prose import cut

REFERENCES = "references/"
_OPENED = {Where.HERE: "open-hit", Where.BACKGROUND: "open-background", Where.NEW: "open-new"}


@dataclass(frozen=True, slots=True)
class Command:
    """A line of a menu: a command of the table, perhaps in other words; without an id a separator."""

    id: str = ""
    act: Callable[[], object] = lambda: None
    enabled: bool = True
    text: str = ""


SEPARATOR = Command()


def menu_of(commands: Sequence[Command], parent: QWidget) -> QMenu:
    """A menu of `commands` that is deleted when it closes."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for command in commands:
        if command.id:
            _add(menu, command)
        else:
            menu.addSeparator()
    return menu


def _add(menu: QMenu, command: Command) -> None:
    row = action_of(command.id)
    action = menu.addAction((command.text or row.text).replace("&", "&&"))
    action.setEnabled(command.enabled)
    action.setShortcuts(keys_of(row)[:1])
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown only: the window has these keys
    action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda _checked=False: command.act())


@dataclass(frozen=True, slots=True)
class PageOffers:
    """What can be done with a page, its text and its links."""

    copy: Callable[[], object]
    carry: Callable[[str, str], object]
    search: Callable[[str], object]
    find: Callable[[], object]
    follow: Callable[[str, str], object]


@dataclass(frozen=True, slots=True)
class TabOffers:
    """What can be done with a tab; `reopen` is nothing where no tab was closed."""

    close: Callable[[], object]
    close_others: Callable[[], object]
    duplicate: Callable[[], object]
    reopen: Callable[[], object] | None


def tab_commands(offers: TabOffers) -> list[Command]:
    """The menu of a tab."""
    return [
        Command("close-tab", offers.close),
        Command("close-others", offers.close_others),
        Command("duplicate-tab", offers.duplicate),
        SEPARATOR,
        Command("reopen-tab", offers.reopen or (lambda: None), offers.reopen is not None),
    ]


def link_commands(href: str, doc: str, offers: PageOffers) -> list[Command]:
    """What can be done with a link that stands in `doc`."""
    address = address_of(href, doc)
    copy = Command("copy-link", lambda: QGuiApplication.clipboard().setText(address))
    if is_outside(href):
        return [Command("open-hit", lambda: offers.follow(href, Where.HERE), text="Open…"), copy, SEPARATOR]
    opened = [
        Command(name, lambda where=where: offers.follow(href, where))  # type: ignore[misc]
        for where, name in _OPENED.items()
    ]
    if href.startswith(REFERENCES):
        key = href.removeprefix(REFERENCES)
        copy_reference = Command("copy-reference", lambda: offers.carry("reference", key))
        return [*opened, copy, copy_reference, SEPARATOR]
    return [*opened, copy, SEPARATOR]


def page_commands(selection: str, section: str, offers: PageOffers, drawing: str = "") -> list[Command]:
    """What can be done with the page, with what is selected in it, or with a drawing by name."""
    commands = [Command("copy-citation", lambda: offers.carry("citation", ""))]
    if drawing:
        commands.append(Command("copy-picture", lambda: offers.carry("picture", drawing)))
    if selection:
        commands.insert(0, Command("copy", offers.copy))
        asked = f"Search the library for “{cut(selection, 32)}”"
        words = " ".join(selection.split())[:200]
        commands.append(Command("search-selection", lambda: offers.search(words), text=asked))
    return [
        *commands,
        Command("copy-section-link", lambda: offers.carry("section", section)),
        SEPARATOR,
        Command("find", offers.find, text="Find in page…"),
    ]
