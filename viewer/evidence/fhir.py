"""Papers as FHIR R5: a Bundle of Evidence, one a card and one an outcome, and the Citations they rest on.

Figures keep every printed digit: `0.60` is written as 0.60, not 0.6. What FHIR has no element for stands in
extensions, so that `viewer.evidence.fhir_reader` gives back the same papers.
Elements: FHIR R5 (5.0.0), Evidence and Citation. Codes: HL7's statistic-type and attribute-estimate-type.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from viewer.library.evidence import Arm, Effect, Interval, Outcome, Paper, number
from viewer.library.model import Edition, Source

Resource = dict[str, Any]
OURS = "urn:wardshelf:evidence:"
"""What our extensions and systems begin with."""
STATISTIC = "http://terminology.hl7.org/CodeSystem/statistic-type"
ESTIMATE = "http://terminology.hl7.org/CodeSystem/attribute-estimate-type"
ROLE = "http://terminology.hl7.org/CodeSystem/variable-role"
UCUM = "http://unitsofmeasure.org"
INTERVAL, P_VALUE = "C53324", "C44185"
MEASURES = {
    "HR": ("C93150", "Hazard Ratio"),
    "RR": ("C93152", "Relative Risk"),
    "OR": ("C16932", "Odds Ratio"),
}
"""A difference has no code: that of a proportion and that of a median would be two."""
COMPARATORS = {"<": "<", "≤": "<=", "≥": ">=", ">": ">"}
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_P = re.compile(r"([<>≤≥=]?) ?([0-9.]+)")
_MARK = "\ue000"
"""Before a text that JSON is to show as a number; taken out of every other text."""
_MARKED = re.compile(rf'"{_MARK}([0-9.-]+)"')
_NAMESPACE = bytes.fromhex("6c2f6f5e7a545a5b9a8e3f0e8f1f1d16")


class _Digits(str):
    """A number with the digits that are printed."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A reference as readers see it and as CSL-JSON."""

    source: Source
    item: Mapping[str, Any]


def bundle(papers: Sequence[Paper], works: Mapping[str, CitedWork], edition: Edition) -> str:
    """Papers and the works they rest on, by key, as a FHIR Bundle in JSON."""
    status = "active" if edition.is_reviewed else "draft"
    resources: list[Resource] = [_citation(work, status) for work in works.values()]
    for paper in papers:
        resources.append(_card(paper, status))
        resources += [_outcome(paper, place, status) for place in range(len(paper.outcomes))]
    entries = [{"fullUrl": _urn(one["resourceType"], one["id"]), "resource": one} for one in resources]
    made: Resource = {"resourceType": "Bundle", "type": "collection"}
    made["identifier"] = {"system": f"{OURS}edition", "value": f"{edition.id} {edition.issue}"}
    if entries:
        made["entry"] = entries
    # `json` itself would drop the last nought of 0.60.
    text = json.dumps(_marked(made), ensure_ascii=False, indent=1)
    return _MARKED.sub(r"\1", text) + "\n"


