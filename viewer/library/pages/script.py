"""Sub- and superscripts as plain text, in the small figures of Unicode: 10⁹ must never read as 109."""

import re

# Letters stay as they are: `5^th^` reads 5th, and `C~max~` Cmax.
_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_FORMS = {"sup": _RAISED, "sub": _LOWERED}
_HELD = re.compile(r"[\w+\-−–=().,/′*†‡§]{1,40}")
TAGS = ("sup", "sub")


def plain(tag: str, text: str) -> str:
    """The text of a sub- or superscript: small figures where it holds nothing else, else as written."""
    forms = _FORMS[tag]
    return text.translate(forms) if all(ord(char) in forms for char in text) else text


def is_readable(text: str) -> bool:
    """Whether it holds letters, figures and signs alone; anything else was meant otherwise."""
    return bool(_HELD.fullmatch(text))
