"""What a card says as data is refused, with file and line, where it cannot be true or stands in no table."""

import time
from pathlib import Path

import pytest

from tests.library.written_card import CARD, OUTCOMES, write
from viewer.library.checks.check import check

SECOND = OUTCOMES[OUTCOMES.index("  - id: death") :]


def found(content: Path, outcomes: str = OUTCOMES, **fields: str) -> list[str]:
    start = write(content, outcomes, **fields)
    faults = []  # lines count from the first that is written
    for problem in check(content):
        assert problem.file == CARD, problem
        faults.append(f"{problem.line - start + 1}: {problem.message}")
    return faults


def changed(old: str, new: str) -> str:
    assert OUTCOMES.count(old) == 1, old
    return OUTCOMES.replace(old, new)


def test_that_a_card_as_it_should_be_has_no_fault(content: Path):
    assert found(content) == []


FAULTS = {
    "an interval that does not hold its estimate": (
        changed('low: "28", high: "56"', 'low: "56", high: "66"'),
        "7: `overall-survival-rate`: the arm `SABR` has an interval from 56 to 66 that does not hold 42.3",
    ),
    "an interval that runs backwards": (
        changed('low: "6", high: "34"', 'low: "34", high: "6"'),
        "7: `overall-survival-rate`: the arm `control` has an interval from 34 to 6, which runs backwards",
    ),
    "an interval of an effect that does not hold it": (
        changed('value: "0.57", p', 'value: "0.57", low: "6", high: "34", level: "95", p'),
        "7: `overall-survival-rate`: the effect has an interval from 6 to 34 that does not hold 0.57",
    ),
    "more events than people": (
        changed("n: 33, events: 0", "n: 33, events: 66"),
        "17: `death-from-treatment`: the arm `control` has more events (66) than people (33)",
    ),
    "a percentage that is not events of n": (
        changed('events: 3, value: "4.5"', 'events: 0, value: "4.5"'),
        "17: `death-from-treatment`: the arm `SABR` has 4.5%, which 0 of 66 is not",
    ),
    "a percentage above a hundred": (
        changed(
            'value: "17.7", unit: "%", low: "6", high: "34"',
            'value: "99", unit: "%", low: "99", high: "2019"',
        ),
        "7: `overall-survival-rate`: the arm `control` has a percentage outside 0 to 100",
    ),
    "an effect without its reference": (
        changed("reference: control, ", ""),
        "7: `overall-survival-rate`: the effect has no `reference`",
    ),
    "an effect without its side": (
        changed(", better: below", ""),
        "7: `overall-survival-rate`: the effect does not say which side is better: "
        "write `better: below` or `better: above`",
    ),
    "an effect against an arm that is not there": (
        changed("reference: control", "reference: placebo"),
        "7: `overall-survival-rate`: the `reference` of the effect, `placebo`, is none of its arms",
    ),
    "an effect of an arm against itself": (
        changed("reference: control", "reference: SABR"),
        "7: `overall-survival-rate`: the effect is of an arm against itself",
    ),
    "a measure that nobody knows": (
        changed("measure: HR", "measure: IRR"),
        "7: `overall-survival-rate`: `measure` must be one of HR, RR, OR, difference, not `IRR`",
    ),
    "a difference without unit": (
        changed("measure: HR", "measure: difference"),
        "7: `overall-survival-rate`: a difference needs its unit",
    ),
    "a role that nobody knows": (
        changed("role: harm", "role: benefit"),
        "17: `death-from-treatment`: `role` must be one of primary, secondary, harm, not `benefit`",
    ),
    "met of a harm": (
        OUTCOMES + "    met: yes\n",
        "17: `death-from-treatment`: says whether it was met, which only a primary endpoint is",
    ),
    "an arm larger than the study": (
        changed("{arm: SABR, n: 66, value", "{arm: SABR, n: 2019, value"),
        "7: `overall-survival-rate`: its arms (2,019 + 33) are larger than the card's n, 99",
    ),
    "arms that are not those of the study": (
        changed("{arm: SABR, n: 66, value", "{arm: SABR, n: 56, value").replace("(28–56)", ""),
        "7: `overall-survival-rate`: its arms (56 + 33) are not those of the card's n; "
        "say in `analysis` who was analysed",
    ),
    "an outcome that no table has": (
        changed("id: death-from-treatment", "id: death"),
        "17: the outcome `death` is not in outcomes.tsv",
    ),
    "a kind that differs from the table": (
        changed("    role: harm", "    kind: count\n    role: harm"),
        "18: the kind `count` is not that of outcomes.tsv, `binary`",
    ),
    "a figure that stands in no table of facts": (
        changed('value: "42.3"', 'value: "42.4"'),
        "7: `overall-survival-rate`: 42.4 is not in facts/ for palma2020 as it is printed here",
    ),
    "a figure with other decimals": (
        changed('value: "0.57", p: "= 0.090"', 'value: "0.57", p: "= 0.09"'),
        "7: `overall-survival-rate`: 0.09 is not in facts/ for palma2020 as it is printed here",
    ),
    "people that stand in no table of facts": (
        changed("{arm: SABR, n: 66, value", "{arm: SABR, n: 64, value").replace(
            "    at: 5 years", "    analysis: as treated\n    at: 5 years"
        ),
        "7: `overall-survival-rate`: n = 64 is not in facts/ for palma2020",
    ),
    "a hazard of which more is better": (
        changed("id: overall-survival-rate", "id: overall-survival").replace(
            "better: below", "better: above"
        ),
        "7: `overall-survival`: `better: above` of a hazard ratio says that more events are better: "
        "is its reference right?",
    ),
    "a comparison that the card does not tell": (
        changed("    role: harm", "    comparison: b\n    role: harm"),
        "17: `death-from-treatment`: `comparison: b` is not told in `compared`, as `a …; b …`",
    ),
    "a source that nobody knows": (
        changed("source: palma2019", "source: palma2018"),
        "17: `death-from-treatment`: unknown source `palma2018`",
    ),
    "a letter that is not that of its source": (
        changed("source: palma2019\n    read: A", "source: palma2019\n    read: P"),
        "17: `death-from-treatment`: was read as P, but palma2019 was read as A",
    ),
    "no people": (
        changed("n: 33, events: 0", "n: 0, events: 0"),
        "17: `death-from-treatment`: the arm `control` has n = 0; write from 1 to 100,000,000 people",
    ),
    "half an interval": (
        changed('low: "6", high: "34"', 'low: "6"'),
        "12: an interval needs both `low` and `high`",
    ),
    "a number that is none": (
        changed("events: 3,", "events: three,"),
        "20: `events` must be a whole number, not `three`",
    ),
    "a field that nobody knows": (
        changed("    at: 5 years\n", "    time: 5 years\n"),
        "9: an outcome has no `time`; it may have analysis, arms, at, comparison, effect, id, kind, met, "
        "name, read, role, source",
    ),
    "a field that stands twice": (
        changed("    at: 5 years\n", "    at: 5 years\n    at: 6 years\n"),
        "10: `at` stands twice in one mapping",
    ),
    "outcomes that are no list": ("outcomes: none\n", "1: must be a list, each item begun with `- `"),
    "an arm that is no mapping": (
        changed("- {arm: control, n: 33, events: 0}", "- control"),
        "21: an arm must be `name: value` pairs",
    ),
    "a name without end": (
        changed("at: 5 years", f"at: {'x' * 5000}"),
        "9: `at` has 5,000 characters, at most 120 are shown",
    ),
    "no outcome of harm": (
        OUTCOMES[: OUTCOMES.index("  - id: death")],
        "6: has no outcome of harm; add one, or `harms_read: none read`",
    ),
    "no outcome of benefit": (
        changed("role: primary", "role: harm").replace("    met: yes\n", ""),
        "6: has no outcome of benefit (role primary or secondary)",
    ),
    "harms that were and were not read": (
        "harms_read: none read\n" + OUTCOMES,
        "1: `harms_read: none read` stands beside an outcome of harm",
    ),
    "an endpoint met and not met": (
        changed("met: yes", "met: no"),
        "-6: `met` says that the endpoint was met, its outcomes say not met",
    ),
    "a biomarker that no table has": (
        changed('["any"]', '["BRAF"]'),
        "3: the biomarker `BRAF` is not in biomarkers.tsv",
    ),
    "a line that nobody knows": (
        changed("line: any", "line: second"),
        "4: `line` must be one of first, later, around surgery, any, not stated, not `second`",
    ),
    "a type that nobody knows": (
        changed("type: randomised", "type: phase 3"),
        "5: `type` must be one of randomised, single arm, observational, guideline or review, not `phase 3`",
    ),
    "a name too long for a column": (
        changed("study: SABR-COMET", "study: SABR-COMET and all its friends"),
        "1: `study` has 30 characters, at most 24 are shown",
    ),
    "outcomes without what was compared": (
        changed('compared: "SABR to every metastasis + standard care v standard care"\n', ""),
        "5: a card with outcomes needs the field `compared`",
    ),
}


