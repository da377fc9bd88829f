"""Context menus of the page and of its tabs, from the commands that apply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from viewer.desktop.reading.links import SCHEME, is_outside, target_of
from viewer.desktop.reading.titles import cut
from viewer.desktop.row_list import BACKGROUND, HERE, NEW

REFERENCES = "references/"


@dataclass(frozen=True, slots=True)
class Command:
    """A line of a menu; one without a text is a separator."""

    text: str = ""
    act: Callable[[], object] = lambda: None
    enabled: bool = True


SEPARATOR = Command()


def menu_of(commands: Sequence[Command], parent: QWidget) -> QMenu:
    """A menu of `commands` that is deleted when it closes."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for command in commands:
        if command.text:
            action = menu.addAction(command.text.replace("&", "&&"))
            action.setEnabled(command.enabled)
            action.triggered.connect(lambda _checked=False, act=command.act: act())
        else:
            menu.addSeparator()
    return menu


@dataclass(frozen=True, slots=True)
class PageOffers:
    """What can be done with a page and its text."""

    copy: Callable[[], object]
    carry: Callable[[str, str], object]
    search: Callable[[str], object]
    find: Callable[[], object]


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
        Command("Close", offers.close),
        Command("Close other tabs", offers.close_others),
        Command("Duplicate", offers.duplicate),
        SEPARATOR,
        Command("Reopen closed tab", offers.reopen or (lambda: None), offers.reopen is not None),
    ]


def link_commands(
    href: str, doc: str, follow: Callable[[str, str], object], carry: Callable[[str, str], object]
) -> list[Command]:
    """What can be done with a link that stands in `doc`."""
    address = href if is_outside(href) else SCHEME + "#".join(filter(None, target_of(href, doc)))
    copy = Command("Copy link", lambda: QGuiApplication.clipboard().setText(address))
    if is_outside(href):
        return [Command("Open…", lambda: follow(href, HERE)), copy, SEPARATOR]
    commands = [
        Command("Open", lambda: follow(href, HERE)),
        Command("Open in a background tab", lambda: follow(href, BACKGROUND)),
        Command("Open in a new tab", lambda: follow(href, NEW)),
        copy,
    ]
    if href.startswith(REFERENCES):
        key = href.removeprefix(REFERENCES)
        commands.append(Command("Copy reference", lambda: carry("reference", key)))
    return [*commands, SEPARATOR]


def page_commands(selection: str, section: str, offers: PageOffers) -> list[Command]:
    """What can be done with the page, or with what is selected in it."""
    commands = [Command("Copy with citation", lambda: offers.carry("citation", ""))]
    if selection:
        commands.insert(0, Command("Copy", offers.copy))
        asked = f"Search the library for “{cut(selection, 32)}”"
        commands.append(Command(asked, lambda: offers.search(" ".join(selection.split())[:200])))
    return [
        *commands,
        Command("Copy link to this section", lambda: offers.carry("section", section)),
        SEPARATOR,
        Command("Find in page…", offers.find),
    ]
