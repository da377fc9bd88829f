"""Bytes → text: UTF-8 with or without a mark, UTF-16, else Windows-1252."""

import codecs

from viewer.imports.record import Refusal, clean

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHARE = 0.3
"""Share of noughts among bytes at odd or even places that makes UTF-16 without a mark."""
_PLAIN = 4_096
_ERRORS = "as-windows-1252"


def decoded(data: bytes) -> str | Refusal:
    """The text with `\\n` at the end of lines and letters composed; a Refusal where it is no text."""
    text = _text(data)
    if text is None or "\0" in text:
        return Refusal(1, "this is no text: it holds bytes of no letter")
    return clean(text)


def _text(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    head = data[:_PLAIN]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        places = head[offset::2]
        if len(places) > 3 and places.count(0) / len(places) > _SHARE and not head[1 - offset :: 2].count(0):
            return data.decode(name, "replace")
    return data.decode("utf-8", _ERRORS) if b"\0" not in data else None


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8, as Windows-1252 has them: one bad byte must not spoil a whole file."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_ERRORS, _as_windows)
