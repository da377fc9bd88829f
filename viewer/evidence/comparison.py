"""Papers side by side: who and what, then harms, then results, each figure as its authors printed it.

A row holds figures of several papers only where outcome, kind, analysis and time point are stated and agree.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from viewer.evidence.paper_rows import condition_of, endpoint_of, figures_of
from viewer.evidence.papers import NONE_STATED, NOT_STATED
from viewer.library import statement
from viewer.library.evidence import Effect, Outcome, Paper
from viewer.prose import escape

CAUTION = "Different patients: do not compare across columns. Nothing here is ranked, pooled or computed."
NOT_READ = "Not stated in what was read"
FEWEST, MOST = 2, 4
"""Papers that can stand side by side."""
WHO, HARMS, RESULTS = "Who and what", "Harms", "Results"
MEASURED_OTHERWISE = "measured otherwise"
_MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of a cell."""

    text: str
    comparison: str = ""
    """`a`, `b` or empty."""
    source: str = ""
    """Key of the reference."""
    read: str = ""
    effect: Effect | None = None
    kind: str = ""
    """`difference` of population, `missing` or empty."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One row: its name, what it is of, and for each paper the lines of its cell."""

    name: str
    about: str
    cells: tuple[tuple[ComparedLine, ...], ...]


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """Rows under a heading."""

    name: str
    note: str
    rows: tuple[ComparedRow, ...]
    is_harm: bool = False


