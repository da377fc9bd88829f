"""Entries of a file from elsewhere, hostile until checked: each fault says where, and stops the import."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from viewer.errors import UserDataError
from viewer.userdata.texts import BLOCK, LINE, block, line, stamp

MOST = 50_000
"""Entries of each kind."""
GoOn = Callable[[int], bool]
"""Told how many entries are done, it says whether to go on."""


class FileEntries:
    """The lists of a file, entry by entry, counted over all lists."""

    def __init__(self, found: dict[str, Any], go_on: GoOn) -> None:
        self._found, self._go_on = found, go_on
        self._done = 0

    def __call__(self, name: str) -> Iterator["FileEntry"]:
        """The entries of a list of the file."""
        listed = self._found.get(name, [])
        if not isinstance(listed, list) or len(listed) > MOST:
            raise UserDataError(f"“{name}” must be a list of at most {MOST} entries. Nothing was imported.")
        for number, entry in enumerate(listed, 1):
            self._count()
            yield FileEntry(entry, f"{name}, entry {number}", self._count)

    def _count(self) -> None:
        self._done += 1
        if not self._go_on(self._done):
            raise UserDataError("Stopped. Nothing was imported.")


class FileEntry:
    """One entry of a list, asked for its fields."""

    def __init__(self, values: object, where: str, go_on: Callable[[], None]) -> None:
        self._where, self._go_on = where, go_on
        if not isinstance(values, dict):
            raise self._fault("must hold names and values")
        self._values = values

    def entries(self, name: str) -> Iterator["FileEntry"]:
        """The entries of a list within this one, counted with all others."""
        listed = self._values.get(name, [])
        if not isinstance(listed, list) or len(listed) > MOST:
            raise self._fault(f"“{name}” must be a list of at most {MOST} entries")
        for number, entry in enumerate(listed, 1):
            self._go_on()
            yield FileEntry(entry, f"{self._where}, {name} {number}", self._go_on)

    def line(self, name: str, required: bool = True) -> str:
        """A field of one line."""
        text = line(self._text(name, LINE))
        if required and not text:
            raise self._fault(f"“{name}” is missing")
        return text

    def block(self, name: str) -> str:
        """A field of several lines, empty where it is missing."""
        return block(self._text(name, BLOCK))

    def time(self, name: str) -> str:
        """A field that is a time, in UTC."""
        return self._parsed(name, lambda text: stamp(datetime.fromisoformat(text)))

    def day(self, name: str) -> str:
        """A field that is a date."""
        return self._parsed(name, lambda text: date.fromisoformat(text).isoformat())

    def whole(self, name: str, limit: int) -> str:
        """A field as it stands, of at most `limit` characters."""
        return self._text(name, limit)

    def fault(self, what: str) -> UserDataError:
        """An error that says where and `what`, to be raised."""
        return self._fault(what)

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
