"""What treatment pages, papers and tables must hold besides their fields."""

from pathlib import Path

import pytest

from viewer.library.checks.check import check


def faults(content: Path) -> list[str]:
    return [str(problem) for problem in check(content)]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_that_a_treatment_page_without_its_harms_is_a_fault(content: Path):
    change(content / "modalities/sbrt.md", "## Serious harms", "## Side effects")
    assert "modalities/sbrt.md: the heading `## Serious harms` is missing" in faults(content)


def test_that_headings_out_of_order_are_a_fault(content: Path):
    page = content / "modalities/sbrt.md"
    change(page, "## Results", "## X")
    change(page, "## Serious harms", "## Results")
    change(page, "## X", "## Serious harms")
    assert faults(content) == [
        "modalities/sbrt.md:11: `## Serious harms` stands where `## Results` should: "
        "the order is in docs/authoring.md"
    ]


def test_that_other_headings_follow_who_was_studied(content: Path):
    page = content / "modalities/sbrt.md"
    change(page, "## Not covered here", "## How it works\n\nBeams.\n\n## Not covered here")
    assert faults(content) == []
    change(page, "## Results", "## First of all\n\nRead on.\n\n## Results")
    assert faults(content) == [
        "modalities/sbrt.md:11: `## First of all` stands where `## Results` should: "
        "the order is in docs/authoring.md"
    ]


def test_that_some_headings_may_be_left_out_and_others_be_there(content: Path):
    page = content / "modalities/sbrt.md"
    change(page, "## Not covered here\n\nDoses and fractions.\n\n", "")
    change(page, "## Related", "## Availability\n\nNone.\n\n## Not reported\n\nFunction.\n\n## Related")
    assert faults(content) == []


def test_that_a_warning_may_stand_before_all_headings(content: Path):
    warning = "::: safety France | 2021\nDeaths from treatment [@palma2019].\n:::"
    change(content / "modalities/sbrt.md", "## Results", f"{warning}\n\n## Results")
    assert faults(content) == []


def test_that_what_the_guide_says_against_its_sources_stands_under_the_guide(content: Path):
    heading = "## Where the guide and its sources differ"
    change(content / "modalities/sbrt.md", "## Open questions", f"{heading}\n\nThere.\n\n## Open questions")
    (found,) = faults(content)
    assert "belongs to the pages of the guide; link there" in found


def test_that_a_treatment_page_cites_two_papers_or_says_why_not(content: Path):
    page = content / "modalities/sbrt.md"
    text = page.read_text(encoding="utf-8").replace("@palma2020", "@palma2019")
    page.write_text(text.replace("42.3%", "one").replace("17.7%", "another"), encoding="utf-8")
    assert faults(content) == [
        "modalities/sbrt.md: cites 1 of at least 2 papers; say why in the field `few_papers`"
    ]
    change(page, "order: 2", "order: 2\nfew_papers: Only one trial was found.")
    assert faults(content) == []


def test_that_a_paper_without_commentary_is_a_fault(content: Path):
    paper = content / "papers/sabr-comet.md"
    change(paper, "::: commentary", "::: key")
    assert faults(content) == [
        "papers/sabr-comet.md:23: `## What it may mean here` must hold a commentary callout"
    ]
    change(paper, "## What it may mean here", "## Meaning")
    assert faults(content) == ["papers/sabr-comet.md: the heading `## What it may mean here` is missing"]


PAPER_FIELDS = (
    "reference", "year", "question", "design", "n", "comparison", "endpoint", "met", "result", "harms",
    "limits", "result_line", "grade", "checked", "population", "title", "summary",
)  # fmt: skip


@pytest.mark.parametrize("name", PAPER_FIELDS)
def test_that_a_paper_without_one_of_its_fields_is_a_fault(content: Path, name: str):
    paper = content / "papers/sabr-comet.md"
    lines = paper.read_text(encoding="utf-8").split("\n")
    paper.write_text("\n".join(line for line in lines if not line.startswith(f"{name}:")), encoding="utf-8")
    assert f"papers/sabr-comet.md:1: the field `{name}` is missing" in faults(content)


def test_that_the_fixed_line_of_a_paper_is_short_and_its_grade_known(content: Path):
    paper = content / "papers/sabr-comet.md"
    change(paper, 'result_line: "Mixed', f'result_line: "{"long " * 50}')
    change(paper, "grade: A", "grade: C")
    found = faults(content)
    assert any("characters, at most 240 are shown" in fault for fault in found)
    assert any("`grade` must be one of A, A/B, B, P, not `C`" in fault for fault in found)


def test_that_a_year_may_be_unknown_but_not_anything(content: Path):
    paper = content / "papers/sabr-comet.md"
    change(paper, "year: 2019", "year: year not known")
    assert faults(content) == []
    change(paper, "year: year not known", "year: soon")
    assert any("`year` must be a whole number, not `soon`" in fault for fault in faults(content))


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("glossary.tsv", "term\tdefinition\n", "glossary.tsv:1: the header must be term, definition, source"),
        (
            "glossary.tsv",
            "term\tdefinition\tsource\nA\tb\tnobody\n",
            "glossary.tsv:2: unknown source `nobody`",
        ),
        (
            "glossary.tsv",
            "term\tdefinition\tsource\nA\n",
            "glossary.tsv:2: a term needs a definition and a source",
        ),
        (
            "glossary.tsv",
            "term\tdefinition\tsource\nA\tb\tcommon usage\na\tc\tcommon usage\n",
            "glossary.tsv:3: the term `a` stands twice",
        ),
        ("facts/sabr.tsv", "source\tvalue\n", "facts/sabr.tsv:1: the header must be source, value, unit"),
        (
            "glossary.tsv",
            "term\tdefinition\tsource\nPUMP; PUMP-IT\tb\tcommon usage\n",
            "glossary.tsv:2: `PUMP` and `PUMP-IT` share a definition",
        ),
        ("vocabulary/other-drugs.tsv", "name\nErbitux\n", "vocabulary/other-drugs.tsv: `Erbitux` stands in"),
        ("vocabulary/other-drugs.tsv", "name\n", "vocabulary/other-drugs.tsv: is missing or empty"),
        ("vocabulary/never.tsv", "one\tother\n", "vocabulary/never.tsv: is missing or empty"),
        (
            "vocabulary/never.tsv",
            "one\tother\ntumour\ttumor\n",
            "vocabulary/never.tsv:2: `tumour` and `tumor` are synonyms in another table",
        ),
    ],
)
def test_that_a_fault_in_a_table_is_named(content: Path, file: str, text: str, fault: str):
    (content / file).write_text(text, encoding="utf-8")
    assert any(found.startswith(fault) for found in faults(content)), faults(content)


def test_that_a_fact_of_an_unknown_source_is_a_fault(content: Path):
    with (content / "facts/sabr.tsv").open("a", encoding="utf-8") as table:
        table.write("nobody\t1%\npalma2019\t\n" + "palma2019\t1" + "\t" * 9 + "\n")
    assert faults(content) == [
        "facts/sabr.tsv:6: unknown source `nobody`",
        "facts/sabr.tsv:7: the value is missing",
        "facts/sabr.tsv:8: has 11 cells, the header 8",
    ]
