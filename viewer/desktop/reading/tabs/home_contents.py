"""What the home page offers, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to open: a page (`doc`), a search (`query`) or a command."""

    title: str
    about: str = ""
    doc: str = ""
    anchor: str = ""
    query: str = ""
    command: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading; how they look is their `look`."""

    heading: str
    entries: tuple[Entry, ...]
    look: str
    """`link`, `tile`, `pill` or `wide`."""


@dataclass(frozen=True, slots=True)
class HomeContents:
    """Rows of groups side by side, from the top; a group without entries is left out."""

    title: str
    rows: tuple[tuple[Group, ...], ...]
    review: str
    note: str
