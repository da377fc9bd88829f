"""An outcome in words: its arms, effect and interval as printed, for tables, drawings and screen readers."""

import re
from collections.abc import Iterable

from viewer.library.evidence import Arm, Effect, Interval, Outcome
from viewer.prose import cut

NOT_STATED = "not stated"
NO_INTERVAL = "interval not stated"
MOST_ARMS = 12
"""Arms that are said one by one."""
_LONGEST = 120
"""Characters of a name or figure; what a library from elsewhere says beyond them helps nobody."""
# What moves the cursor, turns the direction of what follows, or is no letter at all in XML.
_UNSAID = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def plain(text: str, most: int = _LONGEST) -> str:
    """`text` in one line of at most `most` characters, without signs that only steer a terminal or a line."""
    return cut(_UNSAID.sub("", text), most)


def of_interval(interval: Interval | None) -> str:
    """`95% CI 0.47–0.75`, or that it is not stated."""
    if interval is None:
        return NO_INTERVAL
    dash = " to " if "-" in interval.low + interval.high or "−" in interval.low + interval.high else "–"
    level = f"{plain(interval.level)}% CI " if interval.level else "CI of a level not stated "
    return f"{level}{plain(interval.low)}{dash}{plain(interval.high)}"


def of_unit(value: str, unit: str) -> str:
    """`58%`, `9.3 months`, `0.4`."""
    value, unit = plain(value), plain(unit)
    return f"{value}{unit}" if unit == "%" else f"{value} {unit}".rstrip()


def of_arm(arm: Arm) -> str:
    """`3 of 66 (4.5%)`, `42.3% (95% CI 28–56)`, `9.3 months`; `not stated` where nothing is."""
    value = of_unit(arm.value, arm.unit) if arm.value else ""
    if arm.events is not None:
        count = f"{arm.events} of {arm.n}" if arm.n is not None else f"{arm.events}"
        value = f"{count} ({value})" if value else count
    if value and arm.interval is not None:
        value += f" ({of_interval(arm.interval)})"
    return value or NOT_STATED


def of_effect(effect: Effect) -> str:
    """`HR 0.60 (95% CI 0.47–0.75)`, without its p."""
    value = of_unit(effect.value, effect.unit)
    return f"{plain(effect.measure)} {value} ({of_interval(effect.interval)})"


def of_p(effect: Effect | None) -> str:
    """`p < 0.001`, or nothing where it is not stated."""
    return f"p {plain(effect.p)}" if effect is not None and effect.p else ""


def sides(effect: Effect) -> tuple[str, str]:
    """The arms that did better below and above no effect; both empty where that is not stated."""
    arm, reference = plain(effect.arm), plain(effect.reference)
    if not arm or not reference or effect.better not in ("below", "above"):
        return "", ""
    return (arm, reference) if effect.better == "below" else (reference, arm)


def of_sides(effect: Effect) -> str:
    """`below 1: better with triplet; above 1: better with control`."""
    none = "0" if effect.measure == "difference" else "1"
    below, above = sides(effect)
    if not below:
        return f"which side of {none} is better is not stated"
    return f"below {none}: better with {below}; above {none}: better with {above}"


def of_arms(arms: Iterable[Arm]) -> str:
    """`triplet 9.3 months, control 5.9 months`."""
    arms = tuple(arms)
    said = [f"{plain(arm.name) or 'an arm without a name'} {of_arm(arm)}" for arm in arms[:MOST_ARMS]]
    if len(arms) > MOST_ARMS:
        said.append(f"and {len(arms) - MOST_ARMS:,} more arms")
    return ", ".join(said)


def of_circumstances(outcome: Outcome) -> str:
    """`update of 2020; intention to treat`, or nothing."""
    return "; ".join(plain(text) for text in (outcome.at, outcome.analysis) if text)


def of_outcome(outcome: Outcome) -> str:
    """All of an outcome in a sentence."""
    when = of_circumstances(outcome)
    parts = [of_arms(outcome.arms) or "arms not stated"]
    if outcome.effect is not None:
        parts += [of_effect(outcome.effect), of_p(outcome.effect), of_sides(outcome.effect)]
    name = plain(outcome.name)
    return f"{name}{f' ({when})' if when else ''}: {'; '.join(filter(None, parts))}."
