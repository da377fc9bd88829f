"""XML → a small tree: no DTD is read, no entity is made, and its size and depth are bounded."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

_DEEPEST = 200
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = frozenset({"lt", "gt", "amp", "quot", "apos"})
_MOST = 3_000_000
"""Elements of one file."""


class XmlError(Exception):
    """XML that is not read: `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(slots=True, eq=False)
class Element:
    """An element: `children` are texts and elements in their order; names are without a prefix."""

    name: str
    attributes: dict[str, str]
    line: int
    children: "list[Element | str]" = field(default_factory=list)

    def elements(self) -> "Iterator[Element]":
        """The elements right below."""
        return (child for child in self.children if isinstance(child, Element))

    def first(self, *path: str) -> "Element | None":
        """The first element down a path of names."""
        here: Element | None = self
        for name in path:
            here = next((child for child in here.elements() if child.name == name), None) if here else None
        return here

    def every(self, *path: str) -> "list[Element]":
        """All elements down a path of names."""
        here = [self]
        for name in path:
            here = [child for one in here for child in one.elements() if child.name == name]
        return here

    def below(self, name: str) -> "Iterator[Element]":
        """All elements of a name at any depth, in the order of the file."""
        waiting = list(reversed(list(self.elements())))
        while waiting:
            one = waiting.pop()
            if one.name == name:
                yield one
            waiting.extend(reversed(list(one.elements())))

    def text(self, *path: str) -> str:
        """All text below, in one line; of the first element down a path."""
        found = self.first(*path) if path else self
        return " ".join("".join(found.texts()).split()) if found else ""

    def texts(self) -> Iterator[str]:
        """All texts below, in order."""
        waiting: list[Element | str] = list(reversed(self.children))
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                yield one
            else:
                waiting.extend(reversed(one.children))


class _Maker:
    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self._texts: list[str] = []
        self._parser = parser = expat.ParserCreate(encoding="utf-8")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        parser.ExternalEntityRefHandler = lambda *_: 0

    def parse(self, text: str) -> Element:
        try:
            self._parser.Parse(text.encode("utf-8"), True)
        except expat.ExpatError as error:
            raise XmlError(error.lineno, f"broken XML ({expat.ErrorString(error.code)})") from error
        if self.root is None:
            raise XmlError(1, "broken XML: there is no element")
        return self.root

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST:
            raise XmlError(self._line, f"elements are nested more than {_DEEPEST} deep")
        if self._count > _MOST:
            raise XmlError(self._line, f"more than {_MOST:,} elements")
        one = Element(name.rpartition(":")[2], attributes, self._line)
        if self._open:
            self._open[-1].children.append(one)
        else:
            self.root = one
        self._open.append(one)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: bool) -> None:
        if internal:
            raise XmlError(self._line, "it brings a DTD of its own, which is not read; save it without one")

    def _entity(self, *_: object) -> None:
        raise XmlError(self._line, "it declares entities, which are not read")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        raise XmlError(self._line, f"the entity {'%' if is_parameter else '&'}{name}; is not known")


def parse(text: str) -> Element:
    """The root element; raises XmlError for what is broken, too deep, too large, or has a DTD inside."""
    text = text.lstrip(" \t")
    first = len(text) - len(text.lstrip())
    text = text[first:]
    head, mark, rest = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
    lines = "\n" * (
        first + head.count("\n")
    )  # the text is decoded already, so its own word on that is left out
    return _Maker().parse(lines + _NAMED.sub(_letter, rest if mark or not head else text))


def _letter(match: re.Match[str]) -> str:
    """The named letters of HTML, as `&nbsp;`: files of publishers use them without saying what they are."""
    return match[0] if match[1] in _OWN else html.unescape(match[0])
