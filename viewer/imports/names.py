"""Names of authors as forms write them → as CSL-JSON has them, letter by letter."""

import re

Name = dict[str, str]
_INITIALS = re.compile(r"(?=.*[^\W\d_])(?:[^\W\d_]{1,5}|(?:[^\W\d_]\.?[ -]?){1,5})")
_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|[1-5](?:st|nd|rd|th)|I{1,3}|IV)\.?", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:group|committee|consortium|investigators|collaborat\w*|organi[sz]ation|society|association"
    r"|institute|network|team|trialists|university|college|panel|program(?:me)?|agency|department|centre|center"
    r"|council|federation|foundation|ministry|study|initiative|project|board|union|authors)\b",
    re.IGNORECASE,
)


def person(family: str, given: str = "", suffix: str = "") -> Name:
    """A person; without a given name only the family's."""
    found = {"family": family.strip(), "given": given.strip(), "suffix": suffix.strip()}
    return {name: value for name, value in found.items() if value}


def group(name: str) -> Name:
    """A group: its name is one piece."""
    return {"literal": " ".join(name.split())}


def is_group(name: str) -> bool:
    """Whether a name has a word that only groups have."""
    return _GROUP.search(name) is not None


def with_comma(text: str) -> Name | None:
    """`Example, David A., Jr` → a person; without a comma a name of initials, or a group."""
    text = " ".join(text.split()).strip(" ,;") if not text.strip().endswith(",") else " ".join(text.split())
    if not text.strip(" ,;"):
        return None
    if text.endswith(","):  # as EndNote marks the name of a group
        return group(text.rstrip(", "))
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) == 1:
        return with_initials(text)
    if len(pieces) > 3 or (_GROUP.search(text) and not _INITIALS.fullmatch(pieces[1])):
        return group(text)
    if len(pieces) == 3:
        second_is_suffix = _SUFFIX.fullmatch(pieces[1]) is not None
        given, suffix = (pieces[2], pieces[1]) if second_is_suffix else (pieces[1], pieces[2])
        return person(pieces[0], given, suffix)
    return person(pieces[0], pieces[1])


def with_initials(text: str) -> Name | None:
    """`Example AB` or `Smith JA Jr` → a person; what has no initials at its end is a group."""
    words = text.split()
    if not words:
        return None
    suffix = (
        words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) and not words[-1].isupper() else ""
    )
    last = words[-1].replace(".", "").replace("-", "")
    initials = 1 <= len(last) <= 4 and last.isalpha() and last.isupper()
    if len(words) > 1 and initials and not _GROUP.search(text):
        return person(" ".join(words[:-1]), words[-1], suffix)
    return group(text)
