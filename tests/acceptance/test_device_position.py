"""Where each feature stands towards device law is held by tests, which the document names row by row."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from tests.evidence.json_schema import faults
from viewer.cli.arguments import PARSERS
from viewer.evidence import fhir, fhir_reader
from viewer.evidence.comparison import compare
from viewer.evidence.paper_rows import row_of
from viewer.evidence.papers import FACETS, ORDERS, Facets
from viewer.library import evidence, statement
from viewer.library.content import source
from viewer.library.content.source import Content
from viewer.library.content.tables import numbers
from viewer.library.evidence import Outcome, Paper
from viewer.library.model import Edition
from viewer.library.pages import paper_row
from viewer.userdata import records
from viewer.userdata.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "tests/cases/fhir/r5.schema.json").read_text("utf-8"))
POSITION = ROOT / "docs" / "device-position.md"
OF_A_PATIENT = {
    "age", "birth", "birthday", "born", "sex", "gender", "weight", "height", "bmi", "surname", "forename",
    "patient", "patients", "person", "mrn", "ecog", "performance", "creatinine", "renal", "allergy", "dose",
    "diagnosis", "stage", "cea", "comorbidity", "medication", "symptom", "symptoms",
}  # fmt: skip
"""Words that a field for data of one patient would be named with."""
OF_AN_EFFECT = {
    "effect",
    "result",
    "hr",
    "ratio",
    "survival",
    "benefit",
    "harm",
    "p",
    "best",
    "rank",
    "score",
}
"""Words that an order or a filter by what came of it would be named with."""
CALCULATING = {
    "nnt",
    "pool",
    "pooled",
    "meta",
    "rank",
    "score",
    "risk",
    "predict",
    "recommend",
    "calculate",
    "dose",
}


@pytest.fixture(scope="module")
def content() -> Content:
    return source.load(ROOT / "content")


@pytest.fixture(scope="module")
def papers(content: Content) -> tuple[Paper, ...]:
    found = paper_row.papers(content.documents, content.outcomes)
    assert sum(bool(paper.outcomes) for paper in found) >= 40
    return found


def rows() -> list[list[str]]:
    lines = [line for line in POSITION.read_text("utf-8").split("\n") if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_that_each_row_names_a_test_that_is_there():
    assert len(rows()) > 10
    for feature, side, why, held in rows():
        assert feature
        assert why
        assert side in ("shows", "not built"), feature
        names = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", held)
        assert names, feature
        for file, name in names:
            assert re.search(rf"^def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), (file, name)


def words(name: str) -> set[str]:
    return set(re.findall(r"[a-z]+", name.lower()))


def typed() -> Iterator[str]:
    """Names of everything that a reader can fill in, keep or have kept."""
    for command, parser in PARSERS.items():
        yield command
        yield from (action.dest for action in parser()._actions)
    yield from (setting.key for setting in SETTINGS)
    yield from (facet.id for facet in FACETS)
    yield from (field.name for field in fields(Facets))
    for kept in vars(records).values():
        if isinstance(kept, type) and kept.__module__ == records.__name__:
            yield from (field.name for field in fields(kept))


def test_that_no_field_takes_a_patients_data():
    names = list(typed())
    assert len(names) > 60
    assert [name for name in names if words(name) & OF_A_PATIENT] == []


def test_that_nothing_is_put_in_order_or_narrowed_by_an_effect():
    assert not {word for name in ORDERS for word in words(name)} & OF_AN_EFFECT
    assert not {word for facet in FACETS for word in words(facet.id)} & OF_AN_EFFECT
    (sort,) = (action for action in PARSERS["papers"]()._actions if action.dest == "sort")
    assert tuple(sort.choices or ()) == ORDERS


def test_that_no_command_calculates_for_a_patient():
    assert not {word for command in PARSERS for word in words(command)} & CALCULATING


def test_that_no_figure_of_an_outcome_is_missing_from_the_facts(content: Content, papers: tuple[Paper, ...]):
    missing = [
        f"{paper.doc}: {outcome.id}: {figure}"
        for paper in papers
        for outcome in paper.outcomes
        for figure in figures(outcome)
        if not content.facts.grades(figure, outcome.source)
        and not content.facts.grades(figure, paper.reference)
    ]
    assert missing == []


def figures(outcome: Outcome) -> set[str]:
    """Every printed figure of an outcome but levels of intervals."""
    texts = []
    for arm in outcome.arms:
        ends = (arm.interval.low, arm.interval.high) if arm.interval else ()
        texts += [arm.value, *ends, *(str(count) for count in (arm.n, arm.events) if count is not None)]
    if effect := outcome.effect:
        ends = (effect.interval.low, effect.interval.high) if effect.interval else ()
        texts += [effect.value, effect.p, *ends]
    return {number for text in texts for number in numbers(text)}


def own_words(outcome: Outcome) -> set[str]:
    """Numbers in its names, and the levels of its intervals."""
    texts = [outcome.name, outcome.at, outcome.analysis, outcome.kind, outcome.id.replace("-", " ")]
    texts += [f"{arm.name} {arm.unit} {arm.interval.level if arm.interval else ''}" for arm in outcome.arms]
    if (effect := outcome.effect) and effect.interval:
        texts.append(effect.interval.level)
    return {number for text in texts for number in numbers(text)}


def test_that_no_sentence_about_an_outcome_holds_a_figure_of_ours(papers: tuple[Paper, ...]):
    for paper in papers:
        for outcome in paper.outcomes:
            # `below 1`, `above 0`: the line of no effect.
            allowed = figures(outcome) | own_words(outcome) | {"0", "1"}
            assert set(numbers(statement.of_outcome(outcome))) <= allowed, (paper.doc, outcome.id)


def test_that_rows_and_columns_hold_no_figure_of_ours(papers: tuple[Paper, ...]):
    measured = [paper for paper in papers if paper.outcomes]
    for paper in measured:
        allowed = of_paper(paper)
        assert set(numbers(" | ".join(row_of(paper).cells()))) <= allowed, paper.doc
    for left, right in pairwise(measured):
        told = compare((left, right)).text()
        # The heads are numbered, and a level that is not stated is none.
        assert set(numbers(told)) <= of_paper(left) | of_paper(right) | {"1", "2"}, (left.doc, right.doc)


def of_paper(paper: Paper) -> set[str]:
    own = " | ".join((
        paper.study, paper.title, paper.compared, paper.design, paper.n, paper.endpoint, f"{paper.year}",
        *paper.qualifiers, *paper.biomarkers, *paper.populations,
    ))  # fmt: skip
    found = set(numbers(own)) | {"0", "1"}
    for outcome in paper.outcomes:
        found |= figures(outcome) | own_words(outcome)
    return found


def test_that_what_is_exported_is_about_studies_and_never_about_a_patient(papers: tuple[Paper, ...]):
    edition = Edition("x", "x", "1", "2026-11-28", "none", "", "", "", "")
    text = fhir.bundle(papers, {}, edition)
    assert set(re.findall(r'"resourceType": "(\w+)"', text)) == {"Bundle", "Evidence"}
    assert fhir_reader.papers(text) == papers
    assert list(faults(json.loads(text, parse_float=Decimal), SCHEMA, SCHEMA)) == []


def test_that_an_outcome_has_no_place_for_a_figure_of_ours():
    names = {
        field.name for kind in (evidence.Outcome, evidence.Effect, evidence.Arm) for field in fields(kind)
    }
    assert not names & (CALCULATING | {"weight", "certainty", "strength", "recommendation"})


def test_that_the_intended_purpose_is_three_sentences():
    purpose = POSITION.read_text("utf-8").partition("## Intended purpose\n")[2].partition("\n## ")[0].strip()
    assert len(re.findall(r"[^.]+\.(?:\s|$)", purpose)) == 3
