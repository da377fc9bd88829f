"""What each sheet says and does."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMainWindow,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from tests.desktop.sheets_support import (
    ABOUT,
    EDITION,
    PLACE,
    VALUES,
    focus_widget,
    press,
    shown_texts,
    whole,
)
from viewer.desktop.commands.table import ACTIONS, GROUPS
from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.about import AboutSheet, Verdict
from viewer.desktop.sheets.first_start import FirstStartSheet
from viewer.desktop.sheets.outside_link import OutsideLinkSheet
from viewer.desktop.sheets.report import ReportSheet
from viewer.desktop.sheets.settings import SettingsSheet
from viewer.desktop.sheets.shortcuts import ShortcutSheet, key_names
from viewer.userdata.settings import BY_KEY, SETTINGS

# -- first start ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_that_enter_accepts_the_first_start_text_once(
    qtbot: QtBot, theme: Theme, host: QMainWindow, key: Qt.Key
) -> None:
    sheet = FirstStartSheet(theme, host, EDITION.first_start, "2026.11")
    accepted: list[bool] = []
    sheet.accepted.connect(lambda: accepted.append(True))
    sheet.open()
    press(qtbot, key)
    assert accepted == [True]
    assert sheet.isHidden()
    assert focus_widget().objectName() == "behind"
    sheet.accept_button.click()
    assert accepted == [True]


def test_that_nothing_but_the_button_closes_the_first_start_text(
    qtbot: QtBot, theme: Theme, host: QMainWindow
) -> None:
    sheet = FirstStartSheet(theme, host, EDITION.first_start, "2026.11")
    sheet.open()
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert sheet.isVisible()
    assert focus_widget() is sheet.accept_button
    assert sheet.accept_button.accessibleDescription() == EDITION.first_start


# -- shortcuts -----------------------------------------------------------------------------------------------


def test_that_every_command_with_keys_stands_on_the_sheet(theme: Theme, host: QMainWindow) -> None:
    sheet = ShortcutSheet(theme, host, ACTIONS, GROUPS)
    sheet.open()
    found = shown_texts(sheet)
    missing = [a.id for a in ACTIONS if a.keys and not a.id.startswith("tab-") and a.text not in found]
    assert missing == []
    assert {group.upper() for group in GROUPS} <= set(found)


def test_that_every_key_is_written_in_full() -> None:
    for action in ACTIONS:
        names = key_names(action)
        assert len(names) >= bool(action.keys), action.id
        assert all(name and not name.startswith("@") for name in names)
    by_id = {action.id: key_names(action) for action in ACTIONS}
    assert by_id["open-background"] == ("Ctrl+Enter",)
    assert by_id["back"] == ("Alt+←",)
    assert by_id["zoom-in"] == ("Ctrl++", "Ctrl+=")
    assert by_id["find"] == ("Ctrl+F",)


def test_that_typing_filters_the_shortcuts(qtbot: QtBot, theme: Theme, host: QMainWindow) -> None:
    sheet = ShortcutSheet(theme, host, ACTIONS, GROUPS)
    sheet.open()
    qtbot.keyClicks(focus_widget(), "bookmark ctrl")
    found = shown_texts(sheet)
    assert "Bookmark this page" in found
    assert "Larger" not in found
    assert "VIEW" not in found
    qtbot.keyClicks(focus_widget(), " nonsense")
    assert "No command or key like this." in shown_texts(sheet)


# -- settings ------------------------------------------------------------------------------------------------


def test_that_every_setting_has_a_field_with_name_and_help(theme: Theme, host: QMainWindow) -> None:
    sheet = SettingsSheet(theme, host, SETTINGS, VALUES)
    assert sheet.fields.keys() == BY_KEY.keys()
    for key, field in sheet.fields.items():
        assert field.accessibleName() == BY_KEY[key].label
        assert field.accessibleDescription() == BY_KEY[key].help


def test_that_labels_of_lists_are_buddies(theme: Theme, host: QMainWindow) -> None:
    sheet = SettingsSheet(theme, host, SETTINGS, VALUES)
    buddies = {found.buddy(): found.text() for found in sheet.findChildren(QLabel) if found.buddy()}
    assert buddies[sheet.fields["theme"]] == "Colours"


def test_that_a_change_is_told_at_once_with_its_value(qtbot: QtBot, theme: Theme, host: QMainWindow) -> None:
    sheet = SettingsSheet(theme, host, SETTINGS, VALUES)
    told: list[tuple[str, object]] = []
    sheet.setting_changed.connect(lambda key, value: told.append((key, value)))
    sheet.open()
    press(qtbot, Qt.Key.Key_Down)
    sheet.fields["zoom"].setFocus()
    press(qtbot, Qt.Key.Key_Down)
    sheet.fields["animation"].setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert told == [("theme", "light"), ("zoom", 110), ("animation", False)]
    assert all(BY_KEY[key].accepts(value) for key, value in told)


def test_that_values_from_elsewhere_are_shown_without_being_told(theme: Theme, host: QMainWindow) -> None:
    sheet = SettingsSheet(
        theme, host, SETTINGS, VALUES | {"theme": "dark", "zoom": 300, "restore_session": False}
    )
    told: list[str] = []
    sheet.setting_changed.connect(lambda key, value: told.append(key))
    sheet.show_value("zoom", 125)
    sheet.show_value("no such setting", 1)
    assert told == []
    texts = {key: field.currentText() for key, field in sheet.fields.items() if hasattr(field, "currentText")}
    assert (texts["theme"], texts["zoom"]) == ("Dark", "125 %")


# -- about ---------------------------------------------------------------------------------------------------


def test_that_about_says_edition_versions_licences_and_disclaimer(theme: Theme, host: QMainWindow) -> None:
    sheet = AboutSheet(theme, host, ABOUT, whole)
    sheet.open()
    said = "\n".join(shown_texts(sheet))
    for expected in (
        "2026.11, compiled 20 November 2026",
        "LGPL-3.0",
        EDITION.review_note,
        "2025; no systematic",
    ):
        assert expected in said
    assert "Edition: 2026.11" in sheet.text()


def test_that_an_edition_without_dates_is_shown_as_it_is(theme: Theme, host: QMainWindow) -> None:
    edition = dataclasses.replace(
        EDITION, compiled="soon", newest_source=None, clinical_review="A. Nurse, 2026"
    )
    sheet = AboutSheet(theme, host, dataclasses.replace(ABOUT, edition=edition), whole)
    assert "2026.11, compiled soon" in sheet.text()
    assert "Clinical review: A. Nurse" in sheet.text()


def test_that_the_check_of_the_files_says_how_it_went(theme: Theme, host: QMainWindow) -> None:
    answers: list[Verdict] = []
    sheet = AboutSheet(theme, host, ABOUT, answers.append)
    sheet.open()
    sheet.check_button.click()
    assert sheet.said.text() == "Checking …"
    assert not sheet.check_button.isEnabled()
    answers[0](False, "library.sqlite was changed.")
    assert sheet.said.text() == "library.sqlite was changed."
    assert sheet.said.property("role") == "warn"
    assert sheet.check_button.isEnabled()


# -- outside link, report ------------------------------------------------------------------------------------


def test_that_an_outside_link_is_opened_only_by_its_button(
    qtbot: QtBot, theme: Theme, host: QMainWindow
) -> None:
    sheet = OutsideLinkSheet(theme, host, "https://doi.org/10.1/x")
    asked: list[str] = []
    sheet.open_requested.connect(asked.append)
    sheet.open()
    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "https://doi.org/10.1/x"
    assert sheet.said.text() == "Copied."
    assert asked == []
    sheet.open_button.click()
    assert asked == ["https://doi.org/10.1/x"]
    assert sheet.isHidden()


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "", "   "]
)
def test_that_other_kinds_of_address_are_never_opened(theme: Theme, host: QMainWindow, address: str) -> None:
    sheet = OutsideLinkSheet(theme, host, address)
    assert not sheet.open_button.isEnabled()


def test_that_the_code_of_an_address_is_dark_on_light_in_every_theme(theme: Theme, host: QMainWindow) -> None:
    theme.choose("dark")
    sheet = OutsideLinkSheet(theme, host, "https://doi.org/10.1016/S0140-6736(18)32487-5")
    image = sheet.code.pixmap().toImage()
    assert image.pixelColor(1, 1).name() == "#ffffff"
    assert 150 <= sheet.code.pixmap().deviceIndependentSize().width() <= 190
    colours = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }
    assert colours == {"#ffffff", "#000000"}


def test_that_an_address_too_long_for_a_code_is_said(theme: Theme, host: QMainWindow) -> None:
    sheet = OutsideLinkSheet(theme, host, "https://example.org/" + "x" * 5000)
    sheet.open()
    assert sheet.code.isHidden()
    assert any("too long for a QR code" in text for text in shown_texts(sheet))


def test_that_a_report_is_copied_with_its_place_and_edition(
    qtbot: QtBot, theme: Theme, host: QMainWindow
) -> None:
    sheet = ReportSheet(theme, host, PLACE)
    sheet.open()
    assert isinstance(focus_widget(), QPlainTextEdit)
    qtbot.keyClicks(focus_widget(), "The denominator is 66.")
    sheet.copy_button.click()
    assert QApplication.clipboard().text() == (
        "The denominator is 66.\n\nPage: SBRT (modalities/sbrt)\nSection: Results (#results)\n"
        "Text: “n = 99”\nEdition 2026.11, Wardshelf 0.1.0"
    )
    assert any("Nothing is sent" in text for text in shown_texts(sheet))


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_that_no_list_of_a_setting_cuts_its_last_row(
    qtbot: QtBot, theme: Theme, host: QMainWindow, name: str
) -> None:
    theme.choose(name)
    sheet = SettingsSheet(theme, host, SETTINGS, VALUES)
    sheet.open()
    boxes = [field for field in sheet.fields.values() if isinstance(field, QComboBox)]
    assert boxes
    for box in boxes:
        box.setCurrentIndex(0)
        box.showPopup()
        qtbot.waitUntil(box.view().isVisible)
        rows = min(box.count(), box.maxVisibleItems())
        last = box.view().visualRect(box.model().index(rows - 1, 0))
        assert last.bottom() < box.view().viewport().height()
        box.hidePopup()
    sheet.dismiss()