def _marked(value: Any) -> Any:  # noqa: ANN401  (a tree of JSON)
    if isinstance(value, dict):
        return {name: _marked(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_marked(one) for one in value]
    if isinstance(value, _Digits):
        return f"{_MARK}{value}"
    return value.replace(_MARK, "") if isinstance(value, str) else value


def keys_of(papers: Iterable[Paper]) -> tuple[str, ...]:
    """Keys of every work that papers rest on."""
    return tuple(
        dict.fromkeys(
            key
            for paper in papers
            for key in (paper.reference, *(outcome.source for outcome in paper.outcomes))
            if key
        )
    )


def _identity(name: str) -> str:
    """An id as FHIR allows it: at most 64 letters, digits, hyphens and dots."""
    plain = re.sub(r"[^A-Za-z0-9.-]", "-", name)
    if len(plain) <= 56 and plain == name.replace("/", "-"):
        return plain
    return f"{plain[:40]}-{_uuid(name).replace('-', '')[:16]}"


def _urn(kind: str, identity: str) -> str:
    return f"urn:uuid:{_uuid(f'{kind}/{identity}')}"


def _uuid(name: str) -> str:
    """A name-based UUID, version 5 of RFC 9562; the module `uuid` would ask for a socket."""
    digest = bytearray(hashlib.sha1(_NAMESPACE + name.encode(), usedforsecurity=False).digest()[:16])
    digest[6], digest[8] = digest[6] & 0x0F | 0x50, digest[8] & 0x3F | 0x80
    text = digest.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _extension(name: str, value: str) -> list[Resource]:
    return [{"url": f"{OURS}{name}", "valueString": value}] if value else []


def _card(paper: Paper, status: str) -> Resource:
    plain = {
        "study": paper.study, "group": paper.group, "line": paper.line, "n": paper.n, "met": paper.met,
        "read": paper.read, "harms": paper.harms, "reference": paper.reference,
    }  # fmt: skip
    extensions = [one for name, value in plain.items() for one in _extension(name, value)]
    extensions += [one for name in paper.biomarkers for one in _extension("biomarker", name)]
    if paper.year is not None:
        extensions.append({"url": f"{OURS}year", "valueInteger": paper.year})
    variables = [
        *(_variable("population", name) for name in paper.populations),
        *(_variable("subpopulation", name) for name in paper.qualifiers),
        # Evidence needs a variable; a card that states no endpoint says so.
        _variable("measuredVariable", paper.endpoint),
    ]
    return _without_empty({
        "resourceType": "Evidence",
        "id": _identity(paper.doc),
        "extension": extensions,
        "identifier": [{"system": f"{OURS}doc", "value": paper.doc}],
        "title": paper.title,
        "status": status,
        "description": paper.compared,
        "relatedArtifact": _related("derived-from", "Citation", paper.reference),
        "variableDefinition": variables,
        "studyDesign": _design(paper),
    })  # fmt: skip


def _design(paper: Paper) -> list[Resource]:
    coding = [{"system": f"{OURS}study-type", "code": paper.type.replace(" ", "-"), "display": paper.type}]
    concept = _without_empty({"coding": coding if paper.type else [], "text": paper.design})
    return [concept] if concept else []


def _outcome(paper: Paper, place: int, status: str) -> Resource:
    outcome = paper.outcomes[place]
    plain = {
        "kind": outcome.kind, "role": outcome.role, "at": outcome.at, "analysis": outcome.analysis,
        "comparison": outcome.comparison, "source": outcome.source, "read": outcome.read,
    }  # fmt: skip
    extensions = [one for name, value in plain.items() for one in _extension(name, value)]
    if outcome.met is not None:
        extensions.append({"url": f"{OURS}endpoint-met", "valueBoolean": outcome.met})
    reference = outcome.effect.reference if outcome.effect else None
    roles = [("referenceExposure" if arm.name == reference else "exposure", arm.name) for arm in outcome.arms]
    return _without_empty({
        "resourceType": "Evidence",
        "id": _identity(f"{paper.doc}/{place + 1}"),
        "extension": extensions,
        "identifier": [{"system": f"{OURS}outcome", "value": outcome.id}],
        "title": outcome.name,
        "status": status,
        "relatedArtifact": [
            *_related("part-of", "Evidence", paper.doc),
            *_related("derived-from", "Citation", outcome.source),
        ],
        "variableDefinition": [
            *(_variable("population", name) for name in paper.populations),
            *(_variable(role, name) for role, name in roles),
            _variable("measuredVariable", outcome.name),
        ],
        "statistic": [*map(_of_arm, outcome.arms), *_of_effect(outcome)],
    })  # fmt: skip


def _variable(role: str, description: str) -> Resource:
    concept = {"coding": [{"system": ROLE, "code": role}]}
    return _without_empty({"description": description, "variableRole": concept})


def _related(kind: str, resource: str, name: str) -> list[Resource]:
    if not name:
        return []
    return [{"type": kind, "resourceReference": {"reference": _urn(resource, _identity(name))}}]


def _of_arm(arm: Arm) -> Resource:
    return _without_empty({
        "statisticType": {"text": "value of an arm"},
        "category": {"text": arm.name},
        "quantity": _quantity(arm.value, arm.unit),
        "numberOfEvents": arm.events,
        "sampleSize": {"numberOfParticipants": arm.n} if arm.n is not None else None,
        "attributeEstimate": _estimates(arm.interval, ""),
    })  # fmt: skip


def _of_effect(outcome: Outcome) -> list[Resource]:
    effect = outcome.effect
    if effect is None:
        return []
    sides = {"arm": effect.arm, "reference-arm": effect.reference, "better": effect.better}
    return [
        _without_empty({
            "extension": [one for name, value in sides.items() for one in _extension(name, value)],
            "statisticType": _measure(effect),
            "quantity": _quantity(effect.value, effect.unit),
            "attributeEstimate": _estimates(effect.interval, effect.p),
        })
    ]  # fmt: skip


def _measure(effect: Effect) -> Resource:
    if effect.measure not in MEASURES:
        return {"text": effect.measure}
    code, name = MEASURES[effect.measure]
    return {"coding": [{"system": STATISTIC, "code": code, "display": name}], "text": effect.measure}


def _estimates(interval: Interval | None, p: str) -> list[Resource]:
    found = []
    if interval is not None:
        # FHIR writes the level as a share: 0.95 is its way to say 95 %.
        level = number(interval.level)
        found.append(
            _without_empty(
                {
                    "extension": _extension("level", interval.level),
                    "type": _estimate(INTERVAL, "Confidence interval"),
                    "level": None if level is None else _Digits(f"{level.scaleb(-2):f}"),
                    "range": {"low": _quantity(interval.low), "high": _quantity(interval.high)},
                }
            )
        )
    if p:
        found.append({"type": _estimate(P_VALUE, "P-value"), "quantity": _p_value(p)})
    return found


def _estimate(code: str, name: str) -> Resource:
    return {"coding": [{"system": ESTIMATE, "code": code, "display": name}], "text": name}


def _p_value(printed: str) -> Resource:
    made: Resource = {"extension": _extension("printed", printed)}
    found = _P.fullmatch(printed.strip())
    if found and _DECIMAL.fullmatch(found[2]):
        made["value"] = _Digits(found[2])
        if found[1] in COMPARATORS:
            made["comparator"] = COMPARATORS[found[1]]
    return made


def _quantity(printed: str, unit: str = "") -> Resource | None:
    """A figure: its number where it is one, and what is printed where that differs from the number."""
    if not printed and not unit:
        return None
    made: Resource = {}
    if not printed:
        return {"unit": unit}
    if _DECIMAL.fullmatch(printed):
        made["value"] = _Digits(printed)
    else:
        made["extension"] = _extension("printed", printed)
        found = number(printed)
        if found is not None:
            made["value"] = _Digits(f"{found:f}")
    if unit:
        made["unit"] = unit
    if unit == "%":
        made |= {"system": UCUM, "code": "%"}
    return made


def _citation(work: CitedWork, status: str) -> Resource:
    source, item = work.source, work.item
    systems = {
        "DOI": "https://doi.org", "PMID": "https://pubmed.ncbi.nlm.nih.gov",
        "PMCID": "https://www.ncbi.nlm.nih.gov/pmc",
    }  # fmt: skip
    form = _without_empty({
        "publishedIn": _without_empty({"title": _text(item, "container-title")}),
        "volume": _text(item, "volume"),
        "issue": _text(item, "issue"),
        "articleDate": "" if source.year is None else f"{source.year:04}",
        "pageString": _text(item, "page"),
    })  # fmt: skip
    artifact = _without_empty({
        "identifier": [
            {"system": system, "value": _text(item, name)}
            for name, system in systems.items()
            if _text(item, name)
        ],
        "title": [{"text": _text(item, "title")}] if _text(item, "title") else [],
        "publicationForm": [form] if form else [],
        "webLocation": [{"url": _text(item, "URL")}] if _text(item, "URL") else [],
    })  # fmt: skip
    return _without_empty({
        "resourceType": "Citation",
        "id": _identity(source.key),
        "extension": _extension("checked", source.checked),
        "identifier": [{"system": f"{OURS}source", "value": source.key}],
        "title": source.short,
        "status": status,
        "summary": [{"text": source.full}] if source.full else [],
        "citedArtifact": artifact,
    })  # fmt: skip


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name, "")
    return value if isinstance(value, str) else ""


def _without_empty(resource: Resource) -> Resource:
    """FHIR allows no empty text, list or object."""
    return {name: value for name, value in resource.items() if value not in ("", None, [], {})}
