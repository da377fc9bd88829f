"""Where kept places are in this edition, looked up once: no edition changes while it is read."""

from collections.abc import Callable
from typing import TypeVar

from viewer.userdata.records import Bookmark, Note
from viewer.userdata.relocate import Resolved

Kept = TypeVar("Kept", Bookmark, Note)


def remembered(resolve: Callable[[Kept], Resolved]) -> Callable[[Kept], Resolved]:
    """The same function, asked once a place: lists ask at every layout, and the answer reads a page."""
    known: dict[tuple[str, str, str, str], Resolved] = {}

    def look_up(kept: Kept) -> Resolved:
        key = (kept.doc, kept.anchor, kept.heading, kept.title)
        if key not in known:
            known[key] = resolve(kept)
        return known[key]

    return look_up
