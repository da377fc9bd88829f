"""From a figure of a page to its source: F2 or a click says which facts print it and where they stand."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from viewer.desktop.reading.quote.figure import FigureAt, cited_figure, told_of
from viewer.desktop.reading.quote.figures import Span, described, figure_at, next_figure
from viewer.desktop.window.window import MainWindow
from viewer.errors import LibraryError
from viewer.library.compiled import Library
from viewer.library.fact import PrintedFact, facts_of
from viewer.library.model import Source

_NONE = {
    1: "No figure stands from here on. Shift+F2 goes to the one before.",
    -1: "No figure stands before here. F2 goes to the next one.",
}


class Figures(QObject):
    """Shows one figure at a time, in the sheet that previews links."""

    message = Signal(str)

    def __init__(self, library: Library, window: MainWindow) -> None:
        super().__init__(window)
        self._library, self._tabs = library, window.parts.tabs
        self._span: Span | None = None
        pane = self._tabs.pane
        pane.view.text_clicked.connect(self.show_at)
        pane.preview.dismissed.connect(self._forget)
        self._tabs.page_shown.connect(self._forget)  # out of sight there is no preview to be dismissed
        pane.view.contents.filled.connect(self._forget)  # another part of a long page is another text

    def step(self, way: int) -> None:
        """Show the figure after the one that is shown (way 1) or before it (-1), else the first in sight."""
        view = self._tabs.pane.view
        if self._tabs.current_page() is None:
            return
        if self._span is not None:
            start = self._span[1] if way > 0 else self._span[0]
        else:
            start = view.reading_position()
            if (
                here := figure_at(view.document(), start)
            ) is not None and view.textCursor().position() == start:
                self._show(here)
                return
        span = next_figure(view.document(), start, way)
        if span is None:
            self.message.emit(_NONE[way])
        else:
            self._show(span)

    def show_at(self, position: int) -> None:
        """Show the figure that was clicked; any other text is left alone."""
        span = figure_at(self._tabs.pane.view.document(), position)
        if span is not None:
            self._show(span)

    def copy(self) -> None:
        """Copy the figure that is shown, else the first in sight, with its facts and citation."""
        if self._span is None:
            self.step(1)
        page, span = self._tabs.current_page(), self._span
        if page is None or span is None:
            return
        figure = self._described(span)
        try:
            facts = self._facts(figure)
        except LibraryError as error:
            self.message.emit(str(error))
            return
        text = cited_figure(figure, facts, page, self._library.edition, self._sources(figure, facts))
        QGuiApplication.clipboard().setText(text)
        self.message.emit("The figure was copied with its citation.")

    def _show(self, span: Span) -> None:
        pane = self._tabs.pane
        pane.preview.dismiss()
        view = pane.view
        view.bring_into_sight(span)
        figure = self._described(span)
        try:
            facts = self._facts(figure)
            told = told_of(figure, facts, self._sources(figure, facts))
        except LibraryError as error:
            told = str(error)
        self._span = span
        view.ring_mark(span)
        pane.show_beside(figure.text, f"{told}\n\nCtrl+Alt+F copies the figure with its citation.", span)

    def _described(self, span: Span) -> FigureAt:
        view = self._tabs.pane.view
        figure = described(view.document(), span)
        anchor = view.sections.section_at(span[0])
        return FigureAt(figure.text, figure.sentence, figure.keys, anchor)

    def _facts(self, figure: FigureAt) -> list[PrintedFact]:
        """Those of the works cited beside the figure; where none prints it, of all works of the page.

        A small whole number is looked for beside its citation alone.
        """
        page = self._tabs.current_page()
        works = page.sources if page is not None and figure.is_telling else ()
        everything = tuple(source.key for source in works)
        for keys in (figure.keys, everything):
            found = [fact for key in keys for fact in facts_of(figure.text, self._library.facts(key))]
            if found:
                return found
        return []

    def _sources(self, figure: FigureAt, facts: list[PrintedFact]) -> dict[str, Source]:
        keys = {*figure.keys, *(fact.source for fact in facts)}
        page = self._tabs.current_page()
        return {source.key: source for source in (page.sources if page else ()) if source.key in keys}

    def _forget(self) -> None:
        if self._span is not None:
            self._span = None
            self._tabs.pane.view.ring_mark(None)
