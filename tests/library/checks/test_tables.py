"""What the rows of a table must say, and where a paper says what was not reported."""

from pathlib import Path

import pytest

from viewer.library.checks.check import check

POSITIONS = "| Body | Region | Date | Position | Source |\n|---|---|---|---|---|\n"


def faults(content: Path, body: str) -> list[str]:
    page = f"---\ntitle: A page\nsummary: One sentence.\n---\n\n{body}\n"
    (content / "pages/new.md").write_text(page, encoding="utf-8")
    return [str(problem) for problem in check(content)]


@pytest.mark.parametrize("cell", ["", "–", " — ", "**"])
def test_that_a_column_of_what_not_to_do_is_filled_in_every_row(content: Path, cell: str):
    table = f"| Marker | Do not: harm shown |\n|---|---|\n| RAS | None read |\n| BRAF | {cell} |"
    assert faults(content, table) == [
        "pages/new.md:9: the cell under `Do not: harm shown` is empty; say what was read, or that nothing was"
    ]


def test_that_other_columns_may_be_empty(content: Path):
    assert faults(content, "| Marker | Do not |\n|---|---|\n| | None read |") == []


@pytest.mark.parametrize(
    "when",
    ["2020", "12 February 2025", "2024–2025", "2020-03", "undated", "final report, undated", "not dated"],
)
def test_that_who_says_what_names_body_region_date_and_source(content: Path, when: str):
    row = f"| ESGE | Europe | {when} | Stents may bridge | [@palma2019] |"
    assert not [fault for fault in faults(content, POSITIONS + row) if "`" in fault]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("| | Europe | 2020 | Yes | [@palma2019] |", "the cell under `Body` is empty"),
        ("| ESGE | | 2020 | Yes | [@palma2019] |", "the cell under `Region` is empty"),
        ("| ESGE | Europe | | Yes | [@palma2019] |", "the cell under `Date` is empty"),
        ("| ESGE | Europe | 2020 | | [@palma2019] |", "the cell under `Position` is empty"),
        ("| ESGE | Europe | 2020 | Yes | |", "the cell under `Source` is empty"),
        ("| ESGE | Europe | 2020 | Yes [@palma2019]", "the cell under `Source` is empty"),
        ("| ESGE | Europe | lately | Yes | [@palma2019] |", "`lately` holds no readable date"),
        ("| ESGE | Europe | 2020 [@palma2019] | Yes | its paper |", "the cell under `Source` cites nothing"),
    ],
)
def test_that_who_says_what_is_refused_where_a_cell_says_nothing(content: Path, row: str, fault: str):
    found = faults(content, POSITIONS + row)
    assert [line for line in found if line.startswith(f"pages/new.md:8: {fault}")], found


def test_that_a_table_in_a_callout_is_judged_at_its_own_line(content: Path):
    body = "One.\n\n::: care\nTwo.\n\n| A | Do not |\n|---|---|\n| x | |\n:::"
    assert faults(content, body) == [
        "pages/new.md:13: the cell under `Do not` is empty; say what was read, or that nothing was"
    ]


def test_that_a_paper_says_last_what_was_not_reported(content: Path):
    paper = content / "papers/sabr-comet.md"
    text = paper.read_text(encoding="utf-8")
    ending = "## What it may mean here"
    paper.write_text(text.replace(ending, f"## Not reported\n\nFunction.\n\n{ending}"), encoding="utf-8")
    assert list(check(content)) == []
    paper.write_text(text + "\n## Not reported\n\nFunction.\n\n## Harms\n\nNone.\n", encoding="utf-8")
    assert [str(problem) for problem in check(content)] == [
        "papers/sabr-comet.md:33: `## Harms` stands after `## Not reported`, which comes last"
    ]


def test_that_a_question_may_belong_to_a_group(content: Path):
    question = content / "faqs/oligometastatic.md"
    text = question.read_text(encoding="utf-8")
    question.write_text(text.replace("order: 1", "order: 1\ngroup: Systemic"), encoding="utf-8")
    assert list(check(content)) == []
