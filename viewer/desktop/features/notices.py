"""What the reader is told that stays: notices of the store, of damage, of a fault of ours."""

from PySide6.QtCore import QObject, Signal

from viewer.desktop.look.theme import Theme
from viewer.desktop.window.notices import NoticeBar
from viewer.desktop.window.window import MainWindow
from viewer.userdata.records import Notice
from viewer.userdata.store import Store


class Notices(QObject):
    """The bar below the search box, and who has something to say in it."""

    shown = Signal()
    _told = Signal(object)  # Notice: from the thread that writes to the window's

    def __init__(self, store: Store, theme: Theme, window: MainWindow) -> None:
        super().__init__(window)
        self.bar = NoticeBar(theme)
        self.bar.hide()
        window.body.insertWidget(1, self.bar)
        self._told.connect(self.notice)
        store.listen(self._told.emit)

    def notice(self, notice: Notice) -> None:
        """Show a notice in place of an older one with its key."""
        self.bar.notice(notice)
        self.shown.emit()

    def sentence(self, text: str) -> None:
        """Show a sentence."""
        self.notice(Notice(text, text[:40]))
