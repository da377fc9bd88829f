"""Figures stand beside their source, and what counts as a figure, a sentence and an approval."""

from pathlib import Path

import pytest

from viewer.library.checks.check import check
from viewer.library.checks.figures import sentences
from viewer.library.content.tables import Fact, Facts, plain
from viewer.library.pages.markdown import Cite
from viewer.library.pages.text import mark

FACTS = Facts(
    [
        Fact("palma2020", "42.3% (95% CI 28-56)", ""),
        Fact("palma2019", "0.70 .846", ""),
        Fact("dawood", "7,524 17.5", ""),
    ]
)


@pytest.mark.parametrize(
    ("number", "sources"),
    [
        ("42.3", ["palma2020"]),
        ("56", ["palma2020"]),
        ("0.846", ["palma2019"]),
        ("0.7", ["palma2019"]),
        ("42.3", ["palma2019", "palma2020"]),
    ],
)
def test_that_a_figure_of_a_cited_source_is_known(number: str, sources: list[str]):
    assert FACTS.knows(number, sources)


@pytest.mark.parametrize(
    ("number", "sources"),
    [("42.3", ["palma2019"]), ("42.4", ["palma2020"]), ("2.3", ["palma2020"]), ("0.7", [])],
)
def test_that_a_figure_of_another_source_is_not(number: str, sources: list[str]):
    assert not FACTS.knows(number, sources)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("42.3 %", "42.3%"),
        ("42.3\u2009%", "42.3%"),
        ("42.3\u00a0per cent", "42.3%"),
        ("42.3 percent", "42.3%"),
        ("28–56", "28-56"),
        ("42·3%", "42.3%"),
        ("7,524", "7524"),
        ("7 524", "7524"),
        ("66, 33", "66, 33"),
    ],
)
def test_that_typography_makes_no_difference(printed: str, folded: str):
    assert plain(printed) == folded


def faults_of(content: Path, body: str) -> list[str]:
    text = f"---\ntitle: A page\nsummary: One sentence.\n---\n\n{body}\n"
    (content / "pages/new.md").write_text(text, encoding="utf-8")
    return [problem.message for problem in check(content) if problem.file == "pages/new.md"]


@pytest.mark.parametrize(
    "body",
    [
        "Survival was 42.3% [@palma2020].",
        "Survival was 42.3 % against 17.7\u2009% [@palma2020].",
        "Survival was 42.3%. [@palma2020]",
        "Survival was 42.3% (95% CI 28–56) [@palma2020].",
        "The 95.37% CI was wide [@palma2020].",
        "Died: 3 of 66 (4.5%) v 0 [@palma2019].",
        "CAIRO4, HER2, G12C, 5-FU, PD-1, PD-L1, KEYNOTE-177 and T4N2 are names.",
        "A phase 3 trial; a phase 1–2 trial.",
        "| Outcome at 5 years | SABR |\n|---|---|\n| Survival | 42.3% [@palma2020] |",
        "Survival\n: 42.3% with SABR. 17.7% without [@palma2020]",
        "## Results at 5 years\n\nNone.",
        "In the United States the FDA approved it in December 2024 [@palma2019].",
    ],
)
def test_that_figures_with_their_source_pass(content: Path, body: str):
    assert faults_of(content, body) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("One helped 30. Another did not [@palma2019].", "the number 30 stands without a citation"),
        ("First [@palma2019]. It helped 30.", "the number 30 stands without a citation"),
        ("- 30 people\n- others [@palma2019]", "the number 30 stands without a citation"),
        ("| a | b |\n|---|---|\n| x | 30 |\n| y | [@palma2019] |", "the number 30 stands without a citation"),
        ("It was 3cm wide.", "the number 3 stands without a citation"),
        ("Alive at .57 of a year.", "the number .57 stands without a citation"),
        ("A 5-year result.", "the number 5 stands without a citation"),
        ("Harms\n: 30 died", "the number 30 stands without a citation"),
        ("Survival was 42.3% [@palma2019].", "42.3% is not in facts/ for palma2019"),
        ("Survival was 42.4 % [@palma2020].", "42.4% is not in facts/ for palma2020"),
        ("The ratio was .57 [@palma2019].", ".57 is not in facts/ for palma2019"),
        ("The FDA approved it in 2024 [@palma2019].", "an approval needs region, regulator and date"),
        (
            "Approval in the United States by the FDA [@palma2019].",
            "an approval needs region, regulator and date",
        ),
        ("It was approved in the EU in 2024 [@palma2019].", "an approval needs region, regulator and date"),
    ],
)
def test_that_a_figure_without_its_source_is_named(content: Path, body: str, fault: str):
    (found,) = faults_of(content, body)
    assert found.startswith(fault)


def test_that_an_exception_is_for_its_words_in_its_file_alone(content: Path):
    table = content / "lint-exceptions.tsv"
    table.write_text(
        table.read_text(encoding="utf-8") + "pages/new.md\t30 keys\ta count of keys\n", encoding="utf-8"
    )
    assert faults_of(content, "It has 30 keys.") == []
    assert len(faults_of(content, "It has 30 keys and 40 doors.")) == 1
    (content / "pages/new.md").rename(content / "pages/other.md")
    messages = {problem.file: problem.message for problem in check(content)}
    assert "`30 keys` is found nowhere in pages/new.md" in messages["lint-exceptions.tsv"]
    assert messages["pages/other.md"].startswith("the number 30 stands without a citation")


def test_that_an_exception_needs_a_reason(content: Path):
    table = content / "lint-exceptions.tsv"
    table.write_text("file\twords\treason\n*\tx\t\n", encoding="utf-8")
    assert "an exception needs a file, the words and a reason" in [
        problem.message for problem in check(content)
    ]


def test_that_the_fixed_line_of_a_paper_is_judged_by_the_works_the_paper_cites(content: Path):
    paper = content / "papers/sabr-comet.md"
    paper.write_text(
        paper.read_text(encoding="utf-8").replace("5-year survival 42.3%", "5-year survival 99.9%")
    )
    assert [problem.message[:26] for problem in check(content)] == ["99.9% is not in facts/ for"]


def test_that_a_sentence_ends_where_a_reader_would_end_it():
    cite = mark([Cite("palma2019", "p.\u00a03")])
    text = f"Longer (p = 0.09), e.g. in five. {cite} Shorter, 5 v. 7 months, by J. Palma. Why? None!"
    assert list(sentences(text)) == [
        f"Longer (p = 0.09), e.g. in five. {cite}",
        "Shorter, 5 v. 7 months, by J. Palma.",
        "Why?",
        "None!",
    ]


def test_that_the_summary_of_a_question_is_judged_though_it_stands_in_lists_alone(content: Path):
    question = content / "faqs/oligometastatic.md"
    text = question.read_text(encoding="utf-8")
    question.write_text(
        text.replace("summary: Usually five or fewer", "summary: Usually 5 or fewer [@nobody]")
    )
    assert [str(problem) for problem in check(content)] == [
        "faqs/oligometastatic.md:3: unknown citation key `nobody`"
    ]
    question.write_text(text.replace("summary: Usually five or fewer", "summary: Usually 5 or fewer"))
    (fault,) = check(content)
    assert fault.message.startswith("the number 5 stands without a citation")
