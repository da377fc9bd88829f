"""What may be stored as text: valid Unicode of bounded length, on one line where it is a line."""

import os
import re
from datetime import UTC, datetime

LINE = 1_000
"""Longest title, heading, document id or note line, in characters."""
BLOCK = 1_000_000
"""Longest note, in characters."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def line(text: str, limit: int = LINE) -> str:
    """One line without control characters, cut to a length."""
    return " ".join(_CONTROL.sub(" ", text).split())[:limit]


def block(text: str) -> str:
    """Several lines without control characters, cut to a length."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:BLOCK]


def new_id() -> str:
    """An id that no other computer gives either."""
    return os.urandom(16).hex()


def stamp(now: datetime) -> str:
    """ISO time in UTC, to be sorted as text."""
    return now.astimezone(UTC).isoformat(timespec="microseconds")
