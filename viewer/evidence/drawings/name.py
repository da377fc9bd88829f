"""The names by which pages ask for drawings: `drawing:papers/beacon/0/4`, `drawing:papers/beacon/icons`."""

import re
from collections.abc import Callable

from viewer.evidence.drawings.axis import reaching
from viewer.evidence.drawings.bar_chart import bars
from viewer.evidence.drawings.caption import captioned
from viewer.evidence.drawings.drawing import Drawing, Palette
from viewer.evidence.drawings.icon_array import icon_arrays
from viewer.evidence.drawings.interval import row_of
from viewer.library import statement
from viewer.library.evidence import Outcome, Paper
from viewer.library.proportion import of_chance
from viewer.library.reach import REACHES

LoadPaper = Callable[[str], Paper]
"""Id of a card → the card as data; raises LibraryError where it cannot be shown."""
PREFIX = "drawing:"
_NAME = re.compile(rf"{PREFIX}(papers/[a-z0-9-]{{1,100}})/(?:(\d{{1,3}})(?:/(\d{{1,4}}))?|(icons|bars))")


def drawing_named(name: str, load: LoadPaper, palette: Palette) -> Drawing | None:
    """A drawing of a card of the library; nothing for any other name, and where the card has no such outcome.

    Raises what `load` raises.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    doc, number, reach, picture = found.groups()
    outcomes = load(doc).outcomes
    if picture == "icons":
        return icon_arrays(of_chance(outcomes), palette, name)
    if picture == "bars":
        return bars(outcomes, palette, name)
    if int(number) >= len(outcomes):
        return None
    ratios = reaching(reach) if reach in REACHES else None
    return row_of(outcomes[int(number)], palette, name, ratios)


def picture_named(name: str, load: LoadPaper, palette: Palette, cite: Callable[[str], str]) -> Drawing | None:
    """The drawing with what it is of above it and its sources below, by `cite` from their keys."""
    drawing = drawing_named(name, load, palette)
    found = _NAME.fullmatch(name)
    if drawing is None or found is None:
        return None
    paper = load(found[1])
    outcomes = _drawn(paper, found)
    above = [paper.study, paper.compared]
    if found[2] is not None:
        above += [statement.of_outcome(one) for one in outcomes]
    who = "; ".join((*paper.populations, *paper.qualifiers))
    sources = [f"Source: {cite(key)}" for key in dict.fromkeys(one.source for one in outcomes)]
    return captioned(drawing, [line for line in above if line], [f"In: {who}", *sources], palette)


def _drawn(paper: Paper, found: re.Match[str]) -> list[Outcome]:
    """The outcomes that a name is of."""
    if found[2] is not None:
        return [paper.outcomes[int(found[2])]]
    return of_chance(paper.outcomes) if found[4] == "icons" else list(paper.outcomes)