@pytest.mark.parametrize(("outcomes", "fault"), FAULTS.values(), ids=FAULTS)
def test_that_a_fault_is_named_with_its_line(content: Path, outcomes: str, fault: str):
    assert fault in found(content, outcomes)


def test_that_a_card_may_say_that_no_harm_was_read(content: Path):
    assert found(content, OUTCOMES.replace(SECOND, "") + "harms_read: none read\n") == []


@pytest.mark.parametrize(
    ("again", "how"),
    [
        (SECOND, "stands in line"),
        (SECOND.replace("events: 3, ", ""), "is said otherwise in line"),
    ],
)
def test_that_an_outcome_stands_once(content: Path, again: str, how: str):
    (fault,) = found(content, OUTCOMES + again)
    assert fault.startswith(f"24: `death-from-treatment` {how}")
    assert found(content, OUTCOMES + again.replace("    role", "    at: 1 year\n    role")) != [fault]


def test_that_parts_of_the_arms_are_allowed_where_the_analysis_is_said(content: Path):
    parts = OUTCOMES.replace("{arm: SABR, n: 66, value", "{arm: SABR, n: 56, value")
    assert found(content, parts.replace("    at: 5", "    analysis: as treated\n    at: 5")) == []


def test_that_two_cards_do_not_give_one_source_two_figures(content: Path):
    write(content)
    card = content / CARD
    other = card.read_text(encoding="utf-8").replace(
        "arm: control, n: 33, events: 0", "arm: control, n: 33, events: 1"
    )
    (content / "papers/twin.md").write_text(other, encoding="utf-8")
    (content / "facts/one.tsv").write_text(
        "source\tvalue\tunit\tdenominator\tpopulation\tyear\tgrade\twhat\npalma2019\t1\t\t33\tmixed\t2019\tA\tdeaths\n",
        encoding="utf-8",
    )
    line = other[: other.index("  - id: death")].count("\n") + 1
    assert [str(problem) for problem in check(content)] == [
        f"papers/twin.md:{line}: `death-from-treatment` of palma2019 is said otherwise in {CARD}:{line}"
    ]


