"""BibTeX and BibLaTeX, as Zotero, JabRef, publishers and people write it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from viewer.imports import names, plain
from viewer.imports.latex import plain_text
from viewer.imports.record import DEEPEST, MOST, Filled, Found, PaperPart, Passed, Reading, Refusal

_ENTRY = re.compile(r"@[ \t]*([A-Za-z]+)[ \t\n]*([{(])")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_KEY = re.compile(r"\s*([^\s,{}()=]*)\s*(?:,|(?=[})]))")
_BARE = re.compile(r"[^\s,#{}()\"]+")
_MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)
_TYPES = {
    "article": "article-journal",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "mvbook": "book",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "proceedings": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "online": "webpage",
    "electronic": "webpage",
    "dataset": "dataset",
    "unpublished": "manuscript",
    "collection": "book",
}
_TEXTS = {
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "shortjournal": "container-title-short",
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "pages": "page",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "language": "language",
    "langid": "language",
    "edition": "edition",
    "series": "collection-title",
    "eid": "number",
}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(slots=True)
class BibEntry:
    """An entry as it is written."""

    kind: str
    key: str
    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)


class _EntryError(Exception):
    """An entry that cannot be read, with the place where that shows."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(reason)
        self.place = place


def read(text: str) -> Reading:
    """Every entry of a BibTeX file; text between entries is a comment by the form's own rule."""
    strings = {name: name.capitalize() for name in _MONTHS}
    count, line, counted, place = 0, 1, 0, 0
    while entry := _ENTRY.search(text, place):
        line += text.count("\n", counted, entry.start())
        counted = entry.start()
        count += 1
        if count > MOST:
            yield Refusal(line, f"more than {MOST:,} records in one file; divide it")
            return
        kind = entry[1].lower()
        if kind == "comment":
            place = _behind_comment(text, entry)
            continue
        try:
            found, place = _entry(text, entry, line, strings)
        except _EntryError as fault:
            yield Refusal(line + text.count("\n", entry.start(), fault.place), str(fault))
            place = _next(text, entry.end())
            continue
        if found:
            yield _paper(found)
    yield from ()


def _behind_comment(text: str, entry: re.Match[str]) -> int:
    """The place behind a comment in braces; one that is never closed ends with its mark."""
    if entry[2] == "{":
        with suppress(_EntryError):
            return _delimited(text, entry.end() - 1)[1]
    return entry.end()


def _next(text: str, place: int) -> int:
    """Where reading goes on after an entry that is broken: the next one at the beginning of a line."""
    found = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE).search(text, place)
    return found.start() if found else len(text)


def _entry(
    text: str, entry: re.Match[str], line: int, strings: dict[str, str]
) -> tuple[BibEntry | None, int]:
    kind, place = entry[1].lower(), entry.end()
    if kind == "preamble":
        _, place = _value(text, place, strings)
        return None, place
    if kind == "string":
        name, value, place = _field(text, place, strings)
        strings[name] = value
        return None, place
    key = _KEY.match(text, place)
    if not key:
        raise _EntryError(place, f"@{entry[1]} has no key before its fields")
    found = BibEntry(kind, key[1], line)
    place = key.end()
    while _FIELD.match(text, place):
        name, value, place = _field(text, place, strings)
        found.fields.append((name, value))
    behind = re.compile(r"[\s,]*").match(text, place)
    place = behind.end() if behind else place
    if not text.startswith(("}", ")"), place):
        raise _EntryError(
            min(place, len(text) - 1),
            f"the entry {found.key or '@' + entry[1]} is not closed or has a field without `=`",
        )
    return found, place + 1


def _field(text: str, place: int, strings: dict[str, str]) -> tuple[str, str, int]:
    match = _FIELD.match(text, place)
    if not match:
        raise _EntryError(place, "a field needs a name and `=`")
    value, place = _value(text, match.end(), strings)
    return match[1].lower(), value, place


def _value(text: str, place: int, strings: dict[str, str]) -> tuple[str, int]:
    """Pieces joined by `#`: in braces, in quotation marks, or a name of a @string."""
    pieces = []
    space = re.compile(r"\s*")
    while True:
        place = space.match(text, place).end()  # type: ignore[union-attr]
        if text.startswith(("{", '"'), place):
            piece, place = _delimited(text, place)
        elif bare := _BARE.match(text, place):
            piece, place = strings.get(bare[0].lower(), bare[0]), bare.end()
        else:
            raise _EntryError(min(place, len(text) - 1), "a field has no value")
        pieces.append(piece)
        place = space.match(text, place).end()  # type: ignore[union-attr]
        if not text.startswith("#", place):
            return "".join(pieces)[:1_000_000], place
        place += 1


def _delimited(text: str, start: int) -> tuple[str, int]:
    quoted, depth, place = text[start] == '"', 0, start + 1
    for mark in _MARK.finditer(text, place):
        if mark[0] == "{":
            depth += 1
            if depth > DEEPEST:
                raise _EntryError(mark.start(), f"braces more than {DEEPEST} deep")
        elif mark[0] == "}":
            if depth == 0:
                if quoted:
                    raise _EntryError(mark.start(), "a brace is closed that was never opened")
                return text[place : mark.start()], mark.end()
            depth -= 1
        elif mark[0] == '"' and quoted and depth == 0:
            return text[place : mark.start()], mark.end()
    raise _EntryError(start, "a value is never closed")


