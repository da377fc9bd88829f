"""Small widgets that sheets and panels are made of; how they look is the style sheet's."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.plain import PlainLabel

NO_PATIENTS = "Please enter no patient data."


def label(text: str = "", role: str = "", *, selectable: bool = False) -> QLabel:
    """Wrapped plain text."""
    made = PlainLabel(text)
    made.setWordWrap(True)
    if role:
        made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def button(text: str, act: Callable[[], object], role: str = "") -> QPushButton:
    """A push button that Enter presses, as Space does, while it has the focus."""
    made = QPushButton(text)
    made.setAutoDefault(True)
    made.setMinimumHeight(30)
    if role:
        made.setProperty("role", role)
    made.clicked.connect(lambda _=False: act())
    return made


def row(*widgets: QWidget | None, gap: int = 8) -> QHBoxLayout:
    """Widgets side by side; None is where the spare room goes."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(gap)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made


def add(menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
    """A row of a menu; an ampersand in `text` is one."""
    action = menu.addAction(text.replace("&", "&&"))
    action.triggered.connect(lambda _=False: act())
    return action


def copy(text: str) -> None:
    """Put plain text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


class UndoBar(QFrame):
    """Says what was deleted and takes it back; stays until the next deletion, or until it is used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("UndoBar")
        self._undo: Callable[[], object] | None = None
        self._text = label("", "notice")
        self.undo_button = button("Undo", self.undo, "link")
        line = row(self._text, self.undo_button)
        line.setStretch(0, 1)
        line.setContentsMargins(12, 4, 8, 4)
        self.setLayout(line)
        self.hide()

    def offer(self, text: str, undo: Callable[[], object]) -> None:
        """Say what was done, and how it is undone."""
        self._undo = undo
        self._text.setText(text)
        self.undo_button.setAccessibleName(f"Undo: {text}")
        self.show()
        announce(self, f"{text} Undo with Ctrl+Z.")

    def undo(self) -> None:
        """Undo once; nothing where nothing was offered."""
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
