"""The outcomes of a card, from its front matter: every value as it was written, every fault with its line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from viewer.errors import Problem
from viewer.library.content.document import Document, Entry
from viewer.library.content.tables import TableRow
from viewer.library.evidence import KINDS_OF_OUTCOME, Arm, Effect, Interval, Outcome
from viewer.library.plausibility import MAX_ARMS

FIELD = "outcomes"
OUTCOMES, BIOMARKERS = "outcomes.tsv", "biomarkers.tsv"
OUTCOME_COLUMNS = ("id", "name", "kind", "better")
BIOMARKER_COLUMNS = ("name", "note")
BETTER = ("longer", "shorter", "more", "fewer")
"""What of an outcome is better for those who have it."""
MAX_OUTCOMES = 100
MAX_WORDS = 120
"""Characters of a name, a time point or an analysis."""
MAX_FIGURE = 60
"""Characters of a printed figure."""
_FIGURES = frozenset({"value", "low", "high", "level", "p"})
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OUTCOME = frozenset(
    {"id", "name", "kind", "role", "comparison", "at", "analysis", "arms", "effect", "met", "source", "read"}
)
_ARM = frozenset({"arm", "n", "events", "value", "unit", "low", "high", "level"})
_EFFECT = frozenset({"measure", "value", "low", "high", "level", "p", "unit", "arm", "reference", "better"})
_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class OutcomeName:
    """A row of outcomes.tsv."""

    name: str
    kind: str
    better: str


@dataclass(frozen=True, slots=True)
class WrittenOutcome:
    """An outcome with the line on which it stands in its card."""

    outcome: Outcome
    line: int


def names_of_outcomes(rows: Sequence[TableRow], problems: list[Problem]) -> dict[str, OutcomeName]:
    """Read outcomes.tsv: id → what it is called, its kind, and what of it is better."""
    found: dict[str, OutcomeName] = {}
    for row in rows:
        name = row["id"]
        problems.extend(Problem(OUTCOMES, row.line, fault) for fault in _row_faults(row, found))
        found.setdefault(name, OutcomeName(row["name"], row["kind"], row["better"]))
    return found


def _row_faults(row: TableRow, found: Mapping[str, OutcomeName]) -> Iterator[str]:
    if not _ID.fullmatch(row["id"]):
        yield f"the id `{row['id']}` must be small letters, digits and hyphens"
    if row["id"] in found:
        yield f"the id `{row['id']}` stands twice"
    if not row["name"]:
        yield "an outcome needs a name"
    if len(row["name"]) > MAX_WORDS:
        yield f"the name has {len(row['name']):,} characters, at most {MAX_WORDS} are shown"
    if row["kind"] not in KINDS_OF_OUTCOME:
        yield f"the kind must be one of {', '.join(KINDS_OF_OUTCOME)}, not `{row['kind']}`"
    if row["better"] not in BETTER:
        yield f"`better` must be one of {', '.join(BETTER)}, not `{row['better']}`"


def names_of_biomarkers(rows: Sequence[TableRow], problems: list[Problem]) -> tuple[str, ...]:
    """Read biomarkers.tsv: the names, in its order."""
    found: dict[str, int] = {}
    for row in rows:
        if not row["name"] or row["name"] in found:
            fault = (
                f"the biomarker `{row['name']}` stands twice" if row["name"] else "a biomarker needs a name"
            )
            problems.append(Problem(BIOMARKERS, row.line, fault))
        found.setdefault(row["name"], row.line)
    return tuple(name for name in found if name)


def written(
    document: Document, table: Mapping[str, OutcomeName], problems: list[Problem]
) -> tuple[WrittenOutcome, ...]:
    """Read the outcomes of a card; one that cannot be read is named in `problems` and left out."""
    entries = document.entries(FIELD)
    if len(entries) > MAX_OUTCOMES:
        fault = f"has {len(entries):,} outcomes, at most {MAX_OUTCOMES} are read"
        problems.append(Problem(document.file, document.line(FIELD), fault))
        return ()
    found = []
    for entry in entries:
        reader = _OutcomeReader(table)
        outcome = reader.outcome(entry)
        problems.extend(Problem(document.file, line, fault) for line, fault in reader.faults)
        if outcome is not None and not reader.faults:
            found.append(WrittenOutcome(outcome, entry.line))
    return tuple(found)


class _OutcomeReader:
    """Reads one outcome and gathers what is wrong with its form."""

    def __init__(self, table: Mapping[str, OutcomeName]) -> None:
        self._table = table
        self.faults: list[tuple[int, str]] = []

    def outcome(self, entry: Entry) -> Outcome | None:
        said = self._mapping(entry, _OUTCOME, "an outcome")
        name = self._words(said, "id")
        if said and not name:
            self.faults.append((entry.line, "an outcome needs its `id`, from outcomes.tsv"))
        known = self._table.get(name)
        if name and known is None:
            self.faults.append((entry.line, f"the outcome `{name}` is not in {OUTCOMES}"))
        if not said or known is None:
            return None
        for needed in ("role", "source", "read", "arms"):
            if needed not in said:
                self.faults.append((entry.line, f"the outcome `{name}` needs `{needed}`"))
        return Outcome(
            id=name,
            name=self._words(said, "name") or known.name,
            kind=self._kind(said, known),
            role=self._words(said, "role"),
            at=self._words(said, "at"),
            analysis=self._words(said, "analysis"),
            arms=self._arms(said),
            source=self._words(said, "source"),
            read=self._words(said, "read"),
            comparison=self._words(said, "comparison"),
            effect=self._effect(said),
            met=self._met(said),
        )

    def _kind(self, said: Mapping[str, Entry], known: OutcomeName) -> str:
        kind = self._words(said, "kind") or known.kind
        if kind != known.kind and (kind, known.kind) != ("single proportion", "binary"):
            fault = f"the kind `{kind}` is not that of {OUTCOMES}, `{known.kind}`"
            self.faults.append((said["kind"].line, fault))
        return kind

    def _met(self, said: Mapping[str, Entry]) -> bool | None:
        word = self._words(said, "met")
        if word and word not in _ANSWERS:
            fault = f"`met` must be yes or no, not `{word}`; leave it out where it is not stated"
            self.faults.append((said["met"].line, fault))
        return _ANSWERS.get(word)

    def _arms(self, said: Mapping[str, Entry]) -> tuple[Arm, ...]:
        entry = said.get("arms")
        if entry is None:
            return ()
        if not isinstance(entry.value, tuple):
            self.faults.append((entry.line, "`arms` must be a list, each item begun with `- `"))
            return ()
        if len(entry.value) > MAX_ARMS:
            fault = f"has {len(entry.value):,} arms, at most {MAX_ARMS} can be shown"
            self.faults.append((entry.line, fault))
            return ()
        return tuple(self._arm(one) for one in entry.value)

    def _arm(self, entry: Entry) -> Arm:
        said = self._mapping(entry, _ARM, "an arm")
        return Arm(
            name=self._words(said, "arm"),
            n=self._whole(said, "n"),
            events=self._whole(said, "events"),
            value=self._words(said, "value"),
            unit=self._words(said, "unit"),
            interval=self._interval(said, entry.line),
        )

    def _effect(self, said: Mapping[str, Entry]) -> Effect | None:
        if "effect" not in said:
            return None
        entry = said["effect"]
        found = self._mapping(entry, _EFFECT, "an effect")
        return Effect(
            measure=self._words(found, "measure"),
            value=self._words(found, "value"),
            arm=self._words(found, "arm"),
            reference=self._words(found, "reference"),
            better=self._words(found, "better"),
            interval=self._interval(found, entry.line),
            p=self._words(found, "p"),
            unit=self._words(found, "unit"),
        )

    def _interval(self, said: Mapping[str, Entry], line: int) -> Interval | None:
        low, high, level = (self._words(said, name) for name in ("low", "high", "level"))
        if bool(low) != bool(high):
            self.faults.append((line, "an interval needs both `low` and `high`"))
        if level and not low:
            self.faults.append((line, "`level` stands without an interval"))
        return Interval(low, high, level) if low and high else None

    def _mapping(self, entry: Entry, known: frozenset[str], what: str) -> Mapping[str, Entry]:
        if not isinstance(entry.value, Mapping):
            self.faults.append((entry.line, f"{what} must be `name: value` pairs"))
            return {}
        for name, value in entry.value.items():
            if name not in known:
                self.faults.append(
                    (value.line, f"{what} has no `{name[:60]}`; it may have {', '.join(sorted(known))}")
                )
        return entry.value

    def _words(self, said: Mapping[str, Entry], name: str) -> str:
        entry = said.get(name)
        if entry is None:
            return ""
        if not isinstance(entry.value, str):
            self.faults.append((entry.line, f"`{name}` must be one text"))
            return ""
        most = MAX_FIGURE if name in _FIGURES else MAX_WORDS
        if len(entry.value) > most:
            fault = f"`{name}` has {len(entry.value):,} characters, at most {most} are shown"
            self.faults.append((entry.line, fault))
        return entry.value

    def _whole(self, said: Mapping[str, Entry], name: str) -> int | None:
        text = self._words(said, name)
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            self.faults.append((said[name].line, f"`{name}` must be a whole number, not `{text[:40]}`"))
            return None
        return int(text)
