from tests.evidence.drawings.read_back import Shapes, as_printed
from tests.evidence.drawings.samples import BEACON, DEATHS, HARM, RESPONSE
from viewer.evidence.drawings.bar_chart import bars


def test_that_bars_are_read_back_as_they_were_printed():
    shapes = Shapes(bars([RESPONSE, HARM, DEATHS]))
    ends = [
        shapes.length(name, "x") + shapes.length(name, "width")
        for name in ("bar0-0", "bar0-1", "bar1-0", "bar2-0", "bar2-1")
    ]
    printed = ("58", "61", "4.5", "26", "2")
    found = [as_printed(shapes.value_at(x, is_log=False), p) for x, p in zip(ends, printed, strict=True)]
    assert tuple(found) == printed


def test_that_bars_begin_where_the_scale_begins():
    shapes = Shapes(bars([RESPONSE, HARM]))
    starts = {shapes.length(name, "x") for name in shapes.by_id if name.startswith("bar")}
    assert starts == {shapes.ends("axis")[0]}


def test_that_harms_stand_above_results():
    words = Shapes(bars([RESPONSE, HARM])).words
    assert words.index("Harm: Events of grade 3 or more") < words.index("Result: Response")


def test_that_without_proportions_words_say_so():
    assert Shapes(bars([BEACON])).words == ["Not drawn: no proportion is stated."]
