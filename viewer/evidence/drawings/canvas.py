"""Collects the shapes of a drawing and writes them in the subset of SVG Tiny 1.2 that Qt paints."""

from collections.abc import Iterable

from viewer.evidence.drawings.drawing import Drawing, Palette
from viewer.evidence.drawings.lettering import fitted, isolated
from viewer.library.statement import plain
from viewer.prose import escape

SMALL, TEXT = 11, 12
"""Sizes of letters; nothing is smaller."""
LINE = 14
"""From one line of words to the next."""


def at(number: float) -> str:
    """A coordinate to a thousandth of a pixel, so that a mark can be read back to its figure."""
    return f"{number:.3f}".rstrip("0").rstrip(".") or "0"


class Canvas:
    """Shapes on a ground of a width; what has a `mark` can be found again by its id."""

    def __init__(self, width: int, palette: Palette) -> None:
        self.width = width
        self.palette = palette
        self._shapes: list[str] = []

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        room: float,
        *,
        colour: str = "",
        size: int = SMALL,
        anchor: str = "start",
        strong: bool = False,
        mark: str = "",
    ) -> None:
        """Write one line, cut where it is wider than `room` pixels; `anchor` is start, middle or end."""
        weight = ' font-weight="600"' if strong else ""
        shown = escape(isolated(fitted(text, size, room)))
        self._shapes.append(
            f'<text{_id(mark)} x="{at(x)}" y="{at(baseline)}" font-size="{size}"{weight} '
            f'text-anchor="{anchor}" fill="{colour or self.palette.ink}">{shown}</text>'
        )

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, *,
        wide: float = 1, dashed: bool = False, mark: str = "",
    ) -> None:  # fmt: skip
        """Draw a straight line."""
        dashes = ' stroke-dasharray="2,2"' if dashed else ""
        self._shapes.append(
            f'<line{_id(mark)} x1="{at(start[0])}" y1="{at(start[1])}" x2="{at(end[0])}" y2="{at(end[1])}" '
            f'stroke="{colour}" stroke-width="{at(wide)}"{dashes} />'
        )

    def square(
        self, x: float, y: float, size: float, colour: str, *, hollow: bool = False, mark: str = ""
    ) -> None:
        """Draw a square around its middle, filled or hollow."""
        inset = 0.75 if hollow else 0
        side = size - 2 * inset
        self._shapes.append(
            f'<rect{_id(mark)} x="{at(x - side / 2)}" y="{at(y - side / 2)}" width="{at(side)}" '
            f'height="{at(side)}" {self._filling(colour, hollow=hollow)} />'
        )

    def dot(
        self, x: float, y: float, size: float, colour: str, *, hollow: bool = False, mark: str = ""
    ) -> None:
        """Draw a disc around its middle, filled or hollow."""
        radius = size / 2 - (0.75 if hollow else 0)
        self._shapes.append(
            f'<circle{_id(mark)} cx="{at(x)}" cy="{at(y)}" r="{at(radius)}" '
            f"{self._filling(colour, hollow=hollow)} />"
        )

    def bar(
        self, x: float, y: float, wide: float, high: float, colour: str, *, outline: str = "", mark: str = ""
    ) -> None:
        """Draw a filled rectangle from its upper left corner."""
        edge = f' stroke="{outline}" stroke-width="1"' if outline else ""
        self._shapes.append(
            f'<rect{_id(mark)} x="{at(x)}" y="{at(y)}" width="{at(wide)}" height="{at(high)}" '
            f'fill="{colour}"{edge} />'
        )

    def path(
        self,
        commands: Iterable[str],
        *,
        fill: str = "none",
        stroke: str = "",
        wide: float = 1,
        mark: str = "",
    ) -> None:
        """Draw many shapes as one path."""
        edge = f' stroke="{stroke}" stroke-width="{at(wide)}"' if stroke else ""
        if shapes := " ".join(commands):
            self._shapes.append(f'<path{_id(mark)} d="{shapes}" fill="{fill}"{edge} />')

    def group(self, x: float, y: float, shapes: str) -> None:
        """Put the shapes of another drawing at a place."""
        self._shapes.append(f'<g transform="translate({at(x)},{at(y)})">{shapes}</g>')

    def finished(self, name: str, height: float, text: str) -> Drawing:
        """The drawing with its alternative in words."""
        wide, high, font = self.width, round(height), escape(plain(self.palette.font))
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny" width="{wide}" '
            f'height="{high}" viewBox="0 0 {wide} {high}" font-family="{font}">'
            f"<desc>{escape(text)}</desc>{''.join(self._shapes)}</svg>\n"
        )
        return Drawing(name, svg, text, self.width, high)

    def _filling(self, colour: str, *, hollow: bool) -> str:
        if hollow:
            return f'fill="{self.palette.ground}" stroke="{colour}" stroke-width="1.5"'
        return f'fill="{colour}"'


def _id(mark: str) -> str:
    return f' id="{mark}"' if mark else ""
