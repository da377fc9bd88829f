import json
from dataclasses import replace

import pytest

from tests.evidence.trials import APART, GRADE_3, ONE, PROGRESSION, SURVIVAL, THREE, TWO, absurd, ratio
from viewer.evidence.comparison import CAUTION, MOST, PaperComparison, compare, key_of


def group(comparison: PaperComparison, name: str):
    return next(found for found in comparison.groups if found.name == name)


def figures(comparison: PaperComparison) -> int:
    lines = [line for g in comparison.groups[1:] for row in g.rows for cell in row.cells for line in cell]
    return sum(line.effect is not None for line in lines)


def test_that_who_stands_before_harms_and_harms_before_results():
    names = [found.name for found in compare((ONE, TWO)).groups]
    assert names == [
        "Who and what",
        "Harms",
        "Harms, measured otherwise",
        "Results",
        "Results, measured otherwise",
    ]


def test_that_a_row_is_shared_where_outcome_kind_analysis_and_time_agree():
    [row] = group(compare((ONE, TWO)), "Results").rows
    assert row.name == "Overall survival"
    assert [cell[0].text[:11] for cell in row.cells] == ["12.1 v 9.4 ", "20 v 21 mon"]


@pytest.mark.parametrize("change", [{"id": "response"}, {"kind": "binary"}, {"analysis": "as treated"},
                                    {"at": "5 years"}, {"at": ""}, {"analysis": " "}])  # fmt: skip
def test_that_figures_measured_otherwise_never_share_a_row(change):
    other = replace(TWO, outcomes=(replace(SURVIVAL, **change),))
    comparison = compare((replace(ONE, outcomes=(SURVIVAL,)), other))
    assert group(comparison, "Results").rows == ()
    rows = group(comparison, "Results, measured otherwise").rows
    assert len(rows) == 2
    for row in rows:
        assert sum(cell[0].kind == "missing" for cell in row.cells) == 1


def test_that_what_is_not_stated_agrees_with_nothing():
    assert key_of(PROGRESSION) is None
    comparison = compare((replace(ONE, outcomes=(PROGRESSION,)), replace(TWO, outcomes=(PROGRESSION,))))
    assert len(group(comparison, "Results, measured otherwise").rows) == 2


def test_that_two_comparisons_of_one_trial_stand_apart():
    [row] = group(compare((APART, TWO)), "Results").rows
    assert [line.comparison for line in row.cells[0]] == ["a", "a", "b", "b"]
    comparison = compare((APART, THREE))
    [row] = group(comparison, "Results, measured otherwise").rows
    assert [line.comparison for line in row.cells[0]] == ["a", "a", "b", "b"]


def test_that_every_effect_stands_exactly_once():
    for papers in ((ONE, TWO), (ONE, TWO, THREE, APART), (APART, THREE)):
        assert figures(compare(papers)) == sum(o.effect is not None for p in papers for o in p.outcomes)


def test_that_differences_of_population_are_said_in_words():
    [patients, *_] = compare((ONE, TWO)).groups[0].rows
    said = [[line.text for line in cell if line.kind == "difference"] for cell in patients.cells]
    assert said == [
        ["Differs: who more closely liver only; line later"],
        ["Differs: who more closely not stated; line first"],
    ]
    same = compare((ONE, replace(ONE, doc="papers/other"))).groups[0].rows[0]
    assert not any(line.kind == "difference" for cell in same.cells for line in cell)


def test_that_a_paper_in_which_no_harm_was_read_says_so():
    comparison = compare((ONE, THREE))
    [row] = group(comparison, "Harms, measured otherwise").rows
    assert [cell[0].text for cell in row.cells] == ["4% v 1% (new v usual)", "None read"]
    nothing = compare((THREE, replace(THREE, doc="papers/x", harms="")))
    assert [cell[0].text for cell in group(nothing, "Harms").rows[0].cells] == [
        "None read",
        "Not stated in what was read",
    ]


@pytest.mark.parametrize("papers", [(), (ONE,), (ONE, ONE), (ONE, TWO, THREE, APART, absurd())])
def test_that_two_to_four_different_papers_are_compared(papers):
    with pytest.raises(ValueError, match=f"2 to {MOST}"):
        compare(papers)


def test_that_text_html_and_json_say_the_same():
    comparison = compare((ONE, APART, THREE))
    text, html, value = comparison.text(), comparison.html(), json.loads(comparison.to_json())
    assert text.startswith(CAUTION)
    assert CAUTION in html
    assert value["caution"] == CAUTION
    for g in comparison.groups:
        for row in g.rows:
            for cell in row.cells:
                for line in cell:
                    assert line.text in text
                    assert line.text.replace("<", "&lt;") in html
    lines = [line for g in value["groups"] for row in g["rows"] for cell in row["cells"] for line in cell]
    shown = [line["effect"]["value"] for line in lines if "effect" in line]
    assert sorted(shown) == ["0.60", "0.71", "0.71", "1.12"]


def test_that_copies_name_their_sources():
    comparison = compare((ONE, TWO))
    assert comparison.sources == ("one2020", "two2018")
    cited = {"one2020": "One A. First.", "two2018": "Two B. <Second>."}
    assert "Sources:\nOne A. First.\nTwo B. <Second>." in comparison.text(cited)
    assert "<li>Two B. &lt;Second&gt;.</li>" in comparison.html(cited)


def test_that_nothing_is_computed():
    """Every figure that is shown stands in the papers."""
    from re import findall

    papers = (ONE, TWO, APART)
    printed = set(findall(r"\d+(?:\.\d+)?", repr(papers))) | {"2368", "2,368"}
    group_text = [
        line.text for g in compare(papers).groups for row in g.rows for c in row.cells for line in c
    ]
    assert set(findall(r"\d+(?:\.\d+)?", " ".join(group_text))) <= printed | {"368"}


def test_that_papers_stand_in_the_order_in_which_they_were_marked():
    assert compare((TWO, ONE)).names == ("TWO-2 2018", "ONE-1 2020")
    better = replace(ONE, outcomes=(replace(SURVIVAL, effect=ratio("0.01", "0.005", "0.02")),))
    assert compare((TWO, better)).names == ("TWO-2 2018", "ONE-1 2020")


def test_that_absurd_papers_are_told_in_bearable_length():
    odd = absurd()
    many = replace(odd, doc="papers/many", outcomes=tuple(replace(GRADE_3, id=f"x{n}") for n in range(5000)))
    comparison = compare((odd, many))
    assert len(comparison.text()) < 600_000
    assert "4,601 more are not shown" in comparison.text()
