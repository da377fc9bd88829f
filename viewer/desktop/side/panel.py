"""Beside a page: its outline, its sources, and the pages that cite the same ones."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from viewer.desktop.look.sheets import sheet
from viewer.desktop.look.theme import Theme
from viewer.desktop.side.list import SideList
from viewer.desktop.side.rows import Run, SideRow
from viewer.desktop.widgets.later import Later
from viewer.desktop.widgets.plain import PlainLabel
from viewer.library.model import FILTERS, KIND_NAMES, Mention, Page
from viewer.prose import cut, short_title

_FEW = 5
"""Pages with the same sources that are shown before all of them are asked for."""
_ALL = "all"
_ONE_LINE = 34
"""Letters of a page's name that go into one line."""
_MANY = 200
"""Sections of a page from which on the panel waits until the page itself stands there."""
_GAP = 22


class _Heading(QWidget):
    """The heading of a list, with room above it where something stands there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        label = PlainLabel(text)
        label.setProperty("role", "heading")
        self._box = QVBoxLayout(self)
        self._box.addWidget(label)

    def stand_apart(self, apart: bool) -> None:
        """Leave room above; margins of the label itself would be lost when the style sheet is applied."""
        self._box.setContentsMargins(0, _GAP if apart else 0, 0, 8)


_NOTE = Run(" · your note", "aside")


class SidePanel(QWidget):
    """Outline, sources, mentions."""

    section_requested = Signal(str)
    document_requested = Signal(str, str, str)  # doc, anchor, where

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._page: Page | None = None
        self._anchor = ""
        self._noted: tuple[str, ...] = ()
        self._later = Later(self, self._fill)
        self.outline = SideList(theme, "On this page", outline=True)
        self.sources = SideList(theme, "Sources")
        self.passages = SideList(theme, "Cited in")
        self.mentions = SideList(theme, "Also citing these sources")
        self._all_mentions = False
        self._heads = [
            _Heading(text) for text in ("On this page", "Sources", "Cited in", "Also citing these sources")
        ]
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.outline)
        self._recolour()
        self.show_page(None)

    def show_page(self, page: Page | None) -> None:
        """Show what belongs to `page`."""
        self._page, self._all_mentions = page, False
        self._anchor = page.sections[0].anchor if page and page.sections else ""
        if page is not None and len(page.sections) > _MANY:
            self._later.ask()
        else:
            self._later.stop()
            self._fill()

    def show_noted(self, anchors: Collection[str]) -> None:
        """Mark the sections that the reader wrote a note on."""
        if set(anchors) != set(self._noted):
            self._noted = tuple(anchors)
            if self._page is not None and not self._later.isActive():
                self.outline.show_rows(_outline(self._page, self._noted))
                self.show_section(self._anchor)

    def _fill(self) -> None:
        page = self._page
        is_reference = page is not None and page.kind == "reference"
        mentions = page.mentions if page else ()
        self.outline.show_rows(_outline(page, self._noted) if page else ())
        self.sources.show_rows(_sources(page) if page and not is_reference else ())
        self.passages.show_rows(_passages(mentions) if is_reference else ())
        self._show_mentions(() if is_reference else mentions)
        lists = (self.outline, self.sources, self.passages, self.mentions)
        for head, rows in zip(self._heads, lists, strict=True):
            head.setVisible(bool(rows.entries.rows))
            rows.setVisible(bool(rows.entries.rows))
        first = next((head for head in self._heads if not head.isHidden()), None)
        for head in self._heads:
            head.stand_apart(head is not first)
        self._area.verticalScrollBar().setValue(0)
        if page and page.sections:
            self.show_section(self._anchor)

    def show_section(self, anchor: str) -> None:
        """Let the section that the reader is in stand out."""
        self._anchor = anchor
        if self._later.isActive():
            return
        where = self.outline.make_current(anchor)
        if where is not None:
            middle = self.outline.mapTo(self._inside, where.center())
            self._area.ensureVisible(0, middle.y(), 0, 40)

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._inside.setObjectName("SideContents")
        box = QVBoxLayout(self._inside)
        box.setContentsMargins(18, 22, 12, 22)
        box.setSpacing(0)
        parts: tuple[QWidget, ...] = (self.outline, self.sources, self.passages, self.mentions)
        for head, part in zip(self._heads, parts, strict=True):
            box.addWidget(head)
            box.addWidget(part)
        box.addStretch(1)
        self._area = QScrollArea()
        self._area.setObjectName("SideScroll")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _connect(self) -> None:
        self.outline.opened.connect(lambda _doc, anchor, _where: self.section_requested.emit(anchor))
        self.sources.opened.connect(self.document_requested)
        self.passages.opened.connect(self._open_passage)
        self.mentions.opened.connect(self._open_mention)
        self._theme.changed.connect(self._recolour)

    def _show_mentions(self, mentions: tuple[Mention, ...]) -> None:
        once = tuple({mention.doc: mention for mention in mentions}.values())
        shown = once if self._all_mentions or len(once) <= _FEW + 1 else once[:_FEW]
        rows = [SideRow((Run(cut(short_title(mention.title), _ONE_LINE)),), mention.doc) for mention in shown]
        if len(shown) < len(once):
            rows.append(SideRow((Run(f"All {len(once)} pages", "number"),), "", _ALL))
        self.mentions.show_rows(tuple(rows))

    def _open_mention(self, doc: str, anchor: str, where: str) -> None:
        if doc:
            self.document_requested.emit(doc, anchor, where)
        elif self._page is not None:
            self._all_mentions = True
            self._show_mentions(self._page.mentions)
            self.mentions.setCurrentIndex(self.mentions.entries.index(_FEW))

    def _open_passage(self, doc: str, anchor: str, where: str) -> None:
        if doc:  # a kind, which heads its pages, leads nowhere
            self.document_requested.emit(doc, anchor, where)

    def _recolour(self) -> None:
        self.setStyleSheet(sheet("side.qss", self._theme.tokens))


def _outline(page: Page, noted: Collection[str]) -> tuple[SideRow, ...]:
    return tuple(
        SideRow(
            (Run(section.heading or "Summary"), *((_NOTE,) if section.anchor in noted else ())),
            "",
            section.anchor,
            max(0, section.level - 2),
        )
        for section in page.sections
    )


def _sources(page: Page) -> tuple[SideRow, ...]:
    return tuple(
        SideRow(
            (Run(str(source.number), "number"), Run(f" {source.short} "), Run(source.checked, "aside")),
            f"references/{source.key}",
        )
        for source in page.sources
    )


def _passages(mentions: tuple[Mention, ...]) -> tuple[SideRow, ...]:
    """The pages that cite a reference, by kind; where several sections of one do, each of them below it."""
    rows: list[SideRow] = []
    for kind in FILTERS:
        pages: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.kind == kind:
                pages.setdefault(mention.doc, []).append(mention)
        if pages:
            rows.append(SideRow((Run(f"{KIND_NAMES[kind][1]} {len(pages)}", "head"),)))
        for found in pages.values():
            rows += _page_rows(found)
    return tuple(rows)


def _page_rows(found: list[Mention]) -> list[SideRow]:
    first = found[0]
    title = Run(short_title(first.title))
    if len(found) == 1:
        place = Run(f" › {first.heading}" if first.heading else "", "aside")
        return [SideRow((title, place), first.doc, first.anchor)]
    sections = [
        SideRow((Run(one.heading or "Summary", "aside"),), one.doc, one.anchor, indent=1) for one in found
    ]
    return [SideRow((title,), first.doc, first.anchor), *sections]
