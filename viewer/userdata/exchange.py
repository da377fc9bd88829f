"""A file to be imported, hostile until checked: all of it is sound, or none of it is taken."""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from viewer import disk
from viewer.errors import UserDataError
from viewer.imports.own_form import paper_of, written
from viewer.imports.record import OwnPaper, Refusal
from viewer.prose import counted
from viewer.userdata import history
from viewer.userdata.bookmarks import Bookmarks, insert, insert_folder
from viewer.userdata.collections import Collections, Gathered, collection_values, joined, read_collection
from viewer.userdata.database import Step
from viewer.userdata.file_entry import FileEntries, FileEntry, GoOn
from viewer.userdata.history import History
from viewer.userdata.notes import Notes, upsert
from viewer.userdata.records import Bookmark, CollectionItem, Folder, Note, Visit
from viewer.userdata.session import Session
from viewer.userdata.settings import BY_KEY, Choices, SettingValue, set_choice
from viewer.userdata.texts import BLOCK, line, new_id

FORMAT = "wardshelf-reader"
VERSION = 1
LARGEST = 50_000_000
"""Bytes of a file."""
PARTS = {
    "bookmarks": "Bookmarks",
    "notes": "Notes",
    "collections": "Collections",
    "visits": "Pages read",
    "searches": "Searches",
    "settings": "Settings",
    "session": "Open tabs",
    "papers": "Papers of your own",
}
"""What a file may hold, and what a reader calls it."""
REVEALING = ("visits", "searches", "session")
"""Parts that tell what somebody looked for: they leave this computer only where that is asked for."""


def always(_: int) -> bool:
    """Go on to the end."""
    return True


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a sound file holds. Bookmarks carry the name of their folder; nothing carries an id."""

    folders: tuple[str, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    notes: tuple[Note, ...] = ()
    collections: tuple[Gathered, ...] = ()
    visits: tuple[Visit, ...] = ()
    searches: tuple[tuple[str, str], ...] = ()
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    session: Mapping[str, Any] = field(default_factory=dict)
    papers: tuple[OwnPaper, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many entries there are of each part."""
        return {part: bool(self.session) if part == "session" else len(getattr(self, part)) for part in PARTS}

    def only(self, parts: Collection[str]) -> "Incoming":
        """The same with these parts alone; folders go with bookmarks."""
        wanted = {*parts, "folders"} if "bookmarks" in parts else {*parts}
        return Incoming(**{one.name: getattr(self, one.name) for one in fields(self) if one.name in wanted})


