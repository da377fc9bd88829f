"""What a reader of a form gives back: a paper, or a place that it did not understand."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MOST = 20_000
"""Records of one file."""
LARGEST = 50_000_000
"""Bytes of one file."""
DEEPEST = 100
"""Elements or braces within one another."""


class PaperPart(NamedTuple):
    """A piece of a paper under its heading; `text` is paragraphs parted by an empty line, lists by `- `."""

    heading: str
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """One paper: `item` is CSL-JSON without an id, `more` what the form says beside it, by its own names."""

    item: Mapping[str, Any]
    parts: tuple[PaperPart, ...] = ()
    registry: tuple[str, ...] = ()
    is_machine: bool = False
    """True where a machine wrote the summary."""
    more: tuple[tuple[str, str], ...] = ()
    line: int = 0
    form: str = ""
    labels: tuple[str, ...] = ()
    note: str = ""
    origin: str = ""
    """Name of the file it came from."""
    added: str = ""
    """ISO date."""
    key: str = ""

    @property
    def title(self) -> str:
        """The title, never empty."""
        return str(self.item.get("title") or "")

    @property
    def year(self) -> int | None:
        """The year in which it appeared, where that is known."""
        issued = self.item.get("issued")
        parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
        first = parts[0][0] if parts and parts[0] else None
        return first if isinstance(first, int) else None

    @property
    def authors(self) -> tuple[str, ...]:
        """`Example David A`, or the name of a group."""
        return tuple(map(full_name, self.item.get("author", ())))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record, or a stretch of a file, that was not understood; lines count from 1."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Passed:
    """Lines that stand outside every record, such as a search strategy: told, not taken."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What was not taken, and why; `line` is 0 where the file could not be opened."""

    file: str
    line: int
    reason: str

    @property
    def place(self) -> str:
        """`export.ris:12`."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


Found = OwnPaper | Refusal | Passed
Reading = Iterator[Found]


@dataclass(slots=True)
class Filled:
    """A paper as it is put together, field by field."""

    item: dict[str, Any] = field(default_factory=dict)
    parts: list[PaperPart] = field(default_factory=list)
    registry: list[str] = field(default_factory=list)
    more: list[tuple[str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Keywords, beside those that `item` has."""

    def put(self, name: str, value: str) -> None:
        """Set a field that is still empty; what comes twice and differs is kept beside."""
        if value and not self.item.get(name):
            self.item[name] = value
        elif value and self.item[name] != value:
            self.more.append((name, value))

    def finish(self, form: str, line: int, *, is_machine: bool = False) -> Found:
        """The paper; without a title, a refusal that says so."""
        if not str(self.item.get("title") or "").strip():
            return Refusal(line, "a record without a title")
        self.item.setdefault("type", "document")
        registry = tuple(dict.fromkeys(self.registry))
        if words := "; ".join(filter(None, (self.item.get("keyword", ""), *self.words))):
            self.item["keyword"] = words
        parts = tuple(
            PaperPart(" ".join(clean(part.heading).split()), clean(part.text).strip("\n"), part.level)
            for part in self.parts
            if part.text.strip() or part.heading.strip()
        )
        more = tuple((clean(name), clean(value)) for name, value in self.more)
        return OwnPaper(cleaned(self.item), parts, registry, is_machine, more, line, form)


_GONE = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Text with `\\n` at the end of lines, letters composed, no control characters, no halves of a pair."""
    if text.isascii() and text.isprintable():
        return text
    text = _GONE.sub("", _ENDS.sub("\n", text).replace("\f", " "))
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))


def cleaned(value: Any) -> Any:  # noqa: ANN401 - whatever a form may hold
    """Lists and mappings with every text in them cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(one) for one in value]
    if isinstance(value, dict):
        return {clean(str(name)): cleaned(one) for name, one in value.items()}
    return value


def full_name(author: Mapping[str, str]) -> str:
    """`van der Example David A Jr`, or the name of a group."""
    if literal := author.get("literal"):
        return literal
    names = ("non-dropping-particle", "family", "given", "suffix")
    return " ".join(author[name] for name in names if author.get(name))
