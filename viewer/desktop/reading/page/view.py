"""The page: shows the text, opens links by mouse and keyboard, and fetches nothing."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.page.contents import Contents
from viewer.desktop.reading.page.drawings import LoadPaper
from viewer.desktop.reading.page.html import visible
from viewer.desktop.reading.page.images import LoadImage, resource
from viewer.desktop.reading.page.links import Link, link_at
from viewer.desktop.reading.page.paint import (
    KEPT,
    FocusRing,
    chips_in,
    paint_chips,
    paint_corners,
    paint_ring,
)
from viewer.desktop.reading.page.place import cursor_at, line_rects, position_at
from viewer.desktop.reading.page.sections import SectionTracker
from viewer.desktop.reading.page.spots import NotePlace, character_at, note_at, note_places
from viewer.desktop.widgets.later import Later
from viewer.desktop.widgets.row_list import Where, place_of

_MOVE = QTextCursor.MoveOperation
_KEYS = {
    Qt.Key.Key_Left: (_MOVE.PreviousCharacter, _MOVE.PreviousWord),
    Qt.Key.Key_Right: (_MOVE.NextCharacter, _MOVE.NextWord),
    Qt.Key.Key_Up: (_MOVE.Up, _MOVE.PreviousBlock),
    Qt.Key.Key_Down: (_MOVE.Down, _MOVE.NextBlock),
    Qt.Key.Key_Home: (_MOVE.StartOfLine, _MOVE.Start),
    Qt.Key.Key_End: (_MOVE.EndOfLine, _MOVE.End),
}
"""Key → what it moves by, and what it moves by with Ctrl."""


def extended(cursor: QTextCursor, event: QKeyEvent, start: int) -> QTextCursor | None:
    """The selection after a key, begun at `start` where there was none; nothing for any other key."""
    moves = _KEYS.get(Qt.Key(event.key()))
    if moves is None or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return None
    if not cursor.hasSelection():
        cursor.setPosition(start)
    by_word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    cursor.movePosition(moves[by_word], QTextCursor.MoveMode.KeepAnchor)
    return cursor


_OVERHANG = 12
_CTRL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PageView(QTextBrowser):
    """One page."""

    link_opened = Signal(object, str)  # Link, where
    link_focused = Signal(object)  # Link | None
    link_hovered = Signal(object)  # Link | None
    left = Signal()
    """The reader went on to something else in the window."""
    zoom_stepped = Signal(int)
    text_clicked = Signal(int)
    """A character that is no link was clicked, and nothing was selected by it."""
    note_requested = Signal(str)  # the anchor of a section whose note was clicked
    menu_requested = Signal(QPoint, object)  # where on the screen, Link | None

    def __init__(
        self,
        theme: Theme,
        load_image: LoadImage,
        load_paper: LoadPaper | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("PageView")
        self._theme = theme
        self._focused: Link | None = None
        self._left_at: Link | None = None
        self._hovered: Link | None = None
        self._pressed: Link | None = None
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._ringed: Link | None = None
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.contents = Contents(self, theme, load_image, load_paper)
        self.sections = SectionTracker(self, self.contents)
        self.contents.filled.connect(self._name)
        self._ring = FocusRing(theme, self)
        self._noted: tuple[str, ...] = ()
        self._sized = QSize()
        self._settle = Later(self, lambda: self.contents.hold(self._scroll_sideways_if_worth_it))
        self.horizontalScrollBar().rangeChanged.connect(self._settle.ask)
        self.anchorClicked.connect(self._clicked)

    @property
    def focused_link(self) -> Link | None:
        """The link that Enter opens."""
        return self._focused

    def leave_link(self) -> None:
        """Let no link have the focus: the text it stood in goes, or the reader goes elsewhere in it."""
        self._left_at = None
        if self._focused is not None:
            self._focus_on(None)
            self._ring.focus_came(Qt.FocusReason.OtherFocusReason)

    def rects_of(self, link: Link) -> list[QRectF]:
        """Where a link stands in the viewport, one rectangle a line."""
        return line_rects(self, link.start, link.end)

    def selected_text(self) -> str:
        """What the reader selected, in plain text; nothing where only a link has the focus."""
        if self._focused is not None:
            return ""
        return visible(self.textCursor().selection().toPlainText())

    def open_at(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Open the link at `point` of the viewport, as a click on it does."""
        link = self._link_under(point)
        if link is not None:
            self.link_opened.emit(link, place_of(modifiers))

    def section_under(self, point: QPoint) -> str:
        """The anchor of the section at `point` of this widget."""
        inside = self.viewport().mapFrom(self, point)
        return self.sections.section_at(self.cursorForPosition(inside).position())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return resource(self.contents.images, kind, QUrl(name))

    def createMimeDataFromSelection(self) -> QMimeData:
        data = super().createMimeDataFromSelection()
        data.setText(visible(data.text()))
        # Late: no start needs it.
        from viewer.desktop.reading.page.excerpt import excerpt_html

        data.setHtml(visible(excerpt_html(self.textCursor(), self.contents.heading_levels())))
        return data

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._begin_in_view(forward)
        moved = super().focusNextPrevChild(forward)
        cursor = self.textCursor()
        at_link = self.hasFocus() and moved and cursor.hasSelection()
        self._focus_on(link_at(cursor_at(self, cursor.selectionStart())) if at_link else None)
        if at_link:
            self._clear_of_head(cursor)
        return moved

    def _clear_of_head(self, cursor: QTextCursor) -> None:
        """Bring what has the focus out from under the head that lies over the top of the page."""
        hidden = self.contents.covered - self.cursorRect(cursor).top() + 8
        if hidden > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - hidden)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._is_still_at_link() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._focused = self._left_at  # without its preview, which the reader has seen
            self.viewport().update()
        else:
            self._ring.focus_came(event.reason())

    def _is_still_at_link(self) -> bool:
        """Whether nobody moved the caret from the link that had the focus, as a search in the page does."""
        left = self._left_at
        return left is not None and left.start <= self.textCursor().position() <= left.end

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._left_at = self._focused
        self._focus_on(None)
        self._ring.focus_went()
        if event.reason() not in KEPT:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self._focused is not None:
            self.link_opened.emit(self._focused, place_of(event.modifiers()))
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # back and forward are the window's
        elif self._selected_by(event) or self._scrolled_by(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._focus_on(None)
        self._ring.focus_went()
        self._pressed = self._link_under(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link = self._link_under(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and link is not None and link == self._pressed:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.link_opened.emit(link, Where.NEW if shift else Where.BACKGROUND)
            return
        point, is_left = event.position().toPoint(), event.button() == Qt.MouseButton.LeftButton
        note = note_at(self.note_places(), point) if is_left else None
        if note is not None:
            self.note_requested.emit(note)
            return
        self._modifiers = event.modifiers()
        super().mouseReleaseEvent(event)
        is_plain = link is None and self._pressed is None and not self.textCursor().hasSelection()
        if is_plain and is_left and (position := character_at(self, point)) >= 0:
            self.text_clicked.emit(position)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(None if event.buttons() else self._link_under(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if steps := event.angleDelta().y():
                self.zoom_stepped.emit(1 if steps > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        link = self._focused if by_key else self._link_under(event.pos())
        self.menu_requested.emit(event.globalPos(), link)

    def resizeEvent(self, event: QResizeEvent) -> None:
        resize = super().resizeEvent
        if self.size() == self._sized:
            resize(event)  # a scroll bar came or went, perhaps in the middle of a layout
            self._settle.ask()
        else:
            self._sized = self.size()
            self.contents.hold(lambda: resize(event))
            self._ring.fit()

    def showEvent(self, event: QShowEvent) -> None:
        show = super().showEvent  # scrolls to the caret when it shows the view for the first time
        self.contents.hold(lambda: show(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, page = self._theme.tokens, self.contents.page
        if page is not None and self.contents.part == 0:
            under = QPainter(self.viewport())
            paint_chips(under, self, chips_in(self.document(), page.labels, self.contents.label_room), tokens)
            under.end()
        super().paintEvent(event)
        over = QPainter(self.viewport())
        for _, place in self.note_places():
            self._theme.icon("note", "accent").paint(over, place)
        paint_corners(over, self, self.contents.callouts, tokens)
        for ringed in (self._focused, self._ringed):
            if ringed is not None:
                paint_ring(over, self, ringed, tokens)
        over.end()

    def reading_position(self) -> int:
        """The caret where it is in sight, else the first character that is."""
        caret = self.textCursor()
        return caret.position() if self._shows(caret) else position_at(self, 2)

    def bring_into_sight(self, span: tuple[int, int]) -> None:
        """Scroll as little as is needed to show some characters, and put the caret there."""
        self._focus_on(None)
        self.setTextCursor(cursor_at(self, span[0]))
        self.ensureCursorVisible()

    def show_noted(self, anchors: Iterable[str]) -> None:
        """Mark the sections that the reader wrote a note on, in the margin beside them."""
        self._noted = tuple(anchors)
        self.viewport().update()

    def note_places(self) -> Iterator[NotePlace]:
        """Where in the viewport the marks of notes stand."""
        return note_places(self, self.contents, self._noted)

    def ring_mark(self, span: tuple[int, int] | None) -> None:
        """Draw a ring around the current mark, so that it differs by more than its colour."""
        self._ringed = Link("", *span) if span else None
        self.viewport().update()

    def _scroll_sideways_if_worth_it(self) -> None:
        # Qt rounds the columns of tables up; what overhangs by less than the margin is no reason for a bar.
        policy = Qt.ScrollBarPolicy
        overhang = self.horizontalScrollBar().maximum()
        wanted = policy.ScrollBarAsNeeded if overhang >= _OVERHANG else policy.ScrollBarAlwaysOff
        if self.horizontalScrollBarPolicy() != wanted:
            self.setHorizontalScrollBarPolicy(wanted)

    def _begin_in_view(self, forward: bool) -> None:
        """Let Tab go on from where the reader looks; by itself Qt begins at the top of the page."""
        caret = self.textCursor()
        in_view = self._shows(caret)
        if in_view and caret.hasSelection():
            return
        edge = 2 if forward else self.viewport().height() + 2
        start = caret.position() if in_view else position_at(self, edge)
        cursor = cursor_at(self, max(0, start - 1) if forward else start + 1)
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _selected_by(self, event: QKeyEvent) -> bool:
        caret = self.textCursor()
        start = caret.position() if self._shows(caret) else position_at(self, 2)
        cursor = extended(caret, event, start)
        if cursor is None:
            return False
        self._focus_on(None)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _scrolled_by(self, event: QKeyEvent) -> bool:
        """Ctrl+Home and Ctrl+End go to the ends, as Home and End do; PgUp and PgDn by what is seen."""
        bar = self.verticalScrollBar()
        way = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if way is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            bar.setValue(bar.value() + way * max(40, bar.pageStep() - self.contents.covered))
            return True
        ends = {Qt.Key.Key_Home: bar.minimum, Qt.Key.Key_End: bar.maximum}
        end = ends.get(Qt.Key(event.key()))
        if end is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != _CTRL:
            return False
        bar.setValue(end())
        return True

    def _shows(self, caret: QTextCursor) -> bool:
        return self.viewport().rect().contains(self.cursorRect(caret))

    def _clicked(self, _url: QUrl) -> None:
        if self._pressed is not None:
            self.link_opened.emit(self._pressed, place_of(self._modifiers))

    def _link_under(self, point: QPoint) -> Link | None:
        return link_at(self.cursorForPosition(point)) if self.anchorAt(point) else None

    def _focus_on(self, link: Link | None) -> None:
        if link != self._focused:
            self._focused = link
            if link is not None:
                self._ring.focus_went()
            self.link_focused.emit(link)
            self.viewport().update()

    def _hover(self, link: Link | None) -> None:
        if link != self._hovered:
            self._hovered = link
            self.link_hovered.emit(link)

    def _name(self) -> None:
        page = self.contents.page
        self.setAccessibleName(page.title if page else "Page")
