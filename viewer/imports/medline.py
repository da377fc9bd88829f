"""MEDLINE, as PubMed writes it (.nbib), and what Ovid and Cochrane make of it."""

import re

from viewer.imports import names, plain
from viewer.imports.record import Filled, Found, PaperPart, Reading
from viewer.imports.tagged import TagForm, TagLine, TagRecord, keep, records

_KNOWN = (
    "PMID OWN STAT DCOM DA LR IS VI IP DP TI PG LID AB CI FAU AU AUID AD LA PT DEP PL TA JT JID SB MH"
    " MHDA EDAT CRDT PHST AID PST SO GR PMC PMCR MID OTO OT COIS DRDT CN CTI BTI TT ISBN EN FED ED"
    " FIR IR IRAD RN NM SI CON CIN EIN EFR ECI ECF CRI CRF RIN ROF RPI RPF UIN UOF SPIN ORI PRIN PROF"
    " DDIN DDRF OAB OABL OCI OID PB GN GS SFM PS FPS PRO PUBM UT RF NI NR VTI CP CDAT CTDT LSTR TIT"
    " DATE JC"
)
DIALECT = TagForm(
    name="MEDLINE",
    tag=re.compile(r"(?=[A-Z]{2,4} {0,2}-)([A-Z ]{4})-(?: |$)(.*)"),
    known=frozenset(_KNOWN.split()),
    first=frozenset({"PMID"}),
    outside=re.compile(r"(?:<\d+>|Record #\d+ of \d+|\d+: )\s*$"),
    titles=frozenset({"TI", "BTI", "CTI"}),
    blank_ends=True,
)
COCHRANE = TagForm(
    name="Cochrane",
    tag=re.compile(r"([A-Z]{2,3}): ?(.*)"),
    known=frozenset(
        [
            "ID",
            "AU",
            "TI",
            "SO",
            "YR",
            "VL",
            "NO",
            "PG",
            "PM",
            "XR",
            "PT",
            "KY",
            "DOI",
            "AB",
            "US",
            "PB",
            "DOC",
            "PY",
            "LA",
            "CC",
            "YN",
            "CN",
            "AN",
            "AD",
        ]
    ),
    first=frozenset({"ID"}),
    outside=re.compile(r"\s*Record #\d+ of \d+", re.IGNORECASE),
    titles=frozenset({"TI"}),
    blank_ends=True,
)
_COMPARED = 50
"""Abstracts with which a further one is compared."""
_TEXTS = {
    "VI": "volume",
    "IP": "issue",
    "PG": "page",
    "JT": "container-title",
    "TA": "container-title-short",
    "PB": "publisher",
    "VL": "volume",
    "NO": "issue",
}


def read(text: str) -> Reading:
    """Every paper of a MEDLINE file."""
    return records(text, DIALECT, _medline)


def read_cochrane(text: str) -> Reading:
    """Every paper of the Cochrane Library's own export."""
    return records(text, COCHRANE, _cochrane)


def _medline(group: TagRecord) -> Found:
    draft = Filled()
    rest = [one for one in group.fields if not _take(draft, one)]
    _authors(draft, [one for one in rest if one.tag in ("FAU", "AU", "CN", "FED", "ED")])
    keep(
        draft,
        [one for one in rest if one.tag not in ("FAU", "AU", "CN", "FED", "ED", "PMID", "LID", "AID", "PMC")],
    )
    if not draft.item.get("page") and (
        elsewhere := next((o for o in rest if o.tag == "LID" and "[pii]" in o.value), None)
    ):
        draft.put("page", elsewhere.value.replace("[pii]", "").strip())
    draft.item["type"] = _type(group.fields)
    return draft.finish("MEDLINE", group.line)


def _type(fields: list[TagLine]) -> str:
    kinds = {one.value.lower() for one in fields if one.tag == "PT"}
    if "book chapter" in kinds or (
        any(one.tag == "BTI" for one in fields) and any(one.tag == "CTI" for one in fields)
    ):
        return "chapter"
    return "book" if "book" in kinds else "article-journal"


