"""Papers leave as FHIR R5 and come back the same, digit by digit; what leaves fits the definitions."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.evidence.json_schema import faults
from tests.evidence.trials import ALL, DEATHS, ONE, SURVIVAL, ratio
from viewer.errors import LibraryError
from viewer.evidence import fhir, fhir_reader
from viewer.library.evidence import Arm, Effect, Interval, Paper
from viewer.library.model import Edition, Source

EDITION = Edition("sample", "Sample", "2026.11", "2026-11-28", "none", "CC BY 4.0", "", "", "")
SCHEMA = json.loads((Path(__file__).parents[1] / "cases/fhir/r5.schema.json").read_text("utf-8"))
WORK = fhir.CitedWork(
    Source("one2020", 1, "One A. Lancet 2020.", "One A. A trial. Lancet 2020;1:2.", "Abstract checked", 2020),
    {
        "title": "A trial", "container-title": "Lancet", "volume": "1", "issue": "2", "page": "3-4",
        "DOI": "10.1016/x", "PMID": "1", "URL": "https://www.example.org/x",
    },
)  # fmt: skip
BARE = fhir.CitedWork(Source("two2018", 2, "Two B.", "", "Source not checked", None), {})


def exported(*papers: Paper) -> str:
    return fhir.bundle(papers, {"one2020": WORK, "two2018": BARE}, EDITION)


def resources(text: str, kind: str) -> list[dict[str, Any]]:
    found = json.loads(text, parse_float=Decimal)
    return [one["resource"] for one in found["entry"] if one["resource"]["resourceType"] == kind]


def invalid(text: str) -> list[str]:
    return list(faults(json.loads(text, parse_float=Decimal), SCHEMA, SCHEMA))


def with_arms(*arms: Arm, effect: Effect | None = None) -> Paper:
    return replace(ONE, outcomes=(replace(SURVIVAL, arms=arms, effect=effect), DEATHS))


ODD = {
    "noughts at the end": with_arms(Arm("a", 100, None, "0.60", "months", Interval("0.50", "0.70", "95.0"))),
    "a median not reached": with_arms(Arm("a", 100, None, "not reached", "months")),
    "an interval open above": with_arms(
        Arm("a", 100, None, "36.5", "months", Interval("27.6", "not reached", "95")), Arm("b")
    ),
    "thousands": with_arms(Arm("a", None, None, "1,304", "people")),
    "a minus sign": with_arms(
        Arm("a"), Arm("b"),
        effect=Effect("difference", "−3.2", "a", "b", "above", Interval("-7", "−0.50", "99"), "", "points"),
    ),
    "another level": with_arms(
        Arm("new"), Arm("usual"),
        effect=Effect("HR", "0.82", "new", "usual", "below", Interval("0.68", "0.99", "95.798"), "< 0.0001"),
    ),
    "an interval without its level": with_arms(Arm("a", 33, None, "3.2", "%", Interval("0", "14", ""))),
    "no events": with_arms(Arm("a", 33, 0)),
    "a p that is words": with_arms(Arm("new"), Arm("usual"), effect=ratio("1.00", p="not significant")),
    "a p without sign": with_arms(Arm("new"), Arm("usual"), effect=ratio("1", p="0.050")),
    "nothing stated": replace(
        ONE, study="", compared="", group="", populations=(), qualifiers=(), biomarkers=(), type="",
        design="", n="", year=None, endpoint="", read="", outcomes=(),
    ),
    "an endpoint not met": replace(ONE, outcomes=(replace(SURVIVAL, met=False),)),
    "letters of another script": replace(ONE, title="Ein Versuch über α/β — 試験", group="“Strahlen” & x"),
    "a name of a folder too long": replace(ONE, doc="papers/" + "x" * 200),
}  # fmt: skip


@pytest.mark.parametrize("paper", [*ALL, *ODD.values()], ids=[*(one.doc for one in ALL), *ODD])
def test_that_no_fact_is_lost_on_the_way_there_and_back(paper: Paper):
    text = exported(paper)
    assert fhir_reader.papers(text) == (paper,)
    assert invalid(text) == []


def test_that_all_papers_leave_in_one_bundle_and_each_outcome_stays_with_its_card():
    text = exported(*ALL)
    assert fhir_reader.papers(text) == ALL
    assert invalid(text) == []
    assert len(resources(text, "Evidence")) == len(ALL) + sum(len(paper.outcomes) for paper in ALL)
    assert exported(*ALL) == text


def test_that_a_figure_keeps_every_printed_digit():
    text = exported(with_arms(Arm("new"), Arm("usual"), effect=ratio("0.60", "0.50", "0.700")))
    assert re.search(r'"value": 0\.60\b', text)
    assert re.search(r'"value": 0\.700\b', text)
    assert '"level": 0.95' in text


def test_that_a_hazard_ratio_bears_the_code_of_hl7():
    (_, evidence, *_) = resources(exported(ONE), "Evidence")
    effect = evidence["statistic"][-1]
    assert effect["statisticType"]["coding"][0] == {
        "system": "http://terminology.hl7.org/CodeSystem/statistic-type",
        "code": "C93150",
        "display": "Hazard Ratio",
    }
    assert [one["variableRole"]["coding"][0]["code"] for one in evidence["variableDefinition"]] == [
        "population", "exposure", "referenceExposure", "measuredVariable",
    ]  # fmt: skip


def test_that_every_reference_leads_to_a_resource_of_the_bundle():
    found = json.loads(exported(ONE))
    there = {entry["fullUrl"] for entry in found["entry"]}
    named = set(re.findall(r'"reference": "([^"]+)"', json.dumps(found)))
    assert named <= there
    assert len(there) == len(found["entry"])


def test_that_an_edition_that_nobody_reviewed_is_a_draft():
    reviewed = replace(EDITION, clinical_review="Dr X, 2026-11-01")
    assert {one["status"] for one in resources(exported(ONE), "Evidence")} == {"draft"}
    text = fhir.bundle([ONE], {}, reviewed)
    assert {one["status"] for one in resources(text, "Evidence")} == {"active"}


def test_that_a_citation_says_where_the_work_stands():
    first, second = resources(exported(ONE), "Citation")
    form = {"publishedIn": {"title": "Lancet"}, "volume": "1", "issue": "2", "pageString": "3-4"}
    assert first["citedArtifact"]["publicationForm"] == [{**form, "articleDate": "2020"}]
    assert first["citedArtifact"]["identifier"][0] == {"system": "https://doi.org", "value": "10.1016/x"}
    assert "citedArtifact" not in second


def test_that_a_text_cannot_turn_into_a_number():
    text = exported(replace(ONE, title="\ue0001.5"))
    assert resources(text, "Evidence")[0]["title"] == "1.5"


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{", '{"entry": 1}', '{"entry": [{}]}', '{"entry": [{"resource": {}}]}', "[" * 10**5],
)
def test_that_what_is_no_bundle_of_ours_is_one_sentence(text: str):
    with pytest.raises(LibraryError, match="no FHIR Bundle"):
        fhir_reader.papers(text)


def test_that_a_bundle_may_hold_no_more_than_a_library():
    text = exported(with_arms(Arm("a", 10, 3))).replace('"numberOfEvents": 3', '"numberOfEvents": 11')
    with pytest.raises(LibraryError, match="more events"):
        fhir_reader.papers(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"status": "draft"', '"status": "done"'),
        ('"variableDefinition"', '"variables"'),
        ('"numberOfParticipants": 100', '"numberOfParticipants": -1'),
        ('"type": "collection"', '"kind": "collection"'),
        ('"level": 0.95', '"level": "95"'),
    ],
)
def test_that_the_definitions_refuse_what_is_no_fhir(old: str, new: str):
    text = exported(ONE)
    assert old in text
    assert invalid(text.replace(old, new, 1))
