"""The evidence of a paper card as data: what was compared in whom, each outcome as its authors printed it.

Figures are kept as printed (`0.60`, not 0.6): nothing here is ever rounded, pooled or worked out.
Names follow HL7's EBMonFHIR `Evidence` where it has one for the thing.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

KINDS_OF_OUTCOME = ("time to event", "binary", "single proportion", "count", "continuous")
ROLES = ("primary", "secondary", "harm")
MEASURES = ("HR", "RR", "OR", "difference")
"""Measures of an effect; all but the difference are ratios and stand on a log axis with 1 in its middle."""
STUDY_TYPES = ("randomised", "single arm", "observational", "guideline or review")
LINES = ("first", "later", "around surgery", "any", "not stated")
STUDY, COMPARED = 24, 90
"""Characters of a study's name and of what it compared."""
NONE_READ = "none read"
READS = ("A", "B", "P")
"""How far a figure was read: A abstract or publisher, B secondary report, P NCI PDQ summary."""


def number(printed: str) -> Decimal | None:
    """What a printed figure is worth, or nothing where it is no finite number (`not reached`)."""
    try:
        found = Decimal(printed.replace("−", "-").replace(",", "").rstrip("%").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval as printed."""

    low: str
    high: str
    level: str
    """In per cent: `95`, `99`; empty where an interval is printed without its level."""


@dataclass(frozen=True, slots=True)
class Arm:
    """A group of an outcome: `n` people of whom `events` had it, or a `value` with its `unit`."""

    name: str
    n: int | None = None
    events: int | None = None
    value: str = ""
    unit: str = ""
    """`months`, `%`, `per 100 patient-years` …"""
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What one arm did against another."""

    measure: str
    """One of MEASURES."""
    value: str
    arm: str
    """Name of the arm that the effect is of."""
    reference: str
    """Name of the arm it is against."""
    better: str
    """`below` or `above`: the side of no effect on which `arm` did better."""
    interval: Interval | None = None
    p: str = ""
    """As printed, with its sign: `< 0.001`, `= 0.03`."""
    unit: str = ""
    """Of a difference alone: `percentage points`, `months`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of one comparison at one time."""

    id: str
    """From content/outcomes.tsv: `overall-survival`, `grade-3-or-more` …"""
    name: str
    kind: str
    role: str
    at: str
    """Time point or follow-up; empty where it is not stated."""
    analysis: str
    """`intention to treat`, `left-sided primaries`, `as treated` …; empty where it is not stated."""
    arms: tuple[Arm, ...]
    source: str
    """Key of the reference."""
    read: str
    """One of READS."""
    comparison: str = ""
    """`a`, `b`: which comparison of a trial that has several; empty where there is one."""
    effect: Effect | None = None
    met: bool | None = None
    """Of a primary endpoint: whether it was met; nothing where that is not stated."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper card in a row: who was studied, what was compared, and its outcomes."""

    doc: str
    study: str
    """The name in a column: `SABR-COMET`, at most 24 characters."""
    title: str
    compared: str
    """`cetuximab + FOLFIRI v bevacizumab + FOLFIRI`, at most 90 characters; `a …; b …` where two."""
    group: str
    """The group of treatments that it belongs to."""
    populations: tuple[str, ...]
    qualifiers: tuple[str, ...]
    biomarkers: tuple[str, ...]
    """From the library's own list: `MSI-H/dMMR`, `BRAF V600E` …; empty where none is stated."""
    line: str
    """One of LINES."""
    type: str
    """One of STUDY_TYPES; empty where the card does not say it."""
    design: str
    """`Phase 3 RCT`, as in the labels; empty where it takes more words."""
    n: str
    """As in the labels, beginning with a number; empty where there is none."""
    year: int | None
    endpoint: str
    met: str
    """`met`, `not met`, `met in part` or `not stated`."""
    read: str
    """`A`, `A/B`, `B` or `P`, as the card's grade."""
    harms: str
    """`none read` where the card has no outcome of harm and says so."""
    outcomes: tuple[Outcome, ...]
    reference: str = ""
    """Key of the work that the card is about."""

    @property
    def randomised(self) -> bool:
        """Whether arms were assigned by chance."""
        return self.type == "randomised"