@dataclass(frozen=True, slots=True)
class PaperComparison:
    """Two to four papers as columns, in the order in which they were marked."""

    papers: tuple[Paper, ...]
    groups: tuple[ComparedGroup, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return tuple(head_of(paper) for paper in self.papers)

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of every reference that a figure comes from, in the order of the rows."""
        lines = (line for group in self.groups for row in group.rows for cell in row.cells for line in cell)
        return tuple(dict.fromkeys(line.source for line in lines if line.source))

    def text(self, references: Mapping[str, str] | None = None) -> str:
        """Everything in plain lines; `references` are citations by their keys."""
        lines = [CAUTION, "", *(f"{n}. {name}" for n, name in enumerate(self.names, 1))]
        for group in self.groups:
            lines += ["", group.name.upper() + (f" ({group.note})" if group.note else "")]
            for row in group.rows:
                lines.append(row.name + (f" ({row.about})" if row.about else ""))
                for name, cell in zip(self.names, row.cells, strict=True):
                    lines += [f"  {name}: {said_of(line)}" for line in cell]
        return "\n".join((*lines, *self._cited(references), ""))

    def to_json(self) -> str:
        """Everything in JSON, figures as printed."""
        value = {
            "caution": CAUTION,
            "papers": [
                {"doc": paper.doc, "study": paper.study, "title": paper.title, "year": paper.year}
                for paper in self.papers
            ],
            "groups": [
                {
                    "name": group.name,
                    "note": group.note,
                    "rows": [
                        {
                            "name": row.name,
                            "about": row.about,
                            "cells": [[_as_json(line) for line in cell] for cell in row.cells],
                        }
                        for row in group.rows
                    ],
                }
                for group in self.groups
            ],
        }
        return json.dumps(value, ensure_ascii=False, indent=2)

    def html(self, references: Mapping[str, str] | None = None) -> str:
        """A table with its caution above and its sources below, for printing and for copying."""
        head = "".join(f'<th scope="col" align="left">{escape(name)}</th>' for name in self.names)
        body: list[str] = []
        for group in self.groups:
            note = f" <i>{escape(group.note)}</i>" if group.note else ""
            across = len(self.papers) + 1
            body.append(f'<tr><th colspan="{across}" align="left">{escape(group.name)}{note}</th></tr>\n')
            body += map(_row_html, group.rows)
        cited = "".join(f"<li>{escape(line)}</li>" for line in self._cited(references)[2:])
        below = f"<p>Sources</p>\n<ul>{cited}</ul>\n" if cited else ""
        return (
            f"<p><b>{escape(CAUTION)}</b></p>\n"
            f'<table border="1" cellspacing="0" cellpadding="4" width="100%">\n'
            f"<thead><tr><td></td>{head}</tr></thead>\n<tbody>\n{''.join(body)}</tbody></table>\n{below}"
        )

    def _cited(self, references: Mapping[str, str] | None) -> list[str]:
        if not references or not self.sources:
            return []
        return ["", "Sources:", *(references.get(key, key) for key in self.sources)]


def head_of(paper: Paper) -> str:
    """Name and year of a paper."""
    name = statement.plain(paper.study) or statement.plain(paper.title)
    return name if paper.year is None else f"{name} {paper.year}"


def said_of(line: ComparedLine) -> str:
    """A line with its comparison, and with how far it was read."""
    read = f" [read {line.read}]" if line.read else ""
    return " ".join(filter(None, (line.comparison, line.text))) + read


def _row_html(row: ComparedRow) -> str:
    about = f"<br><small>{escape(row.about)}</small>" if row.about else ""
    cells = "".join(f"<td>{'<br>'.join(escape(said_of(line)) for line in cell)}</td>" for cell in row.cells)
    return f'<tr><th scope="row" align="left">{escape(row.name)}{about}</th>{cells}</tr>\n'


def _as_json(line: ComparedLine) -> dict[str, object]:
    effect = line.effect
    value: dict[str, object] = {"text": line.text, "comparison": line.comparison}
    value |= {"source": line.source, "read": line.read, "missing": line.kind == "missing"}
    if effect is not None:
        interval = effect.interval
        value["effect"] = {
            "measure": effect.measure, "value": effect.value, "unit": effect.unit, "p": effect.p,
            "arm": effect.arm, "reference": effect.reference, "better": effect.better,
            "interval": None if interval is None
            else {"low": interval.low, "high": interval.high, "level": interval.level},
        }  # fmt: skip
    return value


# What is compared


def compare(papers: Sequence[Paper]) -> PaperComparison:
    """Put papers side by side; ValueError where they are not two to four different ones."""
    if not FEWEST <= len(papers) <= MOST or len({paper.doc for paper in papers}) < len(papers):
        raise ValueError(f"{FEWEST} to {MOST} different papers can stand side by side, not {len(papers)}.")
    harms = _groups(papers, HARMS, "no harm was measured alike in two of these papers", is_harm=True)
    results = _groups(papers, RESULTS, "no result was measured alike in two of these papers", is_harm=False)
    return PaperComparison(tuple(papers), (_who(papers), *harms, *results))


def _who(papers: Sequence[Paper]) -> ComparedGroup:
    def row(name: str, value: Callable[[Paper], str]) -> ComparedRow:
        return ComparedRow(name, "", tuple((_told(value(paper)),) for paper in papers))

    patients = tuple(
        (
            _told("; ".join(filter(None, (", ".join(paper.populations), ", ".join(paper.qualifiers))))),
            _told(condition_of(paper)),
            *_difference(paper, papers),
        )
        for paper in papers
    )
    return ComparedGroup(
        WHO,
        "",
        (
            ComparedRow("Patients", "differences in words", patients),
            row("Compared", lambda paper: paper.compared),
            row("Design", lambda paper: paper.design or paper.type),
            row("Number", lambda paper: paper.n),
            row("Primary endpoint", endpoint_of),
            row("Read", lambda paper: paper.read),
        ),
    )


def _told(text: str) -> ComparedLine:
    text = statement.plain(text, 300)
    missing = text in ("", NOT_STATED)
    return ComparedLine("Not stated" if missing else text, kind="missing" if missing else "")


_ASPECTS: tuple[tuple[str, Callable[[Paper], tuple[str, ...]], str], ...] = (
    ("population", lambda paper: paper.populations, NOT_STATED),
    ("who more closely", lambda paper: paper.qualifiers, NOT_STATED),
    ("biomarker", lambda paper: paper.biomarkers, NONE_STATED),
    ("line", lambda paper: (paper.line,) if paper.line else (), NOT_STATED),
)


def _difference(paper: Paper, papers: Sequence[Paper]) -> list[ComparedLine]:
    """In words, what of a paper's patients is not so in every other column."""
    said = [
        f"{name} {', '.join(values(paper)) or otherwise}"
        for name, values, otherwise in _ASPECTS
        if any(set(values(other)) != set(values(paper)) for other in papers)
    ]
    if not said:
        return []
    return [ComparedLine(f"Differs: {statement.plain('; '.join(said), 300)}", kind="difference")]


Key = tuple[str, str, str, str]


def key_of(outcome: Outcome) -> Key | None:
    """What must agree for a common row; nothing where a part of it is not stated."""
    parts = (outcome.id, outcome.kind, outcome.analysis, outcome.at)
    if not all(part.strip() for part in parts):
        return None
    found = tuple(" ".join(part.casefold().split()) for part in parts)
    return found[0], found[1], found[2], found[3]


def _groups(papers: Sequence[Paper], name: str, none: str, *, is_harm: bool) -> list[ComparedGroup]:
    """The rows that agree, then those that stand alone."""
    found = [
        (place, outcome)
        for place, paper in enumerate(papers)
        for outcome in paper.outcomes
        if (outcome.role == "harm") == is_harm
    ]
    places: dict[Key, set[int]] = {}
    for place, outcome in found:
        if (key := key_of(outcome)) is not None:
            places.setdefault(key, set()).add(place)
    shared = [key for key, where in places.items() if len(where) > 1]
    alike = [_shared_row(papers, found, key, is_harm=is_harm) for key in shared]
    alone = _lone_rows(
        papers, [pair for pair in found if key_of(pair[1]) not in set(shared)], is_harm=is_harm
    )
    about = "outcome, kind, analysis and time point agree" if alike else none
    first = ComparedGroup(
        name, about, tuple(alike or ([] if found else [_none_row(papers, is_harm)])), is_harm
    )
    if not alone:
        return [first]
    rest = len(alone) - _MOST_ROWS
    note = "each stands in its own row" + (f"; {rest:,} more are not shown" if rest > 0 else "")
    other = ComparedGroup(f"{name}, {MEASURED_OTHERWISE}", note, tuple(alone[:_MOST_ROWS]), is_harm)
    return [first, other]


def _shared_row(
    papers: Sequence[Paper], found: Iterable[tuple[int, Outcome]], key: Key, *, is_harm: bool
) -> ComparedRow:
    cells: list[list[ComparedLine]] = [[] for _ in papers]
    first: Outcome | None = None
    for place, outcome in found:
        if key_of(outcome) == key:
            first = first or outcome
            cells[place] += _lines(outcome)
    assert first is not None  # noqa: S101  (a key comes from an outcome)
    return _row(papers, first, cells, is_harm=is_harm)


def _lone_rows(
    papers: Sequence[Paper], found: Iterable[tuple[int, Outcome]], *, is_harm: bool
) -> list[ComparedRow]:
    """A row for each outcome of each paper; comparisons of one trial stand apart within it."""
    rows: dict[tuple[int, str, str, str, str], tuple[Outcome, list[list[ComparedLine]]]] = {}
    for place, outcome in found:
        key = (place, outcome.id, outcome.kind, outcome.analysis, outcome.at)
        if key not in rows:
            rows[key] = (outcome, [[] for _ in papers])
        rows[key][1][place] += _lines(outcome)
    order: dict[str, int] = {}
    for outcome, _ in rows.values():
        order.setdefault(outcome.id, len(order))
    in_order = sorted(rows.values(), key=lambda pair: order[pair[0].id])  # the same outcome is near itself
    return [_row(papers, outcome, cells, is_harm=is_harm) for outcome, cells in in_order]


def _row(
    papers: Sequence[Paper], outcome: Outcome, cells: Sequence[Sequence[ComparedLine]], *, is_harm: bool
) -> ComparedRow:
    name = statement.plain(outcome.name) or statement.plain(outcome.id)
    about = "; ".join(
        statement.plain(part) or f"{what} {NOT_STATED}"
        for what, part in (("analysis", outcome.analysis), ("time point", outcome.at))
    )
    told = tuple(
        tuple(cell) or (_missing(paper, is_harm=is_harm),) for cell, paper in zip(cells, papers, strict=True)
    )
    return ComparedRow(name, f"{statement.plain(outcome.kind)}; {about}", told)


def _missing(paper: Paper, *, is_harm: bool) -> ComparedLine:
    said = statement.plain(paper.harms) if is_harm else ""
    return ComparedLine(f"{said[0].upper()}{said[1:]}" if said else NOT_READ, kind="missing")


def _none_row(papers: Sequence[Paper], is_harm: bool) -> ComparedRow:
    name = HARMS if is_harm else RESULTS
    return ComparedRow(name, "", tuple((_missing(paper, is_harm=is_harm),) for paper in papers))


def _lines(outcome: Outcome) -> list[ComparedLine]:
    """An outcome in a cell: what the arms had, then the effect with its interval."""
    own = statement.plain(outcome.comparison, 8)
    names = " v ".join(statement.plain(arm.name, 40) for arm in outcome.arms[:4])
    figures = figures_of(outcome)
    lines = [
        ComparedLine(f"{figures} ({names})" if names else figures, own, outcome.source, outcome.read)
    ] if figures else []  # fmt: skip
    if outcome.effect is not None:
        effect, p = outcome.effect, statement.of_p(outcome.effect)
        said = ", ".join(filter(None, (statement.of_effect(effect), p)))
        lines.append(ComparedLine(said, own, outcome.source, outcome.read, effect))
    return lines or [ComparedLine(NOT_STATED, own, outcome.source, outcome.read, kind="missing")]
