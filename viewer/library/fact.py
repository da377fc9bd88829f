"""A printed figure and where it stands: its source, what it measures, in whom, and its line in facts/."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_FIGURE = re.compile(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d*\.\d+|\d+)(?=%|\b)")
_NUMBER = re.compile(r"\d*\.\d+|\d+")
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-", "·": "."})


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A row of facts/, as it was written; texts are empty where nothing is known."""

    source: str
    """Key of the reference."""
    value: str
    unit: str
    denominator: str
    population: str
    year: str
    grade: str
    what: str
    file: str
    line: int

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers that its value prints, digit by digit: `0.60` is not `0.6`."""
        return frozenset(_NUMBER.findall(_plain(self.value)))


def figures_in(text: str) -> list[tuple[int, int]]:
    """Where each figure of a text begins and ends; a digit of a name, as in HER2, is none."""
    return [found.span() for found in _FIGURE.finditer(text)]


def facts_of(figure: str, facts: Iterable[PrintedFact]) -> list[PrintedFact]:
    """The facts that print a figure."""
    number = _plain(figure)
    return [fact for fact in facts if number in fact.numbers]


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text.translate(_DASHES))
