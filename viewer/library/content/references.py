"""references.json: CSL-JSON items checked and numbered, and given out again as CSL-JSON or RIS."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from viewer.errors import Problem
from viewer.library.content import csl, vancouver
from viewer.library.content import guide as guides
from viewer.library.content.csl import CSL_TYPES
from viewer.library.content.guide import Guide
from viewer.library.grade import GRADES, letter_of
from viewer.library.model import Source

FILE = "references.json"
CHECKED = {
    "abstract": "Abstract checked",
    "secondary report": "Secondary report",
    "register": "Register checked",
    "page": "Page checked",
    "not checked": "Source not checked",
}
_PATTERNS = {
    "DOI": re.compile(r"10\.\d{4,9}/\S+"),
    "PMID": re.compile(r"\d{1,8}"),
    "PMCID": re.compile(r"PMC\d+"),
    "URL": re.compile(r"https?://\S+"),
}
_FIELDS = {"id", "author", "issued", "custom", *csl.TEXTS, *_PATTERNS}
_CUSTOM = {"checked", "checked_on", "grade", "guide_numbers", "registry", "note", "as_listed_only"}
_CUT = "et al."
"""Written as a last author where the source names no more of them."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One work: `number` is what a citation shows."""

    key: str
    number: int
    item: Mapping[str, Any]
    line: int
    guide: Guide = guides.NONE
    """Whose list `guide_numbers` and `as_listed_only` are about."""

    @property
    def custom(self) -> Mapping[str, Any]:
        """What only our library says of it."""
        custom: Mapping[str, Any] = self.item.get("custom", {})
        return custom

    @property
    def letter(self) -> str:
        """How far its figures were read, unless a citation says otherwise."""
        return letter_of(str(self.custom.get("grade", "")), str(self.custom.get("checked", "not checked")))

    @property
    def guide_numbers(self) -> tuple[int, ...]:
        """Its numbers in the list of the guide, where the library has one."""
        return tuple(self.custom.get("guide_numbers", ()))

    @property
    def listed_only(self) -> bool:
        """Whether it is listed without ever being cited."""
        return bool(self.custom.get("as_listed_only", False))

    def source(self) -> Source:
        """As shown beside a page."""
        checked = CHECKED[str(self.custom.get("checked", "not checked"))]
        item = self.item
        return Source(
            self.key, self.number, vancouver.short(item), vancouver.full(item), checked, vancouver.year(item)
        )


def parse(text: str, problems: list[Problem], guide: Guide = guides.NONE) -> dict[str, Reference]:
    """Read references.json into numbered references by key, in the order of the file."""
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        problems.append(Problem(FILE, error.lineno, f"broken JSON: {error.msg}"))
        return {}
    except RecursionError:
        problems.append(Problem(FILE, 0, "broken JSON: nested too deeply"))
        return {}
    if not isinstance(items, list):
        problems.append(Problem(FILE, 1, "must be a list of CSL-JSON items"))
        return {}
    lines = _lines(text)
    good: list[tuple[str, dict[str, Any], int]] = []
    seen: set[str] = set()
    for place, item in enumerate(items, 1):
        named = item.get("id") if isinstance(item, dict) else None
        line = lines.get(str(named), 0)
        if not isinstance(item, dict):
            problems.append(Problem(FILE, line, f"item {place} is no object"))
            continue
        known, work = _taken(item, place, seen, guide)
        faults = list(_faults(known, place, seen, guide))
        problems.extend(Problem(FILE, line, fault) for fault in faults)
        problems.extend(Problem(FILE, line, left, warning=True, work=True) for left in work)
        if not faults:
            good.append((str(known["id"]), known, line))
    return _numbered(good, problems, guide)


def _taken(
    item: Mapping[str, Any], place: int, seen: Collection[str], guide: Guide
) -> tuple[dict[str, Any], list[str]]:
    """An item in form, and what is left to do about it."""
    known, passed = csl.in_form(item)
    key, work = known.get("id"), []
    is_key = isinstance(key, str) and csl.KEY.fullmatch(key)
    if not is_key and isinstance(key, (str, int)) and (made := csl.key_for(known, seen)):
        work.append(f"item {place}: its id `{str(key)[:60]}` is no key; cite it as [@{made}] or give it one")
        known["id"] = made
    if passed:
        work.append(f"{known.get('id')}: never shown, so passed over: {', '.join(passed)}")
    if "custom" not in item:
        work.append(f"{known.get('id')}: `custom` with `checked` is missing; taken as not checked")
        known["custom"] = {"checked": "not checked"}
    if "custom" not in item and guide.references and known.pop("URL", None):
        work.append(f"{known.get('id')}: its address is left out; only references of {guide.name} show one")
    return known, work


