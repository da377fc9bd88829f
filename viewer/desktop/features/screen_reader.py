"""What a screen reader says of things that change while the focus stays where it is.

The reader types in the search box while hits and the chosen row change elsewhere; a page opens beside a list.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.rows import Row
from viewer.desktop.window.window import MainWindow
from viewer.library.model import Page
from viewer.prose import counted
from viewer.search.answer import Answer

_SETTLE_MS = 350
"""So long nothing else must come: who types is not talked over at each letter."""


class ScreenReader(QObject):
    """Says the newest of what changed, once it has settled."""

    said = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._text = ""
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self._speak)
        parts = window.parts
        parts.searching.answered.connect(self._answered)
        parts.box.moved.connect(self._moved)
        parts.tabs.page_shown.connect(self._page_shown)
        parts.tabs.marks_changed.connect(self._match_reached)
        parts.browse.reached.connect(self._row_reached)

    def say(self, text: str) -> None:
        """Say `text` soon, in place of what waits to be said."""
        self._text = text
        self._settling.start()

    def _answered(self, answer: Answer) -> None:
        hits = self._window.parts.hits
        row = hits.list.current()
        count = f"{counted(len(answer.hits), 'document')}."
        first = row.spoken if row is not None else ""
        parts = (count, hits.note.text, first) if answer.hits else (hits.empty_text,)
        self.say(" ".join(part for part in parts if part))

    def _moved(self, steps: int, by_page: bool) -> None:
        row = self._window.parts.hits.list.current()
        if row is not None and self._window.left.shows_hits:
            self.say(row.spoken)

    def _row_reached(self, row: Row) -> None:
        self.say(row.spoken)

    def _page_shown(self, page: Page | None) -> None:
        title = page.title if page is not None else self._window.parts.tabs.current_title()
        self.say(title or "No page is open.")

    def _match_reached(self, current: int, total: int) -> None:
        bar = self._window.parts.tabs.pane.find_bar
        if bar.isVisible():
            self.say(bar.count_text)
        elif current:
            self.say(f"{current} of {total} marked")

    def _speak(self) -> None:
        announce(self._window, self._text)
        self.said.emit(self._text)
