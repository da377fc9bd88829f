"""What is copied from a page is HTML that says what is a heading, a list, a table."""

import re

from PySide6.QtGui import QTextDocument

from tests.desktop.reading_pane import text_of
from tests.desktop.reading_support import SBRT
from viewer.desktop.reading.page.place import cursor_at


def _copied(pane, start, end):
    cursor = cursor_at(pane.view, start)
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    pane.view.setTextCursor(cursor)
    return pane.view.createMimeDataFromSelection()


def _headings(html):
    found = re.findall(r"<h([1-6])\b.*?</h\1>", html, re.DOTALL)
    texts = re.findall(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", html, re.DOTALL)
    return list(zip(map(int, found), (re.sub("<[^>]*>", "", text) for text in texts), strict=True))


def test_that_headings_of_a_copied_page_are_headings_at_their_level(pane):
    pane.show_page(SBRT)
    data = _copied(pane, 0, pane.view.document().characterCount() - 1)
    wanted = [(1, SBRT.title), *((part.level, part.heading) for part in SBRT.sections if part.heading)]
    assert _headings(data.html()) == wanted
    assert "<table" in data.html()
    assert data.text().startswith("Modalities")


def test_that_a_part_of_a_heading_is_one_and_text_alone_is_none(pane):
    pane.show_page(SBRT)
    text = text_of(pane)
    start = text.index("Who was studied") + 4
    assert _headings(_copied(pane, start, start + 30).html()) == [(2, "was studied")]
    start = text.index("Sentence 3")
    assert _headings(_copied(pane, start, start + 10).html()) == []


def test_that_what_is_copied_reads_as_it_did(pane):
    pane.show_page(SBRT)
    data = _copied(pane, 0, pane.view.document().characterCount() - 1)
    again = QTextDocument()
    again.setHtml(data.html())
    assert again.toPlainText().split() == data.text().split()
