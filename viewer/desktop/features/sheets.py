"""Opens the sheets over the window; loaded when the first of them is asked for."""

import sys
from collections.abc import Callable
from pathlib import Path

import PySide6
from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices

from viewer import __version__
from viewer.desktop.background.worker import Worker
from viewer.desktop.commands.table import ACTIONS, GROUPS
from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.about import About, AboutSheet, Verdict
from viewer.desktop.sheets.fault import FaultSheet
from viewer.desktop.sheets.outside_link import OutsideLinkSheet
from viewer.desktop.sheets.report import ErrorPlace, ReportSheet
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.sheets.shortcuts import ShortcutSheet
from viewer.desktop.window.window import MainWindow
from viewer.errors import ViewerError
from viewer.library.manifest import verify
from viewer.library.model import Edition

_LICENCES = (
    ("Wardshelf", "Apache License 2.0"),
    ("Content", "CC BY 4.0"),
    ("Qt and PySide6", "LGPL 3.0"),
    ("Whoosh", "BSD 2-Clause"),
    ("markdown-it-py, mdit-py-plugins, rapidfuzz, platformdirs, rispy, PyYAML", "MIT"),
    ("segno", "BSD 3-Clause"),
    ("Inter (typeface)", "SIL Open Font License 1.1"),
)


def about_text(edition: Edition) -> About:
    """Versions as they run, and the licences of the parts."""
    versions = (
        ("Wardshelf", __version__),
        ("Python", sys.version.split()[0]),
        ("Qt", qVersion() or "unknown"),
        ("PySide6", PySide6.__version__),
    )
    return About(edition, versions, _LICENCES)


def show_shortcuts(theme: Theme, window: MainWindow) -> None:
    """Show every key."""
    _show(ShortcutSheet(theme, window, ACTIONS, GROUPS))


def show_fault(theme: Theme, window: MainWindow, details: str) -> None:
    """Show a fault of ours with what to copy."""
    _show(FaultSheet(theme, window, details))


def show_outside_link(theme: Theme, window: MainWindow, address: str, notify: Callable[[str], None]) -> None:
    """Show where a link leads; it never opens by itself."""

    def open_outside(address: str) -> None:
        if not QDesktopServices.openUrl(QUrl(address)):
            notify("No browser could be opened. Follow the link again and copy the address instead.")

    sheet = OutsideLinkSheet(theme, window, address)
    sheet.open_requested.connect(open_outside)
    _show(sheet)


def show_report(theme: Theme, window: MainWindow, edition: Edition) -> None:
    """Show what to send about an error in the page that is read."""
    tabs = window.parts.tabs
    page, anchor = tabs.current_page(), tabs.current_section()
    if page is None:
        return
    section = page.section(anchor)
    heading = section.heading if section else ""
    quote = tabs.selected_text()
    place = ErrorPlace(page.title, page.doc, heading, anchor, edition.edition, __version__, quote)
    _show(ReportSheet(theme, window, place))


def show_about(theme: Theme, window: MainWindow, edition: Edition, library_dir: Path, worker: Worker) -> None:
    """Show versions and licences, with a check of the files."""

    def check_files(then: Verdict) -> None:
        def tell(faults: list[str]) -> None:
            then(not faults, " ".join(faults) or "Every file of the library is as it was built.")

        def fail(error: ViewerError) -> None:
            then(False, str(error))

        worker.ask("verify", lambda stale: verify(library_dir), tell, fail)

    _show(AboutSheet(theme, window, about_text(edition), check_files))


def _show(sheet: Sheet) -> None:
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()