def _paper(entry: BibEntry) -> Found:
    draft = Filled({"type": _TYPES.get(entry.kind, "document")})
    dates: dict[str, str] = {}
    for name, value in entry.fields:
        if name in ("author", "editor"):
            draft.item.setdefault(name, []).extend(authors(value))
        elif name in ("year", "month", "date", "day", "subtitle"):
            dates.setdefault(name, plain.one_line(plain_text(value)))
        else:
            _take(draft, name, value)
    if subtitle := dates.pop("subtitle", ""):
        draft.item["title"] = f"{draft.item.get('title', '')}: {subtitle}".strip(": ")
    _date(draft, dates)
    draft.registry += plain.registered(value for _, value in entry.fields)
    return draft.finish("BibTeX", entry.line)


def _take(draft: Filled, name: str, value: str) -> None:
    text = plain.one_line(plain_text(value))
    if name in ("title", "shorttitle"):
        draft.put("title" if name == "title" else "title-short", text)
    elif name in _TEXTS:
        draft.put(_TEXTS[name], text.replace("–", "-") if name == "pages" else text)
    elif name == "abstract":
        draft.parts.append(PaperPart("Abstract", plain.paragraphs(plain_text(value))))
    elif name in ("keywords", "keyword"):
        draft.put("keyword", text)
    elif name == "doi":
        draft.put("DOI", plain.doi_of(value.replace("\\_", "_").replace("{", "").replace("}", "")))
        _unless(draft, "DOI", name, text)
    elif name == "pmid":
        draft.put("PMID", plain.pmid_of(text))
        _unless(draft, "PMID", name, text)
    elif name in ("pmcid", "pmc"):
        draft.put("PMCID", plain.pmcid_of(text if text.upper().startswith("PMC") else f"PMC{text}"))
    elif name == "url" and re.match(r"https?://\S+$", address := value.strip().replace("\\", "")):
        draft.put("URL", address)
        if "DOI" not in draft.item and "doi.org/" in address:
            draft.put("DOI", plain.doi_of(address))
    elif text:
        draft.more.append((name, text))


def _unless(draft: Filled, field_name: str, name: str, text: str) -> None:
    """Keep beside what was written for an identifier and is none."""
    if field_name not in draft.item and text:
        draft.more.append((name, text))


def _date(draft: Filled, dates: dict[str, str]) -> None:
    written = dates.get("date") or dates.get("year", "")
    parts = plain.date_of(written)
    if len(parts) == 1 and "month" in dates:
        month = dates["month"]
        named = plain.date_of(f"{dates.get('day', '')} {month} {parts[0]}".strip())
        if len(named) > 1:
            parts = named
        elif month.isdecimal() and 1 <= int(month[:4]) <= 12:
            parts = [parts[0], int(month)]
    if parts:
        draft.item["issued"] = {"date-parts": [parts]}
    elif written:
        draft.more.append(("year", written))


def authors(value: str) -> Iterator[names.Name]:
    """`Last, First and {A TagRecord} and First von Last`; `others` says only that there are more."""
    for piece in _parted(" ".join(value.split())):
        text = plain_text(piece).strip()
        if text.lower() in ("others", "et al.", "et al", ""):
            if text:
                yield names.group("et al.")
        elif piece.startswith("{") and piece.endswith("}") and _is_one(piece):
            yield names.group(text)
        elif "," in piece:
            if name := _with_particle(piece):
                yield name
        else:
            yield _first_last(piece)


def _parted(value: str) -> Iterator[str]:
    """Cut at `and` outside of braces."""
    depth, start = 0, 0
    for mark in re.finditer(r"\\.|[{}]|\s+and\s+", value, re.IGNORECASE):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth = max(0, depth - 1)
        elif mark[0][0] != "\\" and depth == 0:
            yield value[start : mark.start()].strip()
            start = mark.end()
    yield value[start:].strip()


def _is_one(piece: str) -> bool:
    """Whether the brace at its beginning is closed only at its end."""
    depth = 0
    for mark in re.finditer(r"\\.|[{}]", piece):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0 and mark.end() < len(piece):
            return False
    return True


def _with_particle(piece: str) -> names.Name | None:
    return names.with_comma(plain_text(piece))


def _first_last(piece: str) -> names.Name:
    """`Ludwig van Beethoven`: what begins with small letters, and the last word, are the family's name."""
    words = [
        plain_text(word)
        for word in re.findall(r"(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\\.|[^\s{}])+|[{}]", piece)
    ]
    words = [word for word in words if word.strip()]
    if len(words) < 2:
        return names.group(" ".join(words)) if not words or " " in words[0] else names.person(words[0])
    small = next((place for place, word in enumerate(words[1:-1], 1) if word[:1].islower()), len(words) - 1)
    return names.person(" ".join(words[small:]), " ".join(words[:small]))


__all__ = ["Passed", "authors", "read"]
