"""Lays a document out in sheets of paper, without headings alone at the foot or sheets of a line or two."""

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat, QTextTable

from viewer.desktop.reading.page.filling import callouts_of

_SQUEEZES = (1.0, 1.03, 1.06)
"""How much smaller the type may be where that saves a sheet."""
_MOST = 60
"""Sheets of a print that is looked through; a longer one is not read on paper and would take its time."""
_BREAK = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore


def lay_out(document: QTextDocument, body: QSizeF) -> float:
    """Lay the text out in sheets of `body`, and give how much it has to be made smaller for them."""
    squeeze = _squeeze(document, body)
    document.setPageSize(body * squeeze)
    if document.pageCount() <= _MOST:
        _keep_together(document)
        # WORKAROUND: Qt was seen to leave blocks out after others were moved; laid out anew it draws all.
        document.setPageSize(QSizeF(body.width(), body.height() / 2))
        document.setPageSize(body * squeeze)
    return squeeze


def _squeeze(document: QTextDocument, body: QSizeF) -> float:
    sheets: list[int] = []
    for squeeze in _SQUEEZES:
        document.setPageSize(body * squeeze)
        sheets.append(document.pageCount())
        if sheets[0] > _MOST:
            return 1.0
    return next((s for s, count in zip(_SQUEEZES, sheets, strict=True) if count < sheets[0]), 1.0)


def _keep_together(document: QTextDocument) -> None:
    """Move callouts that would be torn, and headings that would be left alone, to the next sheet."""
    callouts = {callout.firstPosition(): callout for callout in callouts_of(document)}
    block = document.begin()
    while (following := block.next()).isValid():
        callout = callouts.get(block.position())
        if callout is not None and _is_torn(document, callout):
            _break_before(block, callout)
        elif _is_alone(document, block, following):
            _break_before(block, None)
        block = following


def _is_torn(document: QTextDocument, callout: QTextTable) -> bool:
    """Whether a callout that would fit on a sheet begins on one and ends on another."""
    layout, height = document.documentLayout(), document.pageSize().height()
    top = layout.blockBoundingRect(callout.firstCursorPosition().block()).top()
    bottom = layout.blockBoundingRect(callout.lastCursorPosition().block()).bottom() - 1
    return top // height < bottom // height and bottom - top < height / 2


def _is_alone(document: QTextDocument, block: QTextBlock, following: QTextBlock) -> bool:
    """Whether a heading stands on another sheet than what it heads."""
    layout, height = document.documentLayout(), document.pageSize().height()
    tops = (layout.blockBoundingRect(one).top() for one in (block, following))
    here, there = (top // height for top in tops)
    return _is_heading(block) and here < there


def _break_before(block: QTextBlock, callout: QTextTable | None) -> None:
    """Begin a sheet with a block or callout, or with the headings right above it."""
    if callout is not None and not _is_heading(block.previous()):
        table = callout.format()
        table.setPageBreakPolicy(_BREAK)
        callout.setFormat(table)
        return
    while _is_heading(block.previous()):
        block = block.previous()
    form = QTextBlockFormat()
    form.setPageBreakPolicy(_BREAK)
    QTextCursor(block).mergeBlockFormat(form)


def _is_heading(block: QTextBlock) -> bool:
    """Headings of sections are what carries the name of an anchor."""
    pieces = block.begin()
    return not pieces.atEnd() and bool(pieces.fragment().charFormat().anchorNames())
