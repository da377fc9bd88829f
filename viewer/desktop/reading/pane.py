"""A page with all that belongs to it: find bar, marks, previews, tables of their own."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.find.bar import FindBar
from viewer.desktop.reading.find.finders import text_finder, word_finder
from viewer.desktop.reading.find.marks import Marks
from viewer.desktop.reading.page.drawings import LoadPaper
from viewer.desktop.reading.page.html import bounds
from viewer.desktop.reading.page.images import LoadImage
from viewer.desktop.reading.page.links import LABEL, PART, TABLE, Link, is_outside, number_in, text_of
from viewer.desktop.reading.page.place import TOP, Place, Selection
from viewer.desktop.reading.page.preview import Preview
from viewer.desktop.reading.page.running_head import HEIGHT, RunningHead
from viewer.desktop.reading.page.view import PageView
from viewer.library.grade import legend, meaning
from viewer.library.model import GLOSSARY, Label, Page

Describe = Callable[[str], tuple[str, str] | None]
"""Link → title and text of what it leads to, or nothing."""


class PagePane(QWidget):
    """One page and its tools."""

    link_opened = Signal(str, str)  # href, where
    section_reached = Signal(str)
    marks_changed = Signal(int, int)
    label_requested = Signal(str)
    command_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        load_image: LoadImage,
        describe: Describe,
        load_paper: LoadPaper | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._describe = describe
        self._words: tuple[str, ...] = ()
        self._find_from = 0
        self._theme = theme
        self.view = PageView(theme, load_image, load_paper)
        self.find_bar = FindBar(theme)
        self.marks = Marks(self.view, self.view.contents, theme)
        self.preview = Preview(self)
        self.view.contents.covered = HEIGHT
        self._titled: Page | None = None
        self._terms: QWidget | None = None
        self._glossary: Page | None = None
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.view, 1)
        box.addWidget(self.find_bar)
        self.setFocusProxy(self.view)
        self._connect()

    def show_page(
        self,
        page: Page,
        target: Place | str = TOP,
        marks: Sequence[str] = (),
        extra: str = "",
        selected: Selection | None = None,
    ) -> None:
        """Show a page at a place or a section, with `marks` marked unless the find bar is open."""
        self.view.leave_link()
        self.preview.dismiss()
        self._words = tuple(marks)
        self.marks.clear()
        self._titled = page
        if "head" in self.__dict__:
            self.head.show_page(page)
        self.view.contents.show_page(self._as_shown(page), target, extra, selected)
        self._mark()
        self._place_head()

    def _as_shown(self, page: Page) -> Page:
        """The glossary is a table with letters and a filter above it; any other page is shown as it is."""
        is_glossary = page.doc == GLOSSARY
        if self._terms is not None:
            self._terms.setVisible(is_glossary)
        if not is_glossary:
            return page
        # Late: no start needs them.
        from viewer.desktop.reading.page.term_bar import TermBar
        from viewer.desktop.reading.page.term_table import term_table

        bar = self._terms
        if not isinstance(bar, TermBar):
            bar = self._terms = TermBar(self._theme)
            bar.letter_chosen.connect(self.go_to)
            bar.narrowed.connect(lambda text: self._narrow(term_table, text))
            bar.left_down.connect(self.view.setFocus)
            self._box.insertWidget(0, bar)
            bar.show()
        self._glossary = page
        bar.show_page(page)
        self._box.activate()  # now: the page is scrolled in what room is left to it
        return term_table(page)

    def _narrow(self, narrowed: Callable[[Page, str], Page], text: str) -> None:
        if self._glossary is not None:
            self.preview.dismiss()
            self.view.contents.show_page(narrowed(self._glossary, text))
            self._mark()
            self._place_head()

    def show_nothing(self) -> None:
        """Forget the page."""
        self.preview.dismiss()
        self.clear_marks()
        self.view.contents.clear()
        self._place_head()

    def go_to(self, target: Place | str, marks: Sequence[str] = ()) -> None:
        """Go to another place of the page that is shown."""
        self.view.leave_link()
        self.preview.dismiss()
        self.view.contents.go_to(target)
        if marks:
            self._words = tuple(marks)
            self._mark()

    def restyle(self, zoom: int) -> None:
        """Show the page in the colours in force, at `zoom` per cent."""
        self.preview.dismiss()
        self.view.contents.restyle(zoom)
        self.marks.redraw()

    def open_find_bar(self) -> None:
        """Open the find bar, with the selected words in it."""
        self._find_from = self.marks.origin
        chosen = " ".join(self.view.selected_text().split())
        self.find_bar.open_with(chosen if len(chosen) <= 80 else "")

    def step_marks(self, way: int) -> None:
        """Go to the next mark (1) or the previous one (-1)."""
        self.marks.step(way)
        self._find_from = self.marks.origin

    def escape(self) -> bool:
        """One step back: preview, find bar, marks; False where there is none of them."""
        return self.preview.dismiss() or self.find_bar.close_bar() or self.clear_marks()

    def clear_marks(self) -> bool:
        """Mark nothing more; False where nothing was marked."""
        self._words = ()
        return self.marks.clear()

    def _connect(self) -> None:
        view = self.view
        view.link_opened.connect(self._open)
        view.link_focused.connect(self._preview_focused)
        view.link_hovered.connect(self._preview_hovered)
        view.left.connect(self.preview.dismiss)
        view.sections.reached.connect(self.section_reached)
        view.verticalScrollBar().valueChanged.connect(self.preview.dismiss)
        view.verticalScrollBar().valueChanged.connect(self._place_head)
        view.contents.filled.connect(self._place_head)
        self.preview.clicked_through.connect(self._click_below)
        self.find_bar.changed.connect(self._find_text)
        self.find_bar.stepped.connect(self.step_marks)
        self.find_bar.closed.connect(self._find_closed)
        self.marks.changed.connect(self._count)
        self.marks.current_changed.connect(view.ring_mark)

    @cached_property
    def head(self) -> RunningHead:
        """The head that stays; built when a title is first scrolled away, for no start needs it."""
        head = RunningHead(self._theme, self)
        head.label_requested.connect(self._open_label)
        head.command_requested.connect(self.command_requested)
        head.show_page(self._titled)
        return head

    def _place_head(self) -> None:
        """Show the head once the title has been scrolled away."""
        contents, bar = self.view.contents, self.view.verticalScrollBar()
        wanted = contents.page is not None and bar.value() > 0 and bar.value() >= contents.title_end()
        if wanted:
            form = self.view.document().rootFrame().frameFormat()
            left, right = round(form.leftMargin()), round(form.rightMargin())
            self.head.move(0, self.view.y())
            self.head.stand(left, right, self.view.viewport().width())
        if ("head" in self.__dict__ or wanted) and self.head.isHidden() == wanted:
            self.head.setVisible(wanted)
            self.head.raise_()
            self.preview.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_head()

    def _open_label(self, label: Label) -> None:
        """Everything that has a population, a biomarker or a design; any other label says more of itself."""
        page = self.view.contents.page
        if page is not None and label in bounds(page):
            self.label_requested.emit(label.text)
        elif label.detail:
            below = QRect(self.head.mapTo(self, QPoint(24, 0)), self.head.size())
            self.preview.show_at(label.text, label.detail, below.adjusted(0, 0, -below.width() + 200, 0))

    def _mark(self) -> None:
        if not self.find_bar.isHidden():
            self._find_from = self.marks.origin
            self.find_bar.repeat()
        elif self._words:
            self.marks.mark(word_finder(self._words), head=False)

    def _find_text(self, needle: str, case: bool, whole: bool) -> None:
        if needle.strip():
            # From where the bar was opened, so that the page does not wander with every letter.
            self.marks.mark(text_finder(needle, case=case, whole=whole), origin=self._find_from)
        else:
            self.marks.clear()

    def _find_closed(self) -> None:
        self._words = ()
        self.marks.clear()
        self.view.setFocus()

    def _count(self, current: int, total: int) -> None:
        contents = self.view.contents
        note = f"in part {contents.part + 1}" if contents.part_count > 1 else ""
        self.find_bar.show_count(current, total, note)
        self.marks_changed.emit(current, total)

    def _open(self, link: Link, where: str) -> None:
        href = link.href
        if href.startswith(TABLE):
            self._open_table(number_in(href, TABLE))
        elif href.startswith(PART):
            self.go_to(Place(max(0, number_in(href, PART))))
        elif href.startswith(LABEL):
            self._open_chip(link)
        else:
            self.preview.dismiss()
            self.link_opened.emit(href, where)

    def _open_chip(self, link: Link) -> None:
        page, number = self.view.contents.page, number_in(link.href, LABEL)
        if page is not None and 0 <= number < len(page.labels) and page.labels[number] in bounds(page):
            self.preview.dismiss()
            self.label_requested.emit(page.labels[number].text)
        else:
            self._show_preview(link)

    def _click_below(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        self.view.open_at(self.view.viewport().mapFrom(self, point), modifiers)

    def _open_table(self, number: int) -> None:
        # Late: no start needs them.
        from viewer.desktop.reading.quote.citation import caveats_of, label_lines
        from viewer.desktop.reading.table.cells import cells_of
        from viewer.desktop.reading.table.dialog import Provenance, TableDialog

        page, tables = self.view.contents.page, self.view.contents.tables
        if page is not None and 0 <= number < len(tables):
            section = next((part for part in page.sections if tables[number] in part.html), page.sections[0])
            caveats = tuple(caveats_of(page, section))
            letters = filter(None, [legend(tables[number])])
            provenance = Provenance(page.title, caveats, (*label_lines(page.labels), *letters))
            TableDialog(cells_of(tables[number]), provenance, self).show()

    def _said_of(self, link: Link) -> tuple[str, str] | None:
        href = link.href
        page, number = self.view.contents.page, number_in(href, LABEL)
        if page is not None and 0 <= number < len(page.labels):
            label = page.labels[number]
            if label in bounds(page):
                return label.text, f"{label.detail}\n\nOpens everything with it.".strip()
            return (label.text, label.detail) if label.detail else None
        if href.startswith((TABLE, PART)):
            return None
        if is_outside(href):
            return "Outside this library", href
        said, read = self._describe(href), meaning(text_of(self.view.document(), link))
        return (f"{said[0]} · this figure: {read}", said[1]) if said is not None and read else said

    def _preview_focused(self, link: Link | None) -> None:
        self.preview.dismiss()
        if link is not None:
            self._show_preview(link)

    def _preview_hovered(self, link: Link | None) -> None:
        said = self._said_of(link) if link is not None else None
        if link is not None and said is not None:
            self.preview.offer(*said, self._where(link))
        else:
            self.preview.leave()

    def _show_preview(self, link: Link) -> None:
        said = self._said_of(link)
        if said is not None:
            self.preview.show_at(*said, self._where(link))

    def show_beside(self, title: str, text: str, span: tuple[int, int]) -> None:
        """Say something of some characters, in the sheet that previews links."""
        self.preview.show_at(title, text, self._where(Link("", *span)))

    def _where(self, link: Link) -> QRect:
        shape = QRectF()
        for rect in self.view.rects_of(link):
            shape = shape.united(rect)
        return shape.toAlignedRect().translated(self.view.viewport().mapTo(self, QPoint(0, 0)))
