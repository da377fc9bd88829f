"""What the tests of sheets share: a window, an edition, keys pressed as a person presses them."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from viewer.desktop.sheets.about import About, Verdict
from viewer.desktop.sheets.report import ErrorPlace
from viewer.desktop.sheets.sheet import Sheet
from viewer.library.model import Edition
from viewer.userdata.records import Bookmark, Note
from viewer.userdata.relocate import Resolved
from viewer.userdata.settings import SETTINGS, SettingValue

EDITION = Edition(
    id="mrc",
    title="Metastatic rectal cancer",
    edition="2026.11",
    compiled="2026-11-20",
    clinical_review="none",
    licence="CC BY 4.0",
    disclaimer="It is not a guideline. " * 12,
    review_note="No clinician has checked this edition.",
    first_start="Wardshelf works offline. " * 20 + "Please enter no patient data.",
    newest_source=2025,
)
ABOUT = About(EDITION, (("Wardshelf", "0.1.0"), ("Qt", "6.11")), (("Qt", "LGPL-3.0"),))
PLACE = ErrorPlace("SBRT", "modalities/sbrt", "Results", "results", "2026.11", "0.1.0", "n = 99")
VALUES: dict[str, SettingValue] = {setting.key: setting.default for setting in SETTINGS}


def make_host(qtbot: QtBot) -> QMainWindow:
    """A window with a field that has the focus."""
    window = QMainWindow()
    middle = QWidget()
    column = QVBoxLayout(middle)
    field = QLineEdit()
    field.setObjectName("behind")
    column.addWidget(field)
    column.addWidget(QPushButton("Also behind"))
    window.setCentralWidget(middle)
    window.resize(1000, 700)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    return window


def whole(then: Verdict) -> None:
    then(True, "All files are as they were built.")


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def focus_widget() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def shown_texts(sheet: Sheet) -> list[str]:
    """The labels that a reader sees."""
    return [found.text() for found in sheet.findChildren(QLabel) if found.isVisible()]


class Clock:
    """A time that goes on a second at each look."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def resolve(place: Bookmark | Note) -> Resolved:
    if place.doc == "papers/gone":
        return Resolved("gone", words="No longer in this edition.")
    if place.doc == "papers/old":
        return Resolved("moved", "papers/new", "here", "Now in “New”.")
    return Resolved("same", place.doc, place.anchor)


def show_panel(qtbot: QtBot, panel: QWidget) -> None:
    qtbot.addWidget(panel)
    panel.resize(380, 640)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
