"""Where a bookmark or a note belongs in the edition at hand."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from viewer.library.model import OWN_PREFIX


class KeptPlace(Protocol):
    """What a bookmark and a note have in common."""

    @property
    def doc(self) -> str:
        """Id of the document."""

    @property
    def title(self) -> str:
        """Title when it was kept."""

    @property
    def anchor(self) -> str:
        """Section, or nothing for the page."""

    @property
    def heading(self) -> str:
        """Heading of the section when it was kept."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """`same` and `moved` lead to the section, `page` to its document only, `gone` nowhere."""

    state: Literal["same", "moved", "page", "gone"]
    doc: str = ""
    anchor: str = ""
    words: str = ""
    """What to tell the reader; empty where nothing changed."""


Kept = TypeVar("Kept", bound=KeptPlace)


def remembered(resolve: Callable[[Kept], Resolved]) -> Callable[[Kept], Resolved]:
    """The same function, asked once a place: lists ask at every layout, and the answer reads a page."""
    known: dict[tuple[str, str, str, str], Resolved] = {}

    def look_up(kept: Kept) -> Resolved:
        key = (kept.doc, kept.anchor, kept.heading, kept.title)
        if key not in known:
            known[key] = resolve(kept)
        return known[key]

    return look_up


def resolve(
    place: KeptPlace, titles: Mapping[str, str], anchors: Callable[[str], Mapping[str, str]]
) -> Resolved:
    """Find a place again: `titles` by document id, `anchors(doc)` gives headings by anchor.

    Headings and titles count as the same only letter for letter, case and spacing aside: a near match may
    mean the opposite (resectable, unresectable).
    """
    doc = place.doc if place.doc in titles else _only(place.title, titles)
    if doc is None:
        own = place.doc.startswith(OWN_PREFIX)
        return Resolved("gone", words=f"No longer {'among your papers' if own else 'in this edition'}.")
    moved = "" if doc == place.doc else f"Now in “{titles[doc]}”."
    if not place.anchor:
        return Resolved("moved" if moved else "same", doc, words=moved)
    anchor = _section(place, anchors(doc))
    if anchor is None:
        return Resolved(
            "page", doc, words=f"The section “{place.heading or place.anchor}” is no longer there."
        )
    if anchor != place.anchor:
        moved = moved or "The section has moved."
    return Resolved("moved" if moved else "same", doc, anchor, moved)


def _section(place: KeptPlace, headings: Mapping[str, str]) -> str | None:
    if place.anchor in headings and _same(place.heading, headings[place.anchor]):
        return place.anchor
    # The heading says what was meant; an anchor such as `results-2` may now be another section's.
    found = _only(place.heading, headings)
    if found is not None:
        return found
    return place.anchor if place.anchor in headings else None


def _same(kept: str, found: str) -> bool:
    return not kept or _plain(kept) == _plain(found)


def _only(name: str, named: Mapping[str, str]) -> str | None:
    found = [key for key, value in named.items() if name and _plain(value) == _plain(name)]
    return found[0] if len(found) == 1 else None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
