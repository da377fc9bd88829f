"""Context menus of the page and of its tab, and where a link leads."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from viewer.desktop.reading.page import menu
from viewer.desktop.reading.page.links import LOCAL, Link, is_outside, target_of
from viewer.desktop.reading.page.spots import drawing_at
from viewer.desktop.reading.pane import PagePane
from viewer.library.model import Page


class PageMenus(QObject):
    """Asks for what was chosen; does nothing itself."""

    document_requested = Signal(str, str, str)  # doc, anchor, where
    outside_link_requested = Signal(str)
    search_requested = Signal(str)
    carry_requested = Signal(
        str, str
    )  # "citation", "section", "reference" or "picture"; an anchor, key or name
    find_requested = Signal()

    def __init__(self, pane: PagePane, page: Callable[[], Page | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._pane, self._page, self._parent = pane, page, parent
        pane.link_opened.connect(self._follow)
        pane.view.menu_requested.connect(self._open)

    def open_for_tab(self, at: QPoint, offers: menu.TabOffers) -> None:
        """Show the menu of a tab."""
        menu.menu_of(menu.tab_commands(offers), self._parent).popup(at)

    def _follow(self, href: str, where: str) -> None:
        page = self._page()
        if is_outside(href):
            self.outside_link_requested.emit(href)
        elif page is not None:
            self.document_requested.emit(*target_of(href, page.doc), where)

    def _open(self, at: QPoint, link: Link | None) -> None:
        view, page = self._pane.view, self._page()
        offers = menu.PageOffers(
            view.copy,
            self.carry_requested.emit,
            self.search_requested.emit,
            self.find_requested.emit,
            self._follow,
        )
        section = view.section_under(view.mapFromGlobal(at))
        drawing = drawing_at(view, view.contents, view.mapFromGlobal(at))
        commands = menu.page_commands(view.selected_text(), section, offers, drawing)
        if link is not None and page is not None and not link.href.startswith(LOCAL):
            commands = [*menu.link_commands(link.href, page.doc, offers), *commands]
        menu.menu_of(commands, self._parent).popup(at)
