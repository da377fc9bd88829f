"""How numbers are written: with a unit, in Roman figures, with a point or a comma, with marks of reference.

A number never answers for another: `0,57` is 0.57 and not 0 and 57, nor is `.57` 57, or `10⁹` 109.
"""

import re
from collections.abc import Iterator, Sequence

Part = tuple[str, int, int]
"""A piece of a text, where it begins and where it ends."""

_UNITS = (
    "c?gy|mgy|[mck]m|[mµμk]g|mcg|m[lL]|dl|mmol|nmol|mmhg|ghz|mhz|min|minutes?|hours?|days?|weeks?|wks?"
    "|months?|mos?|years?|yrs?|patients?|cycles?|fractions?|lesions?"
)
_UNIT = re.compile(rf"(?:{_UNITS})$", re.IGNORECASE)
_MEASURE = re.compile(rf"(\d+(?:[.·,]\d+)?)({_UNITS})$", re.IGNORECASE)
_FRACTIONS = re.compile(rf"(\d+)[x×](\d+)({_UNITS})?$", re.IGNORECASE)
_LONG_UNIT = {"wk": "week", "wks": "week", "mo": "month", "mos": "month", "yr": "year", "yrs": "year"}
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_FIGURE = re.compile(r"(iii|iv|ii|i|v)([abc]?)$", re.IGNORECASE)
_WORD = r"(?:III|II|IV|I|V|iii|ii|iv|i|v)[abcABC]?(?!\w)"
_BEFORE = "|".join(
    rf"(?<=\b[{word[0]}{word[0].upper()}]{word[1:]} )"
    for word in ("phase", "stage", "grade", "class", "type", "phases", "stages", "grades")
)
AFTER_HEAD = rf"(?=[IViv])(?:{_BEFORE}){_WORD}(?:(?:[/,–-]|, | and | or | to ){_WORD}|/\d(?!\w))*"
"""The figures after `phase`, `stage`, `grade`, `class` or `type`: `III`, `III/IV`, `IIIb or IV`."""
_HEAD = re.compile(r"(?:phase|stage|grade|class|type)s? ", re.IGNORECASE)
_REFERENCE = re.compile(r"[¹²³⁰⁴-⁹]+$")
_POWER = re.compile(r"(?<=\d)[¹²³⁰⁴-⁹]+")
_SQUARED = re.compile(r"(?:^|\d)[kmc]?m[²³]$", re.IGNORECASE)


def has_head(chunk: str) -> bool:
    """Whether figures of a phase, stage, grade, class or type stand in a chunk."""
    return " " in chunk and bool(_HEAD.match(chunk))


def arabic(word: str) -> str:
    """`IIIb` as `3b`; anything else as it is."""
    match = _FIGURE.match(word)
    return f"{_ROMAN[match[1].lower()]}{match[2]}" if match else word


def apart(text: str, start: int, end: int) -> Iterator[Part]:
    """A number and the unit glued to it as two words; `5x5Gy` as its two numbers and the unit."""
    match = (_MEASURE.match(text) or _FRACTIONS.match(text)) if text[0].isdigit() else None
    if not match or end - start != len(text):
        yield text, start, end
        return
    for group in range(1, len(match.groups()) + 1):
        if match[group]:
            word = _LONG_UNIT.get(match[group].lower(), match[group])
            yield word, start + match.start(group), start + match.end(group)


def is_measure(words: Sequence[str]) -> bool:
    """Whether words joined by hyphens are a number and its unit: `6-week`."""
    return len(words) == 2 and words[0].isdigit() and bool(_UNIT.match(words[1]))


def plain(word: str) -> str:
    """A word without the mark of a reference behind it, a number with a point and a nought before it."""
    if word.isalnum() and word.isascii():
        return word
    if word[0] in ".·":
        return f"0.{word[1:]}"
    if word.startswith("0,") and word[2:].isdigit():
        return f"0.{word[2:]}"
    if _POWER.search(word):
        return _POWER.sub(lambda match: f"e{match.group()}", word)
    return word if _SQUARED.search(word) else _REFERENCE.sub("", word) or word


def is_number(surface: str) -> bool:
    """Whether a folded word is a number, with a point or without."""
    return surface.replace(".", "", 1).isdigit()
