"""Which section the reader is in."""

from bisect import bisect_right

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTextEdit

from viewer.desktop.reading.page.contents import Contents
from viewer.desktop.reading.page.place import position_at
from viewer.desktop.widgets.later import Later

_LINE = 72
"""A section is reached when its heading stands less than this many pixels below the top."""


class SectionTracker(QObject):
    """Follows the scroll; `reached` carries the anchor of the section."""

    reached = Signal(str)

    def __init__(self, view: QTextEdit, contents: Contents) -> None:
        super().__init__(view)
        self._view, self._contents = view, contents
        self._told = ""
        self._later = Later(self, self.update)
        view.verticalScrollBar().valueChanged.connect(self._later.ask)
        contents.grown.connect(self.update)
        contents.filled.connect(self.update)

    @property
    def current(self) -> str:
        """The anchor of the section that the reader is in."""
        self.update()
        return self._told

    def update(self) -> None:
        """Look again where the reader is."""
        anchor = self._anchor()
        if anchor != self._told:
            self._told = anchor
            self.reached.emit(anchor)

    def section_at(self, position: int) -> str:
        """The anchor of the section that the character at `position` stands in."""
        places, names = self._sections()
        return names[max(0, bisect_right(places, position) - 1)] if names else ""

    def _anchor(self) -> str:
        if self._contents.page is None:
            return ""
        if self._contents.pinned is not None:
            return self._contents.pinned
        bar = self._view.verticalScrollBar()
        if bar.value() == 0:
            return self.section_at(0)
        at_end = bar.value() == bar.maximum() and self._contents.is_filled
        height = self._view.viewport().height()
        line = height - _LINE if at_end else min(_LINE + self._contents.covered, height)
        return self.section_at(position_at(self._view, line))

    def _sections(self) -> tuple[list[int], list[str]]:
        page, anchors = self._contents.page, self._contents.anchors
        sections = page.sections if page else ()
        found = sorted((anchors[s.anchor], s.anchor) for s in sections if s.anchor in anchors)
        if self._contents.part == 0 and sections and sections[0].anchor not in anchors:
            found.insert(0, (0, sections[0].anchor))
        return [place for place, _ in found], [name for _, name in found]
