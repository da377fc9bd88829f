"""A paper as JSON within library.sqlite: written by us, and read as if by somebody with ill will."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from viewer.errors import LibraryError
from viewer.library import plausibility, schema
from viewer.library.evidence import (
    COMPARED,
    LINES,
    NONE_READ,
    STUDY,
    STUDY_TYPES,
    Arm,
    Effect,
    Interval,
    Outcome,
    Paper,
)

MAX_PAPER = 200_000
"""Characters of a paper as JSON; ours have a few thousand."""
MAX_PAPERS = 5_000
MAX_ALL = 16_000_000
"""Bytes of all papers of a library."""
TOO_MANY = (
    f"The library holds more papers than can be shown ({MAX_PAPERS:,} papers, {MAX_ALL // 1_000_000} MB). "
    "Have it divided by whoever made it."
)
MAX_OUTCOMES = 100
MAX_WORDS = 120
"""Characters of a name, a time point or an analysis that are shown."""
MAX_VALUE = 60
"""Characters of a printed figure: `not reached (12.3 to not reached)`."""
MAX_MANY = 50
"""Populations, qualifiers or biomarkers of a paper."""
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that nobody sees, those that turn what follows, and such as Qt keeps for its own."""
_FIELDS = {
    kind: frozenset(field.name for field in fields(kind)) for kind in (Paper, Outcome, Arm, Effect, Interval)
}


def written(paper: Paper) -> str:
    """JSON of a paper, the same for the same paper."""
    return json.dumps(asdict(paper), ensure_ascii=False, separators=(",", ":"))


def read(doc: object, record: object) -> Paper:
    """A paper from JSON; raises LibraryError with one sentence that says what cannot be shown."""
    text = schema.text(record)
    if len(text) > MAX_PAPER:
        raise LibraryError(
            f"The evidence of this card is longer than {MAX_PAPER:,} characters, so it is not shown."
        )
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _fault("is no JSON") from error
    paper = _paper(found)
    if paper.doc != doc:
        raise _fault("is that of another card")
    return paper


def refused(doc: str, title: str, why: str) -> Paper:
    """A row for a paper that cannot be shown, which says why in place of its comparison."""
    return Paper(
        doc=doc, study=_words(title, STUDY), title=_words(title, schema.MAX_LINE), compared=why,
        group="", populations=(), qualifiers=(), biomarkers=(), line="not stated", type="", design="",
        n="", year=None, endpoint="",
        met="not stated", read="", harms="", outcomes=(),
    )  # fmt: skip


def _fault(what: str) -> LibraryError:
    return LibraryError(f"The evidence of this card is not shown: it {what}.")


def _paper(found: object) -> Paper:
    said = _mapping(found, Paper)
    return Paper(
        doc=schema.text(said["doc"]),
        study=_words(said["study"], STUDY),
        title=_words(said["title"], schema.MAX_LINE),
        compared=_words(said["compared"], COMPARED),
        group=_words(said["group"]),
        populations=_many(said["populations"], _words),
        qualifiers=_many(said["qualifiers"], _words),
        biomarkers=_many(said["biomarkers"], _words),
        line=_one_of(said["line"], LINES),
        type=_one_of(said["type"], ("", *STUDY_TYPES)),
        design=_words(said["design"]),
        n=_words(said["n"]),
        year=_year(said["year"]),
        endpoint=_words(said["endpoint"], schema.MAX_LINE),
        met=_one_of(said["met"], ("met", "not met", "met in part", "not stated")),
        read=_words(said["read"]),
        harms=_one_of(said["harms"], ("", NONE_READ)),
        outcomes=_many(said["outcomes"], _outcome, MAX_OUTCOMES),
        reference=_words(said["reference"]),
    )


def _outcome(found: object) -> Outcome:
    said = _mapping(found, Outcome)
    met = said["met"]
    if met is not None and type(met) is not bool:
        raise _fault("has a value of the wrong type")
    outcome = Outcome(
        id=_words(said["id"]),
        name=_words(said["name"]),
        kind=_words(said["kind"]),
        role=_words(said["role"]),
        at=_words(said["at"]),
        analysis=_words(said["analysis"]),
        arms=_many(said["arms"], _arm, plausibility.MAX_ARMS),
        source=_words(said["source"]),
        read=_words(said["read"]),
        comparison=_words(said["comparison"]),
        effect=None if said["effect"] is None else _effect(said["effect"]),
        met=met,
    )
    for fault in plausibility.faults(outcome):
        raise LibraryError(f"The evidence of this card is not shown: {outcome.name or outcome.id}: {fault}.")
    return outcome


def _arm(found: object) -> Arm:
    said = _mapping(found, Arm)
    return Arm(
        name=_words(said["name"]),
        n=schema.maybe(said["n"]),
        events=schema.maybe(said["events"]),
        value=_figure(said["value"]),
        unit=_words(said["unit"]),
        interval=_interval(said["interval"]),
    )


def _effect(found: object) -> Effect:
    said = _mapping(found, Effect)
    return Effect(
        measure=_words(said["measure"]),
        value=_figure(said["value"]),
        arm=_words(said["arm"]),
        reference=_words(said["reference"]),
        better=_words(said["better"]),
        interval=_interval(said["interval"]),
        p=_figure(said["p"]),
        unit=_words(said["unit"]),
    )


def _interval(found: object) -> Interval | None:
    if found is None:
        return None
    said = _mapping(found, Interval)
    return Interval(_figure(said["low"]), _figure(said["high"]), _figure(said["level"]))


def _mapping(found: object, kind: type[Any]) -> Mapping[str, Any]:
    if not isinstance(found, dict) or found.keys() != _FIELDS[kind]:
        raise _fault("has other fields than this program reads")
    return found


def _many(found: object, one: Callable[[Any], Any], most: int = MAX_MANY) -> tuple[Any, ...]:
    if not isinstance(found, list):
        raise _fault("has a value of the wrong type")
    if len(found) > most:
        raise _fault(f"has {len(found):,} entries where at most {most} can be shown")
    return tuple(map(one, found))


def _words(found: object, most: int = MAX_WORDS) -> str:
    """A text in one line without what nobody sees, cut where it would stall a row."""
    text = schema.text(found)
    if len(text) <= most and text.isprintable() and "  " not in text and text.strip() == text:
        return text  # as nearly all are: thousands of papers are read at once
    return schema.line(" ".join(_UNSEEN.sub(" ", text[: most * 4]).split()), most)


def _figure(found: object) -> str:
    """A printed figure; a long one is refused, for a figure that is cut is another."""
    if len(schema.text(found)) > MAX_VALUE:
        raise _fault(f"has a figure of more than {MAX_VALUE} characters")
    return _words(found)


def _one_of(found: object, known: tuple[str, ...]) -> str:
    if found not in known:
        raise _fault(f"says {schema.text(found)[:40]!r} where one of {', '.join(known)} belongs")
    return schema.text(found)


def _year(found: object) -> int | None:
    year = schema.maybe(found)
    if year is not None and not 1800 <= year <= 2200:
        raise _fault("is of no year")
    return year
