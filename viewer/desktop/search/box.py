"""The search box: the widest thing there is."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from viewer.desktop.look.icons import SIZE
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.fields import left_to_window
from viewer.desktop.widgets.plain import PlainLabel, tip
from viewer.desktop.widgets.row_list import place_of

COMMAND = ">"
"""What is typed after it is the name of a command and no search."""
_PAGE = 1_000
_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_PageDown: _PAGE,
}
_LONGEST = 10_000
_BESIDE = 170
"""Pixels for the icon, the key, the caret and the gaps."""
_LEAST = 110
"""Pixels that are worth a few synonyms."""


_DELIBERATE = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Offers(Protocol):
    """What drops from the box; each says whether it took the key."""

    def move(self, steps: int, by_page: bool) -> bool:
        """Move in what is offered."""

    def submit(self, where: str) -> bool:
        """Take what is chosen."""

    def dismiss(self) -> bool:
        """Take the offers away."""


class _SearchField(QLineEdit):
    """The text field; arrows and Enter belong to the hits."""

    moved = Signal(int, bool)  # steps, by pages
    moved_aside = Signal(int)
    submitted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.in_section = False
        """Whether a section of a hit is chosen, so that the left arrow leads back from it."""

    def event(self, event: QEvent) -> bool:
        return False if left_to_window(event) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            step = _MOVES[key]
            self.moved.emit(step // abs(step), abs(step) == _PAGE)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit(place_of(event.modifiers()))
        elif key == Qt.Key.Key_Right and not event.modifiers() and self._at_end():
            self.moved_aside.emit(1)
        elif key == Qt.Key.Key_Left and not event.modifiers() and self.in_section:
            self.moved_aside.emit(-1)
        else:
            super().keyPressEvent(event)

    def _at_end(self) -> bool:
        """Whether the right arrow has nothing more to pass over here."""
        return self.cursorPosition() == len(self.text()) and not self.hasSelectedText()


class SearchBox(QFrame):
    """Where the reader types; says what changed and what was asked for, and knows nothing of hits."""

    text_changed = Signal(str)
    moved = Signal(int, bool)
    moved_aside = Signal(int)
    submitted = Signal(str)
    entered = Signal()  # by the reader, not with the window
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SearchGlow")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._also_text = ""
        self.offers: Offers | None = None
        """What may drop from the box, once it is there."""
        frame = QFrame()
        frame.setObjectName("SearchFrame")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3, 3, 3, 3)
        outer.addWidget(frame)
        self._field = _SearchField()
        self._field.setObjectName("SearchField")
        self._field.setPlaceholderText("Search words, names, authors, numbers …")
        self._field.setAccessibleName("Search the library")
        self._field.setMaxLength(_LONGEST)
        self._field.setFrame(False)
        self._field.installEventFilter(self)
        self._icon = PlainLabel()
        self._also = PlainLabel()
        self._also.setObjectName("Also")
        self._key = PlainLabel("Ctrl K")
        self._key.setProperty("role", "key")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 4, 10, 5)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._field, 1)
        row.addWidget(self._also)
        row.addWidget(self._key)
        self.setFocusProxy(self._field)
        self._field.textChanged.connect(self._elide)  # what is typed comes first
        self._field.textChanged.connect(self.text_changed)
        self._field.moved.connect(self._on_moved)
        self._field.moved_aside.connect(self.moved_aside)
        self._field.submitted.connect(self._on_submitted)
        theme.changed.connect(self._repaint_icon)
        self._repaint_icon()

    def text(self) -> str:
        """What is typed."""
        return self._field.text()

    def set_text(self, text: str) -> None:
        """Type `text` for the reader."""
        self._field.setText(text)

    def append(self, text: str) -> None:
        """Start a search with a letter that was typed elsewhere."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.setText(text)
        self._field.setCursorPosition(len(text))

    @property
    def query(self) -> str:
        """What is typed, where it is a search and not the name of a command."""
        return "" if self.text().startswith(COMMAND) else self.text()

    def dismiss(self) -> bool:
        """Take away what dropped from the box; False where nothing did."""
        return self.offers is not None and self.offers.dismiss()

    def activate(self) -> None:
        """Take the focus with everything selected."""
        if self.has_focus():
            self.entered.emit()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def has_focus(self) -> bool:
        """Whether the reader is typing here."""
        return self._field.hasFocus()

    def note_section(self, number: int) -> None:
        """Take note of which section of a hit is chosen; -1 is none."""
        self._field.in_section = number >= 0

    def show_also(self, words: tuple[str, ...]) -> None:
        """Say which synonyms were searched too."""
        self._also_text = f"also: {', '.join(words)}" if words else ""
        self._elide()

    def _on_moved(self, steps: int, by_page: bool) -> None:
        if self.offers is None or not self.offers.move(steps, by_page):
            self.moved.emit(steps, by_page)

    def _on_submitted(self, where: str) -> None:
        if self.offers is None or not self.offers.submit(where):
            self.submitted.emit(where)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            if not event.gotFocus():
                self.left.emit()
            elif event.reason() in _DELIBERATE:
                self.entered.emit()
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self._restyle()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._key.setVisible(self.width() > 360)
        self._elide()

    def _elide(self) -> None:
        typed = self._field.fontMetrics().horizontalAdvance(self._field.text())
        room = min(int(self.width() * 0.48), self.width() - typed - _BESIDE)
        metrics = self._also.fontMetrics()
        self._also.setText(metrics.elidedText(self._also_text, Qt.TextElideMode.ElideRight, room))
        self._also.setToolTip(tip(self._also_text))
        self._also.setVisible(bool(self._also_text) and room >= _LEAST)

    def _restyle(self) -> None:
        for widget in (self, *self.findChildren(QFrame)):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _repaint_icon(self) -> None:
        self._icon.setPixmap(self._theme.icon("search", "accent").pixmap(SIZE - 2, SIZE - 2))
