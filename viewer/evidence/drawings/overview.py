"""All drawings of a card under one another, in one picture: harms, then results, then both on one scale."""

import re
from collections.abc import Callable, Iterable
from itertools import count

from viewer.evidence.drawings.bar_chart import bars
from viewer.evidence.drawings.canvas import LINE, SMALL, TEXT, Canvas
from viewer.evidence.drawings.drawing import PRINT, Drawing, Palette
from viewer.evidence.drawings.icon_array import icon_arrays
from viewer.evidence.drawings.interval import row_of
from viewer.evidence.drawings.lettering import wrapped
from viewer.library import statement
from viewer.library.evidence import Arm, Outcome, Paper

WIDTH = 640
_MARGIN, _GAP, _MOST_LINES = 16, 10, 4
MOST = 40
"""Outcomes that are drawn; all further ones would be a book."""
NOTHING = "No outcome of this card was read as figures."
_INSIDE = re.compile(r"</desc>(.*)</svg>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')


def overview(paper: Paper, cite: Callable[[str], str], palette: Palette = PRINT) -> Drawing:
    """The card's outcomes drawn and in words; `cite` tells a source from its key."""
    page = _Page(palette)
    page.words(statement.plain(paper.study), size=TEXT, strong=True)
    page.words(statement.plain(paper.compared))
    page.words("In: " + statement.plain("; ".join((*paper.populations, *paper.qualifiers))))
    outcomes = sorted(paper.outcomes[:MOST], key=lambda outcome: outcome.role != "harm")
    for outcome in outcomes:
        page.gap()
        page.words(statement.of_outcome(outcome), said=True)
        if drawing := row_of(outcome, palette):
            page.draw(drawing)
    if not outcomes:
        page.words(NOTHING, said=True)
    for both in _both(outcomes, palette):
        page.gap()
        page.draw(both)
    if (more := len(paper.outcomes) - len(outcomes)) > 0:
        page.words(f"Not drawn: {more:,} further outcomes.", said=True)
    page.gap()
    for key in dict.fromkeys(outcome.source for outcome in outcomes):
        page.words(f"Source: {cite(key)}")
    return page.finished(paper.doc)


def _both(outcomes: Iterable[Outcome], palette: Palette) -> Iterable[Drawing]:
    """Harms and results in one picture, where proportions are stated."""
    shares = [outcome for outcome in outcomes if any(map(_is_share, outcome.arms))]
    return (icon_arrays(shares, palette), bars(shares, palette)) if shares else ()


def _is_share(arm: Arm) -> bool:
    return arm.unit == "%" or (arm.events is not None and arm.n is not None)


class _Page:
    """Puts words and drawings under one another."""

    def __init__(self, palette: Palette) -> None:
        self._canvas = Canvas(WIDTH, palette)
        self._y = float(_MARGIN)
        self._numbers = count(1)
        self._said: list[str] = []

    def words(self, text: str, *, size: int = SMALL, strong: bool = False, said: bool = False) -> None:
        """Lines of words; `said` for those that belong to the alternative of the picture."""
        room = WIDTH - 2 * _MARGIN
        for line in wrapped(text, size, room, _MOST_LINES):
            self._y += LINE + 2
            self._canvas.text(_MARGIN, self._y - 4, line, room, size=size, strong=strong)
        if said:
            self._said.append(text)

    def draw(self, drawing: Drawing) -> None:
        """A drawing; its marks are numbered, for ids stand once in a picture."""
        number = next(self._numbers)
        inside = _INSIDE.search(drawing.svg)
        shapes = _ID.sub(rf' id="d{number}-\1"', inside[1]) if inside else ""
        self._canvas.group(_MARGIN, self._y + 2, shapes)
        self._y += drawing.height + 4

    def gap(self) -> None:
        """Room between what belongs to different outcomes."""
        self._y += _GAP

    def finished(self, name: str) -> Drawing:
        """All of it on the ground of the palette."""
        height = round(self._y + _MARGIN)
        drawing = self._canvas.finished(name, height, " ".join(self._said))
        whole = Canvas(WIDTH, self._canvas.palette)
        whole.bar(0, 0, WIDTH, height, whole.palette.ground)
        inside = _INSIDE.search(drawing.svg)
        whole.group(0, 0, inside[1] if inside else "")
        return whole.finished(name, height, drawing.text)
