"""Work that has to wait until Qt is done with what it is doing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Later(QTimer):
    """Calls `act` once when the window is idle again, however often it was asked to.

    Scroll bars tell of changes while a document is being laid out. To ask the document anything then, or to
    change it, lays it out within its own layout, which ends the process.
    """

    def __init__(self, parent: QObject, act: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(0)
        self.timeout.connect(act)

    def ask(self, *_: object) -> None:
        """Call soon; takes the values of any signal and drops them."""
        self.start()
