"""The table of commands → QActions, shortcuts and menu; a command without a handler stops the program."""

import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from viewer.desktop.commands.table import ACTIONS, MENUS, Action, action_of

Handler = Callable[[], None]


def keys_of(action: Action) -> list[QKeySequence]:
    """The key sequences of `action` on this platform; `@Name` is the platform's standard key."""
    names = action.keys
    if sys.platform == "darwin" and action.mac_keys is not None:
        names = action.mac_keys
    found: list[QKeySequence] = []
    for name in names:
        if name.startswith("@"):
            found += QKeySequence.keyBindings(QKeySequence.StandardKey[name[1:]])
        else:
            found.append(QKeySequence(name, QKeySequence.SequenceFormat.PortableText))
    return found


class Commands(QObject):
    """Every bound command of the table as a QAction; one whose handler is not there yet waits for it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._handlers: dict[str, Handler] = {}
        self._waiting: list[str] = []
        self._actions = {action.id: self._make(window, action) for action in ACTIONS if action.bound}

    def __getitem__(self, identity: str) -> QAction:
        return self._actions[identity]

    def add(self, handlers: Mapping[str, Handler]) -> None:
        """Take in what does some of the commands; RuntimeError for one that is unknown or done already."""
        if wrong := (handlers.keys() - self._actions.keys()) | (handlers.keys() & self._handlers.keys()):
            raise RuntimeError(f"Commands that are unknown or done twice: {', '.join(sorted(wrong))}")
        self._handlers |= handlers

    def complete(self) -> None:
        """Run what waited, in its order; RuntimeError for a command without a handler."""
        if missing := self._actions.keys() - self._handlers.keys():
            raise RuntimeError(f"Commands without a handler: {', '.join(sorted(missing))}")
        waiting, self._waiting = self._waiting, []
        for identity in waiting:
            self._handlers[identity]()

    def fill(self, menu: QMenu) -> None:
        """Put every command that belongs into a menu there, under its heading."""
        for title in MENUS:
            part = menu.addMenu(title)
            for action in ACTIONS:
                if action.menu == title:
                    part.addAction(self._actions[action.id])

    def set_keys(self, identity: str, *, on: bool) -> None:
        """Give a command its keys, or none."""
        self._actions[identity].setShortcuts(keys_of(action_of(identity)) if on else [])

    def _run(self, identity: str) -> None:
        if identity in self._handlers:
            self._handlers[identity]()
        else:
            self._waiting.append(identity)

    def _make(self, window: QWidget, row: Action) -> QAction:
        action = QAction(row.text, window)
        action.setObjectName(row.id)
        action.setShortcuts(keys_of(row))
        action.setCheckable(row.checkable)
        action.setAutoRepeat(
            row.id.startswith(("next-", "previous-", "find-next", "find-previous", "zoom-in", "zoom-out"))
        )
        action.triggered.connect(lambda _=False: self._run(row.id))
        window.addAction(action)
        return action
