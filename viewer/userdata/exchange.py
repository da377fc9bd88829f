"""A file to be imported, hostile until checked: all of it is sound, or none of it is taken."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from viewer.errors import UserDataError
from viewer.userdata.records import Bookmark, Note, Visit
from viewer.userdata.settings import BY_KEY, SettingValue
from viewer.userdata.texts import BLOCK, LINE, block, line, stamp

FORMAT = "wardshelf-reader"
VERSION = 1
LARGEST = 50_000_000
"""Bytes of a file."""
MOST = 50_000
"""Entries of each kind."""
GoOn = Callable[[int], bool]
"""Told how many entries are done, it says whether to go on."""


def always(_: int) -> bool:
    """Go on to the end."""
    return True


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a sound file holds. Bookmarks carry the name of their folder; nothing carries an id."""

    folders: tuple[str, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    notes: tuple[Note, ...] = ()
    visits: tuple[Visit, ...] = ()
    searches: tuple[tuple[str, str], ...] = ()
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    session: Mapping[str, Any] = field(default_factory=dict)


def read(path: Path, go_on: GoOn = always) -> Incoming:
    """Read and check a file; UserDataError says what is wrong with it, or that `go_on` said no."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise UserDataError(f"{path.name} cannot be read: {error.strerror}.") from error
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
    entries = _Entries(found, go_on)
    return Incoming(
        folders=tuple(entry.line("name") for entry in entries("folders")),
        bookmarks=tuple(map(_bookmark, entries("bookmarks"))),
        notes=tuple(map(_note, entries("notes"))),
        visits=tuple(map(_visit, entries("visits"))),
        searches=tuple(map(_search, entries("searches"))),
        settings={
            key: value
            for key, value in _mapping(found, "settings").items()
            if key in BY_KEY and BY_KEY[key].accepts(value)
        },
        session=_mapping(found, "session"),
    )


class _Entries:
    """The lists of a file, entry by entry, counted over all lists."""

    def __init__(self, found: dict[str, Any], go_on: GoOn) -> None:
        self._found, self._go_on = found, go_on
        self._done = 0

    def __call__(self, name: str) -> Iterator["_Entry"]:
        listed = self._found.get(name, [])
        if not isinstance(listed, list) or len(listed) > MOST:
            raise UserDataError(f"“{name}” must be a list of at most {MOST} entries. Nothing was imported.")
        for number, entry in enumerate(listed, 1):
            self._done += 1
            if not self._go_on(self._done):
                raise UserDataError("Stopped. Nothing was imported.")
            yield _Entry(entry, f"{name}, entry {number}")


def _mapping(found: dict[str, Any], name: str) -> dict[str, Any]:
    value = found.get(name, {})
    if not isinstance(value, dict):
        raise UserDataError(f"“{name}” must hold names and values. Nothing was imported.")
    return value


class _Entry:
    """One entry of a list, asked for its fields."""

    def __init__(self, values: object, where: str) -> None:
        self._where = where
        if not isinstance(values, dict):
            raise self._fault("must hold names and values")
        self._values = values

    def line(self, name: str, required: bool = True) -> str:
        text = line(self._text(name, LINE))
        if required and not text:
            raise self._fault(f"“{name}” is missing")
        return text

    def block(self, name: str) -> str:
        return block(self._text(name, BLOCK))

    def time(self, name: str) -> str:
        return self._parsed(name, lambda text: stamp(datetime.fromisoformat(text)))

    def day(self, name: str) -> str:
        return self._parsed(name, lambda text: date.fromisoformat(text).isoformat())

    def _parsed(self, name: str, parse: Callable[[str], str]) -> str:
        try:
            return parse(self._text(name, LINE))
        except (ValueError, OverflowError) as error:
            raise self._fault(f"“{name}” is no date") from error

    def _text(self, name: str, limit: int) -> str:
        value = self._values.get(name, "")
        if not isinstance(value, str) or len(value) > limit:
            raise self._fault(f"“{name}” must be text of at most {limit} characters")
        return value

    def _fault(self, what: str) -> UserDataError:
        return UserDataError(f"{self._where}: {what}. Nothing was imported.")


def _bookmark(entry: _Entry) -> Bookmark:
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


def _note(entry: _Entry) -> Note:
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


def _visit(entry: _Entry) -> Visit:
    return Visit(
        doc=entry.line("doc"),
        title=entry.line("title"),
        at=entry.time("at"),
        day=entry.day("day"),
        anchor=entry.line("anchor", required=False),
    )


def _search(entry: _Entry) -> tuple[str, str]:
    return entry.line("text"), entry.time("at")
