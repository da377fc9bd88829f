"""Bytes → text: UTF-8 with or without a mark, UTF-16, else Windows-1252."""

import codecs
import unicodedata

from viewer.imports.record import Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHARE = 0.3
"""Share of noughts among bytes at odd or even places that makes UTF-16 without a mark."""
_PLAIN = 4_096


def decoded(data: bytes) -> str | Refusal:
    """The text with `\\n` at the end of lines and letters composed; a Refusal where it is no text."""
    text = _text(data)
    if text is None or "\0" in text:
        return Refusal(1, "this is no text: it holds bytes of no letter")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x85", "\n")
    text = "".join(letter for letter in text if letter >= " " or letter in "\n\t\f")
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))


def _text(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    head = data[:_PLAIN]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        places = head[offset::2]
        if len(places) > 3 and places.count(0) / len(places) > _SHARE and not head[1 - offset :: 2].count(0):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Python leaves five bytes of Windows-1252 undefined; browsers give their control characters.
        return data.decode("cp1252", "replace") if b"\0" not in data else None
