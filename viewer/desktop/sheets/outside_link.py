"""An address outside the library: shown, copied, or opened by the reader; never by itself."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.qr import qr_pixmap
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.small import button, copy, label, row

_OPENED = ("http", "https", "mailto")
_QR = 190


class OutsideLinkSheet(Sheet):
    """The address with Copy, Open in browser, a QR code and Cancel."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, host: QWidget, address: str) -> None:
        super().__init__(theme, host, "Outside this library", width=560)
        self.address = address.strip()
        url = QUrl(self.address, QUrl.ParsingMode.TolerantMode)
        self.body.addWidget(label(_sentence(url)))
        self.field = QLineEdit(self.address)
        self.field.setReadOnly(True)
        self.field.setCursorPosition(0)
        name = PlainLabel("Address")
        name.setBuddy(self.field)
        self.field.setAccessibleName("Address")
        self.body.addWidget(name)
        self.body.addWidget(self.field)
        self._add_code()
        self._add_buttons(url)

    def first_focus(self) -> QWidget:
        return self.copy_button

    def _add_code(self) -> None:
        pixmap = qr_pixmap(self.address, _QR, self.devicePixelRatioF())
        self.code = PlainLabel()
        hint = label("Scan with a telephone to open the address there.", "hint")
        if pixmap is None:
            hint.setText("This address is too long for a QR code.")
            self.code.hide()
        else:
            self.code.setPixmap(pixmap)
            self.code.setAccessibleName(f"QR code of {self.address}")
        line = row(self.code, hint, gap=16)
        line.setStretch(1, 1)
        self.body.addLayout(line)

    def _add_buttons(self, url: QUrl) -> None:
        self.copy_button = button("Copy", self._copy)
        self.open_button = button("Open in browser", self._open, "primary")
        self.open_button.setEnabled(url.scheme().lower() in _OPENED and url.isValid())
        for made in (self.copy_button, button("Cancel", self.dismiss), self.open_button):
            self.footer.addWidget(made)

    def _copy(self) -> None:
        copy(self.address)
        self.say("Copied.")

    def _open(self) -> None:
        self.dismiss()
        self.open_requested.emit(self.address)


def _sentence(url: QUrl) -> str:
    where = url.host() or "another program"
    return f"This lies at {where}. Wardshelf is offline and opens nothing by itself."
