"""Files that the reader asks for: where they go and how they are named."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

ChooseFile = Callable[[QWidget, str, str, str], str]
"""Parent, title, suggested name, filter → path, or nothing where the reader thought better of it."""


def choose_file(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Ask where to save."""
    return QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)[0]


def file_name(doc: str, edition: str, ending: str) -> str:
    """`modalities/sbrt` → `sbrt-2026.11.pdf`, in letters that every system takes."""
    plain = "".join(char if char.isalnum() or char in "-_." else "-" for char in doc.rpartition("/")[2])
    return f"{plain or 'page'}-{edition}{ending}"


def with_ending(path: Path, ending: str) -> Path:
    """`path` with `ending` where the reader typed none, unless that would replace a file unasked."""
    named = path.with_name(path.name + ending)
    return path if path.suffix or named.exists() else named
