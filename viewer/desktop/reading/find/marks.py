"""Marks in a page: found a slice at a time, counted, stepped through, drawn only where the reader looks."""

import time
from bisect import bisect_left
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.find.finders import Find
from viewer.desktop.reading.page.contents import Contents
from viewer.desktop.reading.page.place import Place, cursor_at, position_at
from viewer.desktop.widgets.later import Later
from viewer.search.answer import Span

_BUDGET = 0.008
"""Seconds of searching before the window gets its turn."""
_MOST_DRAWN = 400


class Marks(QObject):
    """What is marked in the part of a page that is shown."""

    changed = Signal(int, int)
    """Which mark is current, counted from 1 (0 for none yet), and how many there are."""
    current_changed = Signal(object)  # Span | None

    def __init__(self, view: QTextEdit, contents: Contents, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._contents, self._theme = view, contents, theme
        self._find: Find | None = None
        self._head = True
        self._spans: list[Span] = []
        self._current = -1
        self._origin: int | None = None
        self._way = 0
        self._parts_left = 0
        self._waiting = 0
        self._work: Iterator[None] = iter(())
        self._drawn: Span = (0, 0)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)
        contents.filled.connect(self._restart)
        self._later = Later(self, self._draw_if_needed)
        view.verticalScrollBar().valueChanged.connect(self._later.ask)

    @property
    def active(self) -> bool:
        """Whether anything is being marked."""
        return self._find is not None

    @property
    def is_done(self) -> bool:
        """Whether the part that is shown was looked through."""
        return self._contents.is_filled and not self._timer.isActive()

    @property
    def current(self) -> Span | None:
        """The current mark."""
        return self._spans[self._current] if 0 <= self._current < len(self._spans) else None

    @property
    def origin(self) -> int:
        """Where a search that is typed now begins: at the current mark, or at the top of the view."""
        return self.current[0] if self.current is not None else position_at(self._view, 0)

    def mark(self, find: Find, *, origin: int | None = None, head: bool = True) -> None:
        """Mark what `find` finds, in the head of the page too where `head` says so.

        The first match from `origin` on becomes current, where one is given.
        """
        self._find, self._head = find, head
        self._origin = origin
        self._current = -1
        self._restart()

    def clear(self) -> bool:
        """Mark nothing; False where nothing was marked."""
        had = self._find is not None
        self._find = None
        self._way = self._waiting = 0
        self._reset()
        if had:
            self.changed.emit(0, 0)
        return had

    def step(self, way: int) -> None:
        """Make the next mark (1) or the previous one (-1) current, in the next part after the last one."""
        if self._find is None:
            return
        if not self.is_done:
            self._waiting += way
            return
        target = self._current + way if self._current >= 0 else self._nearest(way)
        if 0 <= target < len(self._spans):
            self._choose(target)
        elif self._contents.part_count > 1:
            self._way, self._parts_left = way, self._contents.part_count
            self._next_part()
        elif self._spans:
            self._choose(target % len(self._spans))

    def redraw(self) -> None:
        """Draw anew, after the colours or the layout changed."""
        self._drawn = (0, 0)
        self._draw_if_needed()

    def _restart(self) -> None:
        if self._find is None:
            return
        kept = self._current
        self._reset()
        self._current = kept
        self._work = self._search(self._find)
        self._go_on()

    def _reset(self) -> None:
        self._timer.stop()
        self._work = iter(())
        self._spans, self._current, self._drawn = [], -1, (0, 0)
        self._view.setExtraSelections([])
        self.current_changed.emit(None)

    def _search(self, find: Find) -> Iterator[None]:
        document = self._view.document()
        block = document.begin() if self._head else document.findBlockByNumber(self._contents.head_blocks)
        while block.isValid():
            self._spans += _spans_in(block, find)
            after = block.position() + block.length()
            yield
            block = document.findBlock(after)  # the one held would be gone where the text grew meanwhile

    def _go_on(self) -> None:
        end = time.perf_counter() + _BUDGET
        for _ in self._work:
            if time.perf_counter() > end:
                self._timer.start()
                if self._spans:
                    self._tell()
                return
        self._timer.stop()
        self._finish()

    def _finish(self) -> None:
        if self._way:
            self._arrive_in_part()
        elif self._origin is not None and self._spans:
            origin, self._origin = self._origin, None
            self._choose(bisect_left(self._spans, (origin, 0)) % len(self._spans))
        else:
            self._current = min(self._current, len(self._spans) - 1)
            self.redraw()
            self._tell()
            self.current_changed.emit(self.current)
        self._catch_up()

    def _catch_up(self) -> None:
        """Take the steps that were asked for while the search was under way."""
        steps, self._waiting = self._waiting, 0
        for _ in range(abs(steps)):
            self.step(1 if steps > 0 else -1)

    def _arrive_in_part(self) -> None:
        if not self._spans and self._parts_left > 0:
            self._next_part()
        else:
            way, self._way = self._way, 0
            if self._spans:
                self._choose(0 if way > 0 else len(self._spans) - 1)
            else:
                self._tell()

    def _next_part(self) -> None:
        self._parts_left -= 1
        self._current = -1
        part = (self._contents.part + self._way) % self._contents.part_count
        self._contents.go_to(Place(part))

    def _nearest(self, way: int) -> int:
        place = bisect_left(self._spans, (position_at(self._view, 0), 0))
        return place if way > 0 else place - 1

    def _choose(self, index: int) -> None:
        self._current = index
        start, end = self._spans[index]
        self._bring_into_view(start)
        self._view.setTextCursor(cursor_at(self._view, end))
        self.redraw()
        self._tell()
        self.current_changed.emit((start, end))

    def _tell(self) -> None:
        self.changed.emit(self._current + 1, len(self._spans))

    def _bring_into_view(self, position: int) -> None:
        height = self._view.viewport().height()
        self._view.document().documentLayout().documentSize()
        top = self._view.cursorRect(cursor_at(self._view, position)).top()
        if not 0.05 * height + self._contents.covered <= top <= 0.85 * height:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + top - round(0.35 * height))

    def _draw_if_needed(self) -> None:
        if not self._spans:
            return
        height = self._view.viewport().height()
        first, last = position_at(self._view, 0), position_at(self._view, height) + 1
        if not (self._drawn[0] <= first and last <= self._drawn[1]):
            self._drawn = (position_at(self._view, -height), position_at(self._view, 2 * height) + 1)
            self._draw(*self._drawn)

    def _draw(self, first: int, last: int) -> None:
        start = max(0, bisect_left(self._spans, (first, 0)) - 1)
        end = min(bisect_left(self._spans, (last, 0)) + 1, start + _MOST_DRAWN)
        self._view.setExtraSelections([self._selection(i) for i in range(start, min(end, len(self._spans)))])

    def _selection(self, index: int) -> QTextEdit.ExtraSelection:
        tokens = self._theme.tokens
        selection = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(QColor(tokens.mark_now if index == self._current else tokens.mark))
        form.setForeground(QColor(tokens.mark_ink))
        selection.format = form
        cursor = cursor_at(self._view, self._spans[index][1])
        start = min(self._spans[index][0], cursor.position())  # of a text that is being filled anew
        cursor.setPosition(start, cursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        return selection


def _spans_in(block: QTextBlock, find: Find) -> Iterator[Span]:
    """Matches in a block as positions in the document, which counts UTF-16 units."""
    text, at = block.text(), block.position()
    wide = not text.isascii() and max(text) > "\uffff"
    for start, end in find(text):
        if wide:
            yield at + _units(text, start), at + _units(text, end)
        else:
            yield at + start, at + end


def _units(text: str, end: int) -> int:
    return len(text[:end].encode("utf-16-le")) // 2
