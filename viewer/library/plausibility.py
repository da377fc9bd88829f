"""What cannot be true of an outcome, whoever wrote it: a sentence for each such thing."""

import re
from collections.abc import Iterator
from decimal import Decimal

from viewer.library.evidence import (
    KINDS_OF_OUTCOME,
    MEASURES,
    READS,
    ROLES,
    Arm,
    Effect,
    Interval,
    Outcome,
    number,
)

SIDES = ("below", "above")
MAX_ARMS = 12
"""Arms of an outcome: more can neither be drawn nor compared."""
MOST_PEOPLE = 100_000_000
LARGEST = Decimal(10) ** 9
"""No paper prints a figure beyond."""
_PRINTED = re.compile(r"[-−+]?(?:[0-9][0-9,]*)?(?:\.[0-9]+)?%?")
_HALF, _HUNDRED = Decimal("0.5"), Decimal(100)


def faults(outcome: Outcome) -> Iterator[str]:
    """Yield each thing that cannot be true, as one sentence without a full stop."""
    yield from _words(outcome)
    if not outcome.arms:
        yield "has no arms"
    if len(outcome.arms) > MAX_ARMS:
        yield f"has {len(outcome.arms):,} arms, at most {MAX_ARMS} can be shown"
        return
    names = [arm.name for arm in outcome.arms]
    yield from (
        f"has the arm `{name[:40]}` twice" for name in sorted({n for n in names if names.count(n) > 1})
    )
    for arm in outcome.arms:
        yield from arm_faults(arm)
    if outcome.effect is not None:
        yield from effect_faults(outcome.effect, names)
    if outcome.met is not None and outcome.role != "primary":
        yield "says whether it was met, which only a primary endpoint is"


def _words(outcome: Outcome) -> Iterator[str]:
    for what, word, known in (
        ("kind", outcome.kind, KINDS_OF_OUTCOME),
        ("role", outcome.role, ROLES),
        ("read", outcome.read, READS),
    ):
        if word not in known:
            yield f"`{what}` must be one of {', '.join(known)}, not `{word[:40]}`"


def arm_faults(arm: Arm) -> Iterator[str]:
    """Yield what cannot be true of one arm."""
    name = f"the arm `{arm.name[:40]}`"
    if not arm.name:
        yield "an arm has no name"
    if arm.n is not None and not 1 <= arm.n <= MOST_PEOPLE:
        yield f"{name} has n = {_short(arm.n)}; write from 1 to {MOST_PEOPLE:,} people"
    if arm.events is not None and arm.events < 0:
        yield f"{name} has {_short(arm.events)} events"
    if arm.events is not None and arm.n is None:
        yield f"{name} has events without n"
    if arm.events is not None and arm.n is not None and arm.events > arm.n:
        yield f"{name} has more events ({_short(arm.events)}) than people ({_short(arm.n)})"
    if arm.unit and not arm.value:
        yield f"{name} has a unit without a value"
    yield from _figures(arm.value, arm.interval, name)
    if arm.unit == "%":
        yield from _percentage(arm, name)


def _percentage(arm: Arm, name: str) -> Iterator[str]:
    """A share is events/n within the rounding of its printed decimals, and lies from 0 to 100."""
    share = number(arm.value)
    ends = (number(arm.interval.low), number(arm.interval.high)) if arm.interval else ()
    if any(not 0 <= one <= _HUNDRED for one in (share, *ends) if one is not None):
        yield f"{name} has a percentage outside 0 to 100"
    elif share is not None and arm.events is not None and arm.n:
        step = Decimal(1).scaleb(int(share.as_tuple().exponent))
        true = _HUNDRED * arm.events / arm.n
        if abs(share - true) > step * _HALF:
            yield f"{name} has {arm.value}%, which {arm.events} of {arm.n} is not"


def effect_faults(effect: Effect, arms: list[str]) -> Iterator[str]:
    """Yield what cannot be true of an effect between arms of these names."""
    if effect.measure not in MEASURES:
        yield f"`measure` must be one of {', '.join(MEASURES)}, not `{effect.measure[:40]}`"
    for what, name in (("arm", effect.arm), ("reference", effect.reference)):
        if not name:
            yield f"the effect has no `{what}`"
        elif name not in arms:
            yield f"the `{what}` of the effect, `{name[:40]}`, is none of its arms"
    if effect.arm and effect.arm == effect.reference:
        yield "the effect is of an arm against itself"
    if effect.better not in SIDES:
        yield "the effect does not say which side is better: write `better: below` or `better: above`"
    if number(effect.value) is None:
        yield f"the effect has no number for its value but `{effect.value[:40]}`"
    if effect.measure == "difference" and not effect.unit:
        yield "a difference needs its unit"
    if effect.measure != "difference" and effect.unit:
        yield "only a difference has a unit"
    yield from _figures(effect.value, effect.interval, "the effect")
    yield from _ratio(effect)


def _ratio(effect: Effect) -> Iterator[str]:
    if effect.measure == "difference" or effect.measure not in MEASURES:
        return
    printed = (effect.value, *((effect.interval.low, effect.interval.high) if effect.interval else ()))
    for figure in printed:
        if (found := number(figure)) is not None and found <= 0:
            yield f"the effect has {figure[:40]}, and a ratio is above 0"


def _figures(value: str, interval: Interval | None, name: str) -> Iterator[str]:
    """An interval runs from low to high and holds its estimate; no figure is absurd."""
    printed = (value, *((interval.low, interval.high, interval.level) if interval else ()))
    absurd = [figure for figure in printed if is_absurd(figure)]
    yield from (f"{name} has the figure {figure[:40]}, which no paper prints" for figure in absurd)
    if interval is None or absurd:
        return
    low, high, estimate = (number(figure) for figure in (interval.low, interval.high, value))
    if low is not None and high is not None and low > high:
        yield f"{name} has an interval from {interval.low} to {interval.high}, which runs backwards"
    elif estimate is not None and (
        (low is not None and estimate < low) or (high is not None and estimate > high)
    ):
        yield f"{name} has an interval from {interval.low} to {interval.high} that does not hold {value}"
    level = number(interval.level)
    if interval.level and (level is None or not 50 <= level < _HUNDRED):
        yield f"{name} has the level {interval.level[:40]}; write a percentage from 50 to below 100, as 95"


def is_absurd(printed: str) -> bool:
    """Whether a figure is one that nobody prints, such as 1e308."""
    found = number(printed)
    if found is None:
        return False
    return len(printed) > 20 or not _PRINTED.fullmatch(printed.strip()) or abs(found) > LARGEST


def _short(count: int) -> str:
    return f"{count:,}" if abs(count) < 10**12 else "more than can be counted"
