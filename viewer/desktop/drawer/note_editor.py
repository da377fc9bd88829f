"""The field in which a note is written: kept within a second, without being asked."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.small import NO_PATIENTS, label, row

Save = Callable[[str, str, str, str, str], object]
"""`save(doc, anchor, heading, text, title)`"""

Saving = Callable[[], bool]
"""Whether what is kept reaches the disk."""

_WAIT_MS = 700


class _Text(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NoteEditor(QWidget):
    """A note on one section. The timer starts with the first key, so that steady typing is kept too."""

    saved = Signal()

    def __init__(self, save: Save, saving: Saving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save, self._saving = save, saving
        self._place: tuple[str, str, str, str] | None = None
        self._kept = ""
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_WAIT_MS)
        self._waiting.timeout.connect(self.flush)
        self.field = _Text()
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText("Your own words on this section.")
        self.field.setMinimumHeight(96)
        self.field.textChanged.connect(self._on_text)
        self.field.left.connect(self.flush)
        self.name = PlainLabel()
        self.name.setWordWrap(True)
        self.name.setBuddy(self.field)
        self.state = label("", "hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addWidget(self.field, 1)
        below = row(label(NO_PATIENTS, "hint"), self.state)
        below.setStretch(0, 1)
        column.addLayout(below)
        self.state.setWordWrap(False)
        self.show_place(None, "")

    @property
    def place(self) -> tuple[str, str] | None:
        """Document and anchor of the section."""
        return self._place[:2] if self._place else None

    def edit(self, doc: str, anchor: str, heading: str, title: str, text: str) -> None:
        """Keep what is being written and turn to another section."""
        self.flush()
        self.show_place((doc, anchor, heading, title), text)

    def show_place(self, place: tuple[str, str, str, str] | None, text: str) -> None:
        """Show a section and its note, forgetting what was shown."""
        self._waiting.stop()
        self._place, self._kept = place, text
        self.field.blockSignals(True)
        self.field.setPlainText(text)
        self.field.moveCursor(QTextCursor.MoveOperation.End)  # who comes back goes on writing
        self.field.blockSignals(False)
        self.field.setEnabled(place is not None)
        name = "No page is open." if place is None else f"Note on {_where(place)}"
        self.name.setText(name.replace("&", "&&"))
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(NO_PATIENTS)
        self.show_state()

    def show_state(self) -> None:
        """Say what became of the text; where the disk refuses, it ends with the program."""
        if self.field.toPlainText() != self._kept:
            self.state.setText("Being written …")
        elif not self._kept.strip():
            self.state.setText("")
        else:
            self.state.setText("Kept." if self._saving() else "Not saved: kept until you quit.")

    def flush(self) -> None:
        """Keep what was written, now."""
        self._waiting.stop()
        text = self.field.toPlainText()
        if self._place is None or text == self._kept:
            return
        doc, anchor, heading, title = self._place
        self._kept = text
        self._save(doc, anchor, heading, text, title)
        self.show_state()
        self.saved.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.flush()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Close, QEvent.Type.WindowDeactivate):
            self.flush()
        return super().event(event)

    def _on_text(self) -> None:
        self.show_state()
        if not self._waiting.isActive():
            self._waiting.start()


def _where(place: tuple[str, str, str, str]) -> str:
    doc, _, heading, title = place
    return f"“{heading}”, {title or doc}" if heading else title or doc
