"""The find bar below a page."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.fields import left_to_window
from viewer.desktop.widgets.plain import PlainLabel

_ROOMY = 640
"""Pixels from which on there is room for the names of keys."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _FindField(QLineEdit):
    """Enter steps on, Shift+Enter back."""

    stepped = Signal(int)

    def event(self, event: QEvent) -> bool:
        return False if left_to_window(event) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """Field, count, steps and toggles; closed by Esc."""

    changed = Signal(str, bool, bool)  # needle, case, whole words
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("FindBar")
        self._theme = theme
        self._field = _FindField()
        self._field.setAccessibleName("Find in page")
        self._field.setMinimumWidth(70)
        self._field.setMaximumWidth(220)
        self._count = PlainLabel()
        self._case = _toggle("Match case")
        self._whole = _toggle("Whole words")
        self._lay_out()
        self._field.textChanged.connect(self._tell)
        self._field.stepped.connect(self.stepped)
        self._case.toggled.connect(self._tell)
        self._whole.toggled.connect(self._tell)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self.hide()

    def open_with(self, text: str = "") -> None:
        """Show the bar, with `text` in it where there is some, and take the focus."""
        self.show()
        if text and text != self._field.text():
            self._field.setText(text)
        else:
            self._tell()
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def repeat(self) -> None:
        """Ask once more for what stands in the field."""
        self._tell()

    def close_bar(self) -> bool:
        """Hide the bar; False where it was hidden."""
        if self.isHidden():
            return False
        focus, parent = QApplication.focusWidget(), self.parentWidget()
        if focus is not None and parent is not None and self.isAncestorOf(focus):
            parent.setFocus()  # else Qt moves it to the first button that there is
        self.hide()
        self.closed.emit()
        return True

    def show_count(self, current: int, total: int, note: str = "") -> None:
        """Say which match is current and how many there are."""
        if not self._field.text().strip():
            text = ""
        elif total == 0:
            text = "Not on this page"
        else:
            text = f"{current} of {total}" if current else f"{total} found"
        self._count.setText(f"{text} {note}".strip() if text else "")
        self._count.setAccessibleName(self._count.text())

    @property
    def count_text(self) -> str:
        """What the count says."""
        return self._count.text()

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(10)
        label = PlainLabel("Find")
        label.setBuddy(self._field)
        row.addWidget(label)
        row.addWidget(self._field, 6)
        row.addWidget(self._count)
        self._keys = (_key("Enter"), _key("Shift Enter"))
        for key, text, way in zip(self._keys, ("next", "previous"), (1, -1), strict=True):
            row.addWidget(key)
            row.addWidget(self._step_button(text, way))
        self._spare = (label, *self._keys)
        row.addStretch(1)
        row.addWidget(self._case)
        row.addWidget(self._whole)
        row.addWidget(self._close_button())

    def _step_button(self, text: str, way: int) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "plain")
        button.setAccessibleName(f"{text.capitalize()} match")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.stepped.emit(way))
        return button

    def _close_button(self) -> QPushButton:
        key = QKeySequence(Qt.Key.Key_Escape).toString(QKeySequence.SequenceFormat.NativeText)
        button = QPushButton(key)
        button.setProperty("role", "key")
        button.setAccessibleName("Close the find bar")
        button.setToolTip("Close the find bar")
        button.setAutoDefault(False)
        button.clicked.connect(self.close_bar)
        return button

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())  # the keys would keep it wide

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for widget in self._spare:
            widget.setVisible(self.width() >= _ROOMY)
        self._row.setSpacing(10 if self.width() >= _ROOMY else 4)

    def _tell(self) -> None:
        if not self.isHidden():
            self.changed.emit(self._field.text(), self._case.isChecked(), self._whole.isChecked())

    def _paint_icons(self) -> None:
        self._case.setIcon(self._theme.icon("case"))
        self._whole.setIcon(self._theme.icon("word"))


def _toggle(name: str) -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _key(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("role", "key")
    return label
