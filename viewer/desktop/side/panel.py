"""Beside a page: its outline, its sources, and the pages that cite the same ones."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from viewer.desktop.look.sheets import sheet
from viewer.desktop.look.theme import Theme
from viewer.desktop.side.list import SideList
from viewer.desktop.side.rows import Run, SideRow
from viewer.desktop.widgets.later import Later
from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.row_list import place_of
from viewer.desktop.widgets.text import LinkLabel
from viewer.library.model import Mention, Page
from viewer.prose import escape, short_title

_MOST_MENTIONS = 60
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
        self.mentions = _mention_label()
        self._heads = [_Heading(text) for text in ("ON THIS PAGE", "SOURCES", "CITED IN", "CITED HERE")]
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.outline)
        self._recolour()
        self.show_page(None)

    def show_page(self, page: Page | None) -> None:
        """Show what belongs to `page`."""
        self._page = page
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
        lists = (self.outline, self.sources, self.passages)
        for head, rows in zip(self._heads, lists, strict=False):
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
        self.passages.opened.connect(self.document_requested)
        self.mentions.linkActivated.connect(self._open_mention)
        self._theme.changed.connect(self._recolour)

    def _show_mentions(self, mentions: tuple[Mention, ...]) -> None:
        once = tuple({mention.doc: mention for mention in mentions}.values())
        style = f"color:{self._theme.tokens.second}; text-decoration:none"
        links = (
            f'<a href="{escape(mention.doc)}" style="{style}">{escape(short_title(mention.title, 24))}</a>'
            for mention in once[:_MOST_MENTIONS]
        )
        more = f" · and {len(once) - _MOST_MENTIONS} more" if len(once) > _MOST_MENTIONS else ""
        self.mentions.setText(f'<p style="line-height:19px">{" · ".join(links)}{more}</p>')
        self.mentions.setVisible(bool(once))
        self._heads[-1].setVisible(bool(once))

    def _open_mention(self, doc: str) -> None:
        self.document_requested.emit(doc, "", place_of(QGuiApplication.keyboardModifiers()))

    def _recolour(self) -> None:
        self.setStyleSheet(sheet("side.qss", self._theme.tokens))
        if self._page is not None and self._page.kind != "reference":
            self._show_mentions(self._page.mentions)


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
    return tuple(
        SideRow(
            (Run(mention.title), Run(f" › {mention.heading}" if mention.heading else "", "aside")),
            mention.doc,
            mention.anchor,
        )
        for mention in mentions
    )


def _mention_label() -> LinkLabel:
    label = LinkLabel()
    label.setObjectName("Mentions")
    label.setAccessibleName("Cited here")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    return label
