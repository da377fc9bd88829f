"""A fault of ours: what happened, with version and traceback to copy."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.widgets.small import button, copy, label


class FaultSheet(Sheet):
    """Says that something went wrong and offers the details; reading goes on."""

    def __init__(self, theme: Theme, host: QWidget, details: str) -> None:
        super().__init__(theme, host, "Something went wrong in Wardshelf", width=680)
        what_to_do = "To help mend this, copy the details and send them to whoever keeps Wardshelf."
        self.body.addWidget(label(f"You can go on reading. {what_to_do}"))
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("Details of the fault")
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(220)
        self.body.addWidget(self.details)
        self.copy_button = button("Copy the details", lambda: copy(details))
        self.footer.addWidget(self.copy_button)
        self.footer.addWidget(button("Close", self.dismiss))

    def first_focus(self) -> QWidget:
        return self.copy_button
