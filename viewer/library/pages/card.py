"""The order of a card: bottom line, results and harms, who was studied, limits, the rest, its reference."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from viewer.library import statement
from viewer.library.content import tables
from viewer.library.evidence import Outcome
from viewer.library.pages import glance
from viewer.library.pages.glance import GlanceRow
from viewer.library.pages.markdown import Node
from viewer.library.pages.text import flat, uncited

FURTHER = ("Results", "Further results", "Harms", "Harm and benefit")
"""Headings of a card's own words that follow the table of its results."""
RELATED = "Related"
UNREPORTED = "Not reported"
QUIET = ("paper", "modality")
"""Kinds of page on which what was not reported is one line without a heading of its own."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of a page with what stands under it; `title` is nothing for a heading of ours."""

    heading: str
    title: Node | None
    nodes: Sequence[Node]

    @property
    def is_main(self) -> bool:
        """Whether it is no heading below another one."""
        return self.title is None or self.title.tag == "h2"


def parts_of(body: Sequence[Node]) -> list[Part]:
    """The body by its headings; what stands before the first of them is left out."""
    starts = [i for i, node in enumerate(body) if node.type == "heading"]
    return [
        Part(uncited(flat(body[start])), body[start], body[start + 1 : end])
        for start, end in pairwise([*starts, len(body)])
    ]


def groups_of(parts: Iterable[Part]) -> list[list[Part]]:
    """Each main heading with the headings below it."""
    groups: list[list[Part]] = []
    for part in parts:
        if part.is_main or not groups:
            groups.append([part])
        else:
            groups[-1].append(part)
    return groups


def ordered(parts: Iterable[Part]) -> list[Part]:
    """The parts as a card is read, with those that its fields make; what is below a heading goes with it."""
    groups = groups_of(parts)
    have = {group[0].heading for group in groups}
    made = (glance.WHO, glance.LIMITS, glance.CHECKS)
    groups += [[Part(name, None, ())] for name in made if name not in have]
    return [part for group in sorted(groups, key=lambda group: _rank(group[0].heading)) for part in group]


def _rank(heading: str) -> int:
    order = {glance.WHO: 1, glance.LIMITS: 2, glance.CHECKS: 4, RELATED: 5}
    return 0 if heading in FURTHER else order.get(heading, 3)


def says_more(row: GlanceRow, outcomes: Sequence[Outcome]) -> bool:
    """Whether a field says a figure, or nothing but words, that its outcomes do not hold."""
    found = set(_NUMBER.findall(tables.plain(glance.uncited(row.markdown))))
    return not found or not found <= numbers(outcomes)


def numbers(outcomes: Iterable[Outcome]) -> set[str]:
    """Every number that outcomes hold, as printed."""
    said = " ".join(
        f"{statement.of_outcome(one)} {' '.join(str(arm.n) for arm in one.arms)}" for one in outcomes
    )
    return set(_NUMBER.findall(tables.plain(said)))