def test_that_a_letter_may_be_that_of_its_figures(content: Path):
    as_pdq = OUTCOMES.replace("source: palma2019\n    read: A", "source: palma2019\n    read: P")
    with (content / "facts/sabr.tsv").open("a", encoding="utf-8") as facts:
        facts.write("palma2019\t3 of 66 (4.5%)\tdeaths\t66\tmixed\t2019\tP\tdeaths from treatment\n")
    assert found(content, as_pdq) == []


TABLES = {
    "outcomes.tsv:2: the id `Death` must be small letters, digits and hyphens": (
        "outcomes.tsv",
        "Death\tD\tbinary\tfewer",
    ),
    "outcomes.tsv:2: an outcome needs a name": ("outcomes.tsv", "death\t\tbinary\tfewer"),
    "outcomes.tsv:3: the id `death` stands twice": (
        "outcomes.tsv",
        "death\tD\tbinary\tfewer\ndeath\tD\tbinary\tfewer",
    ),
    "outcomes.tsv:2: the kind must be one of time to event, binary, single proportion, count, continuous, "
    "not `rate`": (
        "outcomes.tsv",
        "death\tD\trate\tfewer",
    ),
    "outcomes.tsv:2: `better` must be one of longer, shorter, more, fewer, not `less`": (
        "outcomes.tsv",
        "death\tD\tbinary\tless",
    ),
    "biomarkers.tsv:3: the biomarker `HER2` stands twice": ("biomarkers.tsv", "HER2\t\nHER2\t"),
    "biomarkers.tsv:2: a biomarker needs a name": ("biomarkers.tsv", "\tnote"),
}


