"""The figures of a page that is shown: the one at a place, the one after it, and what it is of."""

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from viewer.desktop.reading.quote.figure import FigureAt
from viewer.desktop.reading.quote.passage import passage_of
from viewer.library.fact import figures_in

Span = tuple[int, int]


def figure_at(document: QTextDocument, position: int) -> Span | None:
    """The figure that holds a character of the text."""
    block = document.findBlock(position)
    return next((span for span in _spans(document, block) if span[0] <= position <= span[1]), None)


def next_figure(document: QTextDocument, position: int, way: int) -> Span | None:
    """The first figure after a character (way 1), or the last one before it (-1)."""
    block = document.findBlock(position)
    while block.isValid():
        spans = _spans(document, block)
        if way > 0 and (after := next((span for span in spans if span[0] > position), None)):
            return after
        if way < 0 and (before := next((span for span in reversed(spans) if span[1] < position), None)):
            return before
        block = block.next() if way > 0 else block.previous()
    return None


def described(document: QTextDocument, span: Span) -> FigureAt:
    """A figure with its sentence or row, and the works cited there."""
    cursor = QTextCursor(document)
    cursor.setPosition(span[0])
    cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
    passage = passage_of(cursor)
    return FigureAt(cursor.selectedText(), " ".join(passage.paragraphs), passage.keys)


def _spans(document: QTextDocument, block: QTextBlock) -> list[Span]:
    """The figures of a paragraph but for those of its links: numbers of citations, names of studies."""
    start = block.position()
    spans = [(start + first, start + end) for first, end in figures_in(block.text())]
    return [span for span in spans if not _is_link(document, span)]


def _is_link(document: QTextDocument, span: Span) -> bool:
    cursor = QTextCursor(document)
    cursor.setPosition(span[0] + 1)
    form = cursor.charFormat()
    return form.isAnchor() and form.anchorHref().startswith(("references/", "label:"))
