import pytest

from tests.evidence.drawings.read_back import SVG, Shapes
from tests.evidence.drawings.samples import BEACON, HARM, RESPONSE, paper
from viewer.evidence.drawings.drawing import PRINT
from viewer.evidence.drawings.name import drawing_named, picture_named


def load(doc: str):
    assert doc == "papers/beacon"
    return paper(BEACON, RESPONSE, HARM)


def test_that_a_name_leads_to_the_drawing_of_an_outcome_on_the_axis_it_names():
    drawing = drawing_named("drawing:papers/beacon/0/10", load, PRINT)
    assert drawing is not None
    assert drawing.name == "drawing:papers/beacon/0/10"
    assert (Shapes(drawing).text("low"), Shapes(drawing).text("high")) == ("0.1", "10")


@pytest.mark.parametrize(("part", "shape"), [("icons", "set0-0"), ("bars", "bar0-0")])
def test_that_a_name_leads_to_the_drawings_of_proportions(part: str, shape: str):
    drawing = drawing_named(f"drawing:papers/beacon/{part}", load, PRINT)
    assert drawing is not None
    assert Shapes(drawing).has(shape)


@pytest.mark.parametrize(
    "name",
    [
        "drawing:papers/beacon/3",
        "drawing:papers/beacon/-1",
        "drawing:papers/../beacon/0",
        "drawing:references/beacon/0",
        "drawing:papers/beacon/0/4/5",
        "drawing:papers/beacon/",
        "drawing:papers/Beacon/0",
        "images/beacon.png",
        "drawing:papers/beacon/0\n",
        "",
    ],
)
def test_that_any_other_name_has_no_drawing(name: str):
    assert drawing_named(name, load, PRINT) is None
    assert picture_named(name, load, PRINT, str) is None


def test_that_a_picture_that_goes_out_says_what_it_is_of_and_its_source():
    picture = picture_named("drawing:papers/beacon/0/4", load, PRINT, lambda key: f"Work {key}.")
    assert picture is not None
    shapes = Shapes(picture)
    said = " ".join(shapes.words)
    assert "BEACON CRC" in said
    assert "HR 0.60 (95% CI 0.47–0.75)" in said
    assert "Source: Work x." in said
    assert "In: metastatic colorectal; BRAF V600E" in said
    assert shapes.root.find(f"{SVG}g/{SVG}rect[@id='value']") is not None
