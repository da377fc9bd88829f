"""The table of commands → QActions, shortcuts and menu; a command without a handler stops the start."""

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
    """Every bound command of the table as a QAction of the window."""

    def __init__(self, window: QWidget, handlers: Mapping[str, Handler]) -> None:
        super().__init__(window)
        bound = [action for action in ACTIONS if action.bound]
        missing = {action.id for action in bound} ^ handlers.keys()
        if missing:
            raise RuntimeError(f"Commands and handlers differ: {', '.join(sorted(missing))}")
        self._actions = {action.id: self._make(window, action, handlers[action.id]) for action in bound}

    def __getitem__(self, identity: str) -> QAction:
        return self._actions[identity]

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

    def _make(self, window: QWidget, row: Action, handler: Handler) -> QAction:
        action = QAction(row.text, window)
        action.setObjectName(row.id)
        action.setShortcuts(keys_of(row))
        action.setCheckable(row.checkable)
        action.setAutoRepeat(
            row.id in ("find-next", "find-previous", "next-tab", "previous-tab", "zoom-in", "zoom-out")
        )
        action.triggered.connect(lambda _=False: handler())
        window.addAction(action)
        return action
