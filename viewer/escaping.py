"""Text into HTML, without the table of named entities that comes with `html` and costs half a megabyte."""

_NAMED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def escape(text: str) -> str:
    """`text` as it must stand in HTML, also inside quotation marks; the same as `html.escape`."""
    return text.translate(_NAMED)
