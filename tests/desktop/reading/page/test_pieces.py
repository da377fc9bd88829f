"""Pages of five megabytes: opened, resized and zoomed without a stall over 50 ms on the window's thread."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.desktop.reading_support import CITE, SBRT, describe, no_image, section
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.page.pieces import PART, SLICE, parts_of
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs
from viewer.desktop.side.panel import SidePanel
from viewer.library.model import Page

_PROSE = f"<p>{'Survival of patients with liver metastases after resection. ' * 7}{CITE}</p>\n"
_ROW = f"<tr>{'<td>Median overall survival</td>' * 4}</tr>"
_TABLE = f'<table class="data" cellspacing="0">{_ROW * 40}</table>\n'
_PAGES = {
    "many sections": [section(f"s{n}", f"Section {n}", _PROSE * 9) for n in range(1_100)],
    "one section": [section("s0", "Section", _PROSE * 9_500)],
    "tables": [section(f"s{n}", f"Section {n}", _TABLE) for n in range(900)],
}
long_pages = pytest.mark.parametrize("name", _PAGES)


class Stalls:
    """The processor time that each round of the event loop takes: a busy neighbour is no stall of ours."""

    def __init__(self, qtbot: QtBot, tabs: DocumentTabs) -> None:
        self._qtbot, self._tabs = qtbot, tabs
        self._rounds: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = time.thread_time()
        self._rounds.append(now - self._last)
        self._last = now

    def worst(self, act: Callable[[], object]) -> float:
        """The longest round, in seconds, until the page stands there whole and the window was painted."""
        self._rounds, self._last = [], time.thread_time()
        QTimer.singleShot(0, act)
        self._timer.start()
        self._qtbot.waitUntil(lambda: len(self._rounds) > 20 and self._tabs.pane.view.contents.is_filled)
        self._timer.stop()
        return max(self._rounds)


@pytest.fixture
def tabs(qtbot: QtBot, theme: Theme) -> DocumentTabs:
    pages = {name: replace(SBRT, doc=name, sections=tuple(found)) for name, found in _PAGES.items()}

    def load(doc: str) -> Page:
        return pages.get(doc, SBRT)

    tabs = DocumentTabs(load, theme, no_image, describe, lambda doc: doc)
    side = SidePanel(theme, tabs)
    side.setGeometry(560, 40, 252, 560)
    tabs.page_shown.connect(side.show_page)
    tabs.section_reached.connect(side.show_section)
    qtbot.addWidget(tabs)
    tabs.resize(1068, 640)
    tabs.show()
    qtbot.waitExposed(tabs)
    return tabs


@long_pages
def test_that_a_page_of_five_megabytes_opens_without_a_stall(qtbot: QtBot, tabs: DocumentTabs, name: str):
    stalls = Stalls(qtbot, tabs)
    taken = []
    for _ in range(3):
        tabs.open("short")
        taken.append(stalls.worst(lambda: tabs.open(name)))
        page = tabs.current_page()
        assert page is not None
        assert sum(len(part.html) for part in page.sections) > 4_500_000
    assert min(taken) < 0.05


@long_pages
def test_that_a_new_size_of_window_or_letters_is_no_stall(qtbot: QtBot, tabs: DocumentTabs, name: str):
    tabs.open(name)
    stalls = Stalls(qtbot, tabs)
    sizes = iter((900, 1_000, 850))
    assert min(stalls.worst(lambda: tabs.resize(next(sizes), 640)) for _ in range(3)) < 0.05
    assert min(stalls.worst(lambda: tabs.zoom_by(1)) for _ in range(3)) < 0.05


def test_that_the_outline_of_a_long_page_comes_after_the_page(qtbot: QtBot, tabs: DocumentTabs):
    side = tabs.findChild(SidePanel)
    assert side is not None
    tabs.open("many sections", "s700")
    assert side.outline.entries.rowCount() != 1_100
    qtbot.waitUntil(lambda: side.outline.entries.rowCount() == 1_100)
    assert side.outline.currentIndex().data() == "Section 700"
    tabs.open("short")
    assert side.outline.entries.rowCount() == len(SBRT.sections)


@long_pages
def test_that_parts_hold_all_of_a_page_in_slices_that_are_quick(name: str):
    parts = parts_of(_PAGES[name])
    shown = "".join(html for part in parts for html in part.slices())
    assert shown.replace("\n", "") == "".join(part.html for part in _PAGES[name]).replace("\n", "")
    for part in parts:
        assert sum(piece.weight for piece in part.pieces) <= PART + SLICE
        for html in part.slices():
            assert html.count("<table") == html.count("</table>")
