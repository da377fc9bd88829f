"""CSL-JSON as other programs export it: what is brought into form, passed over, and named."""

import json
import random
from typing import Any

import pytest

from viewer.errors import Problem
from viewer.library.content import references, vancouver
from viewer.library.content.references import Reference

ZOTERO: dict[str, Any] = {
    "id": "http://zotero.org/users/1/items/ABCD1234",
    "type": "article-journal",
    "abstract": "Long.",
    "container-title": "The Journal of Examples",
    "DOI": "https://doi.org/10.1000/xyz.",
    "ISSN": "1234-5678",
    "journalAbbreviation": "J Ex",
    "issue": "3",
    "language": "en",
    "note": "PMID: 123456\nPMCID: PMC98765",
    "page": "1-10",
    "source": "PubMed",
    "title": "CO<sub>2</sub> in <i>rooms</i>",
    "URL": "https://www.example.org/paper",
    "volume": "12",
    "author": [
        {"family": "Müller", "given": "Jürgen"},
        {"family": "Gogh", "given": "V", "dropping-particle": "van"},
        {"literal": "The Rooms Group"},
    ],
    "accessed": {"date-parts": [["2026", 11, 2]]},
    "issued": {"date-parts": [["2021", 4]]},
}
CROSSREF: dict[str, Any] = {
    "id": 7,
    "type": "journal-article",
    "title": ["A title of a registry"],
    "container-title": ["Examples"],
    "author": [
        {"given": "Ann", "family": "Lee", "sequence": "first", "affiliation": []},
        {"name": "A group"},
    ],
    "published": {"date-parts": [[2020, None, None]]},
    "ISSN": ["1234-5678"],
    "volume": 4,
    "page": "9",
    "subject": [],
    "is-referenced-by-count": 4,
}


def taken(*items: object) -> tuple[dict[str, Reference], list[Problem]]:
    problems: list[Problem] = []
    return references.parse(json.dumps(items, indent=1), problems), problems


def test_that_an_export_of_a_reference_manager_is_taken_whole():
    found, problems = taken(ZOTERO)
    reference = found["muller2021"]
    assert vancouver.full(reference.item) == (
        "Müller J, van Gogh V, The Rooms Group. CO2 in rooms. J Ex 2021;12(3):1–10. doi:10.1000/xyz"
    )
    assert (reference.item["PMID"], reference.item["PMCID"]) == ("123456", "PMC98765")
    assert "note" not in reference.item
    assert all(problem.warning and problem.work for problem in problems)


def test_that_what_is_left_to_do_is_named_with_its_line():
    _, problems = taken(ZOTERO)
    assert {problem.line for problem in problems} == {3}
    said = [problem.message for problem in problems]
    assert said[0].endswith("is no key; cite it as [@muller2021] or give it one")
    assert "muller2021: never shown, so passed over: ISSN, abstract, accessed, source" in said
    assert "muller2021: `custom` with `checked` is missing; taken as not checked" in said


def test_that_a_record_of_a_registry_is_taken():
    found, problems = taken(CROSSREF)
    assert vancouver.full(found["lee2020"].item) == (
        "Lee A, A group. A title of a registry. Examples 2020;4:9."
    )
    assert not [problem for problem in problems if not problem.warning]


def test_that_two_works_of_one_surname_and_year_have_keys_of_their_own():
    found, _ = taken(ZOTERO, {**ZOTERO, "id": "other"}, {**ZOTERO, "id": "x y"}, {**ZOTERO, "id": "x z"})
    assert list(found) == ["muller2021", "other", "muller2021b", "muller2021c"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://doi.org/10.1000/A", "10.1000/A"),
        ("http://dx.doi.org/10.1000/a", "10.1000/a"),
        ("doi:10.1000/a", "10.1000/a"),
        ("10.1000/a.", "10.1000/a"),
    ],
)
def test_that_a_doi_is_brought_into_form(written: str, read: str):
    found, _ = taken({**ZOTERO, "DOI": written})
    assert found["muller2021"].item["DOI"] == read


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ({"raw": "Spring 2019"}, 2019),
        ({"literal": "n.d."}, None),
        ({"date-parts": [[2018], [2019]]}, 2018),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [["2017", "03", "04"]]}, 2017),
    ],
)
def test_that_a_date_of_any_precision_is_read(issued: dict[str, Any], year: int | None):
    found, problems = taken({**ZOTERO, "id": "key", "issued": issued})
    assert not [problem for problem in problems if not problem.warning]
    assert vancouver.year(found["key"].item) == year


@pytest.mark.parametrize("value", [{}, [], [[]], {"a": 1}, 1.5, True, "x" * 10_000, None])
@pytest.mark.parametrize("field", [*ZOTERO, "custom"])
def test_that_no_value_of_any_shape_raises(field: str, value: object):
    found, problems = taken({**ZOTERO, field: value})
    assert found or problems


ODD: tuple[Any, ...] = (None, 1, -1, 1e308, True, "", "\0", [], {}, [[]], [None], {"a": []}, [[["1"]]])


def mutated(value: Any, chance: random.Random) -> Any:
    """The value with something in it changed into what nobody expects there."""
    if isinstance(value, dict) and value:
        key = chance.choice(list(value))
        return {**value, key: mutated(value[key], chance) if chance.random() < 0.5 else chance.choice(ODD)}
    if isinstance(value, list) and value:
        place = chance.randrange(len(value))
        return [*value[:place], mutated(value[place], chance), *value[place + 1 :]]
    return chance.choice(ODD)


@pytest.mark.slow
def test_that_2000_mutated_exports_give_sentences_or_references():
    chance = random.Random(17)  # noqa: S311  (the same on every run)
    for _ in range(2_000):
        items: Any = [ZOTERO, CROSSREF]
        for _ in range(chance.randrange(1, 5)):
            items = mutated(items, chance)
        problems: list[Problem] = []
        found = references.parse(json.dumps(items), problems)
        assert found or problems
        for reference in found.values():
            assert reference.source().full
            assert references.to_csl([reference.item])
