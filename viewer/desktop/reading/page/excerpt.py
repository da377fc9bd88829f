"""What is selected in a page as HTML that other programs take for what it is: headings, lists, tables."""

from collections.abc import Mapping

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument


def excerpt_html(selection: QTextCursor, headings: Mapping[int, int]) -> str:
    """The selected text as HTML; `headings` are the levels of the blocks that are one, by their position.

    The view shows headings as paragraphs, for Qt scales real ones by factors of its own.
    """
    document = QTextDocument()
    QTextCursor(document).insertFragment(selection.selection())
    source = selection.document().findBlock(selection.selectionStart())
    block = document.begin()
    while source.isValid() and source.position() < selection.selectionEnd():
        level = headings.get(source.position())
        found = _next_with(block, _shown(source, selection)) if level else None
        if level and found is not None:
            cursor = QTextCursor(found)
            form = found.blockFormat()
            form.setHeadingLevel(level)
            cursor.setBlockFormat(form)
            block = found.next()
        source = source.next()
    return document.toHtml()


def _shown(block: QTextBlock, selection: QTextCursor) -> str:
    """As much of a block as is selected."""
    start = max(0, selection.selectionStart() - block.position())
    return block.text()[start : selection.selectionEnd() - block.position()]


def _next_with(block: QTextBlock, text: str) -> QTextBlock | None:
    while block.isValid():
        if block.text() == text and text.strip():
            return block
        block = block.next()
    return None
