"""Asks for a file, and leaves no note of it behind.

Qt's dialog writes the last folders into the user's settings. `start` leads those to the reader's own folder;
on Windows they are the registry, which is put back as it was.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

NOTES = r"Software\QtProject"


def ask_where_to_save(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Give the path that was chosen, `name` in the home suggested; nothing where there was second thought."""
    with unnoted():
        return QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)[0]


def ask_what_to_open(parent: QWidget, title: str, kinds: str) -> str:
    """Give the path of a file that is there, or nothing."""
    with unnoted():
        return QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)[0]


def ask_what_to_add(parent: QWidget, title: str) -> list[str]:
    """Give the paths of files that are there, or none; a file of any name may be meant."""
    with unnoted():
        return QFileDialog.getOpenFileNames(parent, title, str(Path.home()), "All files (*)")[0]


if sys.platform == "win32":
    import winreg

    Values = dict[str, list[tuple[str, Any, int]]]
    """Path of a key → name, value and kind of each of its values."""

    @contextmanager
    def unnoted() -> Iterator[None]:
        """Put Qt's notes in the registry back as they were, those of other programs too."""
        before = _values(NOTES)
        try:
            yield
        finally:
            if _values(NOTES) != before:
                _remove(NOTES)
                for path, values in before.items():
                    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, path) as key:
                        for name, value, kind in values:
                            winreg.SetValueEx(key, name, 0, kind, value)

    def _values(path: str) -> Values:
        """Read a key and what is below it; nothing where it is not there."""
        try:
            key = winreg.OpenKey(winreg.HKEY_CURRENT_USER, path)
        except OSError:
            return {}
        with key:
            below, count, _ = winreg.QueryInfoKey(key)
            found: Values = {path: [winreg.EnumValue(key, number) for number in range(count)]}
            for name in [winreg.EnumKey(key, number) for number in range(below)]:
                found.update(_values(rf"{path}\{name}"))
        return found

    def _remove(path: str) -> None:
        for below in sorted(_values(path), key=len, reverse=True):
            with suppress(OSError):
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, below)

else:

    @contextmanager
    def unnoted() -> Iterator[None]:
        """Leave it to the setting of paths."""
        yield
