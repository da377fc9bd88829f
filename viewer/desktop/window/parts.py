"""The panels that the composition root builds and the window places."""

from dataclasses import dataclass

from viewer.desktop.browse.panel import BrowsePanel
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs
from viewer.desktop.search.asking import Searching
from viewer.desktop.search.box import SearchBox
from viewer.desktop.search.panel import HitsPanel
from viewer.desktop.side.panel import SidePanel


@dataclass(frozen=True, slots=True)
class Parts:
    """The panels, built by the composition root."""

    box: SearchBox
    hits: HitsPanel
    browse: BrowsePanel
    tabs: DocumentTabs
    side: SidePanel
    searching: Searching
