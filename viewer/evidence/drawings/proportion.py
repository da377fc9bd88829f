"""Shares of arms in per cent, for a place in a drawing alone: what is said is what the authors printed."""

from collections.abc import Iterable
from decimal import Decimal

from viewer.library.evidence import Arm, Outcome, number

_WHOLE = Decimal(100)


def share(arm: Arm) -> Decimal | None:
    """Per cent of an arm that had the outcome, from 0 to 100; nothing where that is not stated.

    The printed percentage goes before the counts, so that a drawing says what the authors said.
    """
    found = number(arm.value) if arm.unit == "%" and arm.value else None
    if found is None and arm.events is not None and arm.n:
        found = Decimal(arm.events) * _WHOLE / Decimal(arm.n)
    return found if found is not None and 0 <= found <= _WHOLE else None


def has_shares(outcome: Outcome) -> bool:
    """Whether any arm of an outcome can stand on a scale of per cent."""
    return any(share(arm) is not None for arm in outcome.arms)


def harms_first(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those with shares, harms before results, else in their order."""
    drawable = [outcome for outcome in outcomes if has_shares(outcome)]
    return sorted(drawable, key=lambda outcome: outcome.role != "harm")


def role_of(outcome: Outcome) -> str:
    """The word that a set of marks is labelled with."""
    return "Harm" if outcome.role == "harm" else "Result"
