"""Refer (`%0 Journal Article`), as EndNote writes it under .enw, .ris or .txt."""

import re

from viewer.imports import names, plain
from viewer.imports.record import Filled, Found, PaperPart, Reading
from viewer.imports.tagged import TagForm, TagLine, TagRecord, keep, records

DIALECT = TagForm(
    name="EndNote tagged",
    tag=re.compile(r"(%[0-9A-Za-z@!#$&()*+^<>\[=~?])(?:[ \t]+|$)(.*)"),
    known=frozenset(f"%{letter}" for letter in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ@!#$&()*+^<>[=~?"),
    first=frozenset({"%0"}),
    titles=frozenset({"%T"}),
    blank_ends=True,
)
_TYPES = {
    "journal article": "article-journal",
    "electronic article": "article-journal",
    "book": "book",
    "edited book": "book",
    "electronic book": "book",
    "book section": "chapter",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "web page": "webpage",
    "dataset": "dataset",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
}
_TEXTS = {
    "%T": "title",
    "%V": "volume",
    "%N": "issue",
    "%P": "page",
    "%I": "publisher",
    "%C": "publisher-place",
    "%G": "language",
    "%7": "edition",
    "%!": "title-short",
}


def read(text: str) -> Reading:
    """Every paper of a Refer file."""
    return records(text, DIALECT, _paper)


def _paper(group: TagRecord) -> Found:
    draft = Filled()
    rest = [one for one in group.fields if not _take(draft, one)]
    keep(draft, rest)
    draft.registry += plain.registered(one.value for one in group.fields)
    return draft.finish("EndNote tagged", group.line)


def _take(draft: Filled, one: TagLine) -> bool:
    tag, item, line = one.tag, draft.item, plain.one_line(one.value)
    if tag == "%0":
        item["type"] = _TYPES.get(line.lower(), "document")
    elif tag in ("%A", "%E"):
        found = filter(None, (names.with_comma(name) for name in one.value.split("\n")))
        item.setdefault("author" if tag == "%A" else "editor", []).extend(found)
    elif tag in ("%J", "%B"):
        draft.put("container-title", line)
    elif tag in _TEXTS:
        draft.put(_TEXTS[tag], line)
    elif tag == "%X":
        first = not any(part.heading == "Abstract" for part in draft.parts)
        draft.parts.append(
            PaperPart("Abstract" if first else "Further abstract", plain.paragraphs(one.value))
        )
    elif tag == "%K":
        words = re.split(r"[\n;]", one.value)
        draft.words += filter(None, map(str.strip, words))
    else:
        return _take_number(draft, one, line)
    return True


def _date(draft: Filled, line: str) -> list[int]:
    """A date; `%8 May 18` is of the year that stands before it."""
    year = draft.item.get("issued", {"date-parts": [[""]]})["date-parts"][0][0]
    return plain.date_of(line) or plain.date_of(f"{line} {year}")


def _take_number(draft: Filled, one: TagLine, line: str) -> bool:
    tag = one.tag
    if tag in ("%D", "%8") and (parts := _date(draft, line)):
        known = draft.item.get("issued", {"date-parts": [[]]})["date-parts"][0]
        if not known or (known[0] == parts[0] and len(known) < len(parts)):
            draft.item["issued"] = {"date-parts": [parts]}
    elif tag == "%R" and plain.doi_of(line):
        draft.put("DOI", plain.doi_of(line))
    elif tag == "%M" and re.fullmatch(r"\d{5,8}", line):
        draft.put("PMID", line)
    elif tag == "%2" and plain.pmcid_of(line):
        draft.put("PMCID", plain.pmcid_of(line))
    elif tag == "%U" and re.match(r"https?://\S+$", line):
        draft.put("URL", line)
        draft.put("DOI", plain.doi_of(line))
    else:
        return False
    return True
