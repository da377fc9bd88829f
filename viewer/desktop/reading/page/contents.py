"""Puts a page into the view that shows it: part by part, slice by slice, at the place that was asked for."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontMetricsF, QTextDocument, QTextTable
from PySide6.QtWidgets import QTextEdit

from viewer.desktop.look.sheets import scaled
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.page.drawings import Draw, LoadPaper, drawn_by, no_drawing
from viewer.desktop.reading.page.filling import Filling
from viewer.desktop.reading.page.html import for_view, head_html, letters_html, part_links, with_table_links
from viewer.desktop.reading.page.image_object import ImageObject, fit_images
from viewer.desktop.reading.page.images import LoadImage, PageImages
from viewer.desktop.reading.page.pieces import Part, part_with, parts_of
from viewer.desktop.reading.page.place import (
    TOP,
    Place,
    Selection,
    cursor_at,
    go_to_place,
    place_of,
    put_caret,
    selection_of,
)
from viewer.desktop.reading.page.style import BODY, COLUMN_CHARACTERS, page_css
from viewer.library.model import Page, Section

_SIDE = 20
_LETTER = 6.8
"""Width of a letter of a label at 100 %, in pixels."""
_TOP = 30
_BOTTOM = 56


def column_width(document: QTextDocument) -> int:
    """The width of COLUMN_CHARACTERS figures in the body font, in pixels."""
    return round(QFontMetricsF(document.defaultFont()).horizontalAdvance("0") * COLUMN_CHARACTERS)


def label_room(document: QTextDocument, room: int, zoom: int) -> int:
    """How many letters of a label go into one line of the column."""
    side = max(min(scaled(_SIDE, zoom), room // 12), (room - column_width(document)) // 2)
    return round((room - 2 * side) / (_LETTER * zoom / 100)) - 4


def shown_width(document: QTextDocument, room: int) -> int:
    """How wide the column is in `room` pixels."""
    form = document.rootFrame().frameFormat()
    return int(room - form.leftMargin() - form.rightMargin())


def set_column(document: QTextDocument, room: int, zoom: int, below: int = 0, free: int = 0) -> bool:
    """Centre the column in `room` pixels with `below` more pixels at the end; False where nothing changed.

    `free` pixels at the right are left to a scroll bar that does not show, so that no page stands beside
    the others.
    """
    frame = document.rootFrame()
    form = frame.frameFormat()
    room -= free
    side = max(min(scaled(_SIDE, zoom), room // 12), (room - column_width(document)) // 2)
    wanted = (side, scaled(_TOP, zoom), side + free, _BOTTOM + below)
    if (form.leftMargin(), form.topMargin(), form.rightMargin(), form.bottomMargin()) == wanted:
        return False
    form.setLeftMargin(wanted[0])
    form.setTopMargin(wanted[1])
    form.setRightMargin(wanted[2])
    form.setBottomMargin(wanted[3])
    frame.setFrameFormat(form)
    return True


_ABOVE = 14
"""Pixels left above a heading that was jumped to."""
_HIGH = 0.6
"""Share of the view: a first heading that stands no lower is read with the title in sight."""
_RAISED = 33.0
"""How far citations are raised, in per cent of the height of their letters."""


class Contents(QObject):
    """What stands in a page view."""

    filled = Signal()
    """A part stands there as a whole."""
    grown = Signal()

    def __init__(
        self, view: QTextEdit, theme: Theme, load_image: LoadImage, load_paper: LoadPaper | None = None
    ) -> None:
        super().__init__(view)
        self.load_image, self._load_paper = load_image, load_paper
        self._view, self._theme = view, theme
        self.images = self._no_images()
        ImageObject(lambda: self.images, view.document())
        self.page: Page | None = None
        self.part = 0
        self.zoom = 100
        self.pinned: str | None = None
        """The section that was jumped to, until the reader scrolls."""
        self.tables: list[str] = []
        self.covered = 0
        """Pixels at the top of the view that a head lies over once the title has been scrolled away."""
        self.label_room = 0
        """Letters that went into a line of labels when the head was made."""
        self._extra = ""
        self._parts: tuple[Part, ...] = ()
        self._target: Place | str | None = None
        self._selected: Selection | None = None
        self._below = 0
        self._moving = False
        self._filling = Filling(view.document(), self)
        self._filling.grown.connect(self._has_grown)
        self._filling.finished.connect(self._is_filled)
        view.verticalScrollBar().valueChanged.connect(self._was_scrolled)

    @property
    def anchors(self) -> dict[str, int]:
        """Where in the document each anchor of the part stands."""
        return self._filling.anchors

    @property
    def callouts(self) -> list[QTextTable]:
        """The callouts of the part."""
        return self._filling.callouts

    @property
    def is_filled(self) -> bool:
        """Whether the whole part stands there."""
        return self._filling.done

    @property
    def head_blocks(self) -> int:
        """How many paragraphs of the part are breadcrumb, title and labels."""
        page = self.page
        return 0 if page is None or self.part > 0 else bool(page.breadcrumb) + 1 + bool(page.labels)

    def heading_place(self, anchor: str) -> int | None:
        """Where the heading of a section stands, that of the first one being the title; None elsewhere."""
        page = self.page
        if page is None or not any(section.anchor == anchor for section in page.sections):
            return None
        if anchor in self.anchors:
            return self.anchors[anchor]
        first = page.sections[0].anchor == anchor and self.part == 0
        return (
            self._view.document().findBlockByNumber(int(bool(page.breadcrumb))).position() if first else None
        )

    def heading_levels(self) -> dict[int, int]:
        """Where each heading of the part stands, and its level; the title is the first."""
        document, page = self._view.document(), self.page
        levels = {
            document.findBlock(self.anchors[section.anchor]).position(): section.level
            for section in self._headed()
            if section.anchor in self.anchors
        }
        if page is not None and self.part == 0:
            levels[document.findBlockByNumber(int(bool(page.breadcrumb))).position()] = 1
        return levels

    def title_end(self) -> float:
        """Where the title ends, in pixels from the top of the document; 0 where the part has none."""
        page, document = self.page, self._view.document()
        if page is None or self.part > 0:
            return 0.0
        block = document.findBlockByNumber(int(bool(page.breadcrumb)))
        return document.documentLayout().blockBoundingRect(block).bottom()

    @property
    def part_count(self) -> int:
        """How many parts the page has; more than one only where it is very long."""
        return len(self._parts)

    def shown(self) -> Page | None:
        """The page, or of a very long one the part that is shown, which its title says."""
        page, count = self.page, len(self._parts)
        if page is None or count < 2:
            return page
        pieces = self._parts[self.part].pieces
        sections = tuple(Section(piece.anchor, "", 0, piece.shown, "") for piece in pieces)
        return replace(page, title=f"{page.title} (part {self.part + 1} of {count})", sections=sections)

    def show_page(
        self, page: Page, target: Place | str = TOP, extra: str = "", selected: Selection | None = None
    ) -> None:
        """Show `page` at a place or at the section of that anchor, with `extra` HTML at its end."""
        self.page, self._extra, self._selected = page, extra, selected
        self.images = self._no_images()
        self._parts = parts_of(page.sections)
        self._show_part(self._part_of(target), target)

    def go_to(self, target: Place | str) -> None:
        """Scroll to a place or to the section of that anchor, in whichever part it is."""
        self._selected = None
        part = self._part_of(target)
        if part != self.part:
            self._show_part(part, target)
        else:
            self._target = target
            self._aim()

    def place(self) -> Place:
        """Where the reader stands, or is about to stand."""
        if isinstance(self._target, Place):
            return self._target
        return place_of(self._view, self.part)

    def restyle(self, zoom: int) -> None:
        """Show the page anew in the colours in force, at `zoom` per cent, at the same place."""
        target, self._selected = self.standing(), self.selected()
        self.zoom = zoom
        self.images.redraw(self._draw())
        if self.page is not None:
            self._show_part(self.part, target)

    def _no_images(self) -> PageImages:
        return PageImages(self.load_image, self._draw())

    def _draw(self) -> Draw:
        if self._load_paper is None:
            return no_drawing
        return drawn_by(self._load_paper, self._theme.tokens, self._view.font().family())

    def selected(self) -> Selection | None:
        """What is selected, or is about to be selected again."""
        return self._selected or selection_of(self._view)

    def standing(self) -> Place | str:
        """The section that was jumped to, else the place that was scrolled to."""
        return self.place() if self.pinned is None else self.pinned

    def hold(self, act: Callable[[], None]) -> None:
        """Do something to the view that must not move the reader, such as a first showing or a new size."""
        if self._moving:
            act()
            return
        target, self._selected = self.standing(), self.selected()
        self._moving = True
        act()
        self.relayout()
        self._moving = False
        if self._labels_break_otherwise():
            self._show_part(self.part, target)
        else:
            self._target = target
            self._aim()
            self._forget_selection()

    def _labels_break_otherwise(self) -> bool:
        """Whether a label that was kept in one line is now wider than the column, or the other way round."""
        if self.page is None or self.part > 0:
            return False
        room = label_room(self._view.document(), self._view.viewport().width(), self.zoom)
        return any(
            (len(label.text) < room) != (len(label.text) < self.label_room) for label in self.page.labels
        )

    def relayout(self) -> None:
        """Centre the column anew after the view was resized, with images that fit into it."""
        document, room = self._view.document(), self._view.viewport().width()
        was_moving, self._moving = self._moving, True
        set_column(document, room, self.zoom, self._below, self._free())
        if self._filling.has_images:
            fit_images(document, self.images, shown_width(document, room), self.zoom)
        self._moving = was_moving

    def _free(self) -> int:
        """The width of the scroll bar while it does not show."""
        bar = self._view.verticalScrollBar()
        return 0 if bar.isVisible() else bar.sizeHint().width()

    def clear(self) -> None:
        """Show nothing."""
        self._filling.stop()
        self.page, self._target, self.pinned = None, None, None
        self._view.document().clear()

    def _part_of(self, target: Place | str) -> int:
        part = target.part if isinstance(target, Place) else part_with(self._parts, target)
        return min(part, len(self._parts) - 1)

    def _show_part(self, part: int, target: Place | str) -> None:
        self.part, self._target, self._below, self.tables = part, target, 0, []
        self._moving = True
        document = self._view.document()
        self._prepare()
        self.label_room = label_room(document, self._view.viewport().width(), self.zoom)
        document.setLayoutEnabled(False)  # laid out once, when all of it stands there
        self._filling.start(self._slices(), self._theme.tokens.muted)
        set_column(document, self._view.viewport().width(), self.zoom, free=self._free())
        document.setLayoutEnabled(True)
        # Filling pushed the caret to the end; Qt would scroll there when it first shows the view.
        self._view.setTextCursor(cursor_at(self._view, 0))
        self._moving = False
        self._filling.go_on()
        if not self._filling.done:
            self._aim()

    def _prepare(self) -> None:
        document = self._view.document()
        font = self._view.font()
        font.setPixelSize(scaled(BODY, self.zoom))
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(page_css(self._theme.tokens, self.zoom))
        document.setDocumentMargin(0)
        document.setSuperScriptBaseline(_RAISED)

    def _slices(self) -> Iterator[str]:
        page = self.page
        if page is None:
            return
        before, after = part_links(self.part, len(self._parts))
        opening = (head_html(page, self.label_room) if self.part == 0 else "") + before
        letters = letters_html("".join(piece.html for piece in self._parts[self.part].pieces))
        closing = letters + after + (self._extra if self.part == len(self._parts) - 1 else "")
        for html in _between(opening, self._parts[self.part].slices(), closing):
            linked, tables = with_table_links(html, len(self.tables))
            self.tables += tables
            yield self.images.placed(for_view(linked))

    def _has_grown(self) -> None:
        self._selected = self.selected()  # perhaps only now, by a reader who did not wait
        self._aim()
        self.grown.emit()

    def _is_filled(self) -> None:
        self.relayout()
        self._aim()
        self._forget_selection()
        self.filled.emit()

    def _forget_selection(self) -> None:
        """The view has it again, once the whole part stands there."""
        if self.is_filled:
            self._selected = None

    def _aim(self) -> None:
        """Scroll to the target, as far as it stands there yet."""
        self._moving = True
        if isinstance(self._target, Place):
            self.pinned = None
            go_to_place(self._view, self._target, self._selected)
        elif self._target is not None:
            self.pinned = self._target
            self._go_to_heading(self.anchors.get(self._target, 0))
        self._moving = False

    def _go_to_heading(self, position: int) -> None:
        view, bar = self._view, self._view.verticalScrollBar()
        cursor = cursor_at(view, position)
        put_caret(view, cursor, self._selected)
        if position == 0 or self._is_seen_from_the_top(position):
            bar.setValue(0)
            return
        view.document().documentLayout().documentSize()  # lays out all there is, so that the range is right
        above = _ABOVE + self.covered
        missing = bar.value() + view.cursorRect(cursor).top() - above - bar.maximum()
        if missing > 0 and bar.maximum() > 0 and self.is_filled:
            # The end of the page would keep the heading from the top of the view.
            self._below += missing
            self.relayout()
            view.document().documentLayout().documentSize()
        bar.setValue(bar.value() + view.cursorRect(cursor).top() - above)

    def _is_seen_from_the_top(self, position: int) -> bool:
        """Whether the first section stands high enough to be read below title and population."""
        first = next((self.anchors[s.anchor] for s in self._headed() if s.anchor in self.anchors), None)
        if self.part > 0 or position != first:
            return False
        top = self._view.cursorRect(cursor_at(self._view, position)).top()
        return self._view.verticalScrollBar().value() + top <= _HIGH * self._view.viewport().height()

    def _headed(self) -> Iterator[Section]:
        return (section for section in (self.page.sections if self.page else ()) if section.heading)

    def _was_scrolled(self) -> None:
        if not self._moving:
            self.pinned, self._target = None, None


def _between(opening: str, slices: Iterator[str], closing: str) -> Iterator[str]:
    """The slices with something before the first and after the last one, each made only when it is due."""
    waiting = opening + next(slices, "")
    for html in slices:
        yield waiting
        waiting = html
    yield waiting + closing
