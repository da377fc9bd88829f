"""What cannot be true of an outcome is a sentence; what can be is none."""

from dataclasses import replace

import pytest

from viewer.library.evidence import Arm, Effect, Interval, Outcome
from viewer.library.plausibility import MAX_ARMS, faults

NEW, USUAL = Arm("new", 100, 12, "12", "%"), Arm("usual", 90)
RATIO = Effect("HR", "0.60", "new", "usual", "below", Interval("0.47", "0.75", "95"), "< 0.001")
OUTCOME = Outcome(
    "x", "X", "binary", "primary", "", "", (NEW, USUAL), "key", "A", effect=RATIO, met=True
)  # fmt: skip
DIFFERENCE = replace(
    RATIO, measure="difference", value="−3.2", unit="months", interval=Interval("-7", "0.5", "95")
)


def with_arm(**changes: object) -> Outcome:
    return replace(OUTCOME, arms=(replace(NEW, **changes), USUAL))  # type: ignore[arg-type]


def with_effect(**changes: object) -> Outcome:
    return replace(OUTCOME, effect=replace(RATIO, **changes))  # type: ignore[arg-type]


PLAUSIBLE = {
    "as it is": OUTCOME,
    "without an effect": replace(OUTCOME, effect=None),
    "a difference below nothing": replace(OUTCOME, effect=DIFFERENCE),
    "a median not reached": with_arm(value="not reached", unit="months", events=None),
    "an interval that is open above": with_arm(
        value="36.5", unit="months", events=None, interval=Interval("27.6", "not reached", "95")
    ),
    "an estimate at the end of its interval": with_effect(interval=Interval("0.60", "0.75", "95")),
    "an interval without its level": with_effect(interval=Interval("0.47", "0.75", "")),
    "a level with decimals": with_effect(interval=Interval("0.47", "0.75", "95.798")),
    "nobody of many": with_arm(events=0, value="0"),
    "a share rounded up": with_arm(n=66, events=3, value="4.5"),
    "a share rounded to a whole": with_arm(n=66, events=3, value="5"),
    "a half rounded down": with_arm(n=8, events=1, value="12"),
    "a half rounded up": with_arm(n=8, events=1, value="13"),
    "thousands": with_arm(value="1,304", unit="metres", events=None),
    "one arm": replace(OUTCOME, arms=(NEW,), effect=None, kind="single proportion"),
}


@pytest.mark.parametrize("outcome", PLAUSIBLE.values(), ids=PLAUSIBLE)
def test_that_what_can_be_true_is_no_fault(outcome: Outcome):
    assert list(faults(outcome)) == []


IMPLAUSIBLE = {
    "the effect has 0, and a ratio is above 0": with_effect(value="0", interval=None),
    "the effect has -0.47, and a ratio is above 0": with_effect(interval=Interval("-0.47", "0.75", "95")),
    "the effect has no number for its value but `better`": with_effect(value="better"),
    "only a difference has a unit": with_effect(unit="months"),
    "a difference needs its unit": with_effect(measure="difference"),
    "the effect has no `arm`": with_effect(arm=""),
    "the effect has an interval from 0.75 to 0.47, which runs backwards": with_effect(
        interval=Interval("0.75", "0.47", "95")
    ),
    "the effect has an interval from 0.61 to 0.75 that does not hold 0.60": with_effect(
        interval=Interval("0.61", "0.75", "95")
    ),
    "the effect has an interval from 0.47 to 0.59 that does not hold 0.60": with_effect(
        interval=Interval("0.47", "0.59", "95")
    ),
    "the effect has the level 0.95; write a percentage from 50 to below 100, as 95": with_effect(
        interval=Interval("0.47", "0.75", "0.95")
    ),
    "the effect has the level 100; write a percentage from 50 to below 100, as 95": with_effect(
        interval=Interval("0.47", "0.75", "100")
    ),
    "the effect has the level all; write a percentage from 50 to below 100, as 95": with_effect(
        interval=Interval("0.47", "0.75", "all")
    ),
    "the effect has the figure 6e-1, which no paper prints": with_effect(value="6e-1"),
    "the effect has the figure 0_6, which no paper prints": with_effect(value="0_6"),
    "the effect has the figure 10000000000, which no paper prints": with_effect(
        value="10000000000", interval=None
    ),
    "an arm has no name": replace(OUTCOME, arms=(replace(NEW, name=""), USUAL), effect=None),
    "the arm `new` has events without n": with_arm(n=None),
    "the arm `new` has -1 events": with_arm(events=-1),
    "the arm `new` has n = -5; write from 1 to 100,000,000 people": with_arm(n=-5, events=None),
    "the arm `new` has n = 100,000,001; write from 1 to 100,000,000 people": with_arm(
        n=100_000_001, events=None
    ),
    "the arm `new` has a unit without a value": with_arm(value=""),
    "the arm `new` has a percentage outside 0 to 100": with_arm(value="101", events=None),
    "the arm `new` has 11%, which 12 of 100 is not": with_arm(value="11"),
    "the arm `new` has 12.1%, which 12 of 100 is not": with_arm(value="12.1"),
    "has the arm `new` twice": replace(OUTCOME, arms=(NEW, NEW, USUAL)),
    "has no arms": replace(OUTCOME, arms=(), effect=None),
    "has 13 arms, at most 12 can be shown": replace(OUTCOME, arms=(NEW,) * (MAX_ARMS + 1)),
    "says whether it was met, which only a primary endpoint is": replace(OUTCOME, role="secondary"),
    "`read` must be one of A, B, P, not `C`": replace(OUTCOME, read="C"),
}  # fmt: skip


@pytest.mark.parametrize(("fault", "outcome"), IMPLAUSIBLE.items(), ids=IMPLAUSIBLE)
def test_that_what_cannot_be_true_is_said(fault: str, outcome: Outcome):
    assert fault in list(faults(outcome))


def test_that_a_percentage_of_an_interval_lies_from_0_to_100():
    outcome = with_arm(interval=Interval("-1", "14", "95"))
    assert list(faults(outcome)) == ["the arm `new` has a percentage outside 0 to 100"]
