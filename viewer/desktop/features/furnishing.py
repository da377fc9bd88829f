"""The second half of the start: what is in no first picture is built once the window shows, or later."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from viewer.desktop.background.worker import Worker
from viewer.desktop.commands.bind import Handler
from viewer.desktop.commands.table import ACTIONS
from viewer.desktop.features.build import Desk
from viewer.desktop.features.furnished import Furnished
from viewer.desktop.features.screen_reader import Speaking
from viewer.desktop.look.theme import Theme
from viewer.desktop.window.window import MainWindow
from viewer.library.compiled import Library
from viewer.userdata.store import Store
from viewer.userdata.window_state import WindowState

CARRIED = (
    "copy-citation",
    "copy-link",
    "copy-reference",
    "copy-section-link",
    "export-references",
    "print",
    "handout",
    "export-pdf",
)
"""Commands that take something along."""


def furnish(
    store: Store,
    library: Library,
    library_dir: Path,
    theme: Theme,
    worker: Worker,
    places: WindowState,
    window: MainWindow,
) -> Furnished:
    """Build the desk over `window`; a command without a handler stops the program here."""
    desk = Desk(store, library, library_dir, theme, worker, places, window)
    carrying = _Carrying(library, library_dir, window, desk.say)
    carried: dict[str, Handler] = {name: partial(carrying.run, name) for name in CARRIED}
    handlers = {**desk.handlers(), **carried}
    missing = {action.id for action in ACTIONS if action.bound} - window.own_commands - handlers.keys()
    if missing:
        raise RuntimeError(f"Commands without a handler: {', '.join(sorted(missing))}")
    Speaking(window)
    return Furnished(desk, handlers)


class _Carrying(QObject):
    """Stands in for the commands that take something along until the first of them is used."""

    def __init__(
        self, library: Library, library_dir: Path, window: MainWindow, say: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._library, self._library_dir, self._window, self._say = library, library_dir, window, say
        self._tabs = window.parts.tabs
        self._handlers: Mapping[str, Handler] | None = None
        self._tabs.carry_requested.connect(self._asked)

    def run(self, command: str) -> None:
        """Do a command."""
        self._load()[command]()

    def _asked(self, what: str, argument: str) -> None:
        self._load()  # from now on the real ones listen, to what is asked here too
        self._tabs.carry_requested.emit(what, argument)

    def _load(self) -> Mapping[str, Handler]:
        if self._handlers is None:
            from viewer.desktop.features.carrying import carry_handlers  # late: start-up time and memory

            self._tabs.carry_requested.disconnect(self._asked)
            self._handlers = carry_handlers(self._library, self._library_dir, self._window, self._say)
        return self._handlers
