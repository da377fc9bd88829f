"""Papers out of a FHIR Bundle that we wrote: what shows that none of their facts was lost on the way."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from viewer.errors import LibraryError
from viewer.evidence.fhir import INTERVAL, OURS, P_VALUE, Resource
from viewer.library import evidence_record
from viewer.library.evidence import Arm, Effect, Interval, Outcome, Paper

NO_BUNDLE = "This is no FHIR Bundle of evidence as Wardshelf writes it."


def papers(text: str) -> tuple[Paper, ...]:
    """The papers of a Bundle, in its order; raises LibraryError where it is none of ours."""
    try:
        found = json.loads(text, parse_float=Decimal)
        resources = [entry["resource"] for entry in found.get("entry", [])]
        evidence = [one for one in resources if one["resourceType"] == "Evidence"]
        read = tuple(_papers(evidence))
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        StopIteration,
        RecursionError,
    ) as error:
        raise LibraryError(NO_BUNDLE) from error
    # Whatever a library may not hold, a Bundle may not either.
    return tuple(evidence_record.read(paper.doc, evidence_record.written(paper)) for paper in read)


def _papers(evidence: Sequence[Resource]) -> Iterator[Paper]:
    """A card and the outcomes that follow it, up to the next card."""
    waiting: list[Resource] = []
    card: Resource | None = None
    for one in evidence:
        if one["identifier"][0]["system"] != f"{OURS}doc":
            waiting.append(one)
            continue
        if card is not None:
            yield _paper(card, waiting)
        card, waiting = one, []
    if card is not None:
        yield _paper(card, waiting)


def _paper(card: Resource, outcomes: Sequence[Resource]) -> Paper:
    design = card.get("studyDesign", [{}])[0]
    return Paper(
        doc=card["identifier"][0]["value"],
        study=_said(card, "study"),
        title=card.get("title", ""),
        compared=card.get("description", ""),
        group=_said(card, "group"),
        populations=_variables(card, "population"),
        qualifiers=_variables(card, "subpopulation"),
        biomarkers=tuple(_all(card, "biomarker")),
        line=_said(card, "line"),
        type=design.get("coding", [{"display": ""}])[0]["display"],
        design=design.get("text", ""),
        n=_said(card, "n"),
        year=next(iter(_all(card, "year")), None),
        endpoint=_variables(card, "measuredVariable")[0],
        met=_said(card, "met"),
        read=_said(card, "read"),
        harms=_said(card, "harms"),
        outcomes=tuple(map(_outcome, outcomes)),
        reference=_said(card, "reference"),
    )


def _outcome(found: Resource) -> Outcome:
    statistics = found.get("statistic", [])
    effects = [one for one in statistics if _said(one, "better") or "category" not in one]
    return Outcome(
        id=found["identifier"][0]["value"],
        name=found.get("title", ""),
        kind=_said(found, "kind"),
        role=_said(found, "role"),
        at=_said(found, "at"),
        analysis=_said(found, "analysis"),
        arms=tuple(_arm(one) for one in statistics if "category" in one),
        source=_said(found, "source"),
        read=_said(found, "read"),
        comparison=_said(found, "comparison"),
        effect=_effect(effects[0]) if effects else None,
        met=next(iter(_all(found, "endpoint-met")), None),
    )


def _arm(found: Resource) -> Arm:
    quantity = found.get("quantity", {})
    return Arm(
        name=found["category"]["text"],
        n=found.get("sampleSize", {}).get("numberOfParticipants"),
        events=found.get("numberOfEvents"),
        value=_printed(quantity),
        unit=quantity.get("unit", ""),
        interval=_interval(found),
    )


def _effect(found: Resource) -> Effect:
    quantity = found.get("quantity", {})
    return Effect(
        measure=found["statisticType"]["text"],
        value=_printed(quantity),
        arm=_said(found, "arm"),
        reference=_said(found, "reference-arm"),
        better=_said(found, "better"),
        interval=_interval(found),
        p=next((_printed(one["quantity"]) for one in _estimates(found, P_VALUE)), ""),
        unit=quantity.get("unit", ""),
    )


def _interval(found: Resource) -> Interval | None:
    for one in _estimates(found, INTERVAL):
        ends = one["range"]
        return Interval(_printed(ends["low"]), _printed(ends["high"]), _said(one, "level"))
    return None


def _estimates(found: Resource, code: str) -> list[Resource]:
    every = found.get("attributeEstimate", [])
    return [one for one in every if one["type"]["coding"][0]["code"] == code]


def _printed(quantity: Resource) -> str:
    """What was printed: in the extension where it is not the number itself."""
    said = _said(quantity, "printed")
    if said or "value" not in quantity:
        return said
    value = quantity["value"]
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _variables(found: Resource, role: str) -> tuple[str, ...]:
    every = found["variableDefinition"]
    return tuple(
        one.get("description", "") for one in every if one["variableRole"]["coding"][0]["code"] == role
    )


def _said(found: Resource, name: str) -> str:
    return str(next(iter(_all(found, name)), ""))


def _all(found: Resource, name: str) -> Iterator[Any]:
    for one in found.get("extension", []):
        if one["url"] == f"{OURS}{name}":
            yield next(value for key, value in one.items() if key.startswith("value"))