@pytest.mark.parametrize(("fault", "table"), TABLES.items(), ids=TABLES)
def test_that_a_faulty_row_of_a_table_is_named(content: Path, fault: str, table: tuple[str, str]):
    name, rows = table
    header = {"outcomes.tsv": "id\tname\tkind\tbetter", "biomarkers.tsv": "name\tnote"}[name]
    (content / name).write_text(f"{header}\n{rows}\n", encoding="utf-8")
    assert fault in [str(problem) for problem in check(content)]


HOSTILE = {
    "a bomb of brackets": "outcomes: " + "[" * 5_000,
    "brackets that are closed": "outcomes: " + "[" * 3_000 + "]" * 3_000,
    "mappings in one another": "outcomes: " + "{a: " * 2_000 + "1" + "}" * 2_000,
    "an alias": "outcomes: &a [*a]",
    "ten thousand outcomes": "outcomes: [" + "a," * 10_000 + "]",
    "ten thousand arms": "outcomes:\n  - id: death-from-treatment\n    arms: [" + "{}," * 8_000 + "]",
    "a name that is a mapping": "outcomes:\n  - {id: death-from-treatment, role: {a: b}, {a: b}: c}",
    "a number beyond numbers": "outcomes:\n  - {id: death-from-treatment, arms: [{arm: a, n: 1"
    + "0" * 9_000
    + "}]}",
    "a figure beyond figures": "outcomes:\n  - {id: death-from-treatment, role: harm, read: A, "
    "source: palma2019, arms: [{arm: a, value: 1e308}]}",
}


@pytest.mark.parametrize("outcomes", HOSTILE.values(), ids=HOSTILE)
def test_that_hostile_outcomes_are_a_fault_and_nothing_hangs(content: Path, outcomes: str):
    write(content, f"{outcomes}\n")
    start = time.monotonic()
    faults = [problem for problem in check(content) if problem.file == CARD]
    assert time.monotonic() - start < 10
    assert faults
    assert all(len(problem.message) < 400 for problem in faults)


def test_that_a_row_that_would_not_be_shown_is_named(content: Path):
    assert found(content, year="123456789") == ["6: The evidence of this card is not shown: it is of no year"]


def test_that_a_row_that_would_be_cut_is_a_warning(content: Path):
    (fault,) = found(content, group="x" * 200)
    assert fault.endswith(
        "its row is not shown as it is written: a text is too long, or holds what nobody sees"
    )


def test_that_the_example_for_authors_has_no_fault(content: Path):
    authoring = (Path(__file__).parents[3] / "docs/authoring.md").read_text(encoding="utf-8")
    example = authoring.partition("```yaml\n")[2].partition("```")[0].replace("key2020", "palma2019")
    with (content / "facts/sabr.tsv").open("a", encoding="utf-8") as facts:
        figures = "150; 148; 12.1; 10.0; 14.3; 0.60; 0.47; 0.75; 0.001; 3; 2; 0"
        facts.write(f"palma2019\t{figures}\t\t\tmixed\t2019\tA\tinvented\n")
    write(content, example, n="298 (150 v 148)", met="'yes'")
    (content / "biomarkers.tsv").write_text("name\tnote\nHER2-positive\t\n", encoding="utf-8")
    assert check(content) == []


def test_that_comparisons_that_the_card_tells_are_allowed(content: Path):
    told = OUTCOMES.replace('compared: "SABR', 'compared: "a SABR').replace(' care"', ' care; b the same"')
    both = SECOND.replace("    role", "    comparison: b\n    role")
    assert (
        found(content, told.replace(SECOND, SECOND.replace("    role", "    comparison: a\n    role")) + both)
        == []
    )
