"""Shows hostile pages one after the other, and tells how long the longest step of each took."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from random import Random

from PySide6.QtWidgets import QApplication

from tools.hostile import markup
from viewer import paths
from viewer.desktop.look.theme import Theme
from viewer.desktop.look.tokens import load_tokens
from viewer.desktop.reading.page.pieces import weight_of
from viewer.desktop.reading.pane import PagePane
from viewer.desktop.reading.paper.html import printed_page
from viewer.desktop.reading.paper.pages import document_of, pdf_of
from viewer.desktop.reading.table.cells import cells_of
from viewer.desktop.reading.table.dialog import Provenance, TableDialog
from viewer.desktop.side.panel import SidePanel
from viewer.library import schema
from viewer.library.model import Edition, Page

_LONG = 48_000
"""A longer page is exported by a process of its own."""
EDITION = Edition("x", "X", "1", "2026-11-20", "none", "", "No guideline.", "Nobody.", "")


def page_of(random: Random) -> Page:
    """A page as it would be read from a library."""
    sections = []
    for number in range(random.choice((1, 1, 2, 30))):
        body = markup.html(random) if number < 3 else "<p>x</p>"
        heading = markup.words(random, 3)
        sections.append(schema.section((f"s{number}", heading, random.choice((0, 2, 3)), body, "x", "[]")))
    title, summary = markup.words(random), markup.words(random)
    labels = json.dumps(
        [[markup.words(random, 3), "warn", markup.words(random)] for _ in range(random.choice((0, 3, 40)))]
    )
    row = ("pages/x", "page", title, summary, json.dumps([markup.words(random, 2)]), labels)
    return schema.page(row, tuple(sections), (), (), None)


class Watch:
    """The longest step of a page."""

    def __init__(self) -> None:
        self.longest, self.step = 0.0, ""

    def time(self, step: str, act: Callable[[], object]) -> None:
        """Do a step and take its time."""
        start = time.monotonic()
        act()
        took = time.monotonic() - start
        if took > self.longest:
            self.longest, self.step = took, step


def read(page: Page, pane: PagePane, side: SidePanel, watch: Watch) -> None:
    """Do with a page what a reader does."""
    events = QApplication.processEvents
    watch.time("show", lambda: pane.show_page(page, marks=("liver",)))
    watch.time("side", lambda: side.show_page(page))
    for _ in range(400):
        watch.time("fill", events)
        if pane.view.contents.is_filled:
            break
    for width in (500, 800):
        watch.time("resize", lambda: (pane.resize(width, 600), events()))  # noqa: B023  (called at once)
    watch.time("select", pane.view.selectAll)
    watch.time("copy", pane.view.createMimeDataFromSelection)
    for table in pane.view.contents.tables[:1]:
        watch.time("table", lambda: _open_table(table))  # noqa: B023  (called at once)
    if weight_of(page.sections) < _LONG:
        watch.time("pdf", lambda: _export(page, pane))


def _open_table(table: str) -> None:
    dialog = TableDialog(cells_of(table), Provenance("x"))
    dialog.show()
    QApplication.processEvents()
    dialog.deleteLater()


def _export(page: Page, pane: PagePane) -> None:
    light = load_tokens(paths.resources() / "themes", "light")
    printed = printed_page(page, EDITION, light)
    pdf_of(printed, document_of(printed, pane.font(), lambda _name: None), light)


def main() -> None:
    """Show COUNT pages from SEED on."""
    seed, count = map(int, sys.argv[1:])
    application = QApplication([])
    theme = Theme(paths.resources(), "light")
    pane, side = PagePane(theme, lambda _name: None, lambda _href: None), SidePanel(theme)
    for widget in (pane, side):
        widget.show()
    application.processEvents()
    for number in range(seed, seed + count):
        print("begin", number, flush=True)
        watch = Watch()
        page = page_of(Random(number))  # noqa: S311
        read(replace(page), pane, side, watch)
        print(
            "done",
            number,
            round(watch.longest * 1000),
            watch.step,
            sum(len(s.html) for s in page.sections),
            flush=True,
        )


if __name__ == "__main__":
    main()
