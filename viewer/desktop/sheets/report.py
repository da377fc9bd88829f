"""A report of an error in a page: text to copy. Nothing is sent."""

from dataclasses import dataclass

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.small import NO_PATIENTS, button, copy, label


@dataclass(frozen=True, slots=True)
class ErrorPlace:
    """Where the error stands, and in which edition."""

    title: str
    doc: str
    heading: str
    anchor: str
    edition: str
    version: str
    quote: str = ""
    """The text that was selected."""


class ReportSheet(Sheet):
    """The place, a field for what is wrong, and Copy."""

    def __init__(self, theme: Theme, host: QWidget, place: ErrorPlace, address: str = "") -> None:
        super().__init__(theme, host, "Report an error in this page", width=600)
        self._place_text = place_text(place)
        where = f" to {address}" if address else " to whoever gave you Wardshelf"
        self.body.addWidget(label(f"Nothing is sent. Copy this text and send it{where} yourself."))
        self.remark = QPlainTextEdit()
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(120)
        self.remark.setAccessibleName("What is wrong, and how do you know?")
        name = PlainLabel("What is wrong, and how do you know?")
        name.setBuddy(self.remark)
        self.body.addWidget(name)
        self.body.addWidget(self.remark)
        self.body.addWidget(label(NO_PATIENTS, "hint"))
        self.body.addWidget(label("COPIED WITH IT", "heading"))
        self.body.addWidget(label(self._place_text, "notice", selectable=True))
        self.copy_button = button("Copy", self._copy, "primary")
        self.footer.addWidget(button("Close", self.dismiss))
        self.footer.addWidget(self.copy_button)

    def first_focus(self) -> QWidget:
        return self.remark

    def text(self) -> str:
        """What Copy puts on the clipboard."""
        remark = self.remark.toPlainText().strip()
        return f"{remark}\n\n{self._place_text}" if remark else self._place_text

    def _copy(self) -> None:
        copy(self.text())
        self.say("Copied.")


def place_text(place: ErrorPlace) -> str:
    """The place in words, with its ids."""
    lines = [f"Page: {place.title} ({place.doc})"]
    if place.heading or place.anchor:
        lines.append(f"Section: {place.heading or place.anchor} (#{place.anchor})")
    if place.quote.strip():
        lines.append(f"Text: “{' '.join(place.quote.split())[:500]}”")
    lines.append(f"Edition {place.edition}, Wardshelf {place.version}")
    return "\n".join(lines)
