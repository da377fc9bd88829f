"""Keys of the window that a text field would keep for itself."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from viewer.desktop.reading.find.bar import FindBar
from viewer.desktop.search.box import SearchBox
from viewer.desktop.widgets.fields import FilterField

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_Z, _CONTROL | _SHIFT), (Qt.Key.Key_E, _CONTROL)])
@pytest.mark.parametrize("make", [SearchBox, FindBar, lambda theme: FilterField(theme, "Filter")])
@pytest.mark.parametrize("kind", [QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress])
def test_that_a_text_field_leaves_the_window_its_keys(qtbot, theme, make, key, held, kind):
    widget = make(theme)
    qtbot.addWidget(widget)
    field = widget if isinstance(widget, QLineEdit) else widget.findChild(QLineEdit)
    field.setText("a")
    field.insert("b")
    field.undo()
    event = QKeyEvent(kind, key, held)
    QApplication.sendEvent(field, event)
    assert not event.isAccepted()
    assert field.text() == "a"
