"""How far the axis of ratios goes, so that drawings under one another share it."""

from collections.abc import Iterable
from decimal import Decimal

from viewer.library.evidence import Effect, number

REACHES = ("4", "10", "100", "1000")
"""An axis goes from 1 divided by one of them up to it."""


def reach_of(effects: Iterable[Effect]) -> str:
    """The shortest of REACHES within which every ratio stands, the longest where none is long enough."""
    found = (number(effect.value) for effect in effects if effect.measure != "difference")
    ratios = [ratio for ratio in found if ratio is not None and ratio > 0]
    for reach in REACHES:
        if all(1 / Decimal(reach) <= ratio <= Decimal(reach) for ratio in ratios):
            return reach
    return REACHES[-1]
