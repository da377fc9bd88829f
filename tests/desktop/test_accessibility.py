"""What a screen reader is told: a name and a role for everything that can be worked."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextBrowser,
)

from tests.desktop.program import finish, start
from viewer.desktop.dialogs.sheet import Sheet

_WORKED = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QTextBrowser)
_LEAST = 24


@pytest.fixture
def window(qapp, qtbot, theme, sample_library_dir, tmp_path):
    program = start(qapp, sample_library_dir, tmp_path / "data")
    program.store.accept_first_start(program.library.edition.edition)
    with qtbot.waitActive(program.window):
        program.frame.resize(1440, 900)
        program.window.activateWindow()
    yield program.window
    finish(program)


def _controls(root):
    for kind in _WORKED:
        for widget in root.findChildren(kind):
            if widget.isVisible() and widget.objectName() != "qt_spinbox_lineedit":
                yield widget


def _name(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface and interface.isValid() else ""


def _unnamed(root):
    return [f"{type(w).__name__} {w.objectName()}" for w in _controls(root) if not _name(w).strip()]


def _clears_nothing(button):
    """Qt keeps the button of an empty field and paints it fully transparent."""
    field = button.parent()
    return isinstance(field, QLineEdit) and not field.text()


def _small(root):
    buttons = [b for b in root.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
    buttons = [b for b in buttons if not _clears_nothing(b)]
    return [
        f"{type(b).__name__} {_name(b)}: {b.width()} x {b.height()}"
        for b in buttons
        if min(b.width(), b.height()) < _LEAST
    ]


def test_that_every_control_of_the_window_has_a_name(window):
    assert _unnamed(window) == []


def test_that_every_button_of_the_window_is_large_enough_to_hit(window):
    window.parts.box.set_text("survival")
    assert _small(window) == []


@pytest.mark.parametrize("command", ["settings", "shortcuts", "about", "report-error"])
def test_that_every_control_of_a_sheet_has_a_name_and_a_size(qtbot, window, command):
    window.commands[command].trigger()
    sheet = next(sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())
    assert _unnamed(sheet) == []
    assert _small(sheet) == []
    sheet.dismiss()


@pytest.mark.parametrize("command", ["bookmarks", "note", "history"])
def test_that_every_control_of_the_drawer_has_a_name_and_a_size(qtbot, window, command):
    window.commands[command].trigger()
    assert _unnamed(window) == []
    assert _small(window) == []


def test_that_the_page_is_read_with_its_labels(window):
    window.open("pages/home")
    view = window.parts.tabs.pane.view
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() in (
        QAccessible.Role.EditableText,
        QAccessible.Role.StaticText,
        QAccessible.Role.Document,
    )
    text = interface.textInterface()
    said = text.text(0, text.characterCount()).replace("\N{NO-BREAK SPACE}", " ")
    assert "Not clinically reviewed" in said
