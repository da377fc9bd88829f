"""What segno needs of the standard library's module, which would bring `urllib.request` and `ssl` with it."""

from html import escape as _escape


def escape(data: str) -> str:
    """Replace `&`, `<` and `>`."""
    return _escape(data, quote=False)


def quoteattr(data: str) -> str:
    """Replace them, and put quotes around."""
    return '"' + _escape(data, quote=True).replace("\n", "&#10;").replace("\t", "&#9;") + '"'
