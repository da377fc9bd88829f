"""The map of evidence: how many papers were read for which treatment in whom. It says nothing of how well."""

from collections.abc import Iterable
from dataclasses import dataclass

from viewer.evidence.papers import NOT_STATED
from viewer.library import statement
from viewer.library.evidence import STUDY_TYPES, Paper
from viewer.prose import counted

NOTHING = "nothing read here"
CAUTION = (
    "What was read, for whom. A dot counts papers; it says nothing of how well a treatment works. "
    "A paper can stand in more than one cell."
)
LETTERS = dict(zip(STUDY_TYPES, "RSOG", strict=True)) | {NOT_STATED: "?"}
"""Design → the letter in a cell, the strongest design first."""


@dataclass(frozen=True, slots=True)
class MapCell:
    """Papers of one treatment in one population."""

    treatment: str
    population: str
    papers: tuple[Paper, ...]

    @property
    def strongest(self) -> str:
        """The strongest design among them; empty where there is no paper."""
        there = {paper.type or NOT_STATED for paper in self.papers}
        return next((design for design in LETTERS if design in there), NOT_STATED if there else "")

    @property
    def text(self) -> str:
        """`Surgery, metastatic rectal: 2 papers, strongest design randomised`."""
        place = f"{statement.plain(self.treatment)}, {statement.plain(self.population)}"
        if not self.papers:
            return f"{place}: {NOTHING}"
        return f"{place}: {counted(len(self.papers), 'paper')}, strongest design {self.strongest}"


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """Treatments by populations, both from A to Z with what is not stated last."""

    treatments: tuple[str, ...]
    populations: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Paper, ...]]
    count: int
    """Papers, each counted once."""

    def cell(self, treatment: str, population: str) -> MapCell:
        """What stands for a treatment in a population."""
        return MapCell(treatment, population, self.cells.get((treatment, population), ()))

    def text(self) -> str:
        """All of the map in words, one line a treatment."""
        lines = [CAUTION]
        for treatment in self.treatments:
            found = [self.cell(treatment, population) for population in self.populations]
            said = [_part(cell) for cell in found if cell.papers]
            empty = [statement.plain(cell.population) for cell in found if not cell.papers]
            rest = f" {NOTHING[0].upper()}{NOTHING[1:]}: {', '.join(empty)}." if empty else ""
            lines.append(f"{statement.plain(treatment)}: {'; '.join(said)}.{rest}")
        return "\n".join((*lines, ""))


def _part(cell: MapCell) -> str:
    return (
        f"{statement.plain(cell.population)} {counted(len(cell.papers), 'paper')}, strongest {cell.strongest}"
    )


def map_of(papers: Iterable[Paper]) -> EvidenceMap:
    """Count papers by treatment and population."""
    cells: dict[tuple[str, str], list[Paper]] = {}
    every = tuple(papers)
    for paper in every:
        treatment = paper.group or NOT_STATED
        for population in dict.fromkeys(paper.populations or (NOT_STATED,)):
            cells.setdefault((treatment, population), []).append(paper)
    return EvidenceMap(
        _in_order(treatment for treatment, _ in cells),
        _in_order(population for _, population in cells),
        {place: tuple(found) for place, found in cells.items()},
        len(every),
    )


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names), key=lambda name: (name == NOT_STATED, name.casefold())))
