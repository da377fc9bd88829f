"""A document as people write it: an id, fields with the line they stand on, and Markdown."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A value within a nested field: a text, a mapping or a list of them, with its line."""

    value: "str | Mapping[str, Entry] | tuple[Entry, ...]"
    line: int


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the front matter: one text, or several; `line` counts from 1 in its file."""

    values: tuple[str, ...]
    line: int
    is_list: bool = False
    entries: tuple[Entry, ...] = ()
    """Of a nested field alone, which has no values."""

    @property
    def text(self) -> str:
        """The values as one text."""
        return "; ".join(self.values)


@dataclass(frozen=True, slots=True)
class Document:
    """A page of a content folder before it is rendered."""

    id: str
    kind: str
    file: str
    fields: Mapping[str, Field]
    body: str
    body_line: int
    """Lines of the file that stand before the body."""

    def text(self, name: str) -> str:
        """A field as one text, empty where it is missing."""
        field = self.fields.get(name)
        return field.text if field else ""

    def values(self, name: str) -> tuple[str, ...]:
        """A field as several texts, none where it is missing."""
        field = self.fields.get(name)
        return field.values if field else ()

    def entries(self, name: str) -> tuple[Entry, ...]:
        """What a nested field lists, none where it is missing."""
        field = self.fields.get(name)
        return field.entries if field else ()

    def line(self, name: str) -> int:
        """The line of a field, 1 where it is missing."""
        field = self.fields.get(name)
        return field.line if field else 1

    def number(self, name: str) -> int | None:
        """A field as a whole number, None where it is missing or is none."""
        text = self.text(name)
        return int(text) if text.isdecimal() and len(text) < 10 else None

    @property
    def order(self) -> int:
        """Place in its list; documents without one come last."""
        order = self.number("order")
        return 1_000_000 if order is None else order