def _take(draft: Filled, one: TagLine) -> bool:
    tag, item = one.tag, draft.item
    if tag in ("TI", "CTI", "BTI"):
        name = "container-title" if tag == "BTI" and item.get("title") else "title"
        draft.put(name, plain.one_line(one.value))
    elif tag == "TT":
        draft.parts.append(PaperPart("Title in the original language", plain.one_line(one.value)))
    elif tag in ("AB", "OAB"):
        _abstract(draft, tag, one.value)
    elif tag in _TEXTS:
        draft.put(_TEXTS[tag], plain.one_line(one.value))
    elif tag in ("OT", "MH", "KY"):
        draft.words.append(plain.one_line(one.value))
    elif tag == "LA":
        draft.put("language", one.value)
    elif tag == "DP" and (parts := plain.date_of(one.value)):
        item.setdefault("issued", {"date-parts": [parts]})
    else:
        _identify(draft, one)
        return False
    return True


def _identify(draft: Filled, one: TagLine) -> None:
    if one.tag == "PMID":
        draft.put("PMID", plain.pmid_of(one.value))
    elif one.tag in ("LID", "AID") and "[doi]" in one.value and "DOI" not in draft.item:
        draft.put("DOI", plain.doi_of(one.value.replace("[doi]", "")))
    elif one.tag == "PMC":
        draft.put("PMCID", plain.pmcid_of(one.value))
    elif one.tag == "SI":
        draft.registry += plain.registered([one.value]) or [one.value.rpartition("/")[2]]


def _abstract(draft: Filled, tag: str, value: str) -> None:
    first = not any(part.heading == "Abstract" for part in draft.parts)
    heading = "Abstract" if tag == "AB" and first else "Further abstract" if tag == "AB" else "Other abstract"
    text = plain.paragraphs(value)
    if all(part.text != text for part in draft.parts[:_COMPARED]):
        draft.parts.append(PaperPart(heading, text))


def _authors(draft: Filled, fields: list[TagLine]) -> None:
    """Full names before short ones: an AU after its FAU is the same person."""
    after_full = {"FAU": False, "FED": False}
    for one in fields:
        role = "editor" if one.tag in ("FED", "ED") else "author"
        value, full = plain.one_line(one.value), "FED" if role == "editor" else "FAU"
        name = None
        if one.tag == "CN":
            name = names.group(value)
        elif one.tag == full:
            name, after_full[full] = names.with_comma(value), True
        elif after_full[full]:
            after_full[full] = False
        else:
            name = names.with_initials(value)
        if name:
            draft.item.setdefault(role, []).append(name)


def _cochrane(group: TagRecord) -> Found:
    draft = Filled()
    rest = []
    for one in group.fields:
        if one.tag == "AU":
            listed = one.value.split("\n") if "," in one.value else re.split(r"[;\n]", one.value)
            draft.item.setdefault("author", []).extend(
                filter(None, map(names.with_comma, map(plain.one_line, listed)))
            )
        elif one.tag == "SO":
            draft.put("container-title", plain.one_line(one.value))
        elif one.tag in ("YR", "PY") and (parts := plain.date_of(one.value)):
            draft.item.setdefault("issued", {"date-parts": [parts]})
        elif one.tag == "PG":
            draft.put("page", one.value)
        elif one.tag == "DOI" and plain.doi_of(one.value):
            draft.put("DOI", plain.doi_of(one.value))
        elif one.tag == "PM":
            draft.put("PMID", plain.pmid_of(one.value))
        elif not _take(draft, one):
            rest.append(one)
    keep(draft, rest)
    draft.registry += plain.registered(one.value for one in group.fields)
    draft.item["type"] = "article-journal"
    return draft.finish("Cochrane", group.line)
