import pytest

from viewer.library import statement
from viewer.library.evidence import Arm, Effect, Interval, Outcome


@pytest.mark.parametrize(
    ("arm", "said"),
    [
        (Arm("a", 66, 3, "4.5", "%"), "3 of 66 (4.5%)"),
        (Arm("a", 33, 0), "0 of 33"),
        (Arm("a", events=4), "4"),
        (Arm("a", 224, value="9.3", unit="months"), "9.3 months"),
        (Arm("a", value="42.3", unit="%", interval=Interval("28", "56", "95")), "42.3% (95% CI 28–56)"),
        (Arm("a", 224), "not stated"),
        (Arm("a", value="not reached", unit=""), "not reached"),
    ],
)
def test_that_an_arm_is_said_as_it_was_printed(arm, said):
    assert statement.of_arm(arm) == said


def test_that_an_interval_with_a_minus_is_not_joined_by_a_dash():
    assert statement.of_interval(Interval("-9.6", "1.2", "95.798")) == "95.798% CI -9.6 to 1.2"
    assert statement.of_interval(None) == "interval not stated"


def test_that_an_effect_names_the_better_side():
    effect = Effect("HR", "0.60", "triplet", "control", "below", Interval("0.47", "0.75", "95"), "< 0.001")
    assert statement.of_effect(effect) == "HR 0.60 (95% CI 0.47–0.75)"
    assert statement.of_p(effect) == "p < 0.001"
    assert statement.of_sides(effect) == "below 1: better with triplet; above 1: better with control"


def test_that_an_unstated_side_stays_unstated():
    effect = Effect("difference", "3", "", "control", "below")
    assert statement.of_sides(effect) == "which side of 0 is better is not stated"


def test_that_an_outcome_is_one_sentence():
    arms = (Arm("triplet", value="58", unit="%"), Arm("control", value="61", unit="%"))
    outcome = Outcome(
        "x", "Events of grade 3 or more", "binary", "harm", "2019", "as treated", arms, "k", "A"
    )
    said = "Events of grade 3 or more (2019; as treated): triplet 58%, control 61%."
    assert statement.of_outcome(outcome) == said


def test_that_signs_which_steer_a_line_are_not_said():
    assert statement.plain("a\u202eb\x1b[1m\nc") == "ab[1m c"
    assert len(statement.plain("x" * 5_000)) == 120


def test_that_ten_thousand_arms_are_counted_and_not_all_named():
    assert statement.of_arms([Arm("x", 10, 3)] * 10_000).endswith("and 9,988 more arms")
