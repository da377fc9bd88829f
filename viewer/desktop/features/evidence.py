"""Papers in a table, side by side and on a map: opens them in tabs and keeps what was marked in lists."""

from collections.abc import Callable
from typing import Any

from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.tabs.hosted_pages import HostedPages
from viewer.desktop.widgets.row_list import Where
from viewer.desktop.widgets.tab_page import TabPage
from viewer.desktop.window.window import MainWindow
from viewer.library.model import COMPARISON, EVIDENCE_MAP, PAPERS, Edition, Source
from viewer.prose import counted

TITLES = {PAPERS: "Table of papers", COMPARISON: "Side by side", EVIDENCE_MAP: "Map of evidence"}
_MOST = 4


def hosted_pages(
    theme: Theme,
    edition: Edition,
    papers: Callable[[], tuple[Any, ...]],
    source: Callable[[str], Source],
) -> HostedPages:
    """The pages of tabs that show evidence; their room is loaded when a tab first shows one.

    What `papers` gives is not named by its type: to import that takes 10 ms, which the start has not.
    """

    def make(doc: str) -> TabPage:
        # Late: no start needs them unless such a tab was left open.
        from viewer.desktop.evidence.printed import review_label

        labels = review_label(edition)
        if doc == PAPERS:
            from viewer.desktop.evidence.papers_page import PapersPage

            return PapersPage(theme, papers, labels)
        if doc == COMPARISON:
            from viewer.desktop.evidence.comparison_page import ComparisonPage

            return ComparisonPage(theme, papers, source, labels)
        from viewer.desktop.evidence.map_page import MapPage

        return MapPage(theme, papers, labels)

    return HostedPages(TITLES, make)


class EvidenceTabs:
    """The commands of evidence over the window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.marked: tuple[str, ...] = ()
        """Papers marked in lists, hits and on cards, in the order in which they were."""
        parts = window.parts
        for source in (parts.browse, parts.hits):
            source.compare_requested.connect(self.toggle_mark)

    def show_table(self) -> None:
        """Show the table of papers, that of a tab where there is one."""
        self._bring(PAPERS)

    def show_map(self) -> None:
        """Show the map of evidence."""
        self._bring(EVIDENCE_MAP)

    def show_comparison(self) -> None:
        """Put the marked papers, and the card that is read, side by side."""
        page = self._window.parts.tabs.current_page()
        if page is not None and page.kind == "paper" and page.doc not in self.marked:
            self.toggle_mark(page.doc)
        if not self.marked:
            self._bring(COMPARISON)
            return
        docs, self.marked = self.marked, self.marked if len(self.marked) < 2 else ()
        tabs = self._window.parts.tabs
        where = Where.HERE if tabs.current_title().startswith(TITLES[COMPARISON]) else Where.NEW
        tabs.open(COMPARISON, where=where, state={"papers": list(docs)})
        tabs.setFocus()

    def toggle_mark(self, doc: str) -> None:
        """Mark a paper of a list, or no more; a fifth one is refused in words."""
        name = self._window.parts.tabs.title_of(doc) or doc
        if doc in self.marked:
            self.marked = tuple(one for one in self.marked if one != doc)
            self._say(f"“{name}” is no longer marked. {counted(len(self.marked), 'paper')} marked.")
        elif len(self.marked) == _MOST:
            self._say(f"At most {_MOST} papers stand side by side. Press C on a marked one to take it away.")
        else:
            self.marked = (*self.marked, doc)
            more = "Alt+C shows them side by side" if len(self.marked) > 1 else "C marks another"
            self._say(f"{counted(len(self.marked), 'paper')} marked. {more}.")

    def _say(self, text: str) -> None:
        self._window.status.message(text)

    def _bring(self, doc: str) -> None:
        self._window.parts.tabs.bring(doc)
        self._window.parts.tabs.setFocus()
