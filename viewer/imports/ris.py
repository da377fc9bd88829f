"""RIS, as Zotero, EndNote, Mendeley, Embase and publishers write it."""

import re

from viewer.imports import names, plain
from viewer.imports.record import Filled, Found, PaperPart, Reading
from viewer.imports.tagged import TagForm, TagLine, TagRecord, keep, records

_KNOWN = (
    "TY A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CL CN CP CT CY DA DB DI DO DP ED EP"
    " ER ET FD H1 H2 ID IS J1 J2 JA JF JO K1 KW L1 L2 L3 L4 LA LB LI LK LL M1 M2 M3 N1 N2 NO NV OL OP"
    " PB PMID PMCID PP PY RI RN RP RT SE SF SL SN SO SP SR ST T1 T2 T3 TA TI TT U1 U2 U3 U4 U5 UR VL"
    " VO WP WT WV XT Y1 Y2 YR"
)
DIALECT = TagForm(
    name="RIS",
    tag=re.compile(r"[ \t]{0,3}([A-Z][A-Z0-9]|PMC?ID)[ \t]{1,4}-(?:[ \t]+|$)(.*)"),
    known=frozenset(_KNOWN.split()),
    first=frozenset({"TY"}),
    last="ER",
    outside=re.compile(
        r"\s*(?:Record #\d+ of \d+|Provider: |Database: |Content: ?text/|#\d+\s)", re.IGNORECASE
    ),
    titles=frozenset({"TI", "T1"}),
    blank_ends=True,
)
_TYPES = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "INPR": "article-journal",
    "ABST": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "ELEC": "webpage",
    "BLOG": "post-weblog",
    "RPRT": "report",
    "BOOK": "book",
    "EBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "DATA": "dataset",
    "UNPB": "manuscript",
}
_COMPARED = 50
"""Abstracts with which a further one is compared."""
_TEXTS = {
    "VL": "volume",
    "VO": "volume",
    "IS": "issue",
    "PB": "publisher",
    "CY": "publisher-place",
    "PP": "publisher-place",
    "LA": "language",
    "ET": "edition",
    "ST": "title-short",
    "PMID": "PMID",
    "PMCID": "PMCID",
}
_TITLES, _AUTHORS = ("TI", "T1", "CT", "BT"), ("AU", "A1")
_JOURNALS = ("T2", "JF", "JO", "JA", "J2", "J1", "TA")
_ABSTRACTS, _KEYWORDS, _DATES = ("AB", "N2"), ("KW", "K1"), ("PY", "Y1", "YR", "DA")
_ADDRESSES = ("UR", "LK", "L1", "L2", "L3", "L4")


def read(text: str) -> Reading:
    """Every paper of a RIS file."""
    return records(text, DIALECT, paper)


def paper(group: TagRecord) -> Found:
    """One record."""
    draft = Filled()
    rest = [one for one in group.fields if not _take(draft, one)]
    _pages(draft, rest)
    _identifiers(draft, rest)
    keep(draft, rest)
    draft.registry += plain.registered(one.value for one in group.fields)
    return draft.finish("RIS", group.line)


def _take(draft: Filled, one: TagLine) -> bool:
    """Put a field where it belongs; False for one that is looked at later."""
    tag, item = one.tag, draft.item
    if tag == "TY":
        item["type"] = _TYPES.get(one.value.upper(), "document")
    elif tag in _TITLES:
        draft.put("title", plain.one_line(one.value))
    elif tag in _AUTHORS or tag in ("A2", "ED"):
        _name(draft, "author" if tag in _AUTHORS else "editor", one.value)
    elif tag in _JOURNALS:
        _journal(draft, tag, plain.one_line(one.value))
    elif tag in _ABSTRACTS:
        _abstract(draft, plain.paragraphs(one.value))
    elif tag in _KEYWORDS:
        words = [word.strip() for line in one.value.split("\n") for word in re.split(r";\s", line)]
        draft.words += filter(None, words)
    elif tag in _DATES:
        return _date(draft, one.value)
    elif tag in _TEXTS:
        draft.put(_TEXTS[tag], plain.one_line(one.value))
    else:
        return False
    return True


def _name(draft: Filled, role: str, value: str) -> None:
    for line in value.split("\n"):
        if name := names.with_comma(plain.one_line(line)):
            draft.item.setdefault(role, []).append(name)


def _journal(draft: Filled, tag: str, name: str) -> None:
    """The longest of a journal's names is its own, the shorter its abbreviation."""
    draft.put("container-title-short" if tag in ("JA", "J2", "J1", "TA") else "container-title", name)


def _abstract(draft: Filled, text: str) -> None:
    """Every abstract is kept; the same text twice is one."""
    if all(part.text != text for part in draft.parts[:_COMPARED]):
        first = not any(part.heading == "Abstract" for part in draft.parts)
        draft.parts.append(PaperPart("Abstract" if first else "Further abstract", text))


def _date(draft: Filled, value: str) -> bool:
    parts = plain.date_of(value)
    if not parts:
        return False
    known = draft.item.get("issued")
    if not known or (len(known["date-parts"][0]) < len(parts) and known["date-parts"][0][0] == parts[0]):
        draft.item["issued"] = {"date-parts": [parts]}
    return known is None or known["date-parts"][0][0] == parts[0]


def _pages(draft: Filled, rest: list[TagLine]) -> None:
    pages = {one.tag: one.value for one in rest if one.tag in ("SP", "EP")}
    first, last = pages.get("SP", ""), pages.get("EP", "")
    if first or last:
        draft.put(
            "page", first if not last or first == last or "-" in first else f"{first}-{last}".strip("-")
        )
    rest[:] = [one for one in rest if one.tag not in ("SP", "EP")]


def _identifiers(draft: Filled, rest: list[TagLine]) -> None:
    """DOI, PMID and PMCID, wherever an exporting program puts them."""
    left = []
    database = " ".join(one.value for one in rest if one.tag in ("DB", "DP")).lower()
    for one in rest:
        doi = (
            plain.doi_of(one.value)
            if one.tag in ("DO", "DI", "M3", "UR", "L3", "N1", "C7", "LK", "ID")
            else ""
        )
        if doi and (one.tag != "N1" or one.value.lower().startswith("doi")):
            draft.put("DOI", doi)
        pmid = _pmid(one, database)
        draft.put("PMID", pmid)
        draft.put("PMCID", plain.pmcid_of(one.value) if one.tag in ("C2", "AN", "U2", "UR", "N1") else "")
        if one.tag in _ADDRESSES and re.match(r"https?://\S+$", one.value) and "URL" not in draft.item:
            draft.item["URL"] = one.value
        elif not (one.tag in ("DO", "DI") and doi) and not (pmid and one.tag == "AN"):
            left.append(one)
    rest[:] = left


def _pmid(one: TagLine, database: str) -> str:
    value = one.value.strip()
    named = re.search(r"\bPMID:?\s*(\d{1,8})\b", value)
    if named:
        return named[1]
    if one.tag in ("UR", "LK") and (link := re.search(r"(?:pubmed\.ncbi[^/]*|/pubmed)/(\d{1,8})\b", value)):
        return link[1]
    if (
        one.tag == "AN"
        and re.fullmatch(r"\d{5,8}", value)
        and ("pubmed" in database or "medline" in database or "nlm" in database)
    ):
        return value
    return ""
