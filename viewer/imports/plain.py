"""Text of other programs → plain text: HTML in titles, identifiers with prefixes, dates of any precision."""

import html
import re
from collections.abc import Iterable

_TAG = re.compile(
    r"</?(?:jats:|mml:|inf:)?(?:i|b|em|strong|u|italic|bold|underline|sc|scp|span|font|p|br|title|sec|div"
    r"|tt|small|roman|monospace|math|mi|mo|mn|mrow|mtext|msub|msup|nocase|a|h[1-6]|strike)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"</?(?:jats:)?(?:p|br|div|sec|title)\b[^<>]{0,500}>", re.IGNORECASE)
_HIGH = re.compile(r"<(?:jats:)?sup\b[^<>]{0,200}>([^<>]{0,200})</(?:jats:)?sup\s*>", re.IGNORECASE)
_LOW = re.compile(
    r"<(?:jats:)?(?:sub|inf)\b[^<>]{0,200}>([^<>]{0,200})</(?:jats:)?(?:sub|inf)\s*>", re.IGNORECASE
)
_SHIFTS = re.compile(r"</?(?:jats:)?(?:sup|sub)\b[^<>]{0,200}>", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"“”]{1,500}", re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", ">": "<", "}": "{"}
_REGISTERED = re.compile(
    r"\b(?:NCT\d{8}|ISRCTN\d{6,8}|ACTRN\d{14}|EudraCT \d{4}-\d{6}-\d{2}|DRKS\d{8}"
    r"|ChiCTR[-A-Z]*\d{8,10}|UMIN\d{9}|NTR\d{2,5}|jRCTs?\d{9,10})\b"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
    for name in (names,)
}
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(1[5-9]\d\d|2[01]\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?![a-z])", re.IGNORECASE)
_DAY = re.compile(r"(?<![\d-])(\d{1,2})(?:st|nd|rd|th)?(?![\d-])")


def one_line(text: str) -> str:
    """Text in one line, without tags and named letters."""
    return " ".join(untagged(text).split())


def paragraphs(text: str) -> str:
    """Paragraphs parted by an empty line, each in one line but for lists, without tags."""
    text = _BREAK.sub("\n\n", text) if "<" in text else text
    blocks = re.split(r"\n[ \t\f]*\n", untagged(text))
    return "\n\n".join(filter(None, (" ".join(block.split()) for block in blocks)))


def untagged(text: str) -> str:
    """Without the tags of inline HTML; a sign `<` that is none stays, so do the words in a tag of others."""
    if "<" in text:
        text = _tagless(text)
    if "&" in text:
        text = html.unescape(text)
        text = _tagless(text) if "<" in text else text
        text = html.unescape(text) if "&amp;" in text or "&#" in text else text
    return text.replace("\0", "")


def _tagless(text: str) -> str:
    text = _HIGH.sub(lambda match: raised(match[1], match.string[match.start() - 1 : match.start()]), text)
    text = _LOW.sub(lambda match: lowered(match[1], match.string[match.start() - 1 : match.start()]), text)
    return _SHIFTS.sub("", _TAG.sub("", text))


def raised(text: str, _before: str = "") -> str:
    """Superscript: figures as the letters that stand high, else `10` with 9 above it would be 109."""
    bare = text.strip()
    return bare.translate(_RAISED) if bare and all(ord(letter) in _RAISED for letter in bare) else text


def lowered(text: str, before: str = "") -> str:
    """Subscript: figures after a figure stand low, those after a letter are written as one does (CO2)."""
    bare = text.strip()
    if before.isdigit() and bare and all(ord(letter) in _LOWERED for letter in bare):
        return bare.translate(_LOWERED)
    return text


def doi_of(text: str) -> str:
    """The DOI in a text, in small letters, without what stands before or behind it; empty where none is."""
    match = _DOI.search(html.unescape(text).replace("%2F", "/").replace("%2f", "/"))
    if not match:
        return ""
    doi = match[0]
    while doi and (
        doi[-1] in ".,;:'’*" or (doi[-1] in _PAIRS and doi.count(doi[-1]) > doi.count(_PAIRS[doi[-1]]))
    ):
        doi = doi[:-1]
    return doi.lower()


def pmid_of(text: str) -> str:
    """The digits of a PMID; empty where there are none, or too many."""
    match = re.fullmatch(
        r"(?:.*(?:pubmed|pmid|medline)\D{0,20})?0*(\d{1,8})\s*(?:\[pmid\])?",
        text.strip(),
        re.IGNORECASE | re.DOTALL,
    )
    return match[1] if match else ""


def pmcid_of(text: str) -> str:
    """`PMC12134539`; empty where there is none."""
    match = re.search(r"PMC\s*(\d{4,9})", text, re.IGNORECASE)
    return f"PMC{match[1]}" if match else ""


def registered(texts: Iterable[str]) -> list[str]:
    """Numbers of trial registers in texts, each once."""
    return list(dict.fromkeys(number for text in texts for number in _REGISTERED.findall(text)))


def date_of(text: str) -> list[int]:
    """Year, month and day as far as a text states them; empty where there is no year."""
    text = text.strip()
    if match := _ISO.search(text):
        return _sound([int(part) for part in match.groups() if part])
    year = _YEAR.search(text)
    if not year:
        return []
    month = _MONTH.search(text)
    if not month:
        return [int(year[1])]
    rest = text[: year.start()] + " " + text[year.end() :]
    name = _MONTH.search(rest)
    days = _DAY.findall(rest) if name else []
    ranged = len(_MONTH.findall(text)) > 1 or len(days) > 1
    parts = [int(year[1]), _MONTHS[month[1].lower()]]
    return _sound([*parts, int(days[0])]) if len(days) == 1 and not ranged else parts[:1] if ranged else parts


def _sound(parts: list[int]) -> list[int]:
    """Without a month or day that cannot be."""
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return parts[:1]
    if len(parts) > 2 and not 1 <= parts[2] <= 31:
        return parts[:2]
    return parts
