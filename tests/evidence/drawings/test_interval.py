import pytest

from tests.evidence.drawings.read_back import Shapes, as_printed
from tests.evidence.drawings.samples import BEACON, HARM, RESPONSE, outcome, ratio
from viewer.evidence.drawings.axis import ratio_axis
from viewer.evidence.drawings.interval import arms_row, effect_row, row_of
from viewer.library.evidence import Arm, Effect, Interval

TRIALS = [
    ("0.60", "0.47", "0.75"), ("1.042", "0.689", "1.576"), ("0.21", "0.14", "0.32"), ("1.45", "1.02", "2.05"),
    ("1.00", "0.63", "1.58"), ("3.99", "0.26", "4"), ("12", "11.5", "99"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "low", "high"), TRIALS)
def test_that_a_ratio_and_its_interval_are_read_back_as_they_were_printed(value, low, high):
    shapes = Shapes(effect_row(ratio(value, low, high)))
    start, end = shapes.ends("whisker")
    found = [shapes.value_at(x, is_log=True) for x in (shapes.middle("value"), start, end)]
    assert [as_printed(*pair) for pair in zip(found, (value, low, high), strict=True)] == [value, low, high]
    assert not shapes.is_hollow("value")
    assert "95% CI" in shapes.words


def test_that_a_difference_stands_on_a_linear_axis_around_nothing():
    interval = Interval("-9.6", "1.2", "95.798")
    effect = Effect("difference", "-3.9", "FOLFOX", "control", "above", interval, unit="percentage points")
    shapes = Shapes(effect_row(effect))
    start, end = shapes.ends("whisker")
    found = [shapes.value_at(x, is_log=False) for x in (shapes.middle("value"), start, end)]
    assert [as_printed(*pair) for pair in zip(found, ("0.1",) * 3, strict=True)] == ["-3.9", "-9.6", "1.2"]
    assert as_printed(shapes.value_at(shapes.ends("none")[0], is_log=False), "0.1") == "0.0"
    assert {"no difference", "95.798%", "CI", "in percentage points"} <= set(shapes.words)


def test_that_each_end_is_named_with_the_arm_that_did_better_there():
    below = Shapes(effect_row(ratio(better="below")))
    above = Shapes(effect_row(ratio(better="above")))
    assert (below.text("left-end"), below.text("right-end")) == (
        "← better: triplet", "better: control →",
    )  # fmt: skip
    assert (above.text("left-end"), above.text("right-end")) == (
        "← better: control", "better: triplet →",
    )  # fmt: skip


def test_that_no_side_is_named_where_none_is_stated():
    shapes = Shapes(effect_row(ratio(better="")))
    assert "which side is better: not stated" in shapes.words
    assert not any("triplet" in words for words in shapes.words)


def test_that_a_mark_without_an_interval_is_hollow_and_says_so():
    drawing = effect_row(ratio("0.57", low=None))
    shapes = Shapes(drawing)
    assert shapes.is_hollow("value")
    assert not shapes.has("whisker")
    assert "interval not stated" in " ".join(shapes.words)
    assert "interval not stated" in drawing.text


def test_that_an_axis_that_is_cut_says_so_by_an_arrow():
    shapes = Shapes(effect_row(ratio("0.9", "0.1", "9")))
    assert shapes.has("arrow-left")
    assert shapes.has("arrow-right")
    assert shapes.ends("whisker") == shapes.ends("axis")


def test_that_an_estimate_beyond_a_shared_axis_gets_no_mark_at_a_false_place():
    shapes = Shapes(effect_row(ratio("4.5", "3", "8"), ratios=ratio_axis([ratio()])))
    assert not shapes.has("value")
    assert shapes.has("value-beyond")
    assert "the estimate lies right of the axis" in shapes.words


def test_that_drawings_under_one_another_can_share_an_axis():
    axis = ratio_axis([ratio("0.6"), ratio("0.12")])
    assert (str(axis.low), str(axis.high)) == ("0.1", "10")


def test_that_arms_stand_on_one_scale_of_per_cent():
    shapes = Shapes(arms_row(RESPONSE.arms))
    assert as_printed(shapes.value_at(shapes.middle("arm0"), is_log=False), "1") == "26"
    assert as_printed(shapes.value_at(shapes.middle("arm1"), is_log=False), "1") == "2"
    assert [as_printed(shapes.value_at(x, is_log=False), "1") for x in shapes.ends("arm0-whisker")] == [
        "18",
        "35",
    ]
    assert {"triplet", "control"} <= set(shapes.words)


def test_that_arms_without_interval_are_hollow_and_say_so():
    shapes = Shapes(arms_row(HARM.arms))
    assert shapes.is_hollow("arm0")
    assert "hollow: interval not stated" in shapes.words


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (ratio("not reached"), "“not reached” is no number"),
        (ratio("0"), "a ratio is above 0"),
        (ratio("-1", "-2", "1"), "a ratio is above 0"),
        (ratio("0.5", "0.6", "0.7"), "does not hold its estimate"),
        (ratio("0.5", "x", "0.7"), "an end of the interval is no number"),
        (Effect("difference", "1e308", "a", "b", "above"), "too large"),
        (Effect("difference", "1e999999", "a", "b", "above"), "too large"),
    ],
)
def test_that_what_cannot_be_drawn_is_said_in_words(effect, said):
    drawing = effect_row(effect)
    shapes = Shapes(drawing)
    assert said in " ".join(shapes.words)
    assert said in drawing.text
    assert not shapes.has("value")


def test_that_an_outcome_without_effect_and_proportions_has_no_drawing():
    assert row_of(outcome(arms=[Arm("a", value="12", unit="months")])) is None
    assert row_of(BEACON) is not None


def test_that_the_text_says_every_figure():
    drawing = row_of(BEACON)
    assert drawing is not None
    assert "HR 0.60 (95% CI 0.47–0.75); p < 0.001; below 1: better with triplet" in drawing.text
