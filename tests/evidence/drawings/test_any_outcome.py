"""Whatever a library from elsewhere says, a drawing is sound SVG in bounds, soon."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.drawings.read_back import Shapes
from tests.evidence.drawings.samples import outcome
from viewer.evidence.drawings.bar_chart import bars
from viewer.evidence.drawings.drawing import Palette
from viewer.evidence.drawings.icon_array import icon_arrays
from viewer.evidence.drawings.interval import arms_row, effect_row
from viewer.library.evidence import Arm, Effect, Interval

_HOSTILE = [
    "",
    "a\nb",
    "<script>&\"'",
    "ضبط النفس",
    "\u202eabc",
    "\x00\x1b[1m",
    "x" * 5_000,
    "漢" * 50,
    "e\u0301" * 500,
    "\ud800",
]
_WORDS = st.one_of(st.sampled_from(_HOSTILE), st.text(max_size=40))
_FIGURES = st.one_of(
    st.sampled_from(
        [
            "0",
            "-0",
            "1e308",
            "-1e308",
            "1e-308",
            "1e999999",
            "1e-999999",
            "nan",
            "inf",
            "−3.9",
            "1,5",
            "",
            "x",
        ]
    ),
    st.decimals(min_value=-1_000, max_value=1_000, places=2).map(str),
)
_INTERVALS = st.none() | st.builds(Interval, _FIGURES, _FIGURES, st.one_of(_WORDS, st.just("95")))
_ARMS = st.builds(
    Arm,
    _WORDS,
    st.none() | st.integers(-5, 10**30),
    st.none() | st.integers(-5, 10**30),
    _FIGURES,
    st.sampled_from(["%", "months", ""]),
    _INTERVALS,
)
_EFFECTS = st.builds(
    Effect,
    st.sampled_from(["HR", "RR", "OR", "difference", "<x>"]),
    _FIGURES,
    _WORDS,
    _WORDS,
    st.sampled_from(["below", "above", ""]),
    _INTERVALS,
    _WORDS,
    _WORDS,
)


def _sound(drawing):
    shapes = Shapes(drawing)
    for shape in shapes.root.iter():
        for name in ("x", "x1", "x2", "cx"):
            if (place := shape.get(name)) is not None:
                assert 0 <= float(place) <= drawing.width
        for name in ("y", "y1", "y2", "cy"):
            if (place := shape.get(name)) is not None:
                assert 0 <= float(place) <= drawing.height


@given(_EFFECTS)
@settings(deadline=None)
def test_that_any_effect_gives_a_sound_drawing(effect):
    _sound(effect_row(effect))


@given(st.lists(_ARMS, max_size=8))
@settings(deadline=None)
def test_that_any_arms_give_sound_drawings(arms):
    _sound(arms_row(arms))
    _sound(icon_arrays([outcome(arms=arms, role="harm"), outcome(arms=arms)]))
    _sound(bars([outcome(arms=arms, role="harm"), outcome(arms=arms)]))


@given(_WORDS, _WORDS)
@settings(deadline=None)
def test_that_any_name_and_font_give_a_sound_drawing(name, font):
    arms = [Arm("a", 10, 4)]
    _sound(bars([outcome(name, arms=arms, at=name, analysis=name)], Palette(font=font)))


@pytest.mark.parametrize("draw", [icon_arrays, bars])
def test_that_ten_thousand_arms_with_endless_names_are_drawn_in_a_picture_of_bounded_size(draw):
    one = outcome("y" * 5_000, "harm", [Arm("x" * 5_000, 10, 3)] * 10_000)
    drawing = draw([one] * 30)
    _sound(drawing)
    assert len(drawing.svg) < 400_000
    assert len(drawing.text) < 100_000
    assert drawing.height < 3_000
    assert "9,996 more arms are not drawn" in Shapes(drawing).words
