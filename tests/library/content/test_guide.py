"""The guide that a library may declare: how pages speak of it, and what is refused."""

from pathlib import Path

import pytest

from viewer.library.checks.check import assemble, check
from viewer.library.content.guide import Guide, from_toml

TOML = (
    '\n[guide]\nname = "the guide"\nreferences = 26\nown_heading = "Where the guide and its sources differ"\n'
)


def declare(content: Path, guide: str) -> None:
    path = content / "library.toml"
    path.write_text(path.read_text("utf-8").replace(TOML, guide), encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("the guide", "`guide` must be a table"),
        ({}, "[guide] needs a `name`"),
        ({"name": " "}, "[guide] needs a `name`"),
        ({"name": "the guide", "references": -1}, "must be a whole number"),
        ({"name": "the guide", "references": True}, "must be a whole number"),
        ({"name": "the guide", "own_heading": 3}, "`own_heading` of [guide] must be a text"),
        ({"name": "the guide", "nmae": ""}, "unknown field `nmae`"),
    ],
)
def test_that_a_faulty_guide_is_named(value: object, fault: str):
    _, faults = from_toml(value)
    assert any(fault in said for said in faults)


def test_that_a_guide_is_read():
    guide, faults = from_toml({"name": " our  handbook ", "references": 3})
    assert (guide, faults) == (Guide("our handbook", 3), [])
    assert guide.unchecked == "As stated by our handbook; source not checked."
    assert guide.numbers(2) == "Numbers in our handbook"


def test_that_a_library_names_its_guide_in_its_own_words(content: Path):
    declare(content, '\n[guide]\nname = "our handbook"\nreferences = 26\n')
    text = "---\ntitle: A page\nsummary: One.\n---\n\n::: unchecked\nText.\n:::\n"
    (content / "pages/new.md").write_text(text, encoding="utf-8")
    assembled, _ = assemble(content)
    entries = {entry.page.doc: entry for entry in assembled.entries}
    assert (
        "<b>As stated by our handbook; source not checked.</b> Text."
        in entries["pages/new"].page.sections[0].html
    )
    assert (
        entries["pages/new"].passages[0].text.endswith("As stated by our handbook; source not checked. Text.")
    )
    assert "Cited by our handbook" in {entry.card.group for entry in entries.values()}


def test_that_a_guide_that_is_gone_is_missed_by_the_references_that_name_it(content: Path):
    declare(content, "")
    faults = [str(problem) for problem in check(content) if not problem.warning]
    assert all(
        "`guide_numbers` need a [guide]" in fault for fault in faults if fault.startswith("references")
    )
    assert any(fault.startswith("references.json") for fault in faults)
