"""The panels that the composition root builds and the window places."""

from dataclasses import dataclass

from viewer.desktop.browse.panel import BrowsePanel
from viewer.desktop.reading.document_tabs import DocumentTabs
from viewer.desktop.reading.side_panel import SidePanel
from viewer.desktop.search.box import SearchBox
from viewer.desktop.search.panel import HitsPanel
from viewer.desktop.searching import Searching


@dataclass(frozen=True, slots=True)
class Parts:
    """The panels, built by the composition root."""

    box: SearchBox
    hits: HitsPanel
    browse: BrowsePanel
    tabs: DocumentTabs
    side: SidePanel
    searching: Searching
