"""A drawing that goes out alone: what it is of above it, its source below it."""

import re
from collections.abc import Sequence

from viewer.evidence.drawings.canvas import LINE, TEXT, Canvas
from viewer.evidence.drawings.drawing import Drawing, Palette
from viewer.evidence.drawings.lettering import wrapped

WIDTH = 600
_MARGIN, _GAP = 16, 10
_INSIDE = re.compile(r"</desc>(.*)</svg>", re.DOTALL)


def captioned(drawing: Drawing, above: Sequence[str], below: Sequence[str], palette: Palette) -> Drawing:
    """The drawing on its ground between lines of words; the first of those above is strong."""
    canvas = Canvas(WIDTH, palette)
    room = WIDTH - 2 * _MARGIN
    tops = [(line, first) for first, text in enumerate(above) for line in wrapped(text, TEXT, room, 3)]
    ends = [line for text in below for line in wrapped(text, TEXT, room, 3)]
    top = _MARGIN + len(tops) * (LINE + 2) + _GAP
    height = top + drawing.height + _GAP + len(ends) * (LINE + 2) + _MARGIN
    canvas.bar(0, 0, WIDTH, height, palette.ground)
    for place, (line, first) in enumerate(tops, 1):
        y = _MARGIN + place * (LINE + 2) - 4
        canvas.text(_MARGIN, y, line, room, size=TEXT, strong=first == 0)
    inside = _INSIDE.search(drawing.svg)
    canvas.group(_MARGIN, top, inside[1] if inside else "")
    for place, line in enumerate(ends, 1):
        y = top + drawing.height + _GAP + place * (LINE + 2) - 4
        canvas.text(_MARGIN, y, line, room, size=TEXT, colour=palette.muted)
    return canvas.finished(drawing.name, height, " ".join((*above, drawing.text, *below)))
