"""What every sheet promises: it is named, large enough to hit, closed by Esc, and keeps the focus."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.desktop.sheets_support import ABOUT, EDITION, PLACE, VALUES, focus_widget, press, whole
from viewer.desktop.commands.table import ACTIONS, GROUPS
from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.about import AboutSheet
from viewer.desktop.sheets.first_start import FirstStartSheet
from viewer.desktop.sheets.outside_link import OutsideLinkSheet
from viewer.desktop.sheets.report import ReportSheet
from viewer.desktop.sheets.settings import SettingsSheet
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.sheets.shortcuts import ShortcutSheet
from viewer.userdata.settings import SETTINGS

Make = Callable[[Theme, QWidget], Sheet]
SHEETS: dict[str, Make] = {
    "first start": lambda theme, host: FirstStartSheet(theme, host, EDITION.first_start, "2026.11"),
    "shortcuts": lambda theme, host: ShortcutSheet(theme, host, ACTIONS, GROUPS),
    "settings": lambda theme, host: SettingsSheet(theme, host, SETTINGS, VALUES),
    "about": lambda theme, host: AboutSheet(theme, host, ABOUT, whole),
    "outside link": lambda theme, host: OutsideLinkSheet(theme, host, "https://doi.org/10.1/x"),
    "report": lambda theme, host: ReportSheet(theme, host, PLACE),
}
every_sheet = pytest.mark.parametrize("make", SHEETS.values(), ids=SHEETS.keys())


@every_sheet
def test_that_a_sheet_opens_inside_its_window_with_the_focus(
    theme: Theme, host: QMainWindow, make: Make
) -> None:
    sheet = make(theme, host)
    sheet.open()
    assert sheet.isVisible()
    assert sheet.rect() == host.rect()
    assert sheet.rect().contains(sheet.card.geometry())
    assert sheet.isAncestorOf(focus_widget())
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not host] == []


@every_sheet
def test_that_tab_stays_in_the_sheet_and_comes_round_both_ways(
    qtbot: QtBot, theme: Theme, host: QMainWindow, make: Make
) -> None:
    sheet = make(theme, host)
    sheet.open()
    first = focus_widget()
    for key, modifier in (
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
    ):
        seen = [first]
        for _ in range(40):
            press(qtbot, key, modifier)
            assert sheet.isAncestorOf(focus_widget())
            seen.append(focus_widget())
        assert seen.count(first) > 1
        while focus_widget() is not first:
            press(qtbot, key, modifier)


@every_sheet
def test_that_what_takes_the_focus_behind_a_sheet_has_it_only_afterwards(
    qtbot: QtBot, theme: Theme, host: QMainWindow, make: Make
) -> None:
    sheet = make(theme, host)
    sheet.open()
    other = next(button for button in host.findChildren(QPushButton) if button.text() == "Also behind")
    inside = focus_widget()
    other.setFocus()
    qtbot.waitUntil(lambda: focus_widget() is inside)
    sheet.dismiss()
    assert focus_widget() is other


@every_sheet
def test_that_every_control_has_a_name_and_can_be_hit(theme: Theme, host: QMainWindow, make: Make) -> None:
    sheet = make(theme, host)
    sheet.open()
    by_tab = (w for w in sheet.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
    controls = [w for w in by_tab if w.isVisibleTo(sheet)]
    assert controls
    for control in controls:
        spoken = QAccessible.queryAccessibleInterface(control)
        name = spoken.text(QAccessible.Text.Name)
        assert name, control
        assert spoken.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client)
        if isinstance(control, (QPushButton, QToolButton, QLineEdit, QComboBox, QCheckBox)):
            assert min(control.width(), control.height()) >= 24, (name, control.size())


@every_sheet
def test_that_a_sheet_fits_a_small_window_and_follows_its_size(
    qtbot: QtBot, theme: Theme, host: QMainWindow, make: Make
) -> None:
    sheet = make(theme, host)
    sheet.open()
    host.resize(420, 360)
    qtbot.waitUntil(lambda: sheet.size() == host.size())
    assert sheet.rect().contains(sheet.card.geometry())
    assert sheet.card.height() <= 320


@every_sheet
def test_that_shortcuts_of_the_window_do_nothing_behind_a_sheet(
    qtbot: QtBot, theme: Theme, host: QMainWindow, make: Make
) -> None:
    ran: list[str] = []
    action = host.addAction("Search")
    action.setShortcut("Ctrl+K")
    action.triggered.connect(lambda: ran.append("search"))
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["search"]
    sheet = make(theme, host)
    sheet.open()
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["search"]


@pytest.mark.parametrize("make", [SHEETS[name] for name in SHEETS if name != "first start"])
def test_that_esc_closes_and_gives_the_focus_back(
    qtbot: QtBot, theme: Theme, host: QMainWindow, make: Make
) -> None:
    sheet = make(theme, host)
    sheet.open()
    with qtbot.waitSignal(sheet.closed):
        press(qtbot, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert focus_widget().objectName() == "behind"


def test_that_a_click_beside_the_card_closes_and_one_on_it_does_not(
    qtbot: QtBot, theme: Theme, host: QMainWindow
) -> None:
    sheet = SHEETS["report"](theme, host)
    sheet.open()
    qtbot.mouseClick(sheet.card, Qt.MouseButton.LeftButton)
    assert sheet.isVisible()
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert sheet.isHidden()


def test_that_the_arrows_scroll_a_long_sheet(qtbot: QtBot, theme: Theme, host: QMainWindow) -> None:
    sheet = SHEETS["shortcuts"](theme, host)
    sheet.open()
    bar = sheet.scroll_bar
    press(qtbot, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(qtbot, Qt.Key.Key_PageUp)
    assert bar.value() == 0
