import pytest

from viewer.userdata.records import Bookmark
from viewer.userdata.relocate import resolve

TITLES = {"modalities/sbrt": "SBRT", "faqs/cure": "Can it be cured?", "faqs/a": "Twin", "faqs/b": "Twin"}
HEADINGS = {
    "modalities/sbrt": {
        "results": "Results",
        "harms": "Serious harms",
        "unresectable": "Unresectable disease",
    },
    "faqs/cure": {},
}


def _state(doc: str, anchor: str = "", heading: str = "", title: str = "SBRT") -> tuple[str, str, str]:
    place = Bookmark("id", title, doc, anchor, heading)
    found = resolve(place, TITLES, lambda doc: HEADINGS.get(doc, {}))
    assert bool(found.words) == (found.state != "same")
    return found.state, found.doc, found.anchor


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("modalities/sbrt",), ("same", "modalities/sbrt", "")),
        (("modalities/sbrt", "results", "Results"), ("same", "modalities/sbrt", "results")),
        (("modalities/sbrt", "results"), ("same", "modalities/sbrt", "results")),
        (("modalities/sbrt", "results-old", "results "), ("moved", "modalities/sbrt", "results")),
        (("modalities/sbrt", "results", "Serious  Harms"), ("moved", "modalities/sbrt", "harms")),
        (("modalities/sbrt", "results", "Outcome"), ("same", "modalities/sbrt", "results")),
        (("modalities/sbrt", "cost", "Cost"), ("page", "modalities/sbrt", "")),
        (("modalities/sabr", "results", "Results"), ("moved", "modalities/sbrt", "results")),
        (("modalities/sabr",), ("moved", "modalities/sbrt", "")),
        (("modalities/laser", "", "", "Laser"), ("gone", "", "")),
        (("faqs/c", "", "", "Twin"), ("gone", "", "")),
    ],
)
def test_that_a_place_is_found_again_in_a_new_edition(
    place: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    assert _state(*place) == expected


def test_that_a_heading_is_never_taken_for_its_opposite() -> None:
    assert _state("modalities/sbrt", "resectable", "Resectable disease")[0] == "page"
