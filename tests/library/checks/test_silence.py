"""No page calls a measure not stated of which facts/ holds the value for that source."""

from pathlib import Path

import pytest

from viewer.library.checks.check import check

MEASURES = "measure\tfacts\nresponse; ORR\tresponse; -duration\noverall survival; OS\toverall survival\n"
FACTS = (
    "palma2019\t7\tmonths\t66\tmixed\t2019\tA\tduration of response\n"
    "palma2020\t30%\tshare\t66\tmixed\t2020\tA\tresponse, SABR\n"
    "palma2019\t41\tmonths\t66\tmixed\t2019\tA\tmedian overall survival\n"
)


def found(content: Path, body: str) -> list[str]:
    (content / "measures.tsv").write_text(MEASURES, encoding="utf-8")
    with (content / "facts/sabr.tsv").open("a", encoding="utf-8") as facts:
        facts.write(FACTS)
    page = f"---\ntitle: A page\nsummary: One.\n---\n\n{body}\n"
    (content / "pages/new.md").write_text(page, encoding="utf-8")
    return [str(problem) for problem in check(content) if "facts/ has it" in problem.message]


@pytest.mark.parametrize(
    "body",
    [
        "Response not stated [@palma2020].",
        "ORR was not recorded in the abstract [@palma2020].",
        "Deaths 3 of 66 [@palma2019]; response: not reported [@palma2020].",
        "Not reported in what was read: function; response [@palma2020].",
        "Overall survival and response not known [@palma2020; @palma2019].",
        "Response\n: Not stated [@palma2020]",
        "| Measure | SABR | Control | Source |\n|---|---|---|---|\n"
        "| Response | not reported | not reported | [@palma2020] |",
    ],
)
def test_that_what_facts_hold_is_not_called_missing(content: Path, body: str):
    problems = found(content, body)
    assert any("esponse" in one or "`ORR`" in one for one in problems), problems
    assert all(one.startswith("pages/new.md:") and "facts/ has it for palma20" in one for one in problems)


@pytest.mark.parametrize(
    "body",
    [
        "Response not stated [@palma2019].",  # its facts have the duration alone
        "Response not stated.",
        "Response by arm not stated [@palma2020].",
        "Final response and overall survival not stated [@palma2020].",
        "Not reported in what was read: response by arm; function [@palma2020].",
        "Function not stated [@palma2020].",
        "| Measure | SABR | Control | Source |\n|---|---|---|---|\n"
        "| Response | some | not reported | [@palma2020] |",
    ],
)
def test_that_what_facts_do_not_hold_may_be_called_missing(content: Path, body: str):
    assert found(content, body) == []


def test_that_a_paper_is_held_to_the_facts_of_its_own_reference(content: Path):
    paper = content / "papers/sabr-comet.md"
    text = paper.read_text(encoding="utf-8")
    paper.write_text(f"{text}\n## Not reported\n\nNot reported: overall survival; function.\n", "utf-8")
    assert found(content, "One.") == [
        "papers/sabr-comet.md:31: says that `overall survival` is not stated; facts/ has it for palma2019"
    ]
    paper.write_text(text.replace("limits: 18", "limits: OS not stated; 18"), encoding="utf-8")
    assert any("says that `OS` is not stated" in fault for fault in found(content, "One."))


def test_that_a_library_without_measures_is_not_judged(content: Path):
    found(content, "Response not stated [@palma2020].")
    (content / "measures.tsv").unlink()
    assert not [problem for problem in check(content) if "facts/ has" in problem.message]
