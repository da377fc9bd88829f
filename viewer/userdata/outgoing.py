"""Everything the reader keeps, as one JSON file."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, TypeVar

from viewer.errors import UserDataError
from viewer.userdata.bookmarks import Bookmarks
from viewer.userdata.choices import Choices
from viewer.userdata.exchange import FORMAT, VERSION, GoOn, always
from viewer.userdata.history import History
from viewer.userdata.notes import Notes
from viewer.userdata.session import Session

Entry = TypeVar("Entry")


def export(
    bookmarks: Bookmarks,
    notes: Notes,
    history: History,
    settings: Choices,
    session: Session,
    at: str,
    go_on: GoOn = always,
) -> bytes:
    """The file, in UTF-8. Ids are left out: they mean nothing on another computer."""
    names = {folder.id: folder.name for folder in bookmarks.folders()}
    counted = _Counted(go_on)
    marks = [asdict(mark) | {"folder": names.get(mark.folder, "")} for mark in counted(bookmarks.list())]
    document = {
        "format": FORMAT,
        "version": VERSION,
        "exported": at,
        "folders": [{"name": name} for name in names.values()],
        "bookmarks": [_without_id(mark) for mark in marks],
        "notes": [_without_id(asdict(note)) for note in counted(notes.list())],
        "visits": [asdict(visit) for day in history.by_day() for visit in counted(day.visits)],
        "searches": [asdict(search) for search in history.searches()],
        "settings": settings.own(),
        "session": session.load(),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8")


class _Counted:
    """Goes through lists, counting over all of them."""

    def __init__(self, go_on: GoOn) -> None:
        self._go_on = go_on
        self._done = 0

    def __call__(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            self._done += 1
            if not self._go_on(self._done):
                raise UserDataError("Stopped. Nothing was exported.")
            yield entry


def _without_id(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "id"}