@dataclass(frozen=True, slots=True)
class Refused:
    """Works that the file may hold but that could not be read: nothing is said of their citations."""

    keys: frozenset[str] = frozenset()
    every: bool = False

    def __contains__(self, key: object) -> bool:
        return self.every or key in self.keys


def refused(text: str | None, good: Mapping[str, Reference]) -> Refused:
    """Name the works of a references.json that came out faulty; every work where none could be read."""
    if text is None or (not good and "".join(text.split()) != "[]"):
        return Refused(every=True)
    return Refused(frozenset(_lines(text)) - good.keys())


def _lines(text: str) -> dict[str, int]:
    """Find the line of each `"id": "key"`; JSON itself tells no lines."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for key in re.findall(r'"id"\s*:\s*"([^"]*)"', line):
            lines.setdefault(key, number)
    return lines


def _faults(item: dict[str, Any], place: int, seen: set[str], guide: Guide) -> Iterator[str]:
    key = item.get("id")
    if not isinstance(key, str) or not csl.KEY.fullmatch(key):
        yield f"item {place}: `id` must be a key of small letters, digits and hyphens, like smith2019"
        key = f"item {place}"
    elif key in seen:
        yield f"the key `{key}` stands twice"
    seen.add(key)
    yield from (f"{key}: {fault}" for fault in _item_faults(item, guide))


def _item_faults(item: dict[str, Any], guide: Guide) -> Iterator[str]:
    yield from (f"unknown field `{name}`" for name in item if name not in _FIELDS)
    for name in csl.TEXTS:
        if name in item and (not isinstance(item[name], str) or not item[name].strip()):
            yield f"`{name}` must be a text"
    if "title" not in item or "type" not in item:
        yield "`type` and `title` are needed"
    elif not isinstance(item["type"], str) or item["type"] not in CSL_TYPES:
        yield f"unknown type `{item['type']}`; one of {', '.join(CSL_TYPES)}"
    for name, pattern in _PATTERNS.items():
        if name in item and not (isinstance(item[name], str) and pattern.fullmatch(item[name])):
            yield f"`{name}` is not written as a {name} is: {item[name]!r}"
    yield from _author_faults(item.get("author", []))
    yield from _date_faults(item.get("issued"))
    yield from _custom_faults(item, guide)


def _author_faults(authors: object) -> Iterator[str]:
    if not isinstance(authors, list):
        yield "`author` must be a list"
        return
    for author in authors:
        texts = isinstance(author, dict) and all(isinstance(value, str) for value in author.values())
        if not texts or not (author.get("family") or author.get("literal")):
            yield "an author needs `family` and `given`, or `literal`"
        elif unknown := set(author) - {"family", "given", "literal", "non-dropping-particle", "suffix"}:
            yield f"unknown field `{unknown.pop()}` of an author"


def _date_faults(issued: object) -> Iterator[str]:
    if issued is None:
        return
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and len(parts) == 1 else None
    good = isinstance(first, list) and 1 <= len(first) <= 3 and all(type(part) is int for part in first)
    if not good or not first or not 1800 <= first[0] <= 2200:
        yield '`issued` must be like {"date-parts": [[2019, 5, 18]]}'


def _custom_faults(item: dict[str, Any], guide: Guide) -> Iterator[str]:
    custom = item.get("custom")
    if not isinstance(custom, dict):
        yield "`custom` with `checked` is needed: how far was this source checked?"
        return
    yield from (f"unknown field `{name}` in custom" for name in custom if name not in _CUSTOM)
    if custom.get("checked") not in CHECKED:
        yield f"`checked` must be one of {', '.join(CHECKED)}"
    elif custom["checked"] != "not checked" and not _is_date(custom.get("checked_on")):
        yield "`checked_on` must be the date of the check, like 2026-11-12"
    numbers = custom.get("guide_numbers", [])
    if "guide_numbers" in custom and not guide.references:
        yield "`guide_numbers` need a [guide] with `references` in library.toml"
    elif not isinstance(numbers, list) or not all(
        type(n) is int and 1 <= n <= guide.references for n in numbers
    ):
        yield f"`guide_numbers` must be a list of numbers from 1 to {guide.references}"
    elif "URL" in item and guide.references and not numbers:
        yield f"an address is printed only for references of {guide.name}"
    registry = custom.get("registry", [])
    if not isinstance(registry, list) or not all(isinstance(number, str) for number in registry):
        yield "`registry` must be a list of trial numbers"
    if not all(isinstance(custom.get(name, ""), str) for name in ("note", "grade")):
        yield "`note` and `grade` must be texts"
    elif "grade" in custom and custom["grade"] not in GRADES:
        yield f"`grade` must be one of {', '.join(GRADES)}, not `{custom['grade']}`"
    if type(custom.get("as_listed_only", False)) is not bool:
        yield "`as_listed_only` must be true or false"


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _numbered(
    items: Iterable[tuple[str, dict[str, Any], int]], problems: list[Problem], guide: Guide
) -> dict[str, Reference]:
    references: dict[str, Reference] = {}
    taken: dict[int, str] = {}
    following = guide.references + 1
    for key, item, line in items:
        numbers = sorted(item["custom"].get("guide_numbers", ()))
        for number in numbers:
            if number in taken:
                problems.append(
                    Problem(FILE, line, f"{key}: guide number {number} belongs to {taken[number]}")
                )
            taken[number] = key
        references[key] = Reference(key, numbers[0] if numbers else following, item, line, guide)
        following += not numbers
    return references


def to_csl(items: Iterable[Mapping[str, Any]]) -> str:
    """CSL-JSON text for other programs; what was checked becomes the note."""
    plain = []
    for item in items:
        known = {name: value for name, value in item.items() if name not in {"author", "custom"}}
        authors = {"author": named} if (named := _named(item)) else {}
        plain.append({**known, **authors, "note": _note(item)})
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def to_ris(items: Iterable[Mapping[str, Any]]) -> str:
    """RIS text, as Zotero, EndNote and Mendeley read it."""
    import rispy  # late: needed for an export only

    class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy is untyped
        def set_header(self, count: int) -> str:
            """No number above a record: some programs take it for a field."""
            return ""

    text: str = rispy.dumps([_ris(item) for item in items], implementation=_Writer)
    return text.lstrip()


def _ris(item: Mapping[str, Any]) -> dict[str, Any]:
    first, _, last = str(item.get("page", "")).replace("–", "-").partition("-")
    entry = {
        "type_of_reference": CSL_TYPES.get(str(item["type"]), "GEN"),
        "id": item["id"],
        "authors": [_ris_name(author) for author in _named(item)],
        "title": item["title"],
        "secondary_title": item.get("container-title"),
        "year": str(vancouver.year(item) or ""),
        "volume": item.get("volume"),
        "number": item.get("issue"),
        "start_page": first,
        "end_page": last,
        "doi": item.get("DOI"),
        "accession_number": item.get("PMID"),
        "publisher": item.get("publisher"),
        "custom2": item.get("PMCID"),
        "urls": _addresses(item),
        "abstract": item.get("abstract"),
        "keywords": [word for word in str(item.get("keyword", "")).split("; ") if word],
        "notes": [_note(item)],
    }
    return {name: value for name, value in entry.items() if value}


def _named(item: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The authors without the one that only says that the list is cut: no program may make a person of it."""
    return [author for author in item.get("author", ()) if author.get("literal") != _CUT]


def _addresses(item: Mapping[str, Any]) -> list[str]:
    """The lasting address first."""
    doi = f"https://doi.org/{item['DOI']}" if "DOI" in item else ""
    return [address for address in (doi, item.get("URL", "")) if address]


def _ris_name(author: Mapping[str, str]) -> str:
    if literal := author.get("literal"):
        return literal
    return f"{author.get('family', '')}, {author.get('given', '')}".strip(", ")


def _note(item: Mapping[str, Any]) -> str:
    """One note: what was checked, whose the title is, that there are more authors than are named."""
    custom = item.get("custom", {})
    is_cut = any(author.get("literal") == _CUT for author in item.get("author", ()))
    parts = (
        str(custom.get("status") or "") or CHECKED.get(str(custom.get("checked")), CHECKED["not checked"]),
        "title in brackets by the compilers of this library" if str(item["title"]).startswith("[") else "",
        *custom.get("registry", ()),
        "and others" if is_cut else "",
    )
    return "; ".join(part for part in parts if part)
