"""Whether two records are of one paper: by DOI, PMID, PMCID, then registry number, then title and year.

Doubles are told and never merged: what differs between two accounts of one paper is for a reader to see.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from viewer.imports.plain import doi_of
from viewer.imports.record import OwnPaper

_NUMBERS = ("DOI", "PMID", "PMCID")
_SHORTEST = 12
"""Letters that a title must have to say which paper it is: with a shorter one the authors must agree."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What says which paper a record is of."""

    numbers: Mapping[str, str]
    registry: tuple[str, ...] = ()
    title: str = ""
    year: int | None = None

    @classmethod
    def of(cls, item: Mapping[str, Any], registry: Iterable[str] = ()) -> "Identity":
        """That of a CSL-JSON item."""
        numbers = {name: str(item[name]).strip().lower() for name in _NUMBERS if item.get(name)}
        if "DOI" in numbers:
            numbers["DOI"] = doi_of(numbers["DOI"]) or numbers["DOI"]
        title, paper = folded(str(item.get("title") or "")), OwnPaper(item)
        who = "" if len(title) >= _SHORTEST else folded(" ".join(paper.authors))
        return cls(numbers, tuple(registry), f"{title} {who}".strip(), paper.year)

    def contradicts(self, other: "Identity") -> bool:
        """Whether a number that both have differs: two papers may share title and year."""
        return any(
            name in other.numbers and other.numbers[name] != value for name, value in self.numbers.items()
        )


def folded(title: str) -> str:
    """Letters and figures of a title alone, without accents."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return re.sub(r"[\W_]+", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


@dataclass(slots=True)
class Doubles:
    """Identities of papers by name, asked for the one that a record is the same as."""

    _by: dict[tuple[str, str], list[tuple[str, Identity]]] = field(default_factory=dict)

    def add(self, name: str, identity: Identity) -> None:
        """Know a paper by this name."""
        for key in _keys(identity):
            self._by.setdefault(key, []).append((name, identity))

    def find(self, identity: Identity) -> str:
        """The name of the paper that this is; empty where it is none that is known."""
        for kind, value in _keys(identity):
            for name, other in self._by.get((kind, value), ()):
                if not identity.contradicts(other) and _agrees(kind, identity, other):
                    return name
        return ""


def _keys(identity: Identity) -> Iterable[tuple[str, str]]:
    for name in _NUMBERS:
        if value := identity.numbers.get(name):
            yield name, value
    yield from (("registry", number.upper()) for number in identity.registry)
    if identity.title:
        yield "title", f"{identity.title} {identity.year}"


def _agrees(kind: str, one: Identity, other: Identity) -> bool:
    """A registry number is of a trial, not of a paper: it decides only between entries of a register."""
    return kind != "registry" or not (one.numbers or other.numbers)
