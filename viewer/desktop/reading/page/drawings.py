"""Drawings of a page: of the library's own cards alone, in the colours of the theme."""

from collections.abc import Callable
from functools import cache
from typing import Any

from viewer.desktop.look.tokens import Tokens

LoadPaper = Callable[[str], Any]
"""Id of a card → its `evidence.Paper`, which no start loads; raises LibraryError where it cannot be shown."""
Draw = Callable[[str], bytes | None]
"""Name of a drawing → its SVG, which we drew ourselves; nothing where there is no such drawing."""

DRAWING = "drawing:"
"""Prefix of the names of drawings."""


def no_drawing(_name: str) -> bytes | None:
    """Draw nothing, where there are no cards."""
    return None


def drawn_by(load: LoadPaper, tokens: Tokens, family: str) -> Draw:
    """What draws in the colours of a theme; a card that cannot be read draws nothing, which the log says."""

    load = cache(load)  # a page shows many drawings of one card

    def draw(name: str) -> bytes | None:
        from viewer.desktop.reading.page.palette import palette_of  # late: no start needs it
        from viewer.evidence.drawings.name import drawing_named

        found = drawing_named(name, load, palette_of(tokens, family))
        return found.svg.encode() if found is not None else None

    return draw