def read(path: Path, go_on: GoOn = always) -> Incoming:
    """Read and check a file; UserDataError says what is wrong with it, or that `go_on` said no."""
    try:
        with os.fdopen(disk.open_plain(path.resolve()), "rb") as file:  # a pipe would be waited for
            raw = file.read(LARGEST + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead to one another
        raise UserDataError(f"{path.name} cannot be read: {disk.why(error)}.") from error
    if len(raw) > LARGEST:
        raise UserDataError(f"{path.name} is larger than {LARGEST // 1_000_000} MB and is not taken.")
    try:
        return check(json.loads(raw.decode("utf-8")), go_on)
    except (ValueError, RecursionError) as error:
        raise UserDataError(f"{path.name} is no export of Wardshelf: it is not valid JSON.") from error


def check(found: object, go_on: GoOn = always) -> Incoming:
    """Check what a JSON text held; UserDataError says what is wrong with it."""
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise UserDataError("This file is no export of Wardshelf. Nothing was imported.")
    if type(found.get("version")) is not int or not 1 <= found["version"] <= VERSION:
        raise UserDataError("This export was made by a newer version of Wardshelf. Nothing was imported.")
    entries = FileEntries(found, go_on)
    return Incoming(
        folders=tuple(entry.line("name") for entry in entries("folders")),
        bookmarks=tuple(map(_bookmark, entries("bookmarks"))),
        notes=tuple(map(_note, entries("notes"))),
        collections=tuple(map(read_collection, entries("collections"))),
        visits=tuple(map(_visit, entries("visits"))),
        searches=tuple(map(_search, entries("searches"))),
        settings={
            key: value
            for key, value in _mapping(found, "settings").items()
            if key in BY_KEY and BY_KEY[key].accepts(value)
        },
        session=_mapping(found, "session"),
        papers=tuple(map(_paper, entries("papers"))),
    )


def _mapping(found: dict[str, Any], name: str) -> dict[str, Any]:
    value = found.get(name, {})
    if not isinstance(value, dict):
        raise UserDataError(f"“{name}” must hold names and values. Nothing was imported.")
    return value


def _bookmark(entry: FileEntry) -> Bookmark:
    return Bookmark(
        id="",
        title=entry.line("title"),
        doc=entry.line("doc"),
        anchor=entry.line("anchor", required=False),
        heading=entry.line("heading", required=False),
        note=entry.line("note", required=False),
        folder=entry.line("folder", required=False),
        made=entry.time("made"),
    )


def _note(entry: FileEntry) -> Note:
    return Note(
        id="",
        title=entry.line("title"),
        doc=entry.line("doc"),
        anchor=entry.line("anchor", required=False),
        heading=entry.line("heading", required=False),
        text=entry.block("text"),
        made=entry.time("made"),
        changed=entry.time("changed"),
    )


def _visit(entry: FileEntry) -> Visit:
    return Visit(
        doc=entry.line("doc"),
        title=entry.line("title"),
        at=entry.time("at"),
        day=entry.day("day"),
        anchor=entry.line("anchor", required=False),
    )


def _paper(entry: FileEntry) -> OwnPaper:
    found = paper_of(entry.whole("file", LARGEST))
    if not isinstance(found, OwnPaper):
        raise entry.fault(f"“file” is no paper: {found.reason if isinstance(found, Refusal) else 'unknown'}")
    return found


def _search(entry: FileEntry) -> tuple[str, str]:
    return entry.line("text"), entry.time("at")


@dataclass(frozen=True, slots=True)
class Merge:
    """The steps of an import, and a sentence on it."""

    steps: tuple[Step, ...]
    words: str


def merge(
    incoming: Incoming,
    bookmarks: Bookmarks,
    notes: Notes,
    collections: Collections,
    settings: Choices,
    day: str,
) -> Merge:
    """Plan an import; `day` is written over notes that are joined to one that is there."""
    folders, folder_steps = _folders(incoming, bookmarks.folders())
    marks = _bookmarks(incoming.bookmarks, bookmarks.list(), folders)
    noted = _notes(incoming.notes, notes.list(), day)
    own = settings.own()
    chosen = {key: value for key, value in incoming.settings.items() if key not in own}
    steps = (
        *folder_steps,
        *marks,
        *noted,
        *joined(incoming.collections, collections.all()),
        *(history.upsert(visit) for visit in incoming.visits),
        *(history.upsert_search(text, at) for text, at in incoming.searches),
        *(set_choice(key, value) for key, value in chosen.items()),
    )
    words = f"Imported: {counted(len(marks), 'bookmark')} and {counted(len(noted), 'note')} added or changed"
    return Merge(steps, words + _also(incoming, len(chosen)))


def _also(incoming: Incoming, settings: int) -> str:
    """What came beside bookmarks and notes, to the end of the sentence."""
    visits, searches = len(incoming.visits), len(incoming.searches)
    gathered = len(incoming.collections)
    parts = (
        counted(gathered, "collection") if gathered else "",
        counted(visits, "page read", "pages read") if visits else "",
        counted(searches, "search", "searches") if searches else "",
        counted(settings, "setting") if settings else "",
    )
    listed = ", ".join(part for part in parts if part)
    return f"; merged: {listed}." if listed else "."


def _folders(incoming: Incoming, present: Sequence[Folder]) -> tuple[dict[str, str], list[Step]]:
    ids = {folder.name: folder.id for folder in present}
    steps: list[Step] = []
    for name in (*incoming.folders, *(mark.folder for mark in incoming.bookmarks)):
        if name and name not in ids:
            ids[name] = new_id()
            steps.append(insert_folder(Folder(ids[name], name), len(ids)))
    return ids, steps


def _bookmarks(
    incoming: Sequence[Bookmark], present: Sequence[Bookmark], folders: dict[str, str]
) -> list[Step]:
    known = {(mark.doc, mark.anchor): mark for mark in present}
    steps: list[Step] = []
    for mark in incoming:
        found = known.get((mark.doc, mark.anchor))
        if found is None:
            found = replace(mark, id=new_id(), folder=folders.get(mark.folder, ""))
            steps.append(insert(found, len(known)))
        elif mark.note not in found.note:
            joined = f"{found.note} · {mark.note}" if found.note else mark.note
            found = replace(found, note=line(joined))
            steps.append(("UPDATE bookmarks SET note = ? WHERE id = ?", (found.note, found.id)))
        known[mark.doc, mark.anchor] = found
    return steps


def _notes(incoming: Sequence[Note], present: Sequence[Note], day: str) -> list[Step]:
    known = {(note.doc, note.anchor): note for note in present}
    steps: list[Step] = []
    for note in incoming:
        found = known.get((note.doc, note.anchor))
        joined = replace(note, id=new_id()) if found is None else _joined(found, note, day)
        if note.text.strip() and joined != found:
            steps.append(upsert(joined))
            known[note.doc, note.anchor] = joined
    return steps


def _joined(found: Note, note: Note, day: str) -> Note:
    if note.text in found.text:
        return found
    text = note.text if found.text in note.text else f"{found.text}\n\n— Imported {day} —\n{note.text}"
    if len(text) > BLOCK:
        raise UserDataError(f"The notes on “{note.title}” are too long to join. Nothing was imported.")
    return replace(found, text=text, changed=max(found.changed, note.changed))


Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept and can be exported."""

    bookmarks: Bookmarks
    notes: Notes
    collections: Collections
    history: History
    settings: Choices
    session: Session


def export(
    kept: Kept,
    at: str,
    go_on: GoOn = always,
    parts: Collection[str] = tuple(PARTS),
    papers: Iterable[OwnPaper] = (),
) -> bytes:
    """The file with these parts, in UTF-8. Ids are left out: they mean nothing on another computer."""
    bookmarks, history = kept.bookmarks, kept.history
    names = {folder.id: folder.name for folder in bookmarks.folders()}
    counted = _Counted(go_on)
    marks = [asdict(mark) | {"folder": names.get(mark.folder, "")} for mark in counted(bookmarks.list())]
    document: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "exported": at,
        "folders": [{"name": name} for name in names.values()],
        "bookmarks": [_without_id(mark) for mark in marks],
        "notes": [_without_id(asdict(note)) for note in counted(kept.notes.list())],
        "collections": [
            collection_values(found.name, counted(items)) for found, items in kept.collections.all()
        ],
        "visits": [asdict(visit) for day in history.by_day() for visit in counted(day.visits)],
        "searches": [asdict(search) for search in history.searches()],
        "settings": kept.settings.own(),
        "session": kept.session.load(),
        "papers": [{"file": written(paper)} for paper in counted(papers)],
    }
    for part in PARTS.keys() - set(parts):
        del document[part]
    if "bookmarks" not in parts:
        del document["folders"]
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


def export_collection(name: str, items: Sequence[CollectionItem], at: str) -> bytes:
    """A file of one collection, in UTF-8."""
    listed = [collection_values(name, items)]
    document = {"format": FORMAT, "version": VERSION, "exported": at, "collections": listed}
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8")


def _without_id(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "id"}
