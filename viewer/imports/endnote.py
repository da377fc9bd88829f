"""EndNote XML, as EndNote and Zotero write it."""

import re

from viewer.imports import names, plain
from viewer.imports.inline import flat
from viewer.imports.record import Filled, Found, PaperPart, Reading
from viewer.imports.tree import Element

_TYPES = {
    "journal article": "article-journal",
    "electronic article": "article-journal",
    "book": "book",
    "edited book": "book",
    "book section": "chapter",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "web page": "webpage",
    "dataset": "dataset",
}
_TEXTS = {
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "language": "language",
    "edition": "edition",
}
_TAKEN = frozenset(
    {
        "ref-type",
        "contributors",
        "titles",
        "periodical",
        "dates",
        "keywords",
        "abstract",
        "urls",
        "database",
        "source-app",
        "rec-number",
        "foreign-keys",
        "electronic-resource-num",
        *_TEXTS,
    }
)


def read(root: Element) -> Reading:
    """Every record."""
    for record in root.below("record"):
        yield _paper(record)


def _paper(record: Element) -> Found:
    kind = record.first("ref-type")
    named = (kind.attributes.get("name", "") if kind else "").lower()
    draft = Filled({"type": _TYPES.get(named, "document")})
    draft.put("title", _in(record, "titles", "title"))
    for path in (("periodical", "full-title"), ("titles", "secondary-title")):
        draft.put("container-title", _in(record, *path))
    draft.put(
        "container-title-short", _in(record, "periodical", "abbr-1") or _in(record, "titles", "alt-title")
    )
    for role, people_in in (("author", "authors"), ("editor", "secondary-authors")):
        found = filter(
            None, (names.with_comma(flat(one)) for one in record.every("contributors", people_in, "author"))
        )
        if people := list(found):
            draft.item[role] = people
    for name, field in _TEXTS.items():
        draft.put(field, _in(record, name))
    _date(draft, record)
    for abstract in record.every("abstract"):
        draft.parts.append(PaperPart("Abstract", plain.paragraphs("".join(abstract.texts()))))
    draft.put("keyword", "; ".join(filter(None, map(flat, record.every("keywords", "keyword")))))
    _identify(draft, record)
    draft.more += [(one.name, flat(one)) for one in record.elements() if one.name not in _TAKEN and flat(one)]
    draft.registry += plain.registered(flat(one) for one in record.elements())
    return draft.finish("EndNote XML", record.line)


def _in(record: Element, *path: str) -> str:
    found = record.first(*path)
    return plain.one_line(flat(found)) if found else ""


def _date(draft: Filled, record: Element) -> None:
    year = _in(record, "dates", "year")
    parts = plain.date_of(year)
    exact = _in(record, "dates", "pub-dates", "date")
    named = plain.date_of(exact if plain.date_of(exact) else f"{exact} {year}")
    if len(named) > len(parts) and named[:1] == parts[:1]:
        parts = named
    if parts:
        draft.item["issued"] = {"date-parts": [parts]}
    elif year:
        draft.more.append(("year", year))


def _identify(draft: Filled, record: Element) -> None:
    number = _in(record, "electronic-resource-num")
    draft.put("DOI", plain.doi_of(number))
    if number and "DOI" not in draft.item:
        draft.more.append(("electronic-resource-num", number))
    accession, database = _in(record, "accession-num"), _in(record, "remote-database-name").lower()
    if re.fullmatch(r"\d{5,8}", accession) and (
        not database or "pubmed" in database or "medline" in database or "nlm" in database
    ):
        draft.put("PMID", accession)
    draft.put("PMCID", plain.pmcid_of(_in(record, "custom2")))
    for one in (flat(url) for url in record.below("url")):
        if re.match(r"https?://\S+$", one) and "URL" not in draft.item:
            draft.item["URL"] = one
        else:
            draft.more.append(("url", one))
