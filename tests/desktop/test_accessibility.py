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

from viewer.desktop.drawer.bookmarks import BookmarksPanel
from viewer.desktop.drawer.history import HistoryPanel
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.widgets.fields import FilterField

_WORKED = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QTextBrowser)
_CLICKED = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
_LEAST = 24
"""Pixels of a target: WCAG 2.2, 2.5.8."""


@pytest.fixture
def window(program):
    return program.window


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


def _small(root):
    worked = [w for kind in _CLICKED for w in root.findChildren(kind) if w.isVisible() and w.isEnabled()]
    found = [(f"{type(w).__name__} {_name(w)}", w.width(), w.height()) for w in worked]
    for bar in root.findChildren(QTabBar):
        rects = [bar.tabRect(at) for at in range(bar.count()) if bar.isVisible() and bar.isTabVisible(at)]
        found += [(f"tab {at} of {_name(bar)}", rect.width(), rect.height()) for at, rect in enumerate(rects)]
    for view in root.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None and view.model().rowCount():
            rect = view.visualRect(view.model().index(0, 0))
            found.append((f"row of {_name(view)}", rect.width(), rect.height()))
    return [f"{name}: {width} x {height}" for name, width, height in found if min(width, height) < _LEAST]


def test_that_every_control_of_the_window_has_a_name(window):
    assert _unnamed(window) == []


def test_that_every_button_of_the_window_is_large_enough_to_hit(window):
    window.parts.box.set_text("survival")
    assert _small(window) == []


@pytest.mark.parametrize("command", ["settings", "shortcuts", "about", "report-error"])
@pytest.mark.parametrize("density", ["comfortable", "compact"])
def test_that_every_control_of_a_sheet_has_a_name_and_a_size(qtbot, theme, window, command, density):
    theme.set_density(density)
    window.commands[command].trigger()
    sheet = next(sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())
    assert _unnamed(sheet) == []
    assert _small(sheet) == []
    sheet.dismiss()


@pytest.mark.parametrize("command", ["bookmarks", "note", "history"])
def test_that_every_control_of_the_drawer_has_a_name_and_a_size(qtbot, window, command):
    window.open("pages/home")
    window.commands["bookmark"].trigger()
    window.commands[command].trigger()
    for field in window.findChildren(FilterField):
        if field.isVisible():
            field.setText("e")
    assert _unnamed(window) == []
    assert _small(window) == []


def test_that_what_is_asked_and_what_can_be_undone_has_a_size_too(qtbot, window):
    window.open("pages/home")
    window.commands["bookmark"].trigger()
    window.commands["bookmarks"].trigger()
    panel = window.findChild(BookmarksPanel)
    panel.tree.setCurrentIndex(panel.model.index(0, 0))
    panel.delete_current()
    assert panel.undo_bar.isVisible()
    assert _small(window) == []
    window.open("modalities/sbrt")
    window.commands["history"].trigger()
    window.findChild(HistoryPanel).ask_for_day()
    assert _unnamed(window) == []
    assert _small(window) == []


def test_that_many_tabs_the_find_bar_and_a_correction_have_names_and_sizes(qtbot, window):
    for _ in range(30):
        window.open("modalities/sbrt", where="new")
    window.commands["find"].trigger()
    window.flow.ask("survivel")
    assert _unnamed(window) == []
    assert _small(window) == []


def test_that_the_page_is_read_with_its_labels(window):
    window.open("modalities/sbrt")
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
