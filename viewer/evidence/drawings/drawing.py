"""What a drawing is, and the colours and letters that it is given."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG Tiny with its alternative in words; lengths in pixels at 100 %."""

    name: str
    svg: str
    text: str
    """The same numbers in words."""
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#RRGGBB`, and the font; no drawing tells anything by colour alone."""

    ink: str = "#000000"
    muted: str = "#444444"
    treatment: str = "#000000"
    control: str = "#555555"
    harm: str = "#000000"
    outline: str = "#666666"
    ground: str = "#FFFFFF"
    font: str = "Inter"


PRINT = Palette()
"""Of paper, and of whatever else knows no theme."""
