"""Finding one's way in a page view, for tests."""

from PySide6.QtCore import QPoint

from viewer.desktop.reading.page.links import Link, link_at
from viewer.desktop.reading.page.place import cursor_at
from viewer.desktop.reading.pane import PagePane


def text_of(pane: PagePane) -> str:
    return pane.view.document().toPlainText()


def link_to(pane: PagePane, href: str) -> Link:
    document = pane.view.document()
    for position in range(document.characterCount()):
        link = link_at(cursor_at(pane.view, position))
        if link is not None and link.href == href:
            return link
    raise AssertionError(href)


def point_of(pane: PagePane, link: Link) -> QPoint:
    return pane.view.rects_of(link)[0].center().toPoint()


def bring(pane: PagePane, link: Link) -> QPoint:
    pane.view.setTextCursor(cursor_at(pane.view, link.start))
    pane.view.ensureCursorVisible()
    return point_of(pane, link)


def heading_top(pane: PagePane, anchor: str) -> int:
    """How far a heading stands below the top of what can be seen: below the head that stays, where it is."""
    head = 0 if pane.head.isHidden() else pane.head.height()
    return pane.view.cursorRect(cursor_at(pane.view, pane.view.contents.anchors[anchor])).top() - head
