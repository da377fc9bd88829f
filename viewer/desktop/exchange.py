"""Everything the reader keeps, out to a file and in from one."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.errors import UserDataError
from viewer.userdata.store import Store

_KINDS = "Wardshelf export (*.json)"


def export_reader(store: Store, parent: QWidget) -> str:
    """Ask for a file and write everything to it; gives what to say."""
    name = f"wardshelf-{datetime.now().astimezone():%Y-%m-%d}.json"
    chosen, _ = QFileDialog.getSaveFileName(parent, "Export bookmarks and notes", name, _KINDS)
    if not chosen:
        return ""
    try:
        store.export_to(Path(chosen))
    except UserDataError as error:
        return str(error)
    return f"{Path(chosen).name} was written. It may hold your notes in plain text."


def import_reader(store: Store, parent: QWidget) -> str:
    """Ask for a file and take in what it holds; gives what to say."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "Import bookmarks and notes", "", _KINDS)
    if not chosen:
        return ""
    try:
        return store.import_from(Path(chosen))
    except UserDataError as error:
        return str(error)
