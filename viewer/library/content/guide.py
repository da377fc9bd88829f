"""A guide that a library restates and checks, where its library.toml declares one: how pages speak of it."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST = 10_000
"""References that a guide may number."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A source with a list of references of its own; a library without one has an empty `name`."""

    name: str = ""
    """As pages name it within a sentence: `the guide`."""
    references: int = 0
    """Its own list is numbered from 1 to this; all other works of the library follow."""
    own_heading: str = ""
    """A heading that only pages of kind guide may have."""

    @property
    def unchecked(self) -> str:
        """How a callout begins whose statement was not checked at its source."""
        return f"As stated by {self.name}; source not checked." if self.name else "Source not checked."

    @property
    def listed_only(self) -> str:
        """What is said of a work that is listed and never cited."""
        return f"Listed by {self.name}, never cited" if self.name else "Listed, never cited"

    @property
    def cited(self) -> str:
        """The heading in lists above the works that it cites."""
        return f"Cited by {self.name}"

    def numbers(self, count: int) -> str:
        """The label of the numbers that a work has in its list."""
        return f"{'Number' if count == 1 else 'Numbers'} in {self.name}"


NONE = Guide()
UNKNOWN = Guide("the guide", MOST)
"""Where library.toml cannot be read: nothing is said of the guide that it may declare."""


def from_toml(value: object) -> tuple[Guide, list[str]]:
    """Read the table `[guide]` of library.toml; every fault is a sentence."""
    if not isinstance(value, Mapping):
        return UNKNOWN, ["`guide` must be a table: [guide], then name and references"]
    faults = [
        f"unknown field `{name}` in [guide]"
        for name in value
        if name not in ("name", "references", "own_heading")
    ]
    name, count, heading = value.get("name"), value.get("references", 0), value.get("own_heading", "")
    if not isinstance(name, str) or not name.strip():
        faults.append("[guide] needs a `name`, as pages name it in a sentence: the guide")
    if type(count) is not int or not 0 <= count <= MOST:
        faults.append(f"`references` of [guide] must be a whole number, at most {MOST:,}")
    if not isinstance(heading, str):
        faults.append("`own_heading` of [guide] must be a text")
    if faults or not isinstance(name, str) or type(count) is not int or not isinstance(heading, str):
        return UNKNOWN, faults
    return Guide(" ".join(name.split()), count, " ".join(heading.split())), []
