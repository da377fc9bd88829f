"""Characters that steer where lines break; they never leave the page."""

JOINER = "\N{WORD JOINER}"
BREAK = "\N{ZERO WIDTH SPACE}"
_GONE = str.maketrans("", "", JOINER + BREAK)


def visible(text: str) -> str:
    """`text` without them."""
    return text.translate(_GONE)
