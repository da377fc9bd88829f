"""Axes: where on a line a figure stands, and whether the line ends before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import log

from viewer.library.evidence import Effect, number

LENGTH = 128.0
"""Pixels of an axis in a table."""
_REACHES = ("4", "10", "100", "1000")
_FARTHEST = 15
"""Tens of a difference; what is larger is said in words."""


@dataclass(frozen=True, slots=True)
class AxisPoint:
    """Pixels from the left end, and on which side the axis was cut before the figure, if it was."""

    x: float
    cut: str = ""
    """`left`, `right` or empty."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A line from `low` to `high`, which are printed at its ends."""

    low: Decimal
    high: Decimal
    is_log: bool
    length: float = LENGTH

    def spot(self, value: Decimal) -> AxisPoint:
        """Where `value` stands."""
        if value < self.low:
            return AxisPoint(0, "left")
        if value > self.high:
            return AxisPoint(self.length, "right")
        if not self.is_log:
            return AxisPoint(float((value - self.low) / (self.high - self.low)) * self.length)
        # Within the axis no figure is too small or too large for a float.
        low, high = log(float(self.low)), log(float(self.high))
        return AxisPoint((log(float(value)) - low) / (high - low) * self.length)

    @property
    def middle(self) -> float:
        """Where no effect stands on an axis with as much room on both sides of it."""
        return self.length / 2


def ratio_axis(effects: Iterable[Effect], length: float = LENGTH) -> Axis:
    """The shortest of our axes on which every ratio stands, for drawings that stand under one another.

    An interval may go beyond its ends, which an arrow says.
    """
    values = [
        value for effect in effects if effect.measure != "difference" and (value := number(effect.value))
    ]
    ratios = [value for value in values if value > 0]
    for reach in map(Decimal, _REACHES):
        if all(1 / reach <= value <= reach for value in ratios):
            break
    return Axis(1 / reach, reach, is_log=True, length=length)


def difference_axis(values: Iterable[Decimal], length: float = LENGTH) -> Axis | None:
    """An axis as long on both sides of 0 that holds all values; nothing where they are too large for one."""
    farthest = max((abs(value) for value in values), default=Decimal(1)) or Decimal(1)
    if abs(farthest.adjusted()) > _FARTHEST:
        return None
    step = Decimal(1).scaleb(farthest.adjusted())
    reach = next(step * times for times in (1, 2, 5, 10) if step * times >= farthest)
    return Axis(-reach, reach, is_log=False, length=length)


def proportion_axis(length: float = LENGTH) -> Axis:
    """From nobody to everybody, in per cent."""
    return Axis(Decimal(0), Decimal(100), is_log=False, length=length)


def printed(value: Decimal) -> str:
    """A tick as it is printed."""
    text = f"{value.normalize():f}"
    return text.replace("-", "−")
