"""Everything the reader keeps, as one JSON file."""

import json
from dataclasses import asdict
from typing import Any

from viewer.userdata.bookmarks import Bookmarks
from viewer.userdata.choices import Choices
from viewer.userdata.history import History
from viewer.userdata.incoming import FORMAT, VERSION
from viewer.userdata.notes import Notes
from viewer.userdata.session import Session


def export(
    bookmarks: Bookmarks, notes: Notes, history: History, settings: Choices, session: Session, at: str
) -> bytes:
    """The file, in UTF-8. Ids are left out: they mean nothing on another computer."""
    names = {folder.id: folder.name for folder in bookmarks.folders()}
    marks = [asdict(mark) | {"folder": names.get(mark.folder, "")} for mark in bookmarks.list()]
    document = {
        "format": FORMAT,
        "version": VERSION,
        "exported": at,
        "folders": [{"name": name} for name in names.values()],
        "bookmarks": [_without_id(mark) for mark in marks],
        "notes": [_without_id(asdict(note)) for note in notes.list()],
        "visits": [asdict(visit) for day in history.by_day() for visit in day.visits],
        "searches": [asdict(search) for search in history.searches()],
        "settings": settings.own(),
        "session": session.load(),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8")


def _without_id(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "id"}
