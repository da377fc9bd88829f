"""CSL-JSON as reference managers and registries export it → the form in which references.json is checked.

Nothing is invented: what is written otherwise is brought into form, what a page never shows is passed
over and named, and what cannot be read stays as it is for the checks to refuse.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from viewer import paths

CSL_TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "webpage": "ELEC",
    "post-weblog": "BLOG", "post": "ELEC", "report": "RPRT", "book": "BOOK", "chapter": "CHAP",
    "paper-conference": "CPAPER", "thesis": "THES", "dataset": "DATA", "document": "GEN", "article": "GEN",
    "bill": "BILL", "broadcast": "VIDEO", "classic": "CLSWK", "collection": "GEN", "entry": "GEN",
    "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "event": "GEN", "figure": "FIGURE",
    "graphic": "ART", "hearing": "HEAR", "interview": "PCOMM", "legal_case": "CASE", "legislation": "STAT",
    "manuscript": "UNPB", "map": "MAP", "motion_picture": "VIDEO", "musical_score": "MUSIC",
    "pamphlet": "PAMP", "patent": "PAT", "performance": "GEN", "periodical": "JFULL",
    "personal_communication": "PCOMM", "regulation": "STAT", "review": "JOUR", "review-book": "JOUR",
    "software": "COMP", "song": "SOUND", "speech": "GEN", "standard": "STAND", "treaty": "GEN",
}  # fmt: skip
"""Types of CSL-JSON → types of RIS."""
_OTHER_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference",
    "book-chapter": "chapter",
    "posted-content": "article", "monograph": "book", "edited-book": "book", "reference-book": "book",
    "dissertation": "thesis", "reference-entry": "entry", "journal": "periodical",
    "peer-review": "review", "report-component": "report", "component": "document", "other": "document",
}  # fmt: skip
"""What registries of DOIs call the types."""
TEXTS = (
    "type", "title", "container-title", "container-title-short", "volume", "issue", "page",
    "publisher", "publisher-place", "language", "note",
)  # fmt: skip
_OTHER_NAMES = {
    "journalAbbreviation": "container-title-short", "short-container-title": "container-title-short",
    "published": "issued", "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "url": "URL",
}  # fmt: skip
NUMBERS = ("DOI", "PMID", "PMCID", "URL")


@cache
def _passed_over() -> frozenset[str]:
    """The names in resources/words/csl-fields.txt: standard fields that no page of a library shows."""
    text = (paths.resources() / "words" / "csl-fields.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


_NAME_FIELDS = frozenset({"family", "given", "literal", "non-dropping-particle", "suffix"})
_MARKUP = re.compile(r"(?i)</?(?:i|b|em|strong|sub|sup|sc|span|scp|jats:[a-z-]+)(?:\s[^<>]*)?>")
_DOI = re.compile(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")
_PREFIX = {"PMID": re.compile(r"(?i)^(?:pmid:?\s*|https?://pubmed\.ncbi\.nlm\.nih\.gov/)"),
           "PMCID": re.compile(r"(?i)^pmcid:?\s*")}  # fmt: skip
_NOTED = re.compile(r"(?im)^\s*(PMID|PMCID|DOI):\s*(\S+)\s*$")
_YEAR = re.compile(r"(?<!\d)(1[89]|2[01])\d\d(?!\d)")
KEY = re.compile(r"[a-z0-9][a-z0-9-]*")


def in_form(item: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Bring an item into form; gives it with the names of standard fields that are passed over."""
    names = {name: _OTHER_NAMES.get(name, name) for name in item}
    passed = sorted(name for name in item if names[name] in _passed_over())
    found = {}
    for name, value in item.items():
        ours = names[name]
        if name in passed or value in (None, "", []) or (ours != name and ours in item):
            continue
        found[ours] = _value(ours, value)
    _from_note(found)
    if isinstance(kind := found.get("type"), str):
        found["type"] = _OTHER_TYPES.get(kind, kind)
    return {name: value for name, value in found.items() if value not in ("", [])}, passed


def _value(name: str, value: Any) -> Any:  # noqa: ANN401  (whatever JSON holds: the checks judge it)
    if name in TEXTS or name in NUMBERS:
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            value = value[0]  # registries give titles as lists of one
        if type(value) is int and (name not in ("type", "title")):
            value = str(value)
    if name in ("title", "container-title") and isinstance(value, str):
        return " ".join(_MARKUP.sub("", value).split())
    if name == "DOI" and isinstance(value, str):
        return _DOI.sub("", value.strip()).rstrip(".,;")
    if name in _PREFIX and isinstance(value, str):
        return _PREFIX[name].sub("", value.strip()).rstrip("/.")
    if name == "author" and isinstance(value, list):
        return [_name(author) for author in value]
    return _date(value) if name == "issued" else value


def _name(author: object) -> object:
    """A name with the fields that are shown; what else is told of a person is left out."""
    if not isinstance(author, dict):
        return author
    if "name" in author and "literal" not in author:
        author = {**author, "literal": author["name"]}
    if "dropping-particle" in author and "non-dropping-particle" not in author:
        author = {**author, "non-dropping-particle": author["dropping-particle"]}
    return {name: value for name, value in author.items() if name in _NAME_FIELDS and value != ""}


def _date(value: object) -> object:
    """`date-parts` as numbers: the first date of a span; a date in words gives its year, if it has one."""
    if not isinstance(value, dict):
        return value
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        first = [int(part) if isinstance(part, str) and part.isdecimal() else part for part in parts[0]]
        while first and first[-1] is None:
            first.pop()
        return {"date-parts": [first]} if first else ""
    said = value.get("raw") or value.get("literal")
    if isinstance(said, str):
        year = _YEAR.search(said)
        return {"date-parts": [[int(year[0])]]} if year else ""
    return value


def _from_note(item: dict[str, Any]) -> None:
    """Numbers that a reference manager writes into the note for want of a field."""
    note = item.get("note")
    if not isinstance(note, str):
        return
    for name, number in _NOTED.findall(note):
        item.setdefault(name.upper(), _value(name.upper(), number))
    item["note"] = _NOTED.sub("", note).strip()


def key_for(item: Mapping[str, Any], taken: Collection[str]) -> str:
    """A key made of surname and year, as `smith2019` or `smith2019b`; empty where neither is known."""
    authors, issued = item.get("author"), item.get("issued")
    first = authors[0] if isinstance(authors, list) and authors and isinstance(authors[0], dict) else {}
    surname = _letters(str(first.get("family") or first.get("literal") or item.get("title") or ""))
    stem = f"{surname[:30]}{_year_of(issued)}"
    if not surname:
        return ""
    return next(key for key in (stem, *(f"{stem}{_suffix(n)}" for n in range(1, 10_000))) if key not in taken)


def _year_of(issued: object) -> str:
    """The year of a date in form; empty where it is in another."""
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    year = first[0] if isinstance(first, list) and first else None
    return str(year) if type(year) is int and 0 <= year <= 9999 else ""


def _suffix(number: int) -> str:
    return chr(ord("a") + number) if number < 26 else f"-{number + 1}"


# Letters that Unicode does not take apart into a plain one and its mark.
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


def _letters(text: str) -> str:
    """A name in plain small letters, without spaces."""
    apart = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN_LETTERS))
    return re.sub(r"[^a-z0-9]", "", "".join(c for c in apart if not unicodedata.combining(c)))
