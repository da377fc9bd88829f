"""Dates as content writes them: a day, a month, a year, a span of them, or the day something was read."""

import re
from datetime import date

FORMS = "2026-02-05, 2020-03, 2009, `2020-03 to 2026-02-05`, or `read 2026-11-28` where a source has none"
_STANDS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\b(?:undated|not dated)\b", re.IGNORECASE)
_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")


def is_readable(text: str) -> bool:
    """Whether `text` is a date in one of FORMS."""
    if text.startswith("read "):
        return len(text) == len("read 2026-11-28") and _is_date(text.removeprefix("read "))
    dates = text.split(" to ")
    if len(dates) > 2 or not all(map(_is_date, dates)):
        return False
    return _padded(dates[0], "-01") <= _padded(dates[-1], "-99")


def stands_in(text: str) -> bool:
    """Whether a cell such as `12 February 2025` or `final report, undated` says when, or that nobody did."""
    return bool(_STANDS.search(text))


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(_padded(text, "-01")))
    except ValueError:
        return False


def _padded(text: str, rest: str) -> str:
    """A day to compare by, for a month or a year."""
    return (text + 2 * rest)[: len("2026-02-05")]
