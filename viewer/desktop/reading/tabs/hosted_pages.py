"""Pages of tabs that are no documents, made when a tab first shows one."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from viewer.desktop.widgets.tab_page import TabPage


class PageStack(QStackedWidget):
    """What a tab can show, one on top of the other."""

    def put_in_front(self, shown: QWidget) -> None:
        """Show one of them, and let it have the focus that the one before it had."""
        hidden, focus = self.currentWidget(), self.window().focusWidget()
        if hidden is None or shown is hidden:
            return
        had_focus = focus is not None and hidden.isAncestorOf(focus)
        self.setCurrentWidget(shown)
        if had_focus:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)


class HostedPages(QObject):
    """One page of each kind; `titles` are the kinds by the name that stands for a document in a tab."""

    made = Signal(object)  # TabPage

    def __init__(
        self,
        titles: Mapping[str, str] | None = None,
        make: Callable[[str], TabPage] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._titles, self._make = dict(titles or {}), make
        self._pages: dict[str, TabPage] = {}

    def title_of(self, doc: str) -> str | None:
        """What a tab is called before its page is made; nothing for a document."""
        return self._titles.get(doc)

    def page(self, doc: str, stack: QStackedWidget) -> TabPage | None:
        """The page of a kind, made where it is not there yet; nothing for a document."""
        if doc not in self._titles or self._make is None:
            return None
        if doc not in self._pages:
            page = self._pages[doc] = self._make(doc)
            stack.addWidget(page)
            self.made.emit(page)
        return self._pages[doc]
