"""What the reader does with a page beyond reading it: keep, note, find again, choose, report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from viewer.desktop.background.worker import Worker
from viewer.desktop.commands.bind import Handler
from viewer.desktop.commands.table import ACTIONS
from viewer.desktop.features.bookmarks import Keeping
from viewer.desktop.features.exchange import Exchange
from viewer.desktop.features.screen_reader import Speaking
from viewer.desktop.features.settings import Choosing
from viewer.desktop.look.theme import Theme
from viewer.desktop.window.notices import NoticeBar
from viewer.desktop.window.window import MainWindow
from viewer.library.compiled import Library
from viewer.userdata.records import Notice
from viewer.userdata.store import Store
from viewer.userdata.window_state import WindowState


class Desk(QObject):
    """Sheets, notices, settings and what is kept, over the main window."""

    def __init__(
        self,
        store: Store,
        library: Library,
        library_dir: Path,
        theme: Theme,
        worker: Worker,
        places: WindowState,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._store, self._library, self._library_dir = store, library, library_dir
        self._theme, self._worker, self._places = theme, worker, places
        self._window = window
        self.notices = NoticeBar(theme)
        self.notices.hide()
        window.body.insertWidget(1, self.notices)
        self.choosing = Choosing(store, theme, window)
        self.keeping = Keeping(store, library, theme, window)
        self.exchange = Exchange(store, worker, window)
        self.exchange.told.connect(self.say)
        self.exchange.refused.connect(self.notify)
        self.exchange.imported.connect(self._imported)
        tabs = window.parts.tabs
        tabs.outside_link_requested.connect(self._outside_link)
        tabs.message.connect(self.say)
        window.session_changed.connect(self.keep)
        self.choosing.apply_all()

    def handlers(self) -> Mapping[str, Handler]:
        """Handlers of the commands that are done here."""
        return {
            "bookmark": self.keeping.toggle_bookmark,
            "bookmarks": lambda: self.keeping.show("Bookmarks"),
            "note": self.keeping.write_note,
            "history": lambda: self.keeping.show("History"),
            "export-reader": self.exchange.export,
            "import-reader": self.exchange.take_in,
            "toggle-theme": self.choosing.toggle_theme,
            "settings": lambda: self.choosing.show_settings(self._window),
            "shortcuts": self._shortcuts,
            "report-error": self._report,
            "about": self._about,
        }

    def keep(self) -> None:
        """Keep the session and where the window stands."""
        self.keeping.flush()
        self._store.session.save(dict(self._window.state()))
        self._places.save({**self._window.places(), "theme": self._theme.choice})

    def first_start(self) -> None:
        """Show the first-start text once for each edition."""
        edition = self._library.edition
        if edition.first_start and not self._store.first_start_accepted(edition.edition):
            # Late: no start after the first needs it.
            from viewer.desktop.sheets.first_start import FirstStartSheet

            sheet = FirstStartSheet(self._theme, self._window, edition.first_start, edition.edition)
            sheet.accepted.connect(partial(self._store.accept_first_start, edition.edition))
            sheet.closed.connect(self._window.parts.box.activate)
            sheet.closed.connect(sheet.deleteLater)
            sheet.open()

    def notify(self, text: str) -> None:
        """Show a sentence in the bar below the search box."""
        self.show_notice(Notice(text, text[:40]))

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of an older one with its key."""
        self.notices.show_notice(notice)
        self.keeping.show_saving()

    def say(self, text: str) -> None:
        """Say in the status bar what was done."""
        if text:
            self._window.status.tell(text)

    def show_fault(self, details: str) -> None:
        """Show a fault of ours with what to copy."""
        from viewer.desktop.features.sheets import show_fault  # late, as all sheets: they cost start-up time

        show_fault(self._theme, self._window, details)

    def _shortcuts(self) -> None:
        from viewer.desktop.features.sheets import show_shortcuts  # late, as above

        show_shortcuts(self._theme, self._window)

    def _outside_link(self, address: str) -> None:
        from viewer.desktop.features.sheets import show_outside_link  # late, as above

        show_outside_link(self._theme, self._window, address, self.notify)

    def _report(self) -> None:
        from viewer.desktop.features.sheets import show_report  # late, as above

        show_report(self._theme, self._window, self._library.edition)

    def _about(self) -> None:
        from viewer.desktop.features.sheets import show_about  # late, as above

        show_about(self._theme, self._window, self._library.edition, self._library_dir, self._worker)

    def _imported(self) -> None:
        self.keeping.reload()
        self.choosing.apply_all()
        self._window.parts.tabs.refresh_home()


class AtTheDesk(Protocol):
    """The desk, as the program uses it."""

    def keep(self) -> None:
        """Keep the session and where the window stands."""

    def first_start(self) -> None:
        """Show the first-start text where it was not accepted yet."""

    def notify(self, text: str) -> None:
        """Show a sentence in the bar."""

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in the bar."""

    def show_fault(self, details: str) -> None:
        """Show a fault of ours."""


@dataclass(frozen=True, slots=True)
class Furnished:
    """The desk and the handlers of its commands."""

    desk: AtTheDesk
    handlers: Mapping[str, Callable[[], None]]


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
            from viewer.desktop.features.export import carry_handlers  # late: start-up time and memory

            self._tabs.carry_requested.disconnect(self._asked)
            self._handlers = carry_handlers(self._library, self._library_dir, self._window, self._say)
        return self._handlers
