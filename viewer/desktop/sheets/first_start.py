"""What the reader is told once, inside the window that already shows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.small import button, label
from viewer.desktop.widgets.text import Prose


class FirstStartSheet(Sheet):
    """The first-start text with one button; Enter presses it, and nothing else closes it."""

    accepted = Signal()

    def __init__(self, theme: Theme, host: QWidget, text: str, edition: str) -> None:
        super().__init__(theme, host, "Before you use Wardshelf", width=600, closable=False)
        self._text = text
        for paragraph in _paragraphs(text):
            self.body.addWidget(Prose(theme, paragraph))
        self.body.addWidget(label(f"Edition {edition}", "hint"))
        self.accept_button = button("I understand", self._accept, "primary")
        self.accept_button.setAccessibleDescription(text)
        self.footer.addWidget(self.accept_button)

    def first_focus(self) -> QWidget:
        return self.accept_button

    def open(self) -> None:
        super().open()
        announce(self, self._text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()

    def _accept(self) -> None:
        if self.isVisible():
            self.dismiss()
            self.accepted.emit()


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
