"""How far a figure was read: one letter at the number of its citation."""

import re

LETTERS = {
    "A": "read in the abstract",
    "B": "read in a secondary report",
    "P": "read in a published evidence summary",
}
UNCHECKED = "–"
MEANINGS = {**LETTERS, UNCHECKED: "source not checked"}
GRADES = ("A", "A/B", "B", "P")
"""What a reference may say of itself; `A/B` shows the better of the two, a citation where it differs."""
_OF_CHECKED = {"abstract": "A", "secondary report": "B", "not checked": UNCHECKED}
_SHOWN = re.compile(r"\[\d+\s([ABP–])[,\]]")
_BARE = re.compile(r"\[\d+[,\]]")
_ELSE = " No letter: the page or register entry itself was read."


def letter_of(grade: str, checked: str) -> str:
    """The letter of a reference; none for a page or register entry, which was read itself."""
    of_checked = _OF_CHECKED.get(checked, "")
    if checked == "not checked":
        return UNCHECKED  # whatever grade it claims
    return (of_checked or "A") if grade == "A/B" else grade or of_checked


def letters_in(text: str) -> tuple[str, ...]:
    """The letters that stand at citations in a text, in the order of their meanings."""
    found = set(_SHOWN.findall(text))
    return tuple(letter for letter in MEANINGS if letter in found)


def legend(text: str) -> str:
    """What the letters in a text mean, in one line; nothing where it has none."""
    meanings = "; ".join(f"{letter}, {MEANINGS[letter]}" for letter in letters_in(text))
    if not meanings:
        return ""
    return f"Letters at the numbers: {meanings}.{_ELSE if _BARE.search(text) else ''}"


def meaning(label: str) -> str:
    """How far the figure at one citation, such as `[28 B, p. 3]`, was read; nothing where it was not."""
    return next((LETTERS[letter] for letter in letters_in(label) if letter in LETTERS), "")
