"""What the reader does with a page beyond reading it: keep, note, find again, choose, report."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from viewer import __version__
from viewer.desktop.about_text import about_text
from viewer.desktop.actions import ACTIONS, GROUPS
from viewer.desktop.choosing import Choosing
from viewer.desktop.commands import Handler
from viewer.desktop.dialogs.about import AboutSheet, Verdict
from viewer.desktop.dialogs.fault import FaultSheet
from viewer.desktop.dialogs.first_start import FirstStartSheet
from viewer.desktop.dialogs.notices import NoticeBar
from viewer.desktop.dialogs.outside_link import OutsideLinkSheet
from viewer.desktop.dialogs.report import ErrorPlace, ReportSheet
from viewer.desktop.dialogs.sheet import Sheet
from viewer.desktop.dialogs.shortcuts import ShortcutSheet
from viewer.desktop.exchange import Exchange
from viewer.desktop.jobs import Worker
from viewer.desktop.keeping import Keeping
from viewer.desktop.theme import Theme
from viewer.desktop.window import MainWindow
from viewer.library.compiled import Library, verify
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
            "shortcuts": lambda: self._show(ShortcutSheet(self._theme, self._window, ACTIONS, GROUPS)),
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
            sheet = FirstStartSheet(self._theme, self._window, edition.first_start, edition.edition)
            sheet.accepted.connect(lambda: self._store.accept_first_start(edition.edition))
            sheet.closed.connect(self._window.parts.box.activate)
            self._show(sheet)

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
        self._show(FaultSheet(self._theme, self._window, details))

    def _show(self, sheet: Sheet) -> None:
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _outside_link(self, address: str) -> None:
        sheet = OutsideLinkSheet(self._theme, self._window, address)
        sheet.open_requested.connect(self._open_outside)
        self._show(sheet)

    def _open_outside(self, address: str) -> None:
        if not QDesktopServices.openUrl(QUrl(address)):
            self.notify("No browser could be opened. Follow the link again and copy the address instead.")

    def _report(self) -> None:
        tabs = self._window.parts.tabs
        page, anchor = tabs.current_page(), tabs.current_section()
        if page is None:
            return
        heading = next((section.heading for section in page.sections if section.anchor == anchor), "")
        edition = self._library.edition.edition
        quote = tabs.selected_text()
        place = ErrorPlace(page.title, page.doc, heading, anchor, edition, __version__, quote)
        self._show(ReportSheet(self._theme, self._window, place))

    def _about(self) -> None:
        about = about_text(self._library.edition)
        self._show(AboutSheet(self._theme, self._window, about, self._check_files))

    def _check_files(self, then: Verdict) -> None:
        def tell(faults: list[str]) -> None:
            then(not faults, " ".join(faults) or "Every file of the library is as it was built.")

        def fail(error: Exception) -> None:
            then(False, str(error))

        self._worker.ask("verify", lambda stale: verify(self._library_dir), tell, fail)

    def _imported(self) -> None:
        self.keeping.reload()
        self.choosing.apply_all()
        self._window.parts.tabs.refresh_home()
