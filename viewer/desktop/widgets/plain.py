"""Text that is shown as written: Qt takes what looks like HTML for it, and reads the files it names."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from viewer.prose import escape


class PlainLabel(QLabel):
    """A label whose text is never HTML."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)


def tip(text: str) -> str:
    """A tool tip that shows `text` as it is; Qt is left no sign to take for HTML."""
    if "<" not in text and "&" not in text:
        return text
    lines = "<br />".join(escape(text).split("\n"))
    return f"<p>{lines}</p>"
