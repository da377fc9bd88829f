"""Fills a document with HTML a slice at a time, so that a long page never stalls the window."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextTable,
)

from viewer.library.model import TERM

_DUMMY = "<p>x</p>"


def append_html(document: QTextDocument, html: str) -> None:
    """Add `html` after the last block, with the format of its first block kept."""
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    if html.lstrip().startswith("<table"):
        cursor.insertHtml(html)
        return
    if cursor.block().length() > 1:
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
    start = cursor.position()
    # WORKAROUND: the first block of inserted HTML takes on the format of the block it is put into, so that a
    # heading would become body text. A dummy block suffers this instead and is taken out again.
    cursor.insertHtml(_DUMMY + html)
    cursor.setPosition(start)
    cursor.setPosition(start + 2, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()


@dataclass(slots=True)
class Found:
    """What of a text has to be known later: where anchors stand, and the links to terms."""

    anchors: dict[str, int] = field(default_factory=dict)
    terms: list[tuple[int, int]] = field(default_factory=list)
    images: bool = False


def look_through(block: QTextBlock) -> Found:
    """Anchors and terms from `block` on."""
    found = Found()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            _note(pieces.fragment(), found)
            pieces += 1
        block = block.next()
    return found


def _note(piece: QTextFragment, found: Found) -> None:
    form = piece.charFormat()
    found.images = found.images or form.isImageFormat()
    if form.isAnchor():
        for name in form.anchorNames():
            found.anchors.setdefault(name, piece.position())
        if form.anchorHref().startswith(TERM):
            found.terms.append((piece.position(), piece.position() + piece.length()))


def underline_terms(document: QTextDocument, terms: list[tuple[int, int]], colour: str) -> None:
    """Dots under terms of the glossary; page CSS knows only solid lines."""
    dotted = QTextCharFormat()
    dotted.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    dotted.setUnderlineColor(QColor(colour))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()  # one layout for all of them
    for start, end in terms:
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(dotted)
    cursor.endEditBlock()


def callouts_of(document: QTextDocument) -> list[QTextTable]:
    """The tables of one cell, which are callouts."""
    frames = document.rootFrame().childFrames()
    return [
        frame for frame in frames if isinstance(frame, QTextTable) and frame.rows() * frame.columns() == 1
    ]


class Filling(QObject):
    """Puts slices one after the other into a document: the first at once, others when the window is idle."""

    grown = Signal()
    finished = Signal()

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._slices: Iterator[str] = iter(())
        self._term_colour = ""
        self.done = True
        self.anchors: dict[str, int] = {}
        self.callouts: list[QTextTable] = []
        self.has_images = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._more)

    def start(self, slices: Iterator[str], term_colour: str) -> None:
        """Replace what the document holds by the first slice; terms are dotted in `term_colour`."""
        self._timer.stop()
        self._slices, self._term_colour = slices, term_colour
        self.done = False
        self.anchors, self.has_images = {}, False
        self._document.setHtml(next(slices, ""))
        self._look_at(self._document.begin())

    def go_on(self) -> None:
        """Put in the other slices when the window is idle; a page of one slice is finished at once."""
        following = next(self._slices, None)
        if following is None:
            self._finish()
        else:
            self._slices = chain((following,), self._slices)
            self._timer.start()

    def stop(self) -> None:
        """Leave the rest out, and forget what stood there, which is about to go."""
        self._timer.stop()
        self._slices = iter(())
        self.anchors, self.callouts, self.has_images = {}, [], False

    def _more(self) -> None:
        html = next(self._slices, None)
        if html is None:
            self._finish()
            return
        last = self._document.lastBlock()
        append_html(self._document, html)
        self._look_at(last)
        self.grown.emit()

    def _look_at(self, block: QTextBlock) -> None:
        found = look_through(block)
        self.anchors = found.anchors | self.anchors
        self.has_images = self.has_images or found.images
        underline_terms(self._document, found.terms, self._term_colour)
        self.callouts = callouts_of(self._document)

    def _finish(self) -> None:
        self._timer.stop()
        self.done = True
        self.finished.emit()
