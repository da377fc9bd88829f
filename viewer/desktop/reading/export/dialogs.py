"""Asks which references to export, and in which format."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

RIS, CSL = "ris", "json"
_FORMATS = (("RIS, for Zotero, EndNote and Mendeley", RIS), ("CSL-JSON, for Zotero and Pandoc", CSL))


@dataclass(frozen=True, slots=True)
class Scope:
    """Some references: what the choice is called, their keys (none: all), how a file of them is named."""

    name: str
    keys: tuple[str, ...] | None
    file: str = "references"
    more: tuple[dict[str, Any], ...] = ()
    """CSL-JSON items that the library does not hold."""


class ExportDialog(QDialog):
    """Two questions and a button."""

    def __init__(self, scopes: tuple[Scope, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export references")
        self._scopes = scopes
        box = QVBoxLayout(self)
        self._which = _choice(box, "Which references", [scope.name for scope in scopes])
        self._format = _choice(box, "Format", [name for name, _ in _FORMATS])
        buttons = QDialogButtonBox()
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton("Export…", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)

    def chosen(self) -> tuple[Scope, str]:
        """The references and the format."""
        return self._scopes[self._which.checkedId()], _FORMATS[self._format.checkedId()][1]


def _choice(box: QVBoxLayout, title: str, names: list[str]) -> QButtonGroup:
    group, frame = QButtonGroup(box), QGroupBox(title)
    inside = QVBoxLayout(frame)
    for number, name in enumerate(names):
        button = QRadioButton(name)
        group.addButton(button, number)
        inside.addWidget(button)
    group.button(0).setChecked(True)
    box.addWidget(frame)
    return group


ChooseFile = Callable[[QWidget, str, str, str], str]
"""Parent, title, suggested name, filter → path, or nothing where the reader thought better of it."""


def file_name(doc: str, edition: str, ending: str) -> str:
    """`pages/help` → `help-2026.11.pdf`, in letters that every system takes."""
    plain = "".join(char if char.isalnum() or char in "-_." else "-" for char in doc.rpartition("/")[2])
    return f"{plain or 'page'}-{edition}{ending}"


def with_ending(path: Path, ending: str) -> Path:
    """`path` with `ending` where the reader typed none, unless that would replace a file unasked."""
    named = path.with_name(path.name + ending)
    return path if path.suffix or named.exists() else named
