"""A page that others published is carried as it is, from one known work; all others stay strict."""

from pathlib import Path

import pytest

from viewer.library.checks.check import check


def page(body: str, fields: str = "") -> str:
    return f"---\ntitle: A page\nsummary: One sentence.\n{fields}---\n\n{body}\n"


def found(content: Path, file: str) -> list[str]:
    return [str(problem) for problem in check(content) if problem.file == file]


CARRIED = (
    "---\ntitle: A page\nsummary: As 40 people said.\nsource: palma2019\n---\n\n"
    "# One\n\n12% of 5.\n\n## One\n\n7.\n"
)


def test_that_a_page_with_a_source_of_its_own_is_carried_as_it_is(content: Path):
    (content / "pages/new.md").write_text(CARRIED, encoding="utf-8")
    assert check(content) == []


def test_that_the_same_page_without_its_source_is_held_to_everything(content: Path):
    (content / "pages/new.md").write_text(CARRIED.replace("source: palma2019\n", ""), encoding="utf-8")
    faults = " ".join(found(content, "pages/new.md"))
    for fault in (
        "the number 40",
        "the number 12%",
        "headings are ## to ####",
        "the anchor `one` stands twice",
    ):
        assert fault in faults


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("", "`source` is empty; name the reference that the page is carried from"),
        ("nobody2019", "unknown citation key `nobody2019`"),
        ("[palma2019, palma2019]", "`source` must be one text, not a list"),
    ],
)
def test_that_a_page_is_carried_from_one_known_work(content: Path, source: str, fault: str):
    (content / "pages/new.md").write_text(CARRIED.replace("palma2019", source), encoding="utf-8")
    assert found(content, "pages/new.md") == [f"pages/new.md:4: {fault}"]


@pytest.mark.parametrize("kind", ["papers/sabr-comet.md", "trials/pump.md"])
def test_that_no_card_is_carried(content: Path, kind: str):
    path = content / kind
    text = path.read_text("utf-8").replace("---\n", "---\nsource: palma2019\n", 1)
    path.write_text(text, encoding="utf-8")
    assert any("has no field `source`" in fault for fault in found(content, kind))


def test_that_a_population_outside_the_list_is_named_with_the_nearest(content: Path):
    text = page("Text.", "population: [metastatic rectum]\n")
    (content / "pages/new.md").write_text(text, encoding="utf-8")
    assert found(content, "pages/new.md") == [
        "pages/new.md:4: unknown population `metastatic rectum`; populations.tsv lists them; "
        "did you mean `metastatic rectal`?"
    ]


@pytest.mark.parametrize("table", [None, "population\n"])
def test_that_without_a_list_any_population_may_be_named(content: Path, table: str | None):
    (content / "populations.tsv").unlink()
    if table is not None:
        (content / "populations.tsv").write_text(table, encoding="utf-8")
    (content / "pages/new.md").write_text(page("Text.", "population: [anybody]\n"), encoding="utf-8")
    assert check(content) == []
