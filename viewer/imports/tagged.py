"""Forms of a tag a line (RIS, MEDLINE, Cochrane, Refer): lines → records of tags and values, none lost."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from viewer.imports.record import MOST, Filled, Found, OwnPaper, Passed, Reading, Refusal
from viewer.prose import counted

_SHOWN = 60


class TagLine(NamedTuple):
    """A tag, its value with the lines that belong to it, and where it stands."""

    tag: str
    value: str
    line: int


@dataclass(slots=True)
class TagRecord:
    """The fields between the beginning and end of a record."""

    line: int
    is_open: bool = True
    """False for fields that stand outside a record."""
    fields: list[TagLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TagForm:
    """How one form writes tags."""

    name: str
    tag: re.Pattern[str]
    """Its first group is the tag, its second what follows."""
    known: frozenset[str]
    first: frozenset[str]
    """Tags that begin a record."""
    last: str = ""
    """The tag that ends one, where it has no value."""
    outside: re.Pattern[str] | None = None
    """Lines that stand between records."""
    titles: frozenset[str] = frozenset()
    blank_ends: bool = False
    """True where a record may begin after an empty line with any tag."""


class _Cutter:
    """Cuts lines into records."""

    def __init__(self, dialect: TagForm) -> None:
        self._dialect = dialect
        self._group: TagRecord | None = None
        self._tag, self._line, self._lines = "", 0, list[str]()
        self._blank = True

    def cut(self, text: str) -> Iterator[TagRecord | Passed]:
        """Every record and every stretch outside of them, in order."""
        for number, line in enumerate(text.split("\n"), 1):
            yield from self._take(number, line)
        yield from self._end()

    def _take(self, number: int, line: str) -> Iterator[TagRecord | Passed]:
        dialect = self._dialect
        if not line.strip():
            self._blank = True
            if self._tag:
                self._lines.append("")
            return
        match = dialect.tag.match(line)
        tag = match[1].strip() if match else ""
        value = match[2].strip() if match else ""
        if dialect.outside and dialect.outside.match(line):
            yield from self._end()
            yield Passed(number, line.strip())
        elif tag == dialect.last and tag and not value:
            yield from self._end()
        elif tag in dialect.known and tag != dialect.last:
            yield from self._begin(number, tag)
            self._close_field()
            self._tag, self._line, self._lines = tag, number, [value]
        elif self._group is None:
            yield Passed(number, line.strip())
        elif self._tag:
            self._lines.append(line.strip())
        self._blank = False

    def _begin(self, number: int, tag: str) -> Iterator[TagRecord | Passed]:
        """Begin a record where this tag does; the former one may have no end."""
        first = tag in self._dialect.first
        again = self._blank and self._dialect.blank_ends and self._has(tag) and not first
        if first or again:
            yield from self._end()
        if self._group is None:
            self._group = TagRecord(number, first)

    def _has(self, tag: str) -> bool:
        """Whether the record under way has begun with this tag: an export without numbers of records."""
        group = self._group
        return group is not None and bool(group.fields or self._tag) and self._first_tag(group) == tag

    def _first_tag(self, group: TagRecord) -> str:
        return group.fields[0].tag if group.fields else self._tag

    def _close_field(self) -> None:
        if self._tag and self._group is not None:
            self._group.fields.append(TagLine(self._tag, "\n".join(self._lines).strip(), self._line))
        self._tag, self._lines = "", []

    def _end(self) -> Iterator[TagRecord | Passed]:
        self._close_field()
        group, self._group = self._group, None
        if group is None:
            return
        if group.is_open or any(one.tag in self._dialect.titles for one in group.fields):
            yield group
        else:
            yield from (Passed(one.line, f"{one.tag}: {one.value}") for one in group.fields)


def records(text: str, dialect: TagForm, paper: Callable[[TagRecord], Found]) -> Reading:
    """Read every record of a text; what stands outside of them is told, a stretch a line."""
    count, passed = 0, Stretch()
    for found in _Cutter(dialect).cut(text):
        if isinstance(found, Passed):
            passed.add(found)
            continue
        yield from passed.told()
        count += 1
        if count > MOST:
            yield Refusal(found.line, f"more than {MOST:,} records in one file; divide it")
            return
        yield paper(found)
    yield from passed.told()


class Stretch:
    """Lines one after another that belong to no record, told as one."""

    def __init__(self) -> None:
        self._lines: list[Passed] = []

    def add(self, line: Passed) -> None:
        """Take a line in."""
        self._lines.append(line)

    def told(self) -> Iterator[Passed]:
        """One entry for what was taken in."""
        if self._lines:
            first, more = self._lines[0], len(self._lines) - 1
            text = first.text[:_SHOWN] + ("…" if len(first.text) > _SHOWN else "")
            yield Passed(first.line, text + (f" and {counted(more, 'more line')}" if more else ""))
            self._lines = []


def keep(draft: Filled, fields: list[TagLine]) -> None:
    """Keep beside the paper what no field of it takes."""
    draft.more += [(one.tag, one.value) for one in fields if one.value]


__all__ = ["OwnPaper", "TagForm", "TagLine", "TagRecord", "keep", "records"]
