"""Text within a paragraph of XML: figures that stand high or low, formulas once and readable, notes kept."""

import re
from collections.abc import Callable

from viewer.imports.latex import plain_text
from viewer.imports.plain import lowered, raised
from viewer.imports.tree import Element

_PREAMBLE = re.compile(r"(?:\\documentclass.*?)?\\begin\{document\}|\\end\{document\}", re.DOTALL)
_BLOCKS = frozenset(
    {"p", "title", "list", "list-item", "sec", "disp-quote", "disp-formula", "break", "label", "td", "th"}
)
_LEFT_OUT = frozenset({"graphic", "inline-graphic", "media", "object-id", "annotation", "annotation-xml"})


def flat(element: Element, left_out: frozenset[str] = frozenset()) -> str:
    """All text below in one line; words of neighbouring blocks do not run together."""
    return " ".join(_text(element, left_out).split())


def _text(element: Element, left_out: frozenset[str] = frozenset()) -> str:
    pieces: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
        elif child.name not in left_out and child.name not in _LEFT_OUT:
            text = _SPECIAL.get(child.name, _text)(child, left_out)
            if child.name in ("sup", "sub"):
                before = next((piece[-1] for piece in reversed(pieces) if piece), "")
                text = raised(text) if child.name == "sup" else lowered(text, before)
            pieces.append(f" {text} " if child.name in _BLOCKS else text)
    return "".join(pieces)


def _alternatives(element: Element, left_out: frozenset[str]) -> str:
    """One of several writings of the same: MathML before TeX, text before a picture."""
    for name in ("math", "textual-form", "tex-math", "table"):
        if found := element.first(name):
            return _SPECIAL.get(name, _text)(found, left_out)
    return _text(element, left_out)


def _tex(element: Element, _left_out: frozenset[str]) -> str:
    """The formula without the document that TeX needs around it."""
    inner = _PREAMBLE.sub(" ", "".join(element.texts())).strip()
    return plain_text(f"${inner.strip('$ ')}$")


def _math(element: Element, left_out: frozenset[str]) -> str:
    """MathML in a line: powers high, indices low, fractions with a stroke."""
    elements = list(element.elements())
    if element.name in ("msup", "msub", "mfrac") and len(elements) == 2:
        first, second = (_math(one, left_out) for one in elements)
        if element.name == "mfrac":
            return f"({first})/({second})" if len(first) > 1 or len(second) > 1 else f"{first}/{second}"
        high = raised(second) if element.name == "msup" else lowered(second, first[-1:])
        return first + (f"^{high}" if element.name == "msup" and high == second else high)
    if not elements:
        return " ".join("".join(element.texts()).split())
    return "".join(
        child.strip() if isinstance(child, str) else _math(child, left_out)
        for child in element.children
        if isinstance(child, str) or child.name not in _LEFT_OUT
    )


_SPECIAL: dict[str, Callable[[Element, frozenset[str]], str]] = {
    "alternatives": _alternatives,
    "tex-math": _tex,
    "math": _math,
}
