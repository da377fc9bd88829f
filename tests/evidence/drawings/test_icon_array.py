import re

from tests.evidence.drawings.read_back import Shapes, as_printed
from tests.evidence.drawings.samples import DEATHS, HARM, RARE, RESPONSE, outcome
from viewer.evidence.drawings.icon_array import icon_arrays
from viewer.library.evidence import Arm


def test_that_as_many_marks_are_filled_as_are_in_a_hundred():
    shapes = Shapes(icon_arrays([RESPONSE, HARM]))
    assert [as_printed(shapes.filled(f"set{row}-{arm}"), "1") for row in (0, 1) for arm in (0, 1)] == [
        "58", "61", "26", "2",
    ]  # fmt: skip


def test_that_a_part_of_one_in_a_hundred_fills_a_part_of_a_mark():
    shapes = Shapes(icon_arrays([DEATHS]))
    assert as_printed(shapes.filled("set0-0"), "0.1") == "4.5"
    assert shapes.filled("set0-1") == 0


def test_that_all_sets_have_a_thousand_marks_where_one_is_rarer_than_one_in_a_hundred():
    drawing = icon_arrays([RESPONSE, RARE])
    shapes = Shapes(drawing)
    assert as_printed(shapes.filled("set0-0"), "1") == "4"
    assert as_printed(shapes.filled("set0-1"), "1") == "125"
    assert as_printed(shapes.filled("set1-0"), "1") == "260"
    outlines = [e.get("d", "").count("M") for e in shapes.root if e.get("fill") == "none"]
    assert outlines == [1_000] * 4
    assert "one of 1,000 people" in drawing.text


def test_that_harms_come_first_and_every_set_is_labelled():
    words = Shapes(icon_arrays([RESPONSE, DEATHS])).words
    assert words.index("Harm") < words.index("Result")
    assert {"SABR", "3 of 66 (4.5%)", "0 of 33", "26% (95% CI 18–35)", "Response"} <= set(words)


def test_that_it_is_said_what_is_rounded():
    drawing = icon_arrays([RESPONSE])
    said = " ".join(Shapes(drawing).words)
    assert "One mark is one of 100 people; part of a mark is part of one." in said
    assert "Nothing is rounded beyond what was printed." in said
    assert "Nothing is rounded" in drawing.text


def test_that_an_arm_without_a_proportion_says_so_and_has_no_marks():
    shapes = Shapes(
        icon_arrays([outcome(arms=[Arm("a", 0, 0), Arm("b", 10, 5), Arm("c", value="101", unit="%")])])
    )
    assert shapes.words.count("no proportion stated") == 2
    assert as_printed(shapes.filled("set0-1"), "1") == "50"


def test_that_sets_never_overlap():
    shapes = Shapes(icon_arrays([outcome(arms=[Arm(f"arm {n}", 10, n) for n in range(9)])] * 9))
    corners = [
        tuple(map(float, re.findall(r"M([\d.]+) ([\d.]+)", e.get("d", ""))[0]))
        for e in shapes.root
        if e.get("fill") == "none"
    ]
    assert len(corners) == 16
    assert all(abs(a[0] - b[0]) >= 160 or abs(a[1] - b[1]) >= 40 for a in corners for b in corners if a != b)
    assert {"5 more arms are not drawn", "5 more outcomes are not drawn."} <= set(shapes.words)
