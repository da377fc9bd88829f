"""How the panels share the window: wide, without the right panel, or one at a time."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.look.sizes import LEFT, NARROW, RIGHT, WIDE
from viewer.desktop.widgets.fields import holds

_LEFT_NARROW = 348  # the browse tabs just fit
_BESIDE_DRAWER = 1240
"""Pixels from which the left panel, a page that can be read and a drawer stand side by side."""


class PanelLayout(QObject):
    """Shows and hides the side panels as the width and the reader ask."""

    shown_changed = Signal(bool, bool)  # left, right

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._left, self._middle, self._right = left, middle, right
        left.setMinimumWidth(240)
        middle.setMinimumWidth(280)
        right.setMinimumWidth(190)
        for widget in (left, middle, right):
            self.splitter.addWidget(widget)
        for index, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(index, stretch)
        self.area = QWidget()
        """The splitter, and room beside it for a drawer."""
        row = QHBoxLayout(self.area)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.splitter, 1)
        self._sizes = [LEFT, 816, RIGHT]
        self.splitter.setSizes(self._sizes)
        self.splitter.splitterMoved.connect(self._note_sizes)
        self._want_left = True
        self._want_right = True
        self._searching = False
        self._drawn = self._alone = False
        self._asked = False
        self._left_asked = False
        self._bare = False
        self._width = WIDE

    def fit(self, width: int) -> None:
        """Lay out for a window of `width` pixels."""
        was_wide = self._width >= WIDE
        self._width = width
        if was_wide != (width >= WIDE):
            self._asked = False
        if was_wide and width < WIDE:
            self.splitter.setSizes([_LEFT_NARROW, width - _LEFT_NARROW, 0])
        self._apply()
        if not was_wide and width >= WIDE and not self._right.isVisible():
            self.splitter.setSizes([self._sizes[0], width - self._sizes[0], 0])

    def set_searching(self, searching: bool) -> None:
        """In a narrow window the left panel stands in front while there are hits to choose from."""
        self._searching = searching
        self._apply()

    def set_drawn(self, drawn: bool) -> None:
        """A drawer takes the room of the right panel, and in a narrower window of the left one too."""
        self._drawn, self._asked, self._left_asked = drawn, False, False
        self._apply()

    def set_bare(self, bare: bool) -> None:
        """A page that has nothing to say beside it takes the room of the right panel."""
        if bare != self._bare:
            self._bare, self._asked = bare, False
            self._apply()
            if bare and self._width >= WIDE:
                self.splitter.setSizes([self._sizes[0], self._width - self._sizes[0], 0])

    def set_alone(self, alone: bool) -> None:
        """What needs all of the width stands alone until a panel is asked for."""
        if alone != self._alone:
            self._alone = alone
            self._asked = self._left_asked = False
            self._searching = self._searching and not alone
            self._apply()

    def toggle_left(self) -> None:
        """Show or hide the left panel."""
        if self._width < NARROW:
            self._searching = not self._searching
        else:
            self._want_left = self._left_asked = not self._left.isVisible()
            self._searching = self._searching and self._want_left
        self._apply()

    def toggle_right(self) -> None:
        """Show or hide the right panel; in a window that is not wide it is hidden until asked for."""
        self._want_right = self._asked = not self._right.isVisible()
        self._apply()

    def state(self) -> dict[str, object]:
        """What to keep between sessions."""
        return {
            "left": self._want_left,
            "right": self._want_right,
            "bare": self._bare,
            "sizes": self._sizes,
        }

    def restore(self, state: dict[str, object]) -> None:
        """Take up what was kept; anything odd is passed over."""
        self._want_left = state.get("left") is not False
        self._want_right = state.get("right") is not False
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 3 and all(isinstance(s, int) and s >= 0 for s in sizes):
            self._sizes = [sizes[0] or LEFT, sizes[1], sizes[2] or RIGHT]
            self.splitter.setSizes(self._sizes)
        self._apply()

    def _note_sizes(self) -> None:
        """A panel that is hidden keeps the width that it had."""
        now = self.splitter.sizes()
        self._sizes = [new or old for new, old in zip(now, self._sizes, strict=True)]

    def _apply(self) -> None:
        single = self._width < NARROW
        room = ((not self._drawn or self._width >= _BESIDE_DRAWER) and not self._alone) or self._left_asked
        left = self._searching or (self._want_left and room and not single)
        wide = self._width >= WIDE and not (self._drawn or self._bare or self._alone)
        right = self._want_right and not single and (wide or self._asked)
        came_back = right and not self._right.isVisible()
        focus = QApplication.focusWidget()
        leaves_focus = not left and focus is not None and self._left.isAncestorOf(focus)
        self._left.setVisible(left)
        self._middle.setVisible(not (single and left))
        if leaves_focus:
            self._middle.setFocus(Qt.FocusReason.OtherFocusReason)
        self._right.setVisible(right)
        if came_back:
            rest = self._width - self._sizes[0] - self._sizes[2]
            self.splitter.setSizes([self._sizes[0], rest, self._sizes[2]])
        self.shown_changed.emit(left, right)


Pane = Callable[[], QWidget | None]
"""Gives the widget of a pane that takes the focus, or None where the pane is hidden."""


def next_pane(panes: Sequence[Pane], step: int) -> None:
    """Put the focus into the next pane that shows, `step` being 1 or -1."""
    shown = [widget for pane in panes if (widget := pane()) is not None and _takes_focus(widget)]
    if not shown:
        return
    focus = QApplication.focusWidget()
    at = next((i for i, widget in enumerate(shown) if focus is not None and holds(widget, focus)), None)
    target = shown[0 if at is None else (at + step) % len(shown)]
    target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _takes_focus(widget: QWidget) -> bool:
    """Whether the pane shows, and shows something that can have the focus: a panel may be empty."""
    inner = widget
    while (proxy := inner.focusProxy()) is not None:
        inner = proxy
    return widget.isVisible() and inner.isVisible()


class LeftPanel(QFrame):
    """Two faces of one place."""

    def __init__(self, browse: QWidget, hits: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("LeftPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedWidget()
        self._stack.addWidget(browse)
        self._stack.addWidget(hits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_hits(self, on: bool) -> None:
        """Show the hits, or the browse lists."""
        self._stack.setCurrentIndex(1 if on else 0)

    @property
    def shows_hits(self) -> bool:
        """Whether the hits are in front."""
        return self._stack.currentIndex() == 1
